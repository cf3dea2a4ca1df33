/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Chooses which index answers (rule L5). */
#ifndef IANA_LOCATE_H
#define IANA_LOCATE_H

#include "map.h"

/* Where an index may lie.  Paths may be NULL. */
struct iana_places {
	const char *forced;  /* set: this one or none */
	const char *local;   /* what `update` wrote */
	const char *shipped; /* what the package brought */
	bool careful;	     /* refuse what others may have written, unless it is forced */
};

/* What stood at each place when it was looked at. */
struct iana_seen {
	struct iana_file_id forced;
	struct iana_file_id local;
	struct iana_file_id shipped;
};

/* Look at the places without opening anything; a system call for each. */
struct iana_seen iana_places_look(const struct iana_places *places);

bool iana_seen_equal(const struct iana_seen *a, const struct iana_seen *b);

/*
 * The places of this build, with a forced one (NULL or "" for none): a path that
 * the user named, who may name what he likes.
 */
struct iana_places iana_places_default(const char *forced, bool careful);

/*
 * Map the index that answers: the forced one; else the local or the shipped
 * one, whichever has the later registry date, the local one when equal.  One
 * that is unsound or refused is passed over for the other.
 *
 * ret        set on IANA_OK; to be closed by iana_map_close
 * ret_seen   set always: what there was, as iana_places_look tells it; may be NULL
 * ret_path   set always to the path chosen, or to the one that the status is
 *            about; may be NULL
 *
 * Errors: as iana_map_open, of the local one unless only that one is missing.
 */
enum iana_status iana_locate(const struct iana_places *places, enum iana_extent extent,
			     struct iana_map *ret, struct iana_seen *ret_seen,
			     const char **ret_path);

#endif
