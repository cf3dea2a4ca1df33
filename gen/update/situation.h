/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is in use on this system, where it came from, and why it is in use. */
#ifndef IANA_UPDATE_SITUATION_H
#define IANA_UPDATE_SITUATION_H

#include "merge/merge.h"
#include "update/state.h"

/* Who made an index. */
enum iana_maker { IANA_MADE_BY_PACKAGE, IANA_MADE_BY_UPDATE, IANA_MADE_BY_HAND };

/* The merged index of this system. */
struct iana_merged_found {
	bool has_state; /* else it could not be found out */
	enum iana_merge_state state;
	bool is_asked;	  /* nsswitch.conf names iana_local */
	char path[4096];  /* of the index, or where one should be */
	char reason[400]; /* without a state: why */
};

struct iana_situation {
	enum iana_maker maker;
	const char *why;  /* it is in use: a phrase */
	bool has_receipt; /* of the index in use */
	struct iana_receipt receipt;
	bool has_previous;
	uint32_t previous_date; /* of its registry */
	char previous_path[4096];
	struct iana_merged_found merged;
};

/* The word for a state of a merged index, in text and JSON. */
const char *iana_merge_state_name(enum iana_merge_state state);

/* Find the merged index.  Cost: that of iana_merge_check. */
void iana_merged_find(struct iana_merged_found *ret);

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
