/**
 * Events about the data itself: who is connected, what was lost, which names begin and end, which timer is due.
 * Flyweights; whoever owns the slot says for how long they are valid.
 */
package org.ringtape.engine.event.control;
