/** What goes wrong on request: faults, when they are due, and damage to frames. */
package org.ringtape.simulator.fault;
