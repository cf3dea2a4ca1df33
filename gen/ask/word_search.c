/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Goes through all entries, and the rows without a service. */
#include "ask/word_search.h"
#include "ask/says.h"
#include "base/date.h"
#include "base/ports.h"
#include "src/find.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Where a pattern was found, from the best to the worst. */
enum {
	FOUND_NAME, /* it is the name; then: the name begins with it, or has it */
	FOUND_ALIAS = 3,
	FOUND_DESCRIPTION = 6,
	FOUND_ASSIGNEE,
	FOUND_NOTES,
	NOT_FOUND
};

/* A search that goes on.  Most rows share their texts with the row before. */
struct walk {
	const struct iana_search *search;
	const struct iana_image *im;
	struct iana_cards *cards;
	struct memory {
		const char *text;
		bool found;
	} * memory; /* for each pattern, of each field */
};

/* ---- options ------------------------------------------------------------------------- */

const char *
iana_search_protocols(struct iana_search *s, const char *list, char *room)
{
	char *rest = strcpy(room, list);
	char *word;

	while ((word = strsep(&rest, ",")) != NULL) {
		if (word[0] == '\0' || s->n_protos == IANA_SEARCH_PROTOCOLS_MAX)
			return "is not a list of protocols such as tcp,udp";
		s->proto[s->n_protos++] = word;
	}
	return NULL;
}

const char *
iana_search_ports(struct iana_search *s, const char *list)
{
	const char *fault = "is not a list of ports such as 22,6000-6063";

	for (;; list++) {
		size_t len = strcspn(list, ",");
		uint32_t lo;
		uint32_t hi;

		if (!iana_ports_parse(list, len, &lo, &hi) || lo > hi || hi > 65535 ||
		    s->n_ranges == IANA_SEARCH_RANGES_MAX)
			return fault;
		s->range[s->n_ranges][0] = lo;
		s->range[s->n_ranges++][1] = hi;
		list += len;
		if (*list == '\0')
			return NULL;
	}
}

/* ---- filters ------------------------------------------------------------------------- */

static bool
fits_protocol(const struct iana_search *s, const char *proto)
{
	bool fits = s->n_protos == 0;

	for (size_t i = 0; i < s->n_protos && !fits; i++)
		fits = proto != NULL && strcasecmp(proto, s->proto[i]) == 0;
	return fits;
}

static bool
fits_ports(const struct iana_search *s, uint32_t lo, uint32_t hi)
{
	bool fits = s->n_ranges == 0;

	for (size_t i = 0; i < s->n_ranges && !fits; i++)
		fits = lo <= s->range[i][1] && s->range[i][0] <= hi;
	return fits && (s->class == NULL || strcmp(iana_port_class(lo), s->class) == 0);
}

static bool
is_since(const struct iana_index_row *row, uint32_t since)
{
	const char *registered = row->field[IANA_F_REGISTERED];
	const char *modified = row->field[IANA_F_MODIFIED];

	return (registered != NULL && iana_date_parse(registered) >= since) ||
	       (modified != NULL && iana_date_parse(modified) >= since);
}

/* Is an answer one that the search wants, whatever it says? */
static bool
is_wanted(const struct iana_search *s, const struct iana_answer *a)
{
	const struct iana_index_row *row =
	    a->registry_row != NULL ? a->registry_row : a->row;
	bool has_port = a->entry != NULL || row->has_port;

	if (s->no_port ? has_port : !has_port && (s->n_ranges != 0 || s->class != NULL))
		return false;
	if (has_port && !fits_ports(s, a->entry != NULL ? a->entry->port : row->port_lo,
				    a->entry != NULL ? a->entry->port : row->port_hi))
		return false;
	return fits_protocol(s, a->entry != NULL ? a->entry->proto
						 : row->field[IANA_F_PROTOCOL]) &&
	       (s->since == 0 || is_since(row, s->since)) &&
	       (!s->unauthorized || row->field[IANA_F_UNAUTHORIZED] != NULL) &&
	       (!s->historic || iana_row_is_historic(row));
}

/* ---- words --------------------------------------------------------------------------- */

/* How good is a match in a name?  The kinds of a name follow each other. */
static unsigned
rank_in(const struct iana_matcher *m, size_t i, const char *name, unsigned best)
{
	struct iana_span span;

	if (name == NULL || !iana_matcher_find(m, i, name, &span))
		return NOT_FOUND;
	if (span.at != 0)
		return best + 2;
	return span.len == strlen(name) ? best : best + 1;
}

static unsigned
rank_in_aliases(const struct iana_matcher *m, size_t i, const struct iana_index_entry *e)
{
	unsigned best = NOT_FOUND;
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	while (e != NULL && iana_entry_alias(e, &pos, &alias, &len) == IANA_OK) {
		unsigned rank = rank_in(m, i, alias, FOUND_ALIAS);

		best = rank < best ? rank : best;
	}
	return best;
}

