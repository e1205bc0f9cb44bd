/** The whole path against a venue that lies. */
package org.ringtape.bench.system.liar;
