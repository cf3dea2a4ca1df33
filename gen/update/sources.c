/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Looks at the file or the module of each source, and judges the services line. */
#include "update/sources.h"
#include "table/load.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SERVICES "/etc/services"

/* ---- warnings --------------------------------------------------------------------- */

/* Add a warning, about the services line if path is NULL. */
__attribute__((format(printf, 3, 4))) static void
add_warning(struct iana_sources *s, const char *path, const char *fmt, ...)
{
	struct iana_message *msg = &s->warning[s->n_warnings];
	va_list ap;

	if (s->n_warnings == IANA_SOURCES_WARNINGS)
		return;
	s->n_warnings++;
	snprintf(msg->path, sizeof msg->path, "%s", path != NULL ? path : s->asked.path);
	msg->line = path == NULL ? s->asked.line : 0;
	va_start(ap, fmt);
	vsnprintf(msg->text, sizeof msg->text, fmt, ap);
	va_end(ap);
}

/* ---- what a source has -------------------------------------------------------------- */

static enum iana_asked_kind
asked_kind(const char *name)
{
	if (strcmp(name, "files") == 0)
		return IANA_ASKED_FILES;
	if (strcmp(name, "iana") == 0)
		return IANA_ASKED_IANA;
	return strcmp(name, "iana_local") == 0 ? IANA_ASKED_LOCAL : IANA_ASKED_OTHER;
}

/* Count the lines that files reads. */
static void
count_files(struct iana_sources *s, struct iana_asked_state *ret)
{
	struct iana_report failed = { 0 };
	struct iana_registry reg;
	struct stat st;

	ret->path = SERVICES;
	ret->is_there = stat(SERVICES, &st) == 0;
	if (!ret->is_there)
		return;
	/* A FIFO would keep the program waiting. */
	if (!S_ISREG(st.st_mode)) {
		add_warning(s, SERVICES, "not a regular file");
		return;
	}
	iana_registry_init(&reg, SERVICES);
	ret->is_counted = iana_load_live(&reg, SERVICES, &failed);
	for (size_t i = 0; i < reg.n_rows; i++)
		ret->n_entries += reg.row[i].kind == IANA_ROW_SERVICE;
	if (!ret->is_counted)
		add_warning(s, SERVICES, "its entries cannot be counted: %.250s",
			    failed.error.text);
	iana_registry_done(&reg);
}

/* The merged index that answers has a number of entries. */
static void
count_merged(const struct iana_sources *s, const struct iana_merged_found *merged,
	     struct iana_asked_state *ret)
{
	struct iana_paths paths = iana_paths_merged(iana_privileged());
	struct iana_map map = { 0 };

	ret->path = s->merged_path;
	ret->is_there = access(s->merged_path, F_OK) == 0;
	ret->merged = merged->has_state ? iana_merge_state_name(merged->state) : NULL;
	ret->is_counted = iana_locate(&paths, IANA_HOT, &map, NULL, NULL) == IANA_OK;
	if (ret->is_counted)
		ret->n_entries = map.header.n_entries;
	iana_map_close(&map);
}

static void
find_state(struct iana_sources *s, size_t i, const struct iana_map *used,
	   const struct iana_merged_found *merged)
{
	struct iana_asked_state *ret = &s->state[i];

	ret->kind = asked_kind(s->asked.source[i].name);
	switch (ret->kind) {
	case IANA_ASKED_FILES:
		count_files(s, ret);
		break;
	case IANA_ASKED_IANA:
		ret->path = s->used_path;
		ret->is_there = ret->is_counted = used != NULL;
		ret->n_entries = used != NULL ? used->header.n_entries : 0;
		break;
	case IANA_ASKED_LOCAL:
		count_merged(s, merged, ret);
		break;
	case IANA_ASKED_OTHER:
		break;
	}
}

/* ---- what keeps the index from answering ----------------------------------------------
 */

static void
judge_line(struct iana_sources *s)
{
	switch (s->asked.origin) {
	case IANA_SWITCH_CUT_LINE:
		add_warning(s, NULL,
			    "the C library does not read this line: it has no line end");
		break;
	case IANA_SWITCH_BAD_LINE:
		add_warning(s, NULL,
			    "the C library does not understand the actions of this line, "
			    "and asks no source at all");
		break;
	case IANA_SWITCH_UNREADABLE:
		add_warning(s, NULL, "cannot be read, so its sources are not known");
		break;
	default:
		break;
	}
	if (s->asked.is_odd)
		add_warning(s, NULL,
			    "the C library reads only a part of this line: behind a "
			    "source stands at most one group of actions");
	if (s->asked.has_comment)
		add_warning(s, NULL,
			    "the C library takes the comment behind the sources for "
			    "sources; put it on a line of its own");
}

