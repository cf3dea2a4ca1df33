/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The forms of a registry that can be read, each with its reader. */
#ifndef IANA_READ_READER_H
#define IANA_READ_READER_H

#include "input/input.h"
#include "input/raw_row.h"

/* A form of the registry. */
struct iana_reader {
	const char *form;			    /* its name in messages */
	bool (*knows)(const struct iana_input *in); /* is the first chunk in this form? */
	bool (*read)(struct iana_input *in, const struct iana_sink *sink,
		     struct iana_report *rep);
};

/* The reader of an opened input, by its content; NULL if no reader knows the input. */
const struct iana_reader *iana_reader_known(const struct iana_input *in);

/* Find the reader of an opened input by its content; NULL with the reason in rep. */
const struct iana_reader *iana_reader_find(const struct iana_input *in,
					   struct iana_report *rep);

#endif
