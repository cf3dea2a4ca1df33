/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The labels of the fields of a row, for text and for JSON. */
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

#endif