/* A source that is named needs its module. */
static void
judge_module(struct iana_sources *s, const char *source, const struct iana_module *module)
{
	switch (module->state) {
	case IANA_MODULE_LOADS:
		break;
	case IANA_MODULE_MISSING:
		add_warning(
		    s, NULL,
		    "names %s, but libnss_%s.so.2 is not installed; install it, or take "
		    "%s out",
		    source, source, source);
		break;
	case IANA_MODULE_HIDDEN:
		add_warning(
		    s, NULL,
		    "names %s, but the loader does not find %.200s; run ldconfig, or "
		    "install it where the loader looks",
		    source, module->path);
		break;
	case IANA_MODULE_BROKEN:
		add_warning(s, NULL, "names %s, but its module cannot be loaded: %s",
			    source, module->reason);
		break;
	}
}

/* Is iana asked after files has found nothing? */
static void
judge_order(struct iana_sources *s, size_t iana)
{
	for (size_t i = 0; i < iana && iana < s->asked.n; i++) {
		const struct iana_switch_asked *a = &s->asked.source[i];

		if (s->state[i].kind != IANA_ASKED_LOCAL &&
		    a->actions.on[IANA_SWITCH_NOTFOUND] == IANA_SWITCH_RETURN) {
			add_warning(
			    s, NULL,
			    "%.60s ends the search when it finds nothing, so iana behind "
			    "it is hardly ever asked: take its action %.60s out",
			    a->name, a->text);
			return;
		}
	}
}

static void
judge_merged_state(struct iana_sources *s, const struct iana_merged_found *merged)
{
	static const char *const faults[] = {
		[IANA_MERGE_OLD] = "out of date: the registry or an overlay has changed",
		[IANA_MERGE_STALE] = "stale: " SERVICES " has changed, so iana_local does "
				     "not answer",
		[IANA_MERGE_UNSOUND] = "unsound or refused, so iana_local does not answer",
		[IANA_MERGE_MISSING] = "not there, so iana_local does not answer",
	};

	if (!merged->has_state)
		add_warning(s, s->merged_path, "the merged index cannot be checked: %.250s",
			    merged->reason);
	else if (merged->state != IANA_MERGE_CURRENT)
		add_warning(s, s->merged_path,
			    "the merged index is %s; as root: iana-services merge",
			    faults[merged->state]);
}

static void
judge_sources(struct iana_sources *s, const struct iana_merged_found *merged)
{
	size_t iana = iana_switch_sources_find(&s->asked, "iana");
	size_t local = iana_switch_sources_find(&s->asked, "iana_local");

	judge_line(s);
	if (iana < s->asked.n)
		judge_module(s, "iana", &s->module);
	if (local < s->asked.n)
		judge_module(s, "iana_local", &s->local_module);
	if (iana == s->asked.n && local == s->asked.n &&
	    s->asked.origin != IANA_SWITCH_UNREADABLE &&
	    s->module.state == IANA_MODULE_LOADS)
		add_warning(
		    s, NULL,
		    "libnss_iana is installed (%.200s), but no source is iana, so "
		    "programs do not ask the index; write for example: services: files "
		    "iana",
		    s->module.path);
	judge_order(s, iana);
	if (local < s->asked.n)
		judge_merged_state(s, merged);
}

/* ---- all of it ------------------------------------------------------------------------
 */

void
iana_sources_find(struct iana_sources *ret, const struct iana_map *used, const char *path,
		  const struct iana_merged_found *merged)
{
	memset(ret, 0, sizeof *ret);
	ret->has_switch = iana_has_switch();
	if (!ret->has_switch)
		return;
	snprintf(ret->used_path, sizeof ret->used_path, "%s", path);
	snprintf(ret->merged_path, sizeof ret->merged_path, "%s", merged->path);
	iana_switch_sources_read(&ret->asked);
	iana_module_find("iana", &ret->module);
	iana_module_find("iana_local", &ret->local_module);
	for (size_t i = 0; i < ret->asked.n; i++)
		find_state(ret, i, used, merged);
	judge_sources(ret, merged);
}

void
iana_sources_done(struct iana_sources *s)
{
	iana_switch_sources_done(&s->asked);
}

bool
iana_sources_warn(const struct iana_sources *s, struct iana_report *rep)
{
	for (size_t i = 0; i < s->n_warnings; i++) {
		const struct iana_message *msg = &s->warning[i];

		if (!iana_warn(rep, msg->path, msg->line, "%s", msg->text))
			return false;
	}
	return true;
}
