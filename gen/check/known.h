/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The registry of an index, as `check` asks it. */
#ifndef IANA_CHECK_KNOWN_H
#define IANA_CHECK_KNOWN_H

#include "check/checked.h"
#include "src/image.h"
#include "src/entry.h"

/*
 * An index to compare with.  Entries of an overlay that has the name of a checked file are
 * passed over: the file may be a newer one of the same.
 */
struct iana_known {
	const struct iana_image *im; /* NULL: nothing is known */
	const struct iana_checked *c;
	bool is_damaged; /* found on the way */
};

/* What the index has of a name. */
struct iana_known_holder {
	bool is_here; /* at one of the ports that were asked for, as a name or an alias */
	bool is_official; /* of `entry`: the name is no alias; ASCII case does not count */
	bool is_portless; /* the registry has the name, and no port for it */
	bool has_entry;
	struct iana_index_entry entry; /* the one that answers for the name now */
};

/*
 * What is known of a name at a protocol; ASCII case does not count.
 *
 * protocol   NULL: any
 * lo, hi     the ports of `is_here`
 */
struct iana_known_holder iana_known_name(struct iana_known *known, const char *name,
					 const char *protocol, uint32_t lo, uint32_t hi);

/* The entry that answers for a port and protocol.  False: there is none. */
bool iana_known_port(struct iana_known *known, uint32_t port, const char *protocol,
		     struct iana_index_entry *ret);

/* Has the index the name, or the alias, at a port and protocol? */
bool iana_known_has(struct iana_known *known, const char *name, uint32_t port,
		    const char *protocol);

/* The registry's entry of a name, as the official one, at a port and protocol. */
bool iana_known_entry(struct iana_known *known, const char *name, uint32_t port,
		      const char *protocol, struct iana_index_entry *ret);

/*
 * The first reserved ports among these.
 *
 * ret_lo, ret_hi   the range of the registry
 *
 * Returns false if no row reserves one of them for the protocol.
 */
bool iana_known_reserved(struct iana_known *known, uint32_t lo, uint32_t hi,
			 const char *protocol, uint32_t *ret_lo, uint32_t *ret_hi);

/* Has the index entries of a protocol, or names none at all? */
bool iana_known_protocol(struct iana_known *known, const char *protocol);

#endif
