/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules for single fields of a row: names, protocols and notes. */
#ifndef IANA_TABLE_RULES_H
#define IANA_TABLE_RULES_H

#include "base/pool.h"

#include <stdbool.h>

/*
 * Can a services(5) line hold these bytes as a name, or as a protocol?  NULL if it can;
 * else a phrase for a message: "contains white space".
 */
const char *iana_name_fault(const char *name, size_t len);
const char *iana_protocol_fault(const char *proto, size_t len);

/*
 * Find the X in a note that says `alias to "X"` or `duplicate of the "X" service` (N4).
 * note is cleaned.  False if it says neither.
 */
bool iana_note_alias(const char *note, size_t len, const char **ret_name, size_t *ret_len);

/*
 * Sort n protocols, string numbers of the pool, in the order N7: tcp, udp, sctp, dccp,
 * then the others by name.  A blank protocol comes first.
 */
void iana_protocols_sort(uint32_t *protocol, size_t n, struct iana_pool *pool);

#endif
