/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers as people read them: one card for a name at a port, whatever its protocols. */
#ifndef IANA_ASK_CARDS_H
#define IANA_ASK_CARDS_H

#include "ask/query.h"

/* An answer of a card.  Its texts point into the index. */
struct iana_card_line {
	bool is_entry; /* otherwise a row without a service */
	struct iana_index_entry entry;
	struct iana_index_row row; /* the row that put the entry where it stands */
	bool has_registry_row;
	struct iana_index_row registry_row;
	struct iana_index_source source; /* of the row; only of an entry */
	const char *comment;		 /* as in struct iana_answer */
	unsigned rank;			 /* of a search: the lower, the better; else 0 */
	size_t next; /* the number of the card's next line; IANA_NO_LINE: none */
};

#define IANA_NO_LINE SIZE_MAX

/* A name at a port, or at ports that say the same; or ports without a name. */
struct iana_card {
	size_t first; /* the numbers of its lines */
	size_t last;
	uint32_t port_lo; /* of its entries */
	uint32_t port_hi;
	unsigned rank; /* of a search: that of its best line */
};

/* Start with all zero. */
struct iana_cards {
	struct iana_card *item;
	size_t n;
	size_t cap;
	struct iana_card_line *line;
	size_t n_lines;
	size_t line_cap;
};

/* Put an answer on the card of its name and port.  An iana_take_answer of cards. */
void iana_cards_take(const struct iana_answer *answer, void *cards);

/*
 * Join the cards of a name at ports in a row that come from one row of the registry, and
 * say the same: x11 at 6000 to 6063.  Cost: O(n).
 */
void iana_cards_join(struct iana_cards *cards);

void iana_cards_done(struct iana_cards *cards);

/* The row that says most of an entry: the registry's if there is one. */
static inline const struct iana_index_row *
iana_card_row(const struct iana_card_line *line)
{
	return line->has_registry_row ? &line->registry_row : &line->row;
}

/* The name of a card's service, or of its row; NULL: ports without a name. */
const char *iana_card_name(const struct iana_card_line *line);

/* The protocol of a line; NULL: any. */
const char *iana_card_proto(const struct iana_card_line *line);

#endif
