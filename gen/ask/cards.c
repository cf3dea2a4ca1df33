/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Collects answers, and finds those that belong on one card. */
#include "ask/cards.h"
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* How many names a port has at most whose protocols come together, in any registry. */
#define LOOK_BACK 64

const char *
iana_card_name(const struct iana_card_line *line)
{
	if (line->is_entry)
		return line->entry.name;
	return line->row.has_port ? NULL : line->row.field[IANA_F_NAME];
}

const char *
iana_card_proto(const struct iana_card_line *line)
{
	return line->is_entry ? line->entry.proto : line->row.field[IANA_F_PROTOCOL];
}

/* ---- taking -------------------------------------------------------------------------- */

/* Are both texts missing, or the same? */
static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Do two lines go on one card: are they a name at one port, or ports that say the same? */
static bool
belong_together(const struct iana_card_line *a, const struct iana_card_line *b)
{
	if (a->is_entry != b->is_entry || !same_text(iana_card_name(a), iana_card_name(b)))
		return false;
	if (a->is_entry)
		return a->entry.port == b->entry.port;
	return a->row.has_port == b->row.has_port && a->row.port_lo == b->row.port_lo &&
	       a->row.port_hi == b->row.port_hi &&
	       same_text(a->row.field[IANA_F_DESCRIPTION],
			 b->row.field[IANA_F_DESCRIPTION]);
}

static struct iana_card_line
card_line_of(const struct iana_answer *a)
{
	struct iana_card_line line = { .is_entry = a->entry != NULL,
				       .row = *a->row,
				       .comment = a->comment,
				       .next = IANA_NO_LINE };

	if (a->entry == NULL)
		return line;
	line.entry = *a->entry;
	line.source = *a->source;
	line.has_registry_row = a->registry_row != NULL;
	if (line.has_registry_row)
		line.registry_row = *a->registry_row;
	return line;
}

/* The card of a line that comes next.  Answers of one port come in a row. */
static struct iana_card *
find_card(const struct iana_cards *cards, const struct iana_card_line *line)
{
	uint32_t port = line->is_entry ? line->entry.port : line->row.port_lo;

	for (size_t i = cards->n;
	     i-- > 0 && cards->n - i <= LOOK_BACK && cards->item[i].port_lo == port;)
		if (belong_together(&cards->line[cards->item[i].first], line))
			return &cards->item[i];
	return NULL;
}

void
iana_cards_take(const struct iana_answer *answer, void *ctx)
{
	struct iana_cards *cards = ctx;
	struct iana_card_line line = card_line_of(answer);
	struct iana_card *card = find_card(cards, &line);
	size_t number = cards->n_lines++;

	cards->line = iana_grow(cards->line, &cards->line_cap, number + 1, sizeof line);
	cards->line[number] = line;
	if (card != NULL) {
		cards->line[card->last].next = number;
		card->last = number;
		return;
	}
	cards->item =
	    iana_grow(cards->item, &cards->cap, cards->n + 1, sizeof *cards->item);
	cards->item[cards->n++] = (struct iana_card){
		.first = number,
		.last = number,
		.port_lo = line.is_entry ? line.entry.port : line.row.port_lo,
		.port_hi = line.is_entry ? line.entry.port : line.row.port_hi,
	};
}

/* ---- joining ------------------------------------------------------------------------- */

/* Do two entries have the same aliases? */
static bool
same_aliases(const struct iana_index_entry *a, const struct iana_index_entry *b)
{
	return a->alias_bytes == b->alias_bytes &&
	       memcmp(a->aliases, b->aliases, a->alias_bytes) == 0;
}

/* Do two lines of different ports come from one row, and say the same? */
static bool
say_the_same(const struct iana_card_line *a, const struct iana_card_line *b)
{
	const struct iana_index_row *x = &a->row;
	const struct iana_index_row *y = &b->row;

	return a->is_entry && b->is_entry && strcmp(a->entry.name, b->entry.name) == 0 &&
	       strcmp(a->entry.proto, b->entry.proto) == 0 &&
	       same_aliases(&a->entry, &b->entry) && x->source == y->source &&
	       x->line == y->line && x->port_lo == y->port_lo && x->port_hi == y->port_hi &&
	       memcmp(x->field, y->field, sizeof x->field) == 0 && x->port_lo < x->port_hi;
}

/* Does b go on where a ends? */
static bool
goes_on(const struct iana_cards *cards, const struct iana_card *a,
	const struct iana_card *b)
{
	size_t i = a->first;
	size_t k = b->first;

	if (a->port_hi + 1 != b->port_lo)
		return false;
	while (i != IANA_NO_LINE && k != IANA_NO_LINE &&
	       say_the_same(&cards->line[i], &cards->line[k])) {
		i = cards->line[i].next;
		k = cards->line[k].next;
	}
	return i == IANA_NO_LINE && k == IANA_NO_LINE;
}

/* The card that this one continues; NULL: none of the latest. */
static struct iana_card *
find_start(const struct iana_cards *cards, size_t n, const struct iana_card *card)
{
	for (size_t i = n; i-- > 0 && n - i <= LOOK_BACK;)
		if (goes_on(cards, &cards->item[i], card))
			return &cards->item[i];
	return NULL;
}

void
iana_cards_join(struct iana_cards *cards)
{
	size_t kept = 0;

	for (size_t i = 0; i < cards->n; i++) {
		struct iana_card card = cards->item[i];
		struct iana_card *start = find_start(cards, kept, &card);

		if (start != NULL)
			start->port_hi = card.port_hi;
		else
			cards->item[kept++] = card;
	}
	cards->n = kept;
}

void
iana_cards_done(struct iana_cards *cards)
{
	free(cards->item);
	free(cards->line);
}
