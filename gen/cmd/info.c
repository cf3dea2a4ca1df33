/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services info: prints which index is in use, and what it holds. */
#include "base/date.h"
#include "base/json_object.h"
#include "cli/command.h"
#include "src/locate.h"
#include "table/registry.h"
#include "update/situation.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const makers[] = {
	[IANA_MADE_BY_PACKAGE] = "package",
	[IANA_MADE_BY_UPDATE] = "update",
	[IANA_MADE_BY_HAND] = "administrator",
};

static const char *const merged_states[] = {
	[IANA_MERGE_CURRENT] = "fresh", [IANA_MERGE_OLD] = "out of date",
	[IANA_MERGE_STALE] = "stale",	[IANA_MERGE_UNSOUND] = "unsound",
	[IANA_MERGE_MISSING] = "none",
};

/* ---- text ---------------------------------------------------------------------------- */

/* Print where the index in use comes from, and what else there is. */
static void
print_situation(const struct iana_situation *s)
{
	char day[11];

	printf("made by        %s\n", makers[s->maker]);
	printf("in use         because %s\n", s->why);
	if (s->has_receipt)
		printf("source         %s\nfetched        %s\n", s->receipt.source,
		       s->receipt.fetched);
	if (s->has_previous) {
		iana_date_format(s->previous_date, day);
		printf("previous       %s, registry date %s\n", s->previous_path, day);
	}
	if (s->has_merged)
		printf("merged index   %s%s\n", merged_states[s->merged],
		       s->is_asked || s->merged == IANA_MERGE_MISSING
			   ? ""
			   : ", but nsswitch.conf does not name iana_local");
}

static void
print_text(const struct iana_header *h, const char *path, const char *day)
{
	printf("path           %s\n", path);
	printf("format         %u.%u%s\n", IANA_MAJOR, h->minor,
	       h->flags & IANA_FLAG_EXACT_CASE ? ", exact case" : "");
	printf("registry date  %s\n", day);
	printf("entries        %u\n", h->n_entries);
	printf("names          %u\n", h->n_names);
	printf("aliases        %u\n", h->n_aliases);
	printf("rows           %u\n", h->n_rows);
	printf("total bytes    %u\n", h->total_bytes);
	printf("hot bytes      %u\n", h->hot_bytes);
}

/* ---- JSON ---------------------------------------------------------------------------- */

static void
add_situation(struct json_object *o, const struct iana_situation *s)
{
	char day[11];

	iana_json_add_text(o, "made_by", makers[s->maker]);
	iana_json_add(o, "source",
		      s->has_receipt
			  ? iana_json_text(s->receipt.source, strlen(s->receipt.source))
			  : NULL);
	iana_json_add(o, "fetched",
		      s->has_receipt
			  ? iana_json_text(s->receipt.fetched, strlen(s->receipt.fetched))
			  : NULL);
	iana_date_format(s->previous_date, day);
	iana_json_add(o, "previous_registry_date",
		      s->has_previous && s->previous_date != 0
			  ? iana_json_text(day, strlen(day))
			  : NULL);
	iana_json_add(o, "merged_index",
		      s->has_merged ? iana_json_text(merged_states[s->merged],
						     strlen(merged_states[s->merged]))
				    : NULL);
	iana_json_add(o, "merged_index_asked",
		      iana_json_made(json_object_new_boolean(s->is_asked)));
}

/* situation   NULL: the index is not the one in use */
static void
print_json(const struct iana_header *h, const char *path, const char *day,
	   const struct iana_situation *situation)
{
	struct json_object *o = iana_json_object();
	char format[24];

	snprintf(format, sizeof format, "%u.%u", IANA_MAJOR, h->minor);
	iana_json_add_text(o, "path", path);
	iana_json_add_text(o, "format", format);
	iana_json_add(o, "exact_case",
		      iana_json_made(
			  json_object_new_boolean((h->flags & IANA_FLAG_EXACT_CASE) != 0)));
	iana_json_add(o, "registry_date",
		      h->date != 0 ? iana_json_text(day, strlen(day)) : NULL);
	iana_json_add_number(o, "entries", h->n_entries);
	iana_json_add_number(o, "names", h->n_names);
	iana_json_add_number(o, "aliases", h->n_aliases);
	iana_json_add_number(o, "rows", h->n_rows);
	iana_json_add_number(o, "total_bytes", h->total_bytes);
	iana_json_add_number(o, "hot_bytes", h->hot_bytes);
	if (situation != NULL)
		add_situation(o, situation);
	puts(iana_json_pretty(o));
	json_object_put(o);
}

/* ---- the command --------------------------------------------------------------------- */

/*
 * Print all of an open index.  What is said of the index in use is left out for an index
 * that the user names.
 */
static void
print_info(const struct iana_map *map, const char *path, bool is_named, bool json)
{
	struct iana_situation *situation = NULL;
	char day[11];

	if (!is_named) {
		situation = iana_calloc(1, sizeof *situation);
		iana_situation_find(situation, map, path);
	}
	iana_date_format(map->header.date, day);
	if (json) {
		print_json(&map->header, path, day, situation);
	} else {
		print_text(&map->header, path, day);
		if (situation != NULL)
			print_situation(situation);
	}
	free(situation);
}

static int
run_info(int argc, char **argv, struct iana_report *rep)
{
	struct iana_map map;
	const char *path = NULL;
	bool json = false;
	bool is_named;
	int code = IANA_EXIT_OK;
	int c;

	while ((c = iana_command_option(&iana_command_info, argc, argv, rep, &code)) >= 0) {
		if (c == 'i')
			path = optarg;
		else
			json = true;
	}
	if (c == -2)
		return code;
	if (optind != argc)
		return iana_command_usage(&iana_command_info, rep, "it takes no argument");
	is_named = path != NULL || secure_getenv("IANA_SERVICES_INDEX") != NULL;
	if (!iana_command_index(path, &map, &path, rep))
		return IANA_EXIT_FAILED;
	print_info(&map, path, is_named, json);
	iana_map_close(&map);
	return iana_command_finish(IANA_EXIT_OK, rep);
}

static const struct iana_option options[] = {
	{ "index", 'i', "FILE", "use this index, not the one that libnss_iana uses" },
	{ "json", 'j', NULL, "print JSON" },
	{ 0 },
};

const struct iana_command iana_command_info = {
	.name = "info",
	.summary = "Print which index is in use, and what it holds",
	.usage = "[--index FILE] [--json]",
	.options = options,
	.run = run_info,
};
