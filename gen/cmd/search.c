/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services search: what has words in its name, aliases or description. */
#include "ask/format.h"
#include "ask/json.h"
#include "ask/word_search.h"
#include "ask/table.h"
#include "base/date.h"
#include "cli/command.h"
#include "term/pager.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct search_options {
	const char *index; /* NULL: the one in use */
	const char *format;
	enum iana_color color;
	bool regex;
	bool json;
	bool quiet;
	char *protocols; /* room for their names */
	struct iana_search search;
};

/* ---- writing ------------------------------------------------------------------------- */

static void
add_lines(const struct search_options *o, struct iana_buffer *to,
	  const struct iana_cards *cards)
{
	for (size_t i = 0; i < cards->n; i++)
		for (size_t k = cards->item[i].first; k != IANA_NO_LINE;
		     k = cards->line[k].next)
			iana_format_add(to, o->format, &cards->line[k]);
}

static void
add_array(struct iana_buffer *to, const struct iana_cards *cards)
{
	struct json_object *list = iana_json_array();

	for (size_t i = 0; i < cards->n; i++)
		for (size_t k = cards->item[i].first; k != IANA_NO_LINE;
		     k = cards->line[k].next)
			iana_json_append(
			    list, iana_answer_json(&cards->line[k], NULL, NULL, false));
	iana_buffer_printf(to, "%s\n", iana_json_pretty(list));
	json_object_put(list);
}

static bool
write_found(const struct search_options *o, const struct iana_cards *cards,
	    struct iana_report *rep)
{
	struct iana_buffer text = { 0 };
	struct iana_term term;
	bool ok;

	iana_term_init(&term, o->color);
	if (o->json)
		add_array(&text, cards);
	else if (o->format != NULL)
		add_lines(o, &text, cards);
	else
		iana_table_print(&term, &text, cards, &o->search.matcher);
	ok = iana_term_show(&term, &text, rep);
	iana_buffer_done(&text);
	return ok;
}

/* ---- the command --------------------------------------------------------------------- */

static int
run_search_options(const struct search_options *o, struct iana_report *rep)
{
	struct iana_cards cards = { 0 };
	struct iana_map map;
	const char *path;
	bool ok;
	size_t n;

	if (!iana_command_index(o->index, &map, &path, rep))
		return IANA_EXIT_FAILED;
	ok = iana_search_run(&o->search, &map.image, path, &cards, rep) &&
	     write_found(o, &cards, rep);
	n = cards.n;
	iana_cards_done(&cards);
	iana_map_close(&map);
	if (!ok)
		return IANA_EXIT_FAILED;
	if (!o->quiet && !o->json && o->format == NULL)
		iana_tell(rep, NULL, 0, n == 0 ? "nothing found" : "%zu found", n);
	return iana_command_finish(n != 0 ? IANA_EXIT_OK : IANA_EXIT_NOTFOUND, rep);
}

static const char *
read_class(struct iana_search *s, const char *word)
{
	s->class = word;
	return strcmp(word, "system") == 0 || strcmp(word, "user") == 0 ||
		       strcmp(word, "dynamic") == 0
		   ? NULL
		   : "is none of system, user and dynamic";
}

static const char *
read_since(struct iana_search *s, const char *day)
{
	s->since = iana_date_parse(day);
	return s->since != 0 ? NULL : "is no date such as 2026-01-31";
}

/* Put an option with an argument into o.  Returns NULL, or a phrase about it. */
static const char *
take_argument(struct search_options *o, int key)
{
	switch (key) {
	case 'i':
		o->index = optarg;
		return NULL;
	case 'f':
		o->format = optarg;
		return iana_format_fault(optarg);
	case 'c':
		return iana_color_read(&o->color, optarg);
	case 'p':
		free(o->protocols);
		o->search.n_protos = 0;
		o->protocols = iana_calloc(strlen(optarg) + 1, 1);
		return iana_search_protocols(&o->search, optarg, o->protocols);
	case 'P':
		return iana_search_ports(&o->search, optarg);
	case 's':
		return read_since(&o->search, optarg);
	default:
		return read_class(&o->search, optarg);
	}
}

