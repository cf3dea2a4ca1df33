/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The records that a reader gives (of CSV unless told), as text to be compared. */
#ifndef IANA_UNIT_CSV_H
#define IANA_UNIT_CSV_H

#include "read/csv_reader.h"
#include "support/unit_gen.h"

/* A reader of the registry. */
typedef bool unit_reader(struct iana_input *in, const struct iana_sink *sink,
			 struct iana_report *rep);

/* Records as text: "line|port|name|protocol|description|unauthorized|notes;". */
struct unit_records {
	unit_reader *read; /* NULL: of CSV */
	bool every_field;  /* in the order of src/format.h */
	char updated[16];  /* the date that the registry gave itself */
	struct iana_buffer text;
	unsigned long lines_before; /* are not counted */
	size_t refuse_at;	    /* the number of the record to refuse; 0 none */
	size_t n;
};

/* Read a file; text is added to, and to be freed. */
bool unit_csv_path(const char *path, struct unit_records *log, struct iana_report *rep);

/* The same for a text. */
bool unit_csv_read(const void *bytes, size_t len, struct unit_records *log,
		   struct iana_report *rep);

/* A text gives these records, and no warning. */
void unit_csv_expect(const void *bytes, size_t len, unsigned long lines_before,
		     const char *records);

/*
 * A text is refused for its line, with a message that holds the phrase.  Returns how many
 * warnings came before.
 */
unsigned long unit_csv_fault(unit_reader *read, const void *bytes, size_t len,
			     unsigned long line, const char *phrase);

#endif
