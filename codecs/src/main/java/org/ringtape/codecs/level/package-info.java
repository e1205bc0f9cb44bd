/**
 * Arrays of price levels, {@code [["58710.20","0.014"],…]}: one reader for any JSON, one cursor for levels as venues
 * write them. Owned by one decoder, on the receiver thread of its connection.
 */
package org.ringtape.codecs.level;
