/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes cards as a table for people: name, ports, description. */
#ifndef IANA_ASK_TABLE_H
#define IANA_ASK_TABLE_H

#include "ask/cards.h"
#include "ask/matcher.h"
#include "term/terminal.h"

/*
 * Add a line for each card.  It fits the terminal: the description is cut.  Where the
 * terminal has colours, what the patterns match is marked.
 */
void iana_table_print(const struct iana_term *term, struct iana_buffer *to,
		      const struct iana_cards *cards, const struct iana_matcher *matcher);

#endif
