/**
 * Dense ids for a venue's names. Looked up by receivers without a lock or an allocation; added to on the control path,
 * or by a receiver that meets a new symbol, under a lock.
 */
package org.ringtape.engine.instrument;