/* Does a field have the pattern? */
static bool
has_pattern(const struct walk *w, size_t i, unsigned field, const char *text)
{
	struct memory *memory = &w->memory[i * 4 + field];
	struct iana_span span;

	if (text == NULL)
		return false;
	if (memory->text != text) {
		memory->found = iana_matcher_find(&w->search->matcher, i, text, &span);
		memory->text = text;
	}
	return memory->found;
}

/* Where in an answer is a pattern? */
static unsigned
rank_pattern(const struct walk *w, size_t i, const struct iana_answer *a)
{
	const struct iana_matcher *m = &w->search->matcher;
	const struct iana_index_row *row =
	    a->registry_row != NULL ? a->registry_row : a->row;
	unsigned rank = rank_in(
	    m, i, a->entry != NULL ? a->entry->name : row->field[IANA_F_NAME], FOUND_NAME);
	unsigned other = rank == NOT_FOUND ? rank_in_aliases(m, i, a->entry) : NOT_FOUND;

	rank = other < rank ? other : rank;
	if (rank != NOT_FOUND)
		return rank;
	if (has_pattern(w, i, 0, row->field[IANA_F_DESCRIPTION]) ||
	    has_pattern(w, i, 1, a->comment))
		return FOUND_DESCRIPTION;
	if (has_pattern(w, i, 2, row->field[IANA_F_ASSIGNEE]))
		return FOUND_ASSIGNEE;
	return has_pattern(w, i, 3, row->field[IANA_F_NOTES]) ? FOUND_NOTES : NOT_FOUND;
}

/* Are all patterns in an answer?  *ret_rank: the sum of their ranks */
static bool
find_all(const struct walk *w, const struct iana_answer *a, unsigned *ret_rank)
{
	unsigned sum = 0;

	for (size_t i = 0; i < w->search->matcher.n; i++) {
		unsigned rank = rank_pattern(w, i, a);

		if (rank == NOT_FOUND)
			return false;
		sum += rank;
	}
	*ret_rank = sum;
	return true;
}

/* ---- the walk ------------------------------------------------------------------------ */

static void
consider_answer(const struct walk *w, const struct iana_answer *a)
{
	unsigned rank;

	if (!is_wanted(w->search, a) || !find_all(w, a, &rank))
		return;
	iana_cards_take(a, w->cards);
	w->cards->line[w->cards->n_lines - 1].rank = rank;
}

static enum iana_status
walk_entries(const struct walk *w)
{
	struct iana_answer_room room;
	struct iana_index_entry entry;
	struct iana_answer answer;
	struct iana_match match;
	enum iana_status st;
	uint32_t cursor = 0;

	while ((st = iana_find_next(w->im, &cursor, &match)) == IANA_OK) {
		if (iana_entry_read(w->im, &match, &entry) != IANA_OK ||
		    iana_answer_read(w->im, &match, &entry, &answer, &room) != IANA_OK)
			return IANA_CORRUPT;
		consider_answer(w, &answer);
	}
	return st;
}

/* The rows of the registry that have no port, or no name. */
static enum iana_status
walk_rows(const struct walk *w)
{
	struct iana_index_row row;
	enum iana_status st;

	for (uint32_t i = 0; (st = iana_row_read(w->im, i, &row)) == IANA_OK; i++)
		if (!row.has_port || row.field[IANA_F_NAME] == NULL)
			consider_answer(w, &(struct iana_answer){ .row = &row });
	return st;
}

/* ---- the order ----------------------------------------------------------------------- */

/* The rank of a card is that of its best line.  Of one rank, names without a port are last.
 */
static void
rank_card(const struct iana_cards *cards, struct iana_card *card)
{
	const struct iana_card_line *first = &cards->line[card->first];
	unsigned best = first->rank;

	for (size_t i = first->next; i != IANA_NO_LINE; i = cards->line[i].next)
		if (cards->line[i].rank < best)
			best = cards->line[i].rank;
	card->rank = 2 * best + (!first->is_entry && !first->row.has_port);
}

static int
by_rank(const void *a, const void *b)
{
	const struct iana_card *x = a;
	const struct iana_card *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->port_lo != y->port_lo)
		return x->port_lo < y->port_lo ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

bool
iana_search_run(const struct iana_search *s, const struct iana_image *im, const char *path,
		struct iana_cards *ret, struct iana_report *rep)
{
	struct walk w = { .search = s, .im = im, .cards = ret };
	enum iana_status st = IANA_NOTFOUND;

	w.memory = iana_calloc(4 * (s->matcher.n + 1), sizeof *w.memory);
	if (!s->no_port)
		st = walk_entries(&w);
	if (st == IANA_NOTFOUND)
		st = walk_rows(&w);
	free(w.memory);
	if (st != IANA_NOTFOUND)
		return iana_query_fail_damaged(path, rep);
	if (s->joined)
		iana_cards_join(ret);
	for (size_t i = 0; i < ret->n; i++)
		rank_card(ret, &ret->item[i]);
	if (ret->n != 0)
		qsort(ret->item, ret->n, sizeof *ret->item, by_rank);
	return true;
}
