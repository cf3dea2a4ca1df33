/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services info: prints which index is in use, and what it holds. */
#include "base/date.h"
#include "base/json_object.h"
#include "cli/command.h"
#include "table/registry.h"

#include <getopt.h>
#include <stdio.h>

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

static void
print_json(const struct iana_header *h, const char *path, const char *day)
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
	puts(iana_json_pretty(o));
	json_object_put(o);
}

static int
run_info(int argc, char **argv, struct iana_report *rep)
{
	struct iana_map map;
	const char *path = NULL;
	bool json = false;
	char day[11];
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
	if (!iana_command_index(path, &map, &path, rep))
		return IANA_EXIT_FAILED;
	iana_date_format(map.header.date, day);
	if (json)
		print_json(&map.header, path, day);
	else
		print_text(&map.header, path, day);
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
