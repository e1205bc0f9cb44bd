/**
 * Runs of a whole pipeline in a command: what it watches, shows and says at the end. Boards are filled on the market
 * thread and read by the thread of the command.
 */
package org.ringtape.bench.cli.live;
