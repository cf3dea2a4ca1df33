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

struct iana_paths
iana_paths_merged(bool careful)
{
	return (struct iana_paths){
		.local = IANA_LOCAL_MERGED,
		.shipped = IANA_SHIPPED_MERGED,
		.careful = careful,
		.merged_from = IANA_SERVICES_FILE,
	};
}

struct iana_seen
iana_paths_look(const struct iana_paths *paths)
{
	struct iana_seen look = { 0 };

	if (paths->forced != NULL) {
		look.forced = iana_file_id_at(paths->forced);
		return look;
	}
	look.local = iana_file_id_at(paths->local);
	look.shipped = iana_file_id_at(paths->shipped);
	if (paths->merged_from != NULL)
		look.services = iana_services_look(paths->merged_from);
	return look;
}

bool
iana_seen_equal(const struct iana_seen *a, const struct iana_seen *b)
{
	return iana_file_id_equal(&a->forced, &b->forced) &&
	       iana_file_id_equal(&a->local, &b->local) &&
	       iana_file_id_equal(&a->shipped, &b->shipped) &&
	       iana_services_equal(&a->services, &b->services);
}

/* Is the index a merged one that fits the services file? */
static enum iana_status
judge_merged(const struct iana_image *im, const char *services, struct iana_seen *seen)
{
	struct iana_merged was;
	bool again;
	bool fits;

	if (iana_merged_read(im, &was) != IANA_OK)
		return IANA_UNSUPPORTED;
	fits = iana_content_fits(&was, services, &seen->services, &seen->content, &again);
	seen->again |= again;
	return fits ? IANA_OK : IANA_STALE;
}

/* Map the index at a path, and judge it.  ret->id is set always. */
static enum iana_status
open_path(const struct iana_paths *paths, const char *path, enum iana_care care,
	  enum iana_extent extent, struct iana_map *ret, struct iana_seen *seen)
{
	enum iana_status st;

	if (path == NULL) {
		errno = ENOENT;
		return IANA_NOFILE;
	}
	st = iana_map_open(path, care, extent, ret);
	if (st == IANA_OK && paths->merged_from != NULL) {
		st = judge_merged(&ret->image, paths->merged_from, seen);
		if (st != IANA_OK)
			iana_map_close(ret);
	}
	return st;
}

/*
 * Open the shipped index if it is better than the local one.  A local index that an update
 * made has no names of the administrator's: so the later registry is better.
 */
static bool
open_better(const struct iana_paths *paths, const struct iana_map *local,
	    enum iana_extent extent, struct iana_map *ret, struct iana_seen *seen)
{
	uint32_t flags = iana_header_u32(&local->image, IANA_H_MAY_IGNORE);
	bool better;

	if ((flags & IANA_FLAG_UPDATE) == 0) {
		ret->id = iana_file_id_at(paths->shipped);
		return false;
	}
	better = open_path(paths, paths->shipped,
			   paths->careful ? IANA_CARE_WRITE : IANA_CARE_NONE, extent, ret,
			   seen) == IANA_OK &&
		 ret->header.date > local->header.date;
	if (!better)
		iana_map_close(ret);
	return better;
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
	enum iana_status st_local = open_path(
	    paths, paths->local, paths->careful ? IANA_CARE_OWNER : IANA_CARE_NONE, extent,
	    &local, seen);
	int local_errno = errno;
	bool missing = st_local == IANA_NOFILE && local_errno == ENOENT;
	enum iana_status st_shipped;

	seen->local = local.id;
	*ret_path = paths->local;
	if (st_local == IANA_OK) {
		bool better = open_better(paths, &local, extent, &shipped, seen);

		seen->shipped = shipped.id;
		*ret = better ? shipped : local;
		if (better) {
			*ret_path = paths->shipped;
			iana_map_close(&local);
		}
		return IANA_OK;
	}
	st_shipped = open_path(paths, paths->shipped,
			       paths->careful ? IANA_CARE_WRITE : IANA_CARE_NONE, extent,
			       &shipped, seen);
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
	    struct iana_seen *seen, const char **ret_path)
{
	struct iana_seen now = { 0 };
	const char *path;
	enum iana_status st;

	if (paths->forced != NULL) {
		path = paths->forced;
		st = iana_map_open(path, IANA_CARE_NONE, extent, ret);
		now.forced = ret->id;
	} else {
		if (seen != NULL)
			now.content = seen->content;
		/* Before the indexes: a file that changes later is looked at again. */
		if (paths->merged_from != NULL)
			now.services = iana_services_look(paths->merged_from);
		st = local_first(paths, extent, ret, &now, &path);
	}
	if (seen != NULL)
		*seen = now;
	if (ret_path != NULL)
		*ret_path = path;
	return st;
}
