/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes cards.  An index may come from anywhere: nothing of it may steer a terminal. */
#include "ask/text.h"
#include "ask/says.h"
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define FIELD_INDENT 2
#define VALUE_COLUMN 17

/* A card that is being written. */
struct card_writer {
	const struct iana_card_style *style;
	struct iana_buffer *to;
	const struct iana_cards *cards;
	const struct iana_card *card;
};

/* ---- the first line ------------------------------------------------------------------ */

/* Add "80/tcp", "6000-6063/tcp" or "no port/tcp". */
static void
put_place(const struct card_writer *w, const struct iana_card_line *line)
{
	const char *proto = iana_card_proto(line);

	if (!line->is_entry && !line->row.has_port)
		iana_buffer_puts(w->to, "no port");
	else if (w->card->port_lo != w->card->port_hi)
		iana_buffer_printf(w->to, "%u-%u", w->card->port_lo, w->card->port_hi);
	else
		iana_buffer_printf(w->to, "%u", w->card->port_lo);
	if (proto != NULL) {
		iana_buffer_u8(w->to, '/');
		iana_term_text(w->style->term, w->to, proto, false);
	}
}

static void
put_title(const struct card_writer *w)
{
	const char *name = iana_card_name(&w->cards->line[w->card->first]);

	iana_term_style(w->style->term, w->to, IANA_STYLE_NAME);
	iana_term_text(w->style->term, w->to, name != NULL ? name : "-", false);
	iana_term_style(w->style->term, w->to, IANA_STYLE_PLAIN);
	iana_buffer_u8(w->to, ' ');
	for (size_t i = w->card->first; i != IANA_NO_LINE; i = w->cards->line[i].next) {
		iana_buffer_u8(w->to, ' ');
		put_place(w, &w->cards->line[i]);
	}
	iana_buffer_u8(w->to, '\n');
}

/* ---- the fields ---------------------------------------------------------------------- */

/* Add a value; all its lines begin in one column, and fit the terminal. */
static void
put_value(const struct card_writer *w, const struct iana_buffer *value, int column)
{
	int width = w->style->term->width;
	int room = width > column + 20 ? width - column : 0;
	size_t at = 0;

	while (at < value->len) {
		size_t n = iana_term_line(value->bytes + at, value->len - at, room);

		if (at != 0)
			iana_buffer_printf(w->to, "%*s", column, "");
		iana_buffer_add(w->to, value->bytes + at, n);
		iana_buffer_u8(w->to, '\n');
		at += n;
		at += at < value->len; /* the blank or line end after it */
	}
}

/* The lines of the card, and what a field says for each. */
struct said {
	const struct iana_card_line **line;
	struct iana_buffer *value;
	size_t n;
};

static bool
same_value(const struct said *said, size_t a, size_t b)
{
	const struct iana_buffer *x = &said->value[a];
	const struct iana_buffer *y = &said->value[b];

	return x->len == y->len && (x->len == 0 || memcmp(x->bytes, y->bytes, x->len) == 0);
}

/* Add " (tcp, udp)": the protocols of all lines that say this. */
static void
add_who_says(struct iana_buffer *to, const struct said *said, size_t i)
{
	const char *between = " (";

	for (size_t k = i; k < said->n; k++) {
		const char *proto = iana_card_proto(said->line[k]);

		if (!same_value(said, i, k))
			continue;
		iana_buffer_puts(to, between);
		iana_buffer_puts(to, proto != NULL ? proto : "any protocol");
		between = ", ";
	}
	iana_buffer_u8(to, ')');
}

static void
put_label(const struct card_writer *w, const char *label)
{
	iana_buffer_printf(w->to, "%*s", FIELD_INDENT, "");
	if (label[0] == '\0')
		return;
	iana_term_style(w->style->term, w->to, IANA_STYLE_LABEL);
	iana_buffer_printf(w->to, "%-*s", VALUE_COLUMN - FIELD_INDENT, label);
	iana_term_style(w->style->term, w->to, IANA_STYLE_PLAIN);
}

/* Add one value, with its protocols unless all say it. */
static void
put_said(const struct card_writer *w, const char *label, const struct said *said, size_t i)
{
	struct iana_buffer raw = { 0 };
	struct iana_buffer safe = { 0 };
	size_t n_same = 0;

	for (size_t k = 0; k < said->n; k++)
		n_same += same_value(said, i, k);
	iana_buffer_add(&raw, said->value[i].bytes, said->value[i].len);
	if (n_same != said->n)
		add_who_says(&raw, said, i);
	iana_buffer_u8(&raw, '\0');
	iana_term_text(w->style->term, &safe, raw.bytes, true);
	put_label(w, label);
	put_value(w, &safe, label[0] != '\0' ? VALUE_COLUMN : FIELD_INDENT);
	iana_buffer_done(&raw);
	iana_buffer_done(&safe);
}

/* Add what a field says, once for each value. */
static void
put_card_field(const struct card_writer *w, const struct iana_card_field *field,
	       struct said *said)
{
	for (size_t i = 0; i < said->n; i++) {
		said->value[i].len = 0;
		field->say(w->style->im, said->line[i], &said->value[i]);
	}
	for (size_t i = 0; i < said->n; i++) {
		bool is_new = said->value[i].len != 0;

		for (size_t k = 0; k < i && is_new; k++)
			is_new = !same_value(said, i, k);
		if (is_new)
			put_said(w, field->label, said, i);
	}
}

static void
put_fields(const struct card_writer *w)
{
	struct said said = { 0 };

	for (size_t i = w->card->first; i != IANA_NO_LINE; i = w->cards->line[i].next)
		said.n++;
	said.line = iana_calloc(said.n, sizeof *said.line);
	said.value = iana_calloc(said.n, sizeof *said.value);
	said.n = 0;
	for (size_t i = w->card->first; i != IANA_NO_LINE; i = w->cards->line[i].next)
		said.line[said.n++] = &w->cards->line[i];
	for (const struct iana_card_field *f = iana_card_fields; f->label != NULL; f++)
		put_card_field(w, f, &said);
	if (w->style->asks_machine)
		put_card_field(w, &iana_card_machine, &said);
	for (size_t i = 0; i < said.n; i++)
		iana_buffer_done(&said.value[i]);
	free(said.line);
	free(said.value);
}

void
iana_card_print(const struct iana_card_style *style, struct iana_buffer *to,
		const struct iana_cards *cards, const struct iana_card *card)
{
	struct card_writer w = { style, to, cards, card };

	put_title(&w);
	put_fields(&w);
}
