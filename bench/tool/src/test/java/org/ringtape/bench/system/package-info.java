/** System tests: the whole pipeline, from frames or sockets to books, judged by independent oracles. */
package org.ringtape.bench.system;
