/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The forms that the registry is published in, each with its reader. */
#ifndef IANA_READ_READER_H
#define IANA_READ_READER_H

#include "input/input.h"
#include "input/raw_row.h"

/* A form: how the first chunk of an input shows it, and what reads it. */
struct iana_reader {
	const char *form; /* as messages call it */
	bool (*knows)(const struct iana_input *in);
	bool (*read)(struct iana_input *in, const struct iana_sink *sink,
		     struct iana_report *rep);
};

/* The reader of an opened input, by its content; NULL with the reason in rep. */
const struct iana_reader *iana_reader_find(const struct iana_input *in,
					   struct iana_report *rep);

#endif
