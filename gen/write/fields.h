/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The labels of the fields of a row, for text, JSON and options. */
#ifndef IANA_WRITE_FIELDS_H
#define IANA_WRITE_FIELDS_H

#include "src/format.h"

struct iana_field_name {
	enum iana_field field;
	const char *label; /* in text; NULL: no label */
	const char *key;   /* in JSON */
};

/* All fields but name and protocol, in the order of every answer. */
#define IANA_N_SHOWN_FIELDS 9
extern const struct iana_field_name iana_shown_fields[IANA_N_SHOWN_FIELDS];

/*
 * Read a list of fields, as JSON calls them, separated by commas: assignee,contact.  Adds
 * bit f to *fields for each enum iana_field f.  Returns NULL, or a phrase for a message
 * about the list.
 */
const char *iana_fields_add(unsigned *fields, const char *list);

#endif
