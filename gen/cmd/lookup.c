/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services lookup: what the registry says of a name, a port or a range. */
#include "ask/format.h"
#include "ask/json.h"
#include "ask/service_code.h"
#include "ask/text.h"
#include "cli/command.h"
#include "cli/words.h"
#include "term/pager.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More cards than this tell nothing of this machine, which would be asked too often. */
#define ASKED_MAX 20

struct lookup {
	const char *index; /* NULL: the one in use */
	const char *format;
	const char *service_code;
	uint32_t code;
	enum iana_color color;
	struct iana_map map;
	const char *path; /* of the index */
	struct iana_report *rep;
	struct iana_buffer text;
	struct json_object *list; /* NULL: no JSON */
	bool json;
	bool asks_machine;
	bool missed; /* a query found nothing */
	struct iana_term term;
};

/* ---- writing ------------------------------------------------------------------------- */

static void
add_cards(struct lookup *l, struct iana_cards *cards)
{
	struct iana_card_style style = { .term = &l->term, .im = &l->map.image };

	iana_cards_join(cards);
	style.asks_machine = l->asks_machine && cards->n <= ASKED_MAX;
	for (size_t i = 0; i < cards->n; i++) {
		if (l->text.len != 0)
			iana_buffer_u8(&l->text, '\n');
		iana_card_print(&style, &l->text, cards, &cards->item[i]);
	}
}

static void
add_answers(struct lookup *l, struct iana_cards *cards, const char *query)
{
	if (l->format == NULL && l->list == NULL) {
		add_cards(l, cards);
		return;
	}
	for (size_t i = 0; i < cards->n_lines; i++) {
		const struct iana_card_line *line = &cards->line[i];

		if (l->list == NULL)
			iana_format_add(&l->text, l->format, line);
		else
			iana_json_append(
			    l->list,
			    iana_answer_json(line, query, &l->map.image, l->asks_machine));
	}
}

/* ---- asking -------------------------------------------------------------------------- */

/* Ask one query. */
static bool
ask_query(struct lookup *l, const char *query)
{
	struct iana_cards cards = { 0 };
	size_t n = 0;
	bool ok = iana_query_ask(&l->map.image, l->path, query, iana_cards_take, &cards, &n,
				 l->rep);

	l->missed |= n == 0;
	if (ok)
		add_answers(l, &cards, query);
	iana_cards_done(&cards);
	return ok;
}

/* Ask the queries of a word: those between its commas. */
static bool
ask_word(const char *word, void *ctx)
{
	char *room = iana_calloc(strlen(word) + 1, 1);
	char *rest = strcpy(room, word);
	char *query;
	bool ok = true;

	while (ok && (query = strsep(&rest, ",")) != NULL)
		ok = ask_query(ctx, query);
	free(room);
	return ok;
}

static bool
ask_service_code(struct lookup *l)
{
	struct iana_cards cards = { 0 };
	size_t n;
	bool ok = iana_service_code_ask(&l->map.image, l->path, l->code, iana_cards_take,
					&cards, &n, l->rep);

	if (ok && n == 0)
		iana_tell(l->rep, NULL, 0, "service code \"%.60s\": not found",
			  l->service_code);
	l->missed |= n == 0;
	if (ok)
		add_answers(l, &cards, l->service_code);
	iana_cards_done(&cards);
	return ok;
}

static bool
ask_all(struct lookup *l, char **words, int n)
{
	bool ok = l->service_code == NULL || ask_service_code(l);

	for (int i = 0; i < n && ok; i++)
		ok = strcmp(words[i], "-") == 0 ? iana_words_read(ask_word, l, l->rep)
						: ask_word(words[i], l);
	return ok;
}

/* ---- the command --------------------------------------------------------------------- */

static int
run_queries(struct lookup *l, char **words, int n)
{
	bool ok;

	l->asks_machine = l->index == NULL && secure_getenv("IANA_SERVICES_INDEX") == NULL;
	if (!iana_command_index(l->index, &l->map, &l->path, l->rep))
		return IANA_EXIT_FAILED;
	iana_term_init(&l->term, l->color);
	if (l->json)
		l->list = iana_json_array();
	ok = ask_all(l, words, n);
	if (ok && l->json)
		iana_buffer_printf(&l->text, "%s\n", iana_json_pretty(l->list));
	ok = ok && iana_term_show(&l->term, &l->text, l->rep);
	json_object_put(l->list);
	iana_buffer_done(&l->text);
	iana_map_close(&l->map);
	if (!ok)
		return IANA_EXIT_FAILED;
	return iana_command_finish(l->missed ? IANA_EXIT_NOTFOUND : IANA_EXIT_OK, l->rep);
}

/* Put an option into l.  Returns NULL, or a phrase about its argument. */
static const char *
take_lookup_option(struct lookup *l, int key)
{
	switch (key) {
	case 'i':
		l->index = optarg;
		return NULL;
	case 'f':
		l->format = optarg;
		return iana_format_fault(optarg);
	case 's':
		l->service_code = optarg;
		return iana_service_code_read(&l->code, optarg);
	case 'c':
		return iana_color_read(&l->color, optarg);
	default:
		l->json = true;
		return NULL;
	}
}

static int
run_lookup(int argc, char **argv, struct iana_report *rep)
{
	struct lookup l = { .rep = rep };
	const char *fault;
	int code = IANA_EXIT_OK;
	int c;

	while ((c = iana_command_option(&iana_command_lookup, argc, argv, rep, &code)) >=
	       0) {
		fault = take_lookup_option(&l, c);
		if (fault != NULL)
			return iana_command_usage(&iana_command_lookup, rep,
						  "\"%.100s\" %s", optarg, fault);
	}
	if (c == -2)
		return code;
	if (optind == argc && l.service_code == NULL)
		return iana_command_usage(&iana_command_lookup, rep,
					  "at least one QUERY is needed");
	if (l.json && l.format != NULL)
		return iana_command_usage(&iana_command_lookup, rep,
					  "--json and --format contradict each other");
	return run_queries(&l, argv + optind, argc - optind);
}

static const struct iana_option options[] = {
	{ "index", 'i', "FILE", "use this index, not the one that libnss_iana uses" },
	{ "service-code", 's', "CODE", "what has this service code of DCCP" },
	{ "format", 'f', "FORMAT",
	  "print a line for each answer, as\n'%{name} %{port}/%{protocol}'" },
	{ "json", 'j', NULL, "print JSON: an array of objects" },
	{ "color", 'c', IANA_COLOR_WORDS, "colours; auto: on a terminal" },
	{ 0 },
};

const struct iana_command iana_command_lookup = {
	.name = "lookup",
	.summary = "Print what the registry says of a name, a port or a range",
	.usage = "[OPTION...] QUERY...",
	.about =
	    "QUERY is a port (22, :22), a range (6000-6063), a name or an alias (ssh).  A\n"
	    "protocol may follow (53/udp, smtp/tcp, _http._tcp), or stand before ports\n"
	    "(udp/53).  Commas separate queries; \"-\" reads them from standard input, one a\n"
	    "line.  Reserved and unassigned ports and names without a port are found too.\n"
	    "Exit code 2: at least one query found nothing.",
	.options = options,
	.run = run_lookup,
};
