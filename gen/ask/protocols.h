/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The protocols that a name or a port has, beside the one that a question asks for. */
#ifndef IANA_ASK_PROTOCOLS_H
#define IANA_ASK_PROTOCOLS_H

#include "base/buffer.h"

#include <stdbool.h>

/* How many protocols a message names. */
#define IANA_PROTOCOLS_TOLD 8

/* Start with the protocol asked for, and zero. */
struct iana_protocols {
	const char *asked; /* NULL for any */
	bool exact;	   /* one is the protocol asked for */
	size_t n;	   /* distinct ones, up to one more than a message names */
	const char *name[IANA_PROTOCOLS_TOLD + 1];
};

/* Note the protocol of an entry or a row; NULL for a row that is for any protocol. */
void iana_protocols_note(struct iana_protocols *p, const char *proto);

/* Does a protocol fit the one asked for?  A row for any protocol (NULL) does. */
bool iana_protocol_fits(const char *asked, const char *proto, bool any_case);

/* Add the protocols as words: "tcp, udp".  Too many end with "and others". */
void iana_protocols_add(struct iana_buffer *to, const struct iana_protocols *p);

#endif
