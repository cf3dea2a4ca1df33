/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asks an index everything, and holds what the reader promises for any bytes. */
#ifndef IANA_FUZZ_ASK_H
#define IANA_FUZZ_ASK_H

#include "src/image.h"

struct question {
	char name[IANA_NAME_MAX + 2];
	char proto_bytes[IANA_NAME_MAX + 2];
	const char *proto; /* NULL or proto_bytes */
	uint16_t port;
};

/*
 * Ask for the question's name and port, for every entry, and for the names and ports
 * of the first ones.  Every answer lies inside the image, is packed into a buffer of
 * any size without a byte beside it, and comes in the end.
 */
void ask_everything(const struct iana_image *im, const struct question *q);

/* Ask as `lookup` does: for the question's name and port, and for all ports. */
void ask_lookup(const struct iana_image *im, const struct question *q, bool sound);

#endif
