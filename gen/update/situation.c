/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asks the generations, the state of updates, and the merged index. */
#include "update/situation.h"
#include "enable/nsswitch.h"
#include "update/generation.h"

#include <stdio.h>
#include <string.h>

static enum iana_maker
maker_of(const struct iana_map *used, bool is_local)
{
	if (!is_local)
		return IANA_MADE_BY_PACKAGE;
	return (iana_header_u32(&used->image, IANA_H_MAY_IGNORE) & IANA_FLAG_UPDATE) != 0
		   ? IANA_MADE_BY_UPDATE
		   : IANA_MADE_BY_HAND;
}

static bool
lies_there(const char *path)
{
	return iana_file_id_at(path).inode != 0;
}

/* Rule L5, for people. */
static const char *
reason(enum iana_maker maker, const struct iana_paths *paths)
{
	bool has_local = lies_there(paths->local);

	if (maker == IANA_MADE_BY_HAND)
		return "the administrator's index comes first";
	if (maker == IANA_MADE_BY_UPDATE)
		return lies_there(paths->shipped)
			   ? "its registry is not earlier than the package's"
			   : "no package has an index";
	return has_local ? "the other one is older, unsound or refused"
			 : "there is no other one";
}

static void
find_previous(struct iana_situation *ret, const struct iana_generations *g)
{
	struct iana_map map = { 0 };

	ret->has_previous =
	    iana_map_open(g->previous, IANA_CARE_NONE, IANA_HOT, &map) == IANA_OK;
	if (ret->has_previous) {
		ret->previous_date = map.header.date;
		snprintf(ret->previous_path, sizeof ret->previous_path, "%s", g->previous);
	}
	iana_map_close(&map);
}

const char *
iana_merge_state_name(enum iana_merge_state state)
{
	static const char *const names[] = {
		[IANA_MERGE_CURRENT] = "fresh", [IANA_MERGE_OLD] = "out of date",
		[IANA_MERGE_STALE] = "stale",	[IANA_MERGE_UNSOUND] = "unsound",
		[IANA_MERGE_MISSING] = "none",
	};

	return names[state];
}

void
iana_merged_find(struct iana_merged_found *ret)
{
	struct iana_report quiet = { 0 };
	struct iana_tree tree;
	const char *path;

	*ret = (struct iana_merged_found){ 0 };
	iana_tree_init(&tree, NULL);
	ret->has_state = iana_merge_check(&tree, &ret->state, &path, &quiet);
	ret->is_asked = iana_nsswitch_asks_local("");
	/* A merge would write the local one. */
	if (ret->has_state && ret->state == IANA_MERGE_MISSING)
		path = tree.output;
	snprintf(ret->path, sizeof ret->path, "%s", path);
	snprintf(ret->reason, sizeof ret->reason, "%s", quiet.error.text);
	iana_tree_done(&tree);
}

void
iana_situation_find(struct iana_situation *ret, const struct iana_map *used,
		    const char *path)
{
	struct iana_paths paths = iana_paths_default(NULL, iana_privileged());
	bool is_local = strcmp(path, paths.local) == 0;
	struct iana_generations g;

	memset(ret, 0, sizeof *ret);
	iana_generations_init(&g);
	ret->maker = maker_of(used, is_local);
	ret->why = reason(ret->maker, &paths);
	ret->has_receipt = iana_state_find(
	    g.state, iana_le64(used->image.bytes + IANA_H_CHECKSUM), &ret->receipt);
	find_previous(ret, &g);
	iana_merged_find(&ret->merged);
	iana_generations_done(&g);
}
