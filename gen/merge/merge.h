/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes a merged index (rules I7 and L7). */
#ifndef IANA_MERGE_MERGE_H
#define IANA_MERGE_MERGE_H

#include "base/report.h"
#include "merge/tree.h"

/* What a merge was made of, for people. */
struct iana_merge_summary {
	const char *output; /* the merged index; of the tree */
	bool is_written;    /* it is a new one: else it was there already, byte for byte */
	size_t n_entries;
	size_t n_local; /* of the services file and overlays before the registry */
	uint32_t date;	/* the registry's */
};

/*
 * Merge the local files of a tree and its registry in use, and install the index.
 *
 * The services file is read when it is settled (src/content.h).  If it, an overlay or the
 * registry changes before the index is installed, all is merged again.  Runs for the same
 * system wait for each other.
 *
 * A failure leaves the old merged index as it was.  A file cannot be read, or no table can
 * hold it.  There is no registry index.  The disk is full.  The services file changes all
 * the time.
 *
 * Cost: that of a conversion; it waits up to three seconds for a file that was just
 * written.
 */
bool iana_merge(const struct iana_tree *tree, struct iana_merge_summary *ret,
		struct iana_report *rep);

/*
 * The same for who has the lock of the folder already (base/lock.h).  The folder is there.
 */
bool iana_merge_locked(const struct iana_tree *tree, struct iana_merge_summary *ret,
		       struct iana_report *rep);

/* The state of the merged index of a tree. */
enum iana_merge_state {
	IANA_MERGE_CURRENT, /* it fits the services file; a merge would make the same */
	IANA_MERGE_OLD,	    /* it fits, but the registry or an overlay has changed */
	IANA_MERGE_STALE,   /* the services file has changed */
	IANA_MERGE_UNSOUND, /* no merged index of this version, or one that is refused */
	IANA_MERGE_MISSING
};

/*
 * Find the state of the merged index that programs of root use.
 *
 * ret_path   the index, or where one should be; of the tree
 *
 * Fails as iana_merge does.  Cost: that of a conversion, if the index fits.
 */
bool iana_merge_check(const struct iana_tree *tree, enum iana_merge_state *ret,
		      const char **ret_path, struct iana_report *rep);

#endif
