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
	const struct iana_query *query;
	struct json_object *list; /* NULL: print text */
	bool first;
};

/* What a row without a service is about. */
static const char *
row_kind(const struct iana_index_row *d)
{
	return d->has_port ? "ports" : "name";
}

/* An index may come from anywhere: nothing of it goes out that steers a terminal. */
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
print_detail(const struct iana_index_row *d)
{
	for (size_t i = 0; i < IANA_N_SHOWN_FIELDS; i++)
		if (d->field[iana_shown_fields[i].field] != NULL)
			print_field(iana_shown_fields[i].label,
				    d->field[iana_shown_fields[i].field]);
}

/* The line of an entry, as getent(1) has it. */
static void
print_view(const struct iana_index_entry *v)
{
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	put(v->name, NAME_COLUMN);
	printf(" %u/", v->port);
	put(v->proto, 0);
	while (iana_entry_alias(v, &pos, &alias, &len) == IANA_OK) {
		putchar(' ');
		put(alias, 0);
	}
	putchar('\n');
}

/* The line of a row that no service answers for. */
static void
print_row(const struct iana_index_row *d)
{
	const char *proto = d->field[IANA_F_PROTOCOL];

	put(d->has_port ? "-" : d->field[IANA_F_NAME], NAME_COLUMN);
	if (!d->has_port)
		fputs(" no port", stdout);
	else if (d->port_lo != d->port_hi)
		printf(" %u-%u", d->port_lo, d->port_hi);
	else
		printf(" %u", d->port_lo);
	if (proto != NULL) {
		putchar('/');
		put(proto, 0);
	}
	puts(d->has_port ? "" : ": a DNS-SD name");
}

static void
print_answer(const struct iana_answer *a, struct output *out)
{
	if (!out->first)
		putchar('\n');
	out->first = false;
	if (a->view != NULL)
		print_view(a->view);
	else
		print_row(a->detail);
	if (a->detail != NULL)
		print_detail(a->detail);
}

static void
add_string(struct json_object *o, const char *key, const char *value)
{
	char *safe;

	if (value == NULL)
		return;
	safe = mask(value);
	iana_json_add_text(o, key, safe);
	free(safe);
}

static void
add_view(struct json_object *o, const struct iana_index_entry *v)
{
	struct json_object *aliases = iana_json_array();
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	while (iana_entry_alias(v, &pos, &alias, &len) == IANA_OK) {
		char *safe = mask(alias);

		iana_json_append(aliases, iana_json_text(safe, strlen(safe)));
		free(safe);
	}
	add_string(o, "kind", "service");
	add_string(o, "name", v->name);
	iana_json_add_number(o, "port", v->port);
	add_string(o, "protocol", v->proto);
	iana_json_add(o, "aliases", aliases);
}

static void
add_row(struct json_object *o, const struct iana_index_row *d)
{
	add_string(o, "kind", row_kind(d));
	add_string(o, "name", d->field[IANA_F_NAME]);
	if (d->has_port) {
		iana_json_add_number(o, "first_port", d->port_lo);
		iana_json_add_number(o, "last_port", d->port_hi);
	}
	add_string(o, "protocol", d->field[IANA_F_PROTOCOL]);
}

static void
list_answer(const struct iana_answer *a, struct output *out)
{
	struct json_object *o = iana_json_object();

	add_string(o, "query", out->query->text);
	if (a->view != NULL)
		add_view(o, a->view);
	else
		add_row(o, a->detail);
	for (size_t i = 0; a->detail != NULL && i < IANA_N_SHOWN_FIELDS; i++)
		add_string(o, iana_shown_fields[i].key,
			   a->detail->field[iana_shown_fields[i].field]);
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

/* Ask every question; the exit code is that of getent: 2 if any found nothing. */
static int
ask_all(const struct iana_image *im, char **queries, int n, struct output *out,
	struct iana_report *rep)
{
	struct iana_rows *rows = iana_rows_load(im);
	int code = IANA_EXIT_OK;

	for (int i = 0; i < n && code != IANA_EXIT_FAILED; i++) {
		struct iana_query q;

		if (!iana_query_parse(im, rows, queries[i], &q, rep)) {
			code = IANA_EXIT_FAILED;
			continue;
		}
		out->query = &q;
		if (iana_query_run(im, rows, &q, take_answer, out) == 0)
			code = IANA_EXIT_NOTFOUND;
		iana_query_done(&q);
	}
	iana_rows_free(rows);
	return code;
}

static int
run(int argc, char **argv, struct iana_report *rep)
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
	code = ask_all(&map.image, argv + optind, argc - optind, &out, rep);
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
	.run = run,
};
