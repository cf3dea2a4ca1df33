/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Turns an entry of the index into a struct servent in the caller's buffer. */
#ifndef IANA_PACK_H
#define IANA_PACK_H

#include "src/fast.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdalign.h>

/* What an entry without aliases takes of an aligned buffer, whatever its short name. */
#define IANA_PACK_USUAL (sizeof(char *) + IANA_R_FORM + 1 + sizeof "tcp")
#define IANA_PACK_SHORT (sizeof(char *) + IANA_R_FORM + 1 + IANA_PROTOCOL_BYTES)

/*
 * The plain case of iana_pack, inline: a short name, tcp or udp, no aliases, room enough
 * in an aligned buffer; false for all others.
 */
static inline bool
iana_pack_usual(const struct iana_plain *plain, char *buffer, size_t buflen,
		struct servent *ret)
{
	static const char names[2][4] = { "tcp", "udp" };
	char *name = buffer + sizeof(char *);
	char *proto = name + IANA_R_FORM + 1;

	if (buflen < IANA_PACK_USUAL || (uintptr_t)buffer % alignof(char *) != 0 ||
	    !iana_is8(plain->record + IANA_R_FORM, IANA_FORM_INLINE))
		return false;
	*(char **)(void *)buffer = NULL;
	/* A whole field, whatever it holds; the form is the zero at its end. */
	memcpy(name, plain->record, IANA_R_FORM + 1);
	memcpy(proto, names[plain->rank], sizeof *names);
	ret->s_name = name;
	ret->s_aliases = (char **)(void *)buffer;
	ret->s_port = htons((uint16_t)plain->port);
	ret->s_proto = proto;
	return true;
}

/*
 * Copy an entry out.
 *
 * buffer   of buflen bytes, of any alignment; NULL only with buflen 0
 * ret      set on IANA_OK; all it points to lies in buffer
 *
 * Errors: IANA_NOSPACE (nothing is lost: ask again with more), IANA_CORRUPT.
 * Cost: O(1) for an entry without aliases, by copies of fixed size; else
 * O(bytes of the answer).
 * Source: glibc manual, "NSS Modules Interface"; rule L2.
 */
enum iana_status iana_pack(const struct iana_image *im, const struct iana_match *match,
			   char *buffer, size_t buflen, struct servent *ret);

#endif
