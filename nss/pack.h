/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Turns an entry of the index into a struct servent in the caller's buffer. */
#ifndef IANA_PACK_H
#define IANA_PACK_H

#include "view.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdalign.h>

/* What an entry without aliases takes of an aligned buffer, whatever its name. */
#define IANA_PACK_USUAL (sizeof(char *) + IANA_R_FORM + 1 + IANA_PROTOCOL_BYTES)

/* The port of a record, in network order. */
static inline int
iana_pack_port(const struct iana_hit *hit)
{
	return htons(iana_le16(hit->record + IANA_R_PORT));
}

/*
 * The plain case of iana_pack, inline: short names, no aliases, room enough; false
 * for all others.  port_be is the record's, in network order.
 */
static inline bool
iana_pack_usual(const struct iana_hit *hit, int port_be, char *buffer, size_t buflen,
		struct servent *ret)
{
	size_t pad = -(uintptr_t)buffer % alignof(char *);
	char *to = buffer + pad;
	char *name = to + sizeof(char *);
	char *proto = name + IANA_R_FORM + 1;

	if (buflen < pad + IANA_PACK_USUAL ||
	    (iana_u8(hit->record + IANA_R_FORM) | iana_u8(hit->proto + IANA_P_FORM)) !=
		IANA_FORM_INLINE)
		return false;
	*(char **)(void *)to = NULL;
	/* Whole fields, whatever they hold; the forms are the zeros at their ends. */
	memcpy(name, hit->record, IANA_R_FORM + 1);
	memcpy(proto, hit->proto, IANA_P_FORM + 1);
	ret->s_name = name;
	ret->s_aliases = (char **)(void *)to;
	ret->s_port = port_be;
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
 * Source: glibc manual, "NSS Modules Interface"; DESIGN L2.
 */
enum iana_status iana_pack(const struct iana_image *im, const struct iana_hit *hit,
			   char *buffer, size_t buflen, struct servent *ret);

#endif
