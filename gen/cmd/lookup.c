/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services lookup: what the registry says of a name, a port or a range. */
#include "ask/query.h"
#include "base/alloc.h"
#include "base/json_object.h"
#include "base/text.h"
#include "cli/command.h"
#include "write/fields.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_COLUMN 21 /* of getent(1) */

struct output {
	const char *query;
	struct json_object *list; /* NULL: print text */
	bool first;
};

/* The kind of a row without a service. */
static const char *
row_kind(const struct iana_index_row *row)
{
	return row->has_port ? "ports" : "name";
}

/*
 * The row that an answer is printed with: the registry's, if the row is of this port alone.
 * A range of the registry says less of a port than the line of an overlay does.
 */
static const struct iana_index_row *
shown_row(const struct iana_answer *a)
{
	const struct iana_index_row *r = a->registry_row;

	return r != NULL && r->port_lo == r->port_hi ? r : a->row;
}

/* An index may come from anywhere: print nothing of it that steers a terminal. */
static char *
mask(const char *text)
{
	char *safe = iana_calloc(strlen(text) + 1, 1);

	iana_text_mask(safe, text, true);
	return safe;
}

/* Print a text, filled up with blanks to a width. */
static void
put(const char *text, int width)
{
	char *safe = mask(text);

	printf("%-*s", width, safe);
	free(safe);
}

/* Print a text under its line; its paragraphs each on a line. */
static void
print_field(const char *label, const char *value)
{
	char *safe = mask(value);
	const char *text = safe;

	fputs("    ", stdout);
	if (label != NULL)
		printf("%s: ", label);
	for (; *text != '\0'; text++) {
		putchar(*text);
		if (*text == '\n')
			fputs("    ", stdout);
	}
	putchar('\n');
	free(safe);
}

static void
print_fields(const struct iana_index_row *row)
{
	for (size_t i = 0; i < IANA_N_SHOWN_FIELDS; i++)
		if (row->field[iana_shown_fields[i].field] != NULL)
			print_field(iana_shown_fields[i].label,
				    row->field[iana_shown_fields[i].field]);
}

/* Print the line of an entry, as getent(1) does. */
static void
print_entry(const struct iana_index_entry *e)
{
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	put(e->name, NAME_COLUMN);
	printf(" %u/", e->port);
	put(e->proto, 0);
	while (iana_entry_alias(e, &pos, &alias, &len) == IANA_OK) {
		putchar(' ');
		put(alias, 0);
	}
	putchar('\n');
}

/* Print the line of a row without a service. */
static void
print_row(const struct iana_index_row *row)
{
	const char *proto = row->field[IANA_F_PROTOCOL];

	put(row->has_port ? "-" : row->field[IANA_F_NAME], NAME_COLUMN);
	if (!row->has_port)
		fputs(" no port", stdout);
	else if (row->port_lo != row->port_hi)
		printf(" %u-%u", row->port_lo, row->port_hi);
	else
		printf(" %u", row->port_lo);
	if (proto != NULL) {
		putchar('/');
		put(proto, 0);
	}
	puts(row->has_port ? "" : ": a DNS-SD name");
}

static void
print_answer(const struct iana_answer *a, struct output *out)
{
	if (!out->first)
		putchar('\n');
	out->first = false;
	if (a->entry != NULL)
		print_entry(a->entry);
	else
		print_row(a->row);
	print_fields(shown_row(a));
}

static void
add_entry_string(struct json_object *o, const char *key, const char *value)
{
	char *safe;

	if (value == NULL)
		return;
	safe = mask(value);
	iana_json_add_text(o, key, safe);
	free(safe);
}

static void
add_entry(struct json_object *o, const struct iana_index_entry *e)
{
	struct json_object *aliases = iana_json_array();
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	while (iana_entry_alias(e, &pos, &alias, &len) == IANA_OK) {
		char *safe = mask(alias);

		iana_json_append(aliases, iana_json_text(safe, strlen(safe)));
		free(safe);
	}
	add_entry_string(o, "kind", "service");
	add_entry_string(o, "name", e->name);
	iana_json_add_number(o, "port", e->port);
	add_entry_string(o, "protocol", e->proto);
	iana_json_add(o, "aliases", aliases);
}

