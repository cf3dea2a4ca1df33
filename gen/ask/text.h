/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes cards as text for people. */
#ifndef IANA_ASK_TEXT_H
#define IANA_ASK_TEXT_H

#include "ask/cards.h"
#include "term/terminal.h"

struct iana_card_style {
	const struct iana_term *term;
	const struct iana_image *im;
	bool asks_machine; /* tell what this machine answers where that differs */
};

/*
 * Add a card: a line with the name, ports and protocols, then what the rows say.  A value
 * that not all protocols have is followed by the protocols that have it.
 *
 * cards   that the card is of
 *
 * Cost: with asks_machine, that of iana_machine_ask for each protocol.
 */
void iana_card_print(const struct iana_card_style *style, struct iana_buffer *to,
		     const struct iana_cards *cards, const struct iana_card *card);

#endif
