/** The levels of one book: where they stand in memory and at which scale. Market thread. */
package org.ringtape.engine.book.level;
