/** The command line: {@code demo}, {@code run}, {@code decode}, {@code replay}, {@code book}, {@code simulate}. */
package org.ringtape.bench.cli;
