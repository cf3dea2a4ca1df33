/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lays the columns of a table out. */
#include "ask/table.h"

#include <string.h>

/* Columns are as wide as their cells, but a long cell makes only its own line longer. */
#define COLUMN_MAX 24
#define DESCRIPTION_MIN 16

struct table_writer {
	const struct iana_term *term;
	struct iana_buffer *to;
	const struct iana_cards *cards;
	const struct iana_matcher *matcher;
	int name_width;
	int ports_width;
	struct iana_buffer cell; /* as it will be written */
};

/* ---- cells --------------------------------------------------------------------------- */

/* Fill the cell with a text, of which only the first paragraph counts. */
static void
fill(struct table_writer *w, const char *text)
{
	char *end;

	w->cell.len = 0;
	if (text != NULL)
		iana_term_text(w->term, &w->cell, text, true);
	end = w->cell.len != 0 ? memchr(w->cell.bytes, '\n', w->cell.len) : NULL;
	if (end != NULL)
		w->cell.len = (size_t)(end - w->cell.bytes);
}

static void
fill_name(struct table_writer *w, const struct iana_card *card)
{
	const char *name = iana_card_name(&w->cards->line[card->first]);

	fill(w, name != NULL ? name : "-");
}

/* "80/tcp,udp,sctp", or "-" without a port. */
static void
fill_ports(struct table_writer *w, const struct iana_card *card)
{
	const struct iana_card_line *line = &w->cards->line[card->first];
	char between = '/';

	w->cell.len = 0;
	if (!line->is_entry && !line->row.has_port)
		iana_buffer_u8(&w->cell, '-');
	else if (card->port_lo != card->port_hi)
		iana_buffer_printf(&w->cell, "%u-%u", card->port_lo, card->port_hi);
	else
		iana_buffer_printf(&w->cell, "%u", card->port_lo);
	for (size_t i = card->first; i != IANA_NO_LINE; i = w->cards->line[i].next) {
		const char *proto = iana_card_proto(&w->cards->line[i]);

		if (proto == NULL)
			continue;
		iana_buffer_u8(&w->cell, (uint8_t)between);
		iana_term_text(w->term, &w->cell, proto, false);
		between = ',';
	}
}

static int
cell_width(const struct table_writer *w)
{
	return iana_term_columns(w->cell.bytes, w->cell.len);
}

/* ---- writing ------------------------------------------------------------------------- */

/* Add the cell, with what is searched for marked. */
static void
put_marked(struct table_writer *w)
{
	const char *text;
	struct iana_span span;

	iana_buffer_u8(&w->cell, '\0');
	text = w->cell.bytes;
	while (w->term->color && iana_matcher_any(w->matcher, text, &span)) {
		iana_buffer_add(w->to, text, span.at);
		iana_term_style(w->term, w->to, IANA_STYLE_MATCH);
		iana_buffer_add(w->to, text + span.at, span.len);
		iana_term_style(w->term, w->to, IANA_STYLE_PLAIN);
		text += span.at + span.len;
	}
	iana_buffer_puts(w->to, text);
	w->cell.len--;
}

/* Add the cell, filled up with blanks, and two more. */
static void
put_column(struct table_writer *w, int width)
{
	int blanks = width - cell_width(w);

	put_marked(w);
	iana_buffer_printf(w->to, "%*s", blanks > 0 ? blanks + 2 : 2, "");
}

/* Cut the cell to so many columns. */
static void
cut_cell(struct table_writer *w, int width)
{
	const char *dots = w->term->utf8 ? "\342\200\246" : "...";

	if (cell_width(w) <= width)
		return;
	w->cell.len =
	    iana_term_cut(w->cell.bytes, w->cell.len, width - (w->term->utf8 ? 1 : 3));
	iana_buffer_puts(&w->cell, dots);
}

static void
put_line(struct table_writer *w, const struct iana_card *card)
{
	const struct iana_card_line *line = &w->cards->line[card->first];
	int used;

	fill_name(w, card);
	used = cell_width(w) > w->name_width ? cell_width(w) : w->name_width;
	put_column(w, w->name_width);
	fill_ports(w, card);
	used += cell_width(w) > w->ports_width ? cell_width(w) : w->ports_width;
	put_column(w, w->ports_width);
	used += 4;
	fill(w, iana_card_row(line)->field[IANA_F_DESCRIPTION]);
	if (w->term->width > used + DESCRIPTION_MIN)
		cut_cell(w, w->term->width - used);
	put_marked(w);
	while (w->to->bytes[w->to->len - 1] == ' ')
		w->to->len--;
	iana_buffer_u8(w->to, '\n');
}

static int
wider(int width, int other)
{
	return other > width && other <= COLUMN_MAX ? other : width;
}

void
iana_table_print(const struct iana_term *term, struct iana_buffer *to,
		 const struct iana_cards *cards, const struct iana_matcher *matcher)
{
	struct table_writer w = { term, to, cards, matcher, 0, 0, { 0 } };

	for (size_t i = 0; i < cards->n; i++) {
		fill_name(&w, &cards->item[i]);
		w.name_width = wider(w.name_width, cell_width(&w));
		fill_ports(&w, &cards->item[i]);
		w.ports_width = wider(w.ports_width, cell_width(&w));
	}
	for (size_t i = 0; i < cards->n; i++)
		put_line(&w, &cards->item[i]);
	iana_buffer_done(&w.cell);
}
