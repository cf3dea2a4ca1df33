/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who of the checked entries has a name first. */
#ifndef IANA_CHECK_HOLDERS_H
#define IANA_CHECK_HOLDERS_H

#include "check/checked.h"

#define IANA_NO_ENTRY UINT32_MAX

/* How an entry has a name. */
enum iana_hold {
	IANA_HOLD_NAME,
	IANA_HOLD_ALIAS,
	IANA_HOLD_REGISTRY, /* an alias that convert takes over from the registry (N10) */
};

/* The first entry that has a name at a protocol. */
struct iana_holder {
	uint32_t entry; /* IANA_NO_ENTRY: none so far */
	uint32_t by;	/* the entry whose line has the name; it may be a later twin */
	uint32_t name;	/* in the spelling of this line */
	uint32_t last;	/* the lines after it may go on with its ports, up to this one */
	enum iana_hold hold;
};

/* Holders by the number of a key.  A key is a protocol, '/' and a name. */
struct iana_holders {
	struct iana_pool keys;
	struct iana_holder *item;
	size_t cap;
	bool is_folded; /* keys have small letters */
};

void iana_holders_init(struct iana_holders *h, bool is_folded);
void iana_holders_done(struct iana_holders *h);

/* The holder of a name at a protocol.  Valid until the next call.  Cost: O(len). */
struct iana_holder *iana_holder_of(struct iana_holders *h, const struct iana_checked *c,
				   uint32_t protocol, uint32_t name);

/*
 * The twins of entries: an entry repeats the name, ports and protocol of its twin.
 *
 * Returns, for each entry, the next entry of the same kind; IANA_NO_ENTRY behind the last.
 * To be freed.
 */
uint32_t *iana_checked_twins(const struct iana_checked *c);

#endif
