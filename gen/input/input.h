/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A registry file or standard input, read in chunks within the size limit; gzip as well. */
#ifndef IANA_READ_INPUT_H
#define IANA_READ_INPUT_H

#include "base/report.h"

#include <stddef.h>

#define IANA_INPUT_MAX ((size_t)64 << 20)
#define IANA_INPUT_CHUNK ((size_t)64 << 10)

struct iana_gunzip;

struct iana_input {
	const char *path; /* as given, "-" for standard input; borrowed */
	const char *name; /* for messages */
	int fd;
	size_t total;		    /* bytes read so far, unpacked */
	size_t len;		    /* bytes in chunk */
	struct iana_gunzip *gunzip; /* NULL: not compressed */
	char chunk[IANA_INPUT_CHUNK];
};

/*
 * Open and read the first chunk, so that the form can be told by its content; in->len
 * is 0 if the file is empty.  What starts as gzip's files do is unpacked, all members
 * of it; the limit of size holds for what comes out, and for what goes in.
 */
bool iana_input_open(struct iana_input *in, const char *path, struct iana_report *rep);

/*
 * Replace the chunk by the next one; in->len 0 at the end.  Fails on a file that is
 * too large, and on compressed data that are corrupt, cut short or followed by others.
 */
bool iana_input_next(struct iana_input *in, struct iana_report *rep);

/* Close; accepts an input that failed to open. */
void iana_input_close(struct iana_input *in);

#endif
