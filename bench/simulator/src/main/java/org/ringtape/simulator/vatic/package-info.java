/** Vatic on loopback: target windows, its REST answers, generated and recorded messages. */
package org.ringtape.simulator.vatic;
