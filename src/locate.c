/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Chooses between the forced, the local and the shipped index. */
#include "locate.h"

#include <errno.h>

struct iana_paths
iana_paths_default(const char *forced, bool careful)
{
	return (struct iana_paths){
		.forced = forced != NULL && forced[0] != '\0' ? forced : NULL,
		.local = IANA_LOCAL_INDEX,
		.shipped = IANA_SHIPPED_INDEX,
		.careful = careful,
	};
}

struct iana_seen
iana_paths_look(const struct iana_paths *paths)
{
	if (paths->forced != NULL)
		return (struct iana_seen){ .forced = iana_file_id_at(paths->forced) };
	return (struct iana_seen){ .local = iana_file_id_at(paths->local),
				   .shipped = iana_file_id_at(paths->shipped) };
}

bool
iana_seen_equal(const struct iana_seen *a, const struct iana_seen *b)
{
	return iana_file_id_equal(&a->forced, &b->forced) &&
	       iana_file_id_equal(&a->local, &b->local) &&
	       iana_file_id_equal(&a->shipped, &b->shipped);
}

static enum iana_status
open_path(const char *path, enum iana_care care, enum iana_extent extent,
	  struct iana_map *ret)
{
	if (path != NULL)
		return iana_map_open(path, care, extent, ret);
	errno = ENOENT;
	return IANA_NOFILE;
}

/*
 * Open the local index or, if there is none that is sound, the shipped one.
 *
 * The shipped index may have any owner: whoever may put it there may replace the plugin
 * as well.  In a user namespace both can belong to nobody.
 */
static enum iana_status
local_first(const struct iana_paths *paths, enum iana_extent extent, struct iana_map *ret,
	    struct iana_seen *seen, const char **ret_path)
{
	struct iana_map local = { 0 };
	struct iana_map shipped = { 0 };
	enum iana_status st_local =
	    open_path(paths->local, paths->careful ? IANA_CARE_OWNER : IANA_CARE_NONE,
		      extent, &local);
	int local_errno = errno;
	bool missing = st_local == IANA_NOFILE && local_errno == ENOENT;
	enum iana_status st_shipped;

	seen->local = local.id;
	*ret_path = paths->local;
	if (st_local == IANA_OK) {
		seen->shipped = iana_file_id_at(paths->shipped);
		*ret = local;
		return IANA_OK;
	}
	st_shipped =
	    open_path(paths->shipped, paths->careful ? IANA_CARE_WRITE : IANA_CARE_NONE,
		      extent, &shipped);
	seen->shipped = shipped.id;
	if (st_shipped != IANA_OK && !missing) {
		errno = local_errno;
		return st_local;
	}
	*ret_path = paths->shipped;
	if (st_shipped == IANA_OK)
		*ret = shipped;
	return st_shipped;
}

enum iana_status
iana_locate(const struct iana_paths *paths, enum iana_extent extent, struct iana_map *ret,
	    struct iana_seen *ret_seen, const char **ret_path)
{
	struct iana_seen seen = { 0 };
	const char *path;
	enum iana_status st;

	if (paths->forced != NULL) {
		path = paths->forced;
		st = iana_map_open(path, IANA_CARE_NONE, extent, ret);
		seen.forced = ret->id;
	} else {
		st = local_first(paths, extent, ret, &seen, &path);
	}
	if (ret_seen != NULL)
		*ret_seen = seen;
	if (ret_path != NULL)
		*ret_path = path;
	return st;
}