static void
add_row(struct json_object *o, const struct iana_index_row *row)
{
	add_entry_string(o, "kind", row_kind(row));
	add_entry_string(o, "name", row->field[IANA_F_NAME]);
	if (row->has_port) {
		iana_json_add_number(o, "first_port", row->port_lo);
		iana_json_add_number(o, "last_port", row->port_hi);
	}
	add_entry_string(o, "protocol", row->field[IANA_F_PROTOCOL]);
}

static void
list_answer(const struct iana_answer *a, struct output *out)
{
	const struct iana_index_row *row = shown_row(a);
	struct json_object *o = iana_json_object();

	add_entry_string(o, "query", out->query);
	if (a->entry != NULL)
		add_entry(o, a->entry);
	else
		add_row(o, row);
	for (size_t i = 0; i < IANA_N_SHOWN_FIELDS; i++)
		add_entry_string(o, iana_shown_fields[i].key,
			   row->field[iana_shown_fields[i].field]);
	iana_json_append(out->list, o);
}

static void
take_answer(const struct iana_answer *a, void *ctx)
{
	struct output *out = ctx;

	if (out->list != NULL)
		list_answer(a, out);
	else
		print_answer(a, out);
}

/* Ask every question.  The exit code is that of getent: 2 if any found nothing. */
static int
ask_all(const struct iana_map *map, const char *path, char **queries, int n,
	struct output *out, struct iana_report *rep)
{
	int code = IANA_EXIT_OK;

	for (int i = 0; i < n; i++) {
		size_t n_answers;

		out->query = queries[i];
		if (!iana_query_ask(&map->image, path, queries[i], take_answer, out,
				    &n_answers, rep))
			return IANA_EXIT_FAILED;
		if (n_answers == 0)
			code = IANA_EXIT_NOTFOUND;
	}
	return code;
}

static int
run_lookup(int argc, char **argv, struct iana_report *rep)
{
	struct output out = { .first = true };
	struct iana_map map;
	const char *path = NULL;
	bool json = false;
	int code = IANA_EXIT_OK;
	int c;

	while ((c = iana_command_option(&iana_command_lookup, argc, argv, rep, &code)) >=
	       0) {
		if (c == 'i')
			path = optarg;
		else
			json = true;
	}
	if (c == -2)
		return code;
	if (optind == argc)
		return iana_command_usage(&iana_command_lookup, rep,
					  "at least one QUERY is needed");
	if (!iana_command_index(path, &map, &path, rep))
		return IANA_EXIT_FAILED;
	if (json)
		out.list = iana_json_array();
	code = ask_all(&map, path, argv + optind, argc - optind, &out, rep);
	if (json && code != IANA_EXIT_FAILED)
		puts(iana_json_pretty(out.list));
	json_object_put(out.list);
	iana_map_close(&map);
	return code == IANA_EXIT_FAILED ? code : iana_command_finish(code, rep);
}

static const struct iana_option options[] = {
	{ "index", 'i', "FILE", "use this index, not the one that libnss_iana uses" },
	{ "json", 'j', NULL, "print JSON: an array of objects" },
	{ 0 },
};

const struct iana_command iana_command_lookup = {
	.name = "lookup",
	.summary = "Print what the registry says of a name, a port or a range",
	.usage = "[--index FILE] [--json] QUERY...",
	.about =
	    "QUERY is a port (22), a range (6000-6063), a name or an alias (ssh).  A protocol\n"
	    "may follow (53/udp, smtp/tcp).  Reserved and unassigned ports and names without a\n"
	    "port are found too.  Exit code 2: at least one query found nothing.",
	.options = options,
	.run = run_lookup,
};
