/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Chooses which index answers (rule L5). */
#ifndef IANA_LOCATE_H
#define IANA_LOCATE_H

#include "content.h"
#include "map.h"

/* Where an index may lie.  Each path may be NULL. */
struct iana_paths {
	const char *forced;  /* if it is set, no other path is tried */
	const char *local;   /* the administrator's */
	const char *shipped; /* brought by the package */
	bool careful;	     /* refuse files that others may write to, unless forced */

	/* The services file, where merged indexes alone are asked for: they must fit it. */
	const char *merged_from;
};

/* The files that lay at the paths at one moment. */
struct iana_seen {
	struct iana_file_id forced;
	struct iana_file_id local;
	struct iana_file_id shipped;
	struct iana_services_file services;

	/* What iana_locate learned of the services file; not compared. */
	struct iana_content content;
	bool again; /* look again soon, even if all files look the same */
};

/* Look at the paths without opening a file.  Cost: a system call for each path. */
struct iana_seen iana_paths_look(const struct iana_paths *paths);

bool iana_seen_equal(const struct iana_seen *a, const struct iana_seen *b);

/*
 * The paths of this build.
 *
 * forced   a path that the user named, of any file; NULL or "" for none
 */
struct iana_paths iana_paths_default(const char *forced, bool careful);

/* The paths of the merged indexes of this build (rule L7). */
struct iana_paths iana_paths_merged(bool careful);

/*
 * Map the index that answers: the forced one; else the local one; else the shipped one.
 * The local one is passed over if it is missing, unsound or refused.  It wins whatever the
 * registry dates: an upgrade of the package never takes the administrator's names away.
 *
 * Where merged indexes are asked for, one that is none, or that does not fit the services
 * file, counts as unsound.
 *
 * ret        set on IANA_OK; to be closed by iana_map_close
 * seen       set always, as iana_paths_look does; may be NULL.  What it has of the content
 *            of the services file is used, and set anew
 * ret_path   set always: the path chosen, or the path that the error is about; may be
 *            NULL
 *
 * Errors: as iana_map_open, of the local index unless that one alone is missing; IANA_STALE
 * for a merged index that does not fit.
 */
enum iana_status iana_locate(const struct iana_paths *paths, enum iana_extent extent,
			     struct iana_map *ret, struct iana_seen *seen,
			     const char **ret_path);

#endif
