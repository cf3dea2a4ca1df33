/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Draws lines of cells. */
#include "map/terminal.h"

#include <stdio.h>

#define AXIS 6	    /* columns of "65535 " */
#define ROWS_MAX 64 /* of half blocks: two in a line */
#define NARROW 16   /* fewest cells in a row */
#define WORD_ROOM 80

/* How ports lie on the screen. */
struct layout {
	const struct iana_map_cells *cells;
	const struct iana_map_changes *changes;
	unsigned columns; /* of the window */
	bool blocks;
	unsigned lo;
	unsigned hi;
	unsigned row_ports;
	unsigned row_cells;
};

static const struct iana_legend unchanged = { "unchanged",     "No change", '.', 255,
					      IANA_FILL_PLAIN, "",	    "" };

/* ---- the layout -------------------------------------------------------------------------
 */

/* The ports of a row: round numbers, so that a person finds a port. */
static unsigned
choose_row(unsigned n, unsigned columns, unsigned rows, bool is_binary)
{
	static const unsigned steps[] = { 10, 20, 50, 100, 200, 500, 1000, 2000, 5000 };
	unsigned best = steps[0];

	if (is_binary) {
		for (best = 1024; n > best * rows;)
			best *= 2;
		return best;
	}
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i] <= columns || n > best * rows)
			best = steps[i];
	return best;
}

static struct layout
lay_out(const struct iana_map_cells *cells, const struct iana_map_changes *changes,
	unsigned lo, unsigned hi, const struct iana_term *term)
{
	struct layout l = {
		cells, changes, (unsigned)term->width, term->color && term->utf8, lo, hi,
		0,     0
	};
	unsigned columns = l.columns > AXIS + NARROW ? l.columns - AXIS : NARROW;
	unsigned rows = l.blocks ? ROWS_MAX : ROWS_MAX / 2;
	bool is_binary = lo % 1024 == 0 && (hi + 1) % 1024 == 0;

	l.row_ports = choose_row(hi - lo + 1, columns, rows, is_binary && hi - lo >= 8191);
	l.row_cells = l.row_ports < columns ? l.row_ports : columns;
	return l;
}

/* ---- cells ------------------------------------------------------------------------------
 */

static const struct iana_legend *
show_change(const struct layout *l, unsigned first, unsigned last)
{
	unsigned best = 0;

	for (unsigned p = first; p <= last; p++) {
		unsigned k = l->changes->at[p];

		if (k != 0 && (best == 0 || k < best))
			best = k;
	}
	return best != 0 ? &iana_change_legend[best - 1] : &unchanged;
}

static const struct iana_legend *
show_status(const struct layout *l, unsigned first, unsigned last)
{
	unsigned n[IANA_N_PORT_STATUS] = { 0 };
	unsigned n_free;
	bool want_free;
	int best = -1;

	for (unsigned p = first; p <= last; p++)
		n[l->cells->status[p]]++;
	n_free = n[IANA_PORT_UNASSIGNED] + n[IANA_PORT_DYNAMIC];
	want_free = n_free * 2 > last - first + 1;
	for (int s = 0; s < IANA_N_PORT_STATUS; s++)
		if (iana_status_is_free((enum iana_port_status)s) == want_free &&
		    (best < 0 || n[s] > n[best]))
			best = s;
	return &iana_status_legend[best];
}

/* The cell of a row; NULL behind the last port. */
static const struct iana_legend *
show_cell(const struct layout *l, unsigned row, unsigned cell)
{
	unsigned start = l->lo + row * l->row_ports;
	unsigned first = start + cell * l->row_ports / l->row_cells;
	unsigned last = start + (cell + 1) * l->row_ports / l->row_cells - 1;

	if (first > l->hi)
		return NULL;
	last = last < l->hi ? last : l->hi;
	return l->changes != NULL ? show_change(l, first, last)
				  : show_status(l, first, last);
}

/* ---- lines ------------------------------------------------------------------------------
 */

static void
draw_letters(struct iana_buffer *to, const struct layout *l, unsigned row)
{
	const struct iana_legend *x;

	iana_buffer_printf(to, "%5u ", l->lo + row * l->row_ports);
	for (unsigned c = 0; c < l->row_cells && (x = show_cell(l, row, c)) != NULL; c++)
		iana_buffer_add(to, &x->letter, 1);
	iana_buffer_puts(to, "\n");
}

/* Two rows in one line: the upper one is the ink of a half block, the lower one its paper.
 */
