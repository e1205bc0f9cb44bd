/** JSON read in place, forward only, without recursion or exceptions. Used on the thread that decodes. */
package org.ringtape.codecs.json;
