/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the lines of a card say, field by field, for people. */
#ifndef IANA_ASK_SAYS_H
#define IANA_ASK_SAYS_H

#include "ask/cards.h"
#include "base/buffer.h"

/* Add what a line says in a field, unmasked; nothing if it says nothing. */
typedef void iana_say(const struct iana_image *im, const struct iana_card_line *line,
		      struct iana_buffer *to);

struct iana_card_field {
	const char *label;
	iana_say *say;
};

/* All fields in the order of a card; the last one has no label. */
extern const struct iana_card_field iana_card_fields[];

/* What this machine answers, where the index answers otherwise. */
extern const struct iana_card_field iana_card_machine;

/* Does the registry call a row historic, in its description, notes or reference? */
bool iana_row_is_historic(const struct iana_index_row *row);

#endif