static void
draw_blocks(struct iana_buffer *to, const struct layout *l, unsigned row)
{
	int ink = -1;
	int paper = -1;
	const struct iana_legend *x;

	iana_buffer_printf(to, "%5u ", l->lo + row * l->row_ports);
	for (unsigned c = 0; c < l->row_cells && (x = show_cell(l, row, c)) != NULL; c++) {
		const struct iana_legend *below = show_cell(l, row + 1, c);
		int lower = below != NULL ? below->xterm : -1;

		if (lower != paper)
			iana_buffer_printf(to, lower < 0 ? "\033[49m" : "\033[48;5;%dm",
					   lower);
		if (x->xterm != ink)
			iana_buffer_printf(to, "\033[38;5;%um", x->xterm);
		ink = x->xterm;
		paper = lower;
		iana_buffer_puts(to, "\xe2\x96\x80");
	}
	iana_buffer_puts(to, "\033[0m\n");
}

/* A line of words, cut to the window. */
static void
put_words(struct iana_buffer *to, const struct layout *l, unsigned used, const char *words)
{
	size_t room = l->columns > used ? l->columns - used : 0;
	size_t len = strlen(words);

	iana_buffer_add(to, words, len < room ? len : room);
	iana_buffer_puts(to, "\n");
}

static void
put_legend(struct iana_buffer *to, const struct layout *l, const struct iana_legend *line,
	   size_t n)
{
	char words[WORD_ROOM];

	if (l->blocks)
		iana_buffer_printf(to, "\033[48;5;%um  \033[0m ", line->xterm);
	else
		iana_buffer_printf(to, "%c  ", line->letter);
	snprintf(words, sizeof words, "%s: %zu", line->label, n);
	put_words(to, l, 3, words);
}

/* The legends count the ports of the range alone. */
static void
put_statuses(struct iana_buffer *to, const struct layout *l)
{
	size_t n[IANA_N_PORT_STATUS] = { 0 };

	for (unsigned p = l->lo; p <= l->hi; p++)
		n[l->cells->status[p]]++;
	for (int s = 0; s < IANA_N_PORT_STATUS; s++)
		put_legend(to, l, &iana_status_legend[s], n[s]);
}

static void
put_changes(struct iana_buffer *to, const struct layout *l)
{
	size_t n[IANA_N_PORT_CHANGES] = { 0 };
	size_t n_unchanged = 0;

	for (unsigned p = l->lo; p <= l->hi; p++) {
		n_unchanged += l->changes->kinds[p] == 0;
		for (int k = 0; k < IANA_N_PORT_CHANGES; k++)
			n[k] += l->changes->kinds[p] >> k & 1;
	}
	for (int k = 0; k < IANA_N_PORT_CHANGES; k++)
		put_legend(to, l, &iana_change_legend[k], n[k]);
	put_legend(to, l, &unchanged, n_unchanged);
}

static void
put_scale(struct iana_buffer *to, const struct layout *l, unsigned line_ports)
{
	char words[WORD_ROOM];

	if (l->row_cells == l->row_ports)
		snprintf(words, sizeof words, "A cell is a port, a line has %u.",
			 line_ports);
	else if (l->row_ports % l->row_cells == 0)
		snprintf(words, sizeof words, "A cell is %u ports, a line has %u.",
			 l->row_ports / l->row_cells, line_ports);
	else
		snprintf(words, sizeof words, "A cell is %u or %u ports, a line has %u.",
			 l->row_ports / l->row_cells, l->row_ports / l->row_cells + 1,
			 line_ports);
	put_words(to, l, 0, words);
	for (int i = 0; i < IANA_N_PORT_CLASSES; i++) {
		const struct iana_class_of_ports *c = &iana_port_classes[i];

		if (l->hi < c->first || l->lo > c->last)
			continue;
		snprintf(words, sizeof words, "%s: %u-%u", c->label, c->first, c->last);
		put_words(to, l, 0, words);
	}
}

void
iana_map_terminal(struct iana_buffer *to, const struct iana_map_cells *cells,
		  const struct iana_map_changes *changes, unsigned lo, unsigned hi,
		  const struct iana_term *term)
{
	struct layout l = lay_out(cells, changes, lo, hi, term);
	unsigned step = l.blocks ? 2 : 1;

	for (unsigned row = 0; lo + row * l.row_ports <= hi; row += step)
		if (l.blocks)
			draw_blocks(to, &l, row);
		else
			draw_letters(to, &l, row);
	iana_buffer_puts(to, "\n");
	if (changes != NULL)
		put_changes(to, &l);
	else
		put_statuses(to, &l);
	put_scale(to, &l, l.row_ports * step);
}
