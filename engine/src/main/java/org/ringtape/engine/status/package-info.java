/** Counters of a running pipeline: one meaning, one unit and one writer each, readable from any thread or process. */
package org.ringtape.engine.status;
