/**
 * The ring and the way into it. A producer fills its own {@link org.ringtape.engine.ring.EventStage} and hands it to
 * its own {@link org.ringtape.engine.ring.EventPublication}, which claims, copies and publishes without ever waiting.
 */
package org.ringtape.engine.ring;
