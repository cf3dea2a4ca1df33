/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The texts of the picture: famous ports, the legend, the list of changes. */
#include "map/escape.h"
#include "map/svg_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The width of a letter, about: exact in binary, so that no machine rounds it. */
#define LETTER 6.625
#define LABEL_ROOM 24			  /* bytes of a label */
#define LISTED 12			  /* changes of a kind */
#define COLUMN (IANA_SVG_WIDTH / 2.0 + 8) /* the second one */
#define LISTED_ROOM 52			  /* characters of a change */

void
iana_svg_number(struct iana_buffer *to, double n)
{
	long hundredths = (long)(n * 100 + (n < 0 ? -0.5 : 0.5));

	if (hundredths % 100 == 0)
		iana_buffer_printf(to, "%ld", hundredths / 100);
	else
		iana_buffer_printf(to, "%s%ld.%02ld", hundredths < 0 ? "-" : "",
				   labs(hundredths) / 100, labs(hundredths) % 100);
}

/* The bytes of the first max characters of UTF-8. */
static size_t
first_bytes(const char *text, size_t max)
{
	size_t len = 0;

	for (size_t n = 0; text[len] != '\0'; len++)
		if (((unsigned char)text[len] & 0xc0) != 0x80 && n++ == max)
			break;
	return len;
}

void
iana_svg_text(struct iana_buffer *to, double x, double y, const char *class,
	      const char *text, size_t max)
{
	struct iana_buffer part = { 0 };
	size_t len = first_bytes(text, max);

	iana_buffer_add(&part, text, len);
	iana_buffer_puts(&part, text[len] != '\0' ? "\xe2\x80\xa6" : "");
	iana_buffer_add(&part, "", 1);
	iana_buffer_puts(to, "<text x=\"");
	iana_svg_number(to, x);
	iana_buffer_puts(to, "\" y=\"");
	iana_svg_number(to, y);
	iana_buffer_printf(to, "\" class=\"%s\">", class);
	iana_escape_markup(to, part.bytes);
	iana_buffer_puts(to, "</text>\n");
	iana_buffer_done(&part);
}

/* ---- famous ports
 * -------------------------------------------------------------------------- */

struct box {
	double x;
	double y;
	double width;
};

#define BOX_HEIGHT 13.0

static bool
boxes_overlap(const struct box *a, const struct box *b)
{
	return a->x < b->x + b->width + 3 && b->x < a->x + a->width + 3 &&
	       a->y < b->y + BOX_HEIGHT && b->y < a->y + BOX_HEIGHT;
}

/* Take the place unless it covers a label or the border of the cells. */
static bool
take_place(struct box *placed, size_t *n, struct box b)
{
	if (b.x < IANA_SVG_LEFT + 2 || b.x + b.width > IANA_SVG_LEFT + IANA_SVG_CELLS - 2)
		return false;
	for (size_t i = 0; i < *n; i++)
		if (boxes_overlap(&placed[i], &b))
			return false;
	placed[(*n)++] = b;
	return true;
}

/* Find a place for the label of a port at x, y.  System ports have theirs above the cells.
 */
static bool
find_place(struct box *placed, size_t *n, unsigned port, double x, double y, double width)
{
	static const double steps[] = { 0, -13, 13, -26, 26, -39, 39 };

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (port < 1024) {
			double tier = IANA_SVG_TOP - 20.0 - (double)(i % 2) * 13;

			if (take_place(placed, n,
				       (struct box){ x - width + 3, tier, width }) ||
			    take_place(placed, n, (struct box){ x - 3, tier, width }))
				return true;
		} else if (take_place(placed, n,
				      (struct box){ x + 10, y - 6 + steps[i], width }) ||
			   take_place(
			       placed, n,
			       (struct box){ x - 10 - width, y - 6 + steps[i], width })) {
			return true;
		}
	}
	return false;
}

static void
put_mark(struct iana_buffer *to, double x, double y, const struct box *b)
{
	double end = b->y > y ? b->y : b->y + BOX_HEIGHT - 1;

	if (b->y <= y && y <= b->y + BOX_HEIGHT)
		end = y;
	iana_buffer_puts(to, "<path class=\"lead\" d=\"M");
	iana_svg_number(to, x);
	iana_buffer_puts(to, " ");
	iana_svg_number(to, y);
	iana_buffer_puts(to, "L");
	iana_svg_number(to, b->x > x		  ? b->x - 2
			    : b->x + b->width < x ? b->x + b->width + 2
						  : x);
	iana_buffer_puts(to, " ");
	iana_svg_number(to, end);
	iana_buffer_puts(to, "\"/><circle class=\"mark\" cx=\"");
	iana_svg_number(to, x);
	iana_buffer_puts(to, "\" cy=\"");
	iana_svg_number(to, y);
	iana_buffer_puts(to, "\" r=\"2.5\"/>\n");
}

