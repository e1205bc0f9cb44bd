/**
 * Budgets a venue sets and pauses it asks for, kept on the control path. No class here has a clock: times are handed
 * in.
 */
package org.ringtape.feeds.limit;
