/** One idea a program, each compiled and run by the build; the README shows the first. */
package org.ringtape.bench.examples;
