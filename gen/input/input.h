/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A registry file or standard input, read in chunks of UTF-8 or bytes. */
#ifndef IANA_READ_INPUT_H
#define IANA_READ_INPUT_H

#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>

#define IANA_INPUT_MAX ((size_t)64 << 20)
#define IANA_INPUT_CHUNK ((size_t)64 << 10)

struct iana_gunzip;
struct iana_wide;

struct iana_input {
	const char *path; /* as given; "-" is standard input; borrowed */
	const char *name; /* in messages */
	int fd;
	size_t total;		    /* bytes read so far, unpacked */
	size_t len;		    /* bytes in chunk */
	struct iana_gunzip *gunzip; /* NULL: not packed */
	struct iana_wide *wide;	    /* NULL: not in UTF-16 */
	char chunk[IANA_INPUT_CHUNK];
};

/*
 * Open an input and read its first chunk, by which readers know their form.  in->len is 0
 * if the file is empty.  A file that starts as those of gzip is unpacked, all members of
 * it.  Text in UTF-16 with a byte order mark is turned into UTF-8; XML is not, whose
 * parser reads UTF-16.  The limit of 64 MiB holds for packed, unpacked and turned bytes.
 */
bool iana_input_open(struct iana_input *in, const char *path, struct iana_report *rep);

/* The same of an open descriptor, which iana_input_close closes; name is for messages. */
bool iana_input_open_fd(struct iana_input *in, int fd, const char *name,
			struct iana_report *rep);

/*
 * Replace the chunk by the next; in->len is 0 at the end.  Fails on a file that is too
 * large, on packed data that are corrupt, cut short or followed by other bytes than
 * zeros, and on text that is not UTF-16 behind its mark.
 */
bool iana_input_next(struct iana_input *in, struct iana_report *rep);

/* May more follow behind the chunk?  If not, this is the last one. */
static inline bool
iana_input_has_more(const struct iana_input *in)
{
	/* A chunk is full, but a character of UTF-8 may have had no room at its end. */
	return in->len > IANA_INPUT_CHUNK - 4;
}

/* Close; an input that failed to open is accepted. */
void iana_input_close(struct iana_input *in);

#endif
