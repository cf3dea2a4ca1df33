/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services lookup: what the registry says of a name, a port or a range. */
#include "ask/json.h"
#include "ask/query.h"
#include "ask/text.h"
#include "cli/command.h"

#include <getopt.h>
#include <stdio.h>

struct output {
	const char *query;
	struct json_object *list; /* NULL: print text */
	bool first;
};

static void
take_answer(const struct iana_answer *a, void *ctx)
{
	struct output *out = ctx;

	if (out->list != NULL) {
		iana_json_append(out->list, iana_answer_json(a, out->query));
		return;
	}
	if (!out->first)
		putchar('\n');
	out->first = false;
	iana_answer_print(a);
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
	    "may follow (53/udp, smtp/tcp), or stand before ports (udp/53).  Reserved and\n"
	    "unassigned ports and names without a port are found too.  Exit code 2: at least\n"
	    "one query found nothing.",
	.options = options,
	.run = run_lookup,
};
