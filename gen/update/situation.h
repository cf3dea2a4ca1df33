/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is in use on this system, where it came from, and why it is in use. */
#ifndef IANA_UPDATE_SITUATION_H
#define IANA_UPDATE_SITUATION_H

#include "merge/merge.h"
#include "update/state.h"

/* Who made an index. */
enum iana_maker { IANA_MADE_BY_PACKAGE, IANA_MADE_BY_UPDATE, IANA_MADE_BY_HAND };

struct iana_situation {
	enum iana_maker maker;
	const char *why;  /* it is in use: a phrase */
	bool has_receipt; /* of the index in use */
	struct iana_receipt receipt;
	bool has_previous;
	uint32_t previous_date; /* of its registry */
	char previous_path[4096];
	bool has_merged;
	enum iana_merge_state merged;
	bool is_asked; /* nsswitch.conf names iana_local */
};

/*
 * Describe the index in use, which is open.
 *
 * path   of the index, as iana_locate gave it
 *
 * What cannot be read is left out.  Cost: that of iana_merge_check.
 */
void iana_situation_find(struct iana_situation *ret, const struct iana_map *used,
			 const char *path);

#endif
