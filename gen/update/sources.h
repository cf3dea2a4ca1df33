/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each source of services has on this system, and what keeps an index from answering.
 */
#ifndef IANA_UPDATE_SOURCES_H
#define IANA_UPDATE_SOURCES_H

#include "base/report.h"
#include "enable/module.h"
#include "enable/switch_sources.h"
#include "update/situation.h"

enum iana_asked_kind {
	IANA_ASKED_FILES,
	IANA_ASKED_IANA,
	IANA_ASKED_LOCAL,
	IANA_ASKED_OTHER /* this program knows nothing of it */
};

/* What a source has. */
struct iana_asked_state {
	enum iana_asked_kind kind;
	const char *path; /* of its file; NULL: an other one */
	bool is_there;	  /* the file */
	bool is_counted;  /* n_entries is known */
	size_t n_entries;
	const char *merged; /* of a merged index: its state, as JSON has it; else NULL */
};

#define IANA_SOURCES_WARNINGS 12

struct iana_sources {
	bool has_switch; /* else the C library asks /etc/services alone */
	struct iana_switch_sources asked;
	struct iana_asked_state state[IANA_SWITCH_SOURCES_MAX];
	struct iana_module module;	 /* libnss_iana.so.2 */
	struct iana_module local_module; /* libnss_iana_local.so.2 */
	char used_path[4096];
	char merged_path[4096];
	struct iana_message warning[IANA_SOURCES_WARNINGS];
	size_t n_warnings;
};

/*
 * Find all of them, to be freed with iana_sources_done.
 *
 * used     the index in use, as iana_locate opened it; NULL: there is none
 * path     its path
 * merged   from iana_merged_find
 *
 * Warnings are what keeps programs from the index.  A module is named and missing, or
 * installed and not named.  A merged index does not answer.  The C library reads the line
 * in another way.  Cost: two processes, and /etc/services is read.
 */
void iana_sources_find(struct iana_sources *ret, const struct iana_map *used,
		       const char *path, const struct iana_merged_found *merged);

void iana_sources_done(struct iana_sources *s);

/* Pass all warnings on.  Fails if warnings are errors. */
bool iana_sources_warn(const struct iana_sources *s, struct iana_report *rep);

#endif
