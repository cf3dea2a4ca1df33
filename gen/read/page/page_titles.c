/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Recognises and checks the titles of the table in page text. */
#include "read/page/page_titles.h"
#include "input/columns.h"
#include "read/page/page_shapes.h"

bool
iana_page_is_titles(struct iana_cell line)
{
	static const char *const titles[] = {
		"Service", "Name", "Port", "Number", "Transport", "Protocol", "Description",
	};
	const char *at = line.bytes;

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		struct iana_cell word = iana_cell_word(&line);

		if (!iana_cell_is(word, titles[i]) || word.bytes != at)
			return false;
		at = word.bytes + word.len + 1;
	}
	return true;
}

bool
iana_page_check_titles(const struct iana_lines *lines, size_t at, const char *path,
		       struct iana_report *rep)
{
	static const int order[] = {
		IANA_F_NAME,	     IANA_COLUMN_PORT,	  IANA_F_PROTOCOL,
		IANA_F_DESCRIPTION,  IANA_F_ASSIGNEE,	  IANA_F_CONTACT,
		IANA_F_REGISTERED,   IANA_F_MODIFIED,	  IANA_F_REFERENCE,
		IANA_F_SERVICE_CODE, IANA_F_UNAUTHORIZED, IANA_F_NOTES,
	};
	struct iana_cell line = iana_lines_get(lines, at);
	struct iana_columns columns;
	struct iana_cells header = { 0 };
	size_t start = 0;
	struct iana_cell word;
	bool ok;

	while ((word = iana_cell_word(&line)).len != 0 &&
	       header.n < (size_t)IANA_N_COLUMNS) {
		if (header.text.len != start)
			iana_buffer_u8(&header.text, ' ');
		iana_buffer_add(&header.text, word.bytes, word.len);
		if (!iana_columns_titled((struct iana_cell){ header.text.bytes + start,
							     header.text.len - start }))
			continue;
		iana_cells_end(&header);
		start = header.text.len;
	}
	ok = header.text.len == start;
	ok = iana_columns_find(&columns, &header, "the page's text", path, at + 1, rep) &&
	     (ok || iana_fail(rep, path, at + 1, "a title that is not known"));
	for (size_t i = 0; ok && i < sizeof order / sizeof *order; i++)
		if (columns.at[order[i]] != i)
			ok = iana_fail(rep, path, at + 1,
				       "titles that are not those of the registry's page");
	iana_buffer_done(&header.text);
	return ok;
}
