/** Writes the sections of the report page. */
package org.ringtape.bench.report.page;
