/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the fields of a row are called where they are shown. */
#ifndef IANA_WRITE_FIELDS_H
#define IANA_WRITE_FIELDS_H

#include "src/format.h"

struct iana_field_name {
	enum iana_field field;
	const char *label; /* in text; NULL: the value alone */
	const char *key;   /* in JSON */
};

/* Name, protocol and port aside, in the order in which they are shown. */
#define IANA_N_SHOWN_FIELDS 9
extern const struct iana_field_name iana_shown_fields[IANA_N_SHOWN_FIELDS];

#endif
