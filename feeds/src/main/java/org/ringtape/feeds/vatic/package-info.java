/** Feed of Vatic's window-open price targets: session, calendar, and REST for windows that are late. */
package org.ringtape.feeds.vatic;
