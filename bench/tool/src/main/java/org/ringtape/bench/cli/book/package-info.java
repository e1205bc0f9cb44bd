/** The book command: books rebuilt without sockets and held against checkpoints. One thread, that of the command. */
package org.ringtape.bench.cli.book;
