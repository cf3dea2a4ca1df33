/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Turns a match of a search into a struct servent in the caller's buffer. */
#ifndef IANA_PACK_H
#define IANA_PACK_H

#include "src/entry.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdalign.h>

/*
 * Copy an entry out.
 *
 * buffer   of buflen bytes, of any alignment; NULL only with buflen 0
 * ret      set on IANA_OK; all it points to lies in buffer
 *
 * Errors: IANA_NOSPACE (nothing is lost: ask again with more), IANA_CORRUPT.
 * Cost: O(bytes of the answer).
 * Source: glibc manual, "NSS Modules Interface"; rule L2.
 */
enum iana_status iana_pack(const struct iana_image *im, const struct iana_match *match,
			   char *buffer, size_t buflen, struct servent *ret);

/* Bytes of an aligned buffer that a short name takes with "tcp", and no aliases. */
#define IANA_PACK_SHORT (sizeof(char *) + IANA_R_FORM + 1 + sizeof "tcp")

/*
 * The same inline for an entry of tcp or udp with a short name and without aliases, by
 * copies of fixed size: nearly all entries are such.  False for all others, and if
 * buffer is not aligned or has no room for the longest of such entries.
 */
static inline bool
iana_pack_short(const struct iana_match *match, char *buffer, size_t buflen,
		struct servent *ret)
{
	static const char names[2][4] = { "tcp", "udp" };
	char *name;
	char *proto;

	if (match->rank > 1 || buflen < IANA_PACK_SHORT ||
	    (uintptr_t)buffer % alignof(char *) != 0 ||
	    !iana_is8(match->record + IANA_R_FORM, IANA_FORM_INLINE))
		return false;
	name = buffer + sizeof(char *);
	proto = name + IANA_R_FORM + 1;
	*(char **)(void *)buffer = NULL;
	/* All bytes for a name, whatever they hold; the form is the zero at their end. */
	memcpy(name, match->record, IANA_R_FORM + 1);
	memcpy(proto, names[match->rank], sizeof *names);
	ret->s_name = name;
	ret->s_aliases = (char **)(void *)buffer;
	ret->s_port = htons(iana_le16(match->record + IANA_R_PORT));
	ret->s_proto = proto;
	return true;
}

#endif
