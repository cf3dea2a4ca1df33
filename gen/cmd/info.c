/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services info: prints which index is in use, and what it holds. */
#include "base/date.h"
#include "base/json_object.h"
#include "cli/command.h"
#include "src/locate.h"
#include "table/registry.h"
#include "update/situation.h"
#include "update/sources.h"
#include "update/sources_text.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const makers[] = {
	[IANA_MADE_BY_PACKAGE] = "package",
	[IANA_MADE_BY_UPDATE] = "update",
	[IANA_MADE_BY_HAND] = "administrator",
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
	if (s->merged.has_state)
		printf("merged index   %s%s\n", iana_merge_state_name(s->merged.state),
		       s->merged.is_asked || s->merged.state == IANA_MERGE_MISSING
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

static struct json_object *
state_text(enum iana_merge_state state)
{
	const char *name = iana_merge_state_name(state);

	return iana_json_text(name, strlen(name));
}

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
		      s->merged.has_state ? state_text(s->merged.state) : NULL);
	iana_json_add(o, "merged_index_asked",
		      iana_json_made(json_object_new_boolean(s->merged.is_asked)));
}

static void
add_index(struct json_object *o, const struct iana_header *h, const char *path,
	  const char *day)
{
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
}

/* ---- the command --------------------------------------------------------------------- */

/* What is told; of an index that the user names, the index alone. */
struct told {
	const struct iana_map *map; /* NULL: there is no index */
	const char *path;
	const struct iana_situation *situation; /* NULL: it is not the index in use */
	const struct iana_sources *sources;	/* the same */
};

static void
print_as_json(const struct told *told, const char *day)
{
	struct json_object *o = iana_json_object();

	if (told->map != NULL)
		add_index(o, &told->map->header, told->path, day);
	if (told->map != NULL && told->situation != NULL)
		add_situation(o, told->situation);
	if (told->sources != NULL)
		iana_sources_add(o, told->sources);
	puts(iana_json_pretty(o));
	json_object_put(o);
}

static void
print_as_text(const struct told *told, const char *day)
{
	if (told->map != NULL)
		print_text(&told->map->header, told->path, day);
	if (told->map != NULL && told->situation != NULL)
		print_situation(told->situation);
	if (told->sources != NULL)
		iana_sources_print(told->sources);
}

static void
print_what_is_told(const struct told *told, bool json)
{
	char day[11];

	iana_date_format(told->map != NULL ? told->map->header.date : 0, day);
	if (json)
		print_as_json(told, day);
	else
		print_as_text(told, day);
}

/* Tell all of the index in use, or without one, of the sources. */
static void
tell_in_use(const struct iana_map *map, const char *path, bool json,
	    struct iana_report *rep)
{
	struct iana_situation *situation = iana_calloc(1, sizeof *situation);
	struct iana_sources *sources = iana_calloc(1, sizeof *sources);

	if (map != NULL)
		iana_situation_find(situation, map, path);
	else
		iana_merged_find(&situation->merged);
	iana_sources_find(sources, map, path, &situation->merged);
	print_what_is_told(&(struct told){ map, path, situation, sources }, json);
	iana_sources_warn(sources, rep);
	iana_sources_done(sources);
	free(sources);
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
	is_named = iana_command_names_index(path);
	if (!iana_command_index(path, &map, &path, rep)) {
		if (!is_named)
			tell_in_use(NULL, path, json, rep);
		return IANA_EXIT_FAILED;
	}
	if (is_named)
		print_what_is_told(&(struct told){ &map, path, NULL, NULL }, json);
	else
		tell_in_use(&map, path, json, rep);
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
	.summary = "Print the index in use, what it holds, and the sources asked",
	.usage = "[--index FILE] [--json]",
	.options = options,
	.run = run_info,
};
