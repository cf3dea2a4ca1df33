/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is read of a text in XML or XHTML, in any chunks. */
#ifndef IANA_UNIT_MARKUP_H
#define IANA_UNIT_MARKUP_H

#include "support/unit_csv.h"

/*
 * A text gives these records, and this date of its own ("" for none), and no warning.
 * A record is "line|port|FIELDS;", with every field in the order of src/format.h.
 */
void unit_markup_expect(const char *text, const char *records, const char *updated);

/* A text is refused for its line, with a message that holds the phrase. */
void unit_markup_fault(const void *text, size_t len, unsigned long line,
		       const char *phrase);

#endif