/* The label, on a piece of paper of its own. */
static void
put_port_label(struct iana_buffer *to, const struct box *b, const char *label)
{
	iana_buffer_puts(to, "<rect class=\"label\" rx=\"2\" x=\"");
	iana_svg_number(to, b->x - 2);
	iana_buffer_puts(to, "\" y=\"");
	iana_svg_number(to, b->y);
	iana_buffer_puts(to, "\" width=\"");
	iana_svg_number(to, b->width + 3);
	iana_buffer_puts(to, "\" height=\"12.5\"/>");
	iana_svg_text(to, b->x, b->y + 10, "name", label, 20);
}

void
iana_svg_famous(struct iana_buffer *to, const struct iana_map_cells *cells)
{
	struct box placed[IANA_N_FAMOUS_PORTS];
	struct iana_buffer labels = { 0 }; /* over all marks */
	size_t n = 0;

	for (int i = 0; i < IANA_N_FAMOUS_PORTS; i++) {
		unsigned port = iana_famous_ports[i];
		double x = IANA_SVG_LEFT + (port % 256 + 0.5) * IANA_SVG_CELL;
		double y = IANA_SVG_TOP + (port / 256 + 0.5) * IANA_SVG_CELL;
		char label[LABEL_ROOM + 1];
		const struct iana_assignment *a;
		double width;

		if (cells->first[port] == 0)
			continue;
		a = &cells->assignments.item[cells->first[port] - 1];
		snprintf(label, sizeof label, "%u %s", port,
			 iana_pool_text(&cells->reg->pool, a->name));
		label[first_bytes(label, 20)] = '\0';
		width = (double)strlen(label) * LETTER;
		if (!find_place(placed, &n, port, x, y, width))
			continue;
		put_mark(to, x, y, &placed[n - 1]);
		put_port_label(&labels, &placed[n - 1], label);
	}
	iana_buffer_add(to, labels.bytes, labels.len);
	iana_buffer_done(&labels);
}

/* ---- the legend -------------------------------------------------------------------------
 */

static void
put_legend_line(struct iana_buffer *to, double x, double y, const struct iana_legend *line,
		size_t n)
{
	char text[64];

	iana_buffer_puts(to, "<rect class=\"frame\" x=\"");
	iana_svg_number(to, x - .5);
	iana_buffer_puts(to, "\" y=\"");
	iana_svg_number(to, y - .5);
	iana_buffer_puts(to, "\" width=\"21\" height=\"13.5\"/><rect class=\"");
	iana_buffer_printf(to, "%s\" transform=\"translate(", line->key);
	iana_svg_number(to, x);
	iana_buffer_puts(to, " ");
	iana_svg_number(to, y);
	iana_buffer_puts(to, ")scale(2.5)\" width=\"8\" height=\"5\"/>");
	snprintf(text, sizeof text, "%s: %zu", line->label, n);
	iana_svg_text(to, x + 28, y + 10, "", text, sizeof text);
}

static void
put_change_text(struct iana_buffer *to, double x, double y,
		const struct iana_map_changes *changes, const struct iana_map_change *c)
{
	struct iana_buffer line = { 0 };

	iana_buffer_printf(&line, "%s: ", iana_change_legend[c->kind].label);
	iana_map_ports_print(&line, c->lo, c->hi,
			     iana_pool_text(changes->pool, c->protocols));
	iana_buffer_puts(&line, " ");
	iana_map_change_words(&line, changes, c);
	iana_buffer_add(&line, "", 1);
	iana_svg_text(to, x, y, "small", line.bytes, LISTED_ROOM);
	iana_buffer_done(&line);
}

/* The first changes of each kind, in two columns. */
static double
put_change_list(struct iana_buffer *to, double y, const struct iana_map_changes *changes)
{
	size_t shown = 0;
	size_t of_kind = 0;

	for (size_t i = 0; i < changes->n; i++) {
		of_kind = i != 0 && changes->item[i].kind == changes->item[i - 1].kind
			      ? of_kind + 1
			      : 0;
		if (of_kind >= LISTED)
			continue;
		put_change_text(to, shown % 2 == 0 ? IANA_SVG_LEFT : COLUMN,
				y + (double)(shown / 2) * 16, changes, &changes->item[i]);
		shown++;
	}
	y += (double)((shown + 1) / 2) * 16;
	if (changes->n > shown) {
		char more[80];

		snprintf(more, sizeof more, "and %zu more: iana-services diff lists them",
			 changes->n - shown);
		iana_svg_text(to, IANA_SVG_LEFT, y, "small", more, sizeof more);
		y += 16;
	}
	return y;
}

double
iana_svg_legend(struct iana_buffer *to, double y, const struct iana_map_cells *cells,
		const struct iana_map_changes *changes)
{
	int n = changes != NULL ? IANA_N_PORT_CHANGES : IANA_N_PORT_STATUS;

	for (int i = 0; i < n; i++) {
		double x = i % 2 == 0 ? IANA_SVG_LEFT : COLUMN;

		if (changes != NULL)
			put_legend_line(to, x, y + i / 2 * 20, &iana_change_legend[i],
					changes->n_ports[i]);
		else
			put_legend_line(to, x, y + i / 2 * 20, &iana_status_legend[i],
					cells->counts.n_status[i]);
	}
	y += (n + 1) / 2 * 20 + 4;
	return changes != NULL ? put_change_list(to, y + 14, changes) : y;
}
