/** How the threads of a pipeline are run, watched, rested and placed on cores. */
package org.ringtape.engine.thread;
