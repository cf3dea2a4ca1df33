/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Turns a view of the index into a struct servent in the caller's buffer. */
#ifndef IANA_PACK_H
#define IANA_PACK_H

#include "view.h"

#include <netdb.h>

/*
 * Copy an entry out.
 *
 * buffer   of buflen bytes, of any alignment; NULL only with buflen 0
 * ret      set on IANA_OK; all it points to lies in buffer
 *
 * Errors: IANA_NOSPACE (nothing is lost: ask again with more), IANA_CORRUPT.
 * Source: glibc manual, "NSS Modules Interface"; DESIGN L2.
 */
enum iana_status iana_pack(const struct iana_view *view, char *buffer, size_t buflen,
			   struct servent *ret);

#endif
