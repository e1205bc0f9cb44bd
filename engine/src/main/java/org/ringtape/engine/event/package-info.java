/**
 * What travels in the ring: the slot's drawing, the identifiers of every kind of event, and one flyweight a kind. A
 * flyweight is a window that its owner wraps around a slot; it holds no state of its own and is not thread-safe.
 */
package org.ringtape.engine.event;
