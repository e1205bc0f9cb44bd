/** Budgets a venue sets, kept on the control path. No class here has a clock: times are handed in. */
package org.ringtape.feeds.limit;
