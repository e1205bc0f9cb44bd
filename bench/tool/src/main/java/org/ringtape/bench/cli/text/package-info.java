/** The decode command: events as lines of JSON. One thread, that of the command. */
package org.ringtape.bench.cli.text;