/* Put an option into o.  Returns NULL, or a phrase about its argument. */
static const char *
take_search_option(struct search_options *o, int key)
{
	switch (key) {
	case IANA_LETTER('E'):
		o->regex = true;
		return NULL;
	case 'j':
		o->json = true;
		return NULL;
	case 'q':
		o->quiet = true;
		return NULL;
	case 'u':
		o->search.unauthorized = true;
		return NULL;
	case 'H':
		o->search.historic = true;
		return NULL;
	case 'n':
		o->search.no_port = true;
		return NULL;
	default:
		return take_argument(o, key);
	}
}

/* The fault of options that contradict each other, or NULL. */
static const char *
search_contradiction(const struct search_options *o, int n_options, int n_words)
{
	if (n_options == 0 && n_words == 0)
		return "at least one WORD or filter is needed";
	if (o->json && o->format != NULL)
		return "--json and --format contradict each other";
	if (o->search.no_port && (o->search.n_ranges != 0 || o->search.class != NULL))
		return "--no-port contradicts --ports and --class";
	return NULL;
}

static int
take_words(struct search_options *o, char **words, int n, struct iana_report *rep)
{
	for (int i = 0; i < n; i++) {
		const char *fault =
		    iana_matcher_add(&o->search.matcher, words[i], o->regex);

		if (fault != NULL)
			return iana_command_usage(&iana_command_search, rep,
						  "\"%.100s\": %s", words[i], fault);
	}
	return -1;
}

static int
run_parsed(struct search_options *o, int argc, char **argv, struct iana_report *rep)
{
	const char *fault;
	int n_options = 0;
	int code = IANA_EXIT_OK;
	int c;

	while ((c = iana_command_option(&iana_command_search, argc, argv, rep, &code)) >=
	       0) {
		n_options += c != 'i' && c != 'f' && c != 'c' && c != 'j' && c != 'q' &&
			     c != IANA_LETTER('E');
		fault = take_search_option(o, c);
		if (fault != NULL)
			return iana_command_usage(&iana_command_search, rep,
						  "\"%.100s\" %s", optarg, fault);
	}
	if (c == -2)
		return code;
	fault = search_contradiction(o, n_options, argc - optind);
	if (fault != NULL)
		return iana_command_usage(&iana_command_search, rep, "%s", fault);
	o->search.joined = !o->json && o->format == NULL;
	code = take_words(o, argv + optind, argc - optind, rep);
	return code >= 0 ? code : run_search_options(o, rep);
}

static int
run_search(int argc, char **argv, struct iana_report *rep)
{
	struct search_options o = { 0 };
	int code = run_parsed(&o, argc, argv, rep);

	iana_matcher_done(&o.search.matcher);
	free(o.protocols);
	return code;
}

static const struct iana_option options[] = {
	{ "index", 'i', "FILE", "use this index, not the one that libnss_iana uses" },
	{ "regex", IANA_LETTER('E'), NULL,
	  "each WORD is a POSIX extended regular expression" },
	{ "proto", 'p', "LIST", "only these protocols: tcp,udp" },
	{ "ports", 'P', "LIST", "only at these ports: 22,6000-6063" },
	{ "class", 'C', "system|user|dynamic", "only ports of this class" },
	{ "since", 's', "DATE", "only what was registered or modified then or later" },
	{ "unauthorised", 'u', NULL, "only with a report of unauthorised use" },
	{ "historic", 'H', NULL, "only what the registry calls historic" },
	{ "no-port", 'n', NULL, "only names without a port" },
	{ "format", 'f', "FORMAT",
	  "print a line for each answer, as\n'%{name} %{port}/%{protocol}'" },
	{ "json", 'j', NULL, "print JSON: an array of objects" },
	{ "color", 'c', IANA_COLOR_WORDS, "colours; auto: on a terminal" },
	{ "quiet", 'q', NULL, "print no count" },
	{ 0 },
};

const struct iana_command iana_command_search = {
	.name = "search",
	.summary = "Find services by words of their names and descriptions",
	.usage = "[OPTION...] [WORD...]",
	.about =
	    "All words must occur in a name, an alias, the description, the assignee or the\n"
	    "notes; case does not count.  What has them in its name comes first.  Exit code 2:\n"
	    "nothing was found.",
	.options = options,
	.run = run_search,
};
