/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Draws the cells, and the frame around them. */
#include "map/svg.h"
#include "base/date.h"
#include "map/svg_parts.h"

#include <stdio.h>

#define SIDE 256u /* cells in a row */

/* ---- the style -------------------------------------------------------------------------
 */

/* How a status fills its cells and its line of the legend. */
static void
put_fill(struct iana_buffer *to, const struct iana_legend *line, bool dark)
{
	const char *colour = dark ? line->dark : line->light;
	const char *paper = dark ? iana_paper_legend.dark : iana_paper_legend.light;

	switch (line->fill) {
	case IANA_FILL_STRIPES:
		if (!dark)
			iana_buffer_printf(to, ".%s{fill:url(#stripes)}", line->key);
		break;
	case IANA_FILL_OUTLINE:
		iana_buffer_printf(to, ".%s{fill:%s;stroke:%s;stroke-width:.3}", line->key,
				   paper, colour);
		break;
	default:
		iana_buffer_printf(to, ".%s{fill:%s}", line->key, colour);
		break;
	}
}

static void
put_theme(struct iana_buffer *to, bool dark, bool changes)
{
	const struct iana_legend *stripes = &iana_status_legend[IANA_PORT_RESERVED];

	for (int s = 0; s < IANA_N_PORT_STATUS; s++)
		put_fill(to, &iana_status_legend[s], dark);
	for (int k = 0; k < IANA_N_PORT_CHANGES && changes; k++)
		put_fill(to, &iana_change_legend[k], dark);
	iana_buffer_printf(to,
			   ".paper,.label,.mark{fill:%s}text{fill:%s}.stripe{stroke:%s}"
			   ".border,.lead,.mark,.frame{stroke:%s}\n",
			   dark ? iana_paper_legend.dark : iana_paper_legend.light,
			   dark ? "#e8eaf0" : "#14181f",
			   dark ? stripes->dark : stripes->light,
			   dark ? "#e8eaf0" : "#14181f");
}

static void
put_style(struct iana_buffer *to, bool changes)
{
	iana_buffer_puts(
	    to, "<style>text{font:13px 'DejaVu Sans',Verdana,sans-serif}"
		".title{font-size:20px;font-weight:bold}.small{font-size:11px}"
		".axis{font-size:10px;text-anchor:end}"
		".name{font-size:10px;font-weight:bold}.label{opacity:.93}"
		".stripe{fill:none;stroke-width:.5}.border{fill:none;stroke-width:1.5}"
		".lead{fill:none;stroke-width:1}.mark{stroke-width:1.3}"
		".frame{fill:none;stroke-width:1}.faint{opacity:.22}\n");
	put_theme(to, false, changes);
	iana_buffer_puts(to, "@media (prefers-color-scheme:dark){");
	put_theme(to, true, changes);
	iana_buffer_puts(to, "}</style>\n"
			     "<defs><pattern id=\"stripes\" width=\"2\" height=\"2\" "
			     "patternUnits=\"userSpaceOnUse\"><path class=\"stripe\" "
			     "d=\"M-.5 .5l1-1M0 2l2-2M1.5 2.5l1-1\"/></pattern></defs>\n");
}

/* ---- the cells
 * --------------------------------------------------------------------------- */

/* Add a path of the cells that have a value: a rectangle for each run in a row. */
static void
put_runs(struct iana_buffer *to, const uint8_t *value, uint8_t wanted, const char *class)
{
	bool any = false;

	for (unsigned p = 0; p < IANA_N_PORTS; p++) {
		unsigned n = 1;

		if (value[p] != wanted)
			continue;
		while ((p + n) % SIDE != 0 && value[p + n] == wanted)
			n++;
		if (!any)
			iana_buffer_printf(to, "<path class=\"%s\" d=\"", class);
		any = true;
		iana_buffer_printf(to, "M%u %uh%uv1h-%uz", p % SIDE, p / SIDE, n, n);
		p += n - 1;
	}
	if (any)
		iana_buffer_puts(to, "\"/>\n");
}

static void
put_cells(struct iana_buffer *to, const struct iana_map_cells *cells,
	  const struct iana_map_changes *changes)
{
	iana_buffer_printf(to,
			   "<g transform=\"translate(%d %d)scale(2.5)\" "
			   "shape-rendering=\"crispEdges\">\n",
			   IANA_SVG_LEFT, IANA_SVG_TOP);
	if (changes != NULL)
		iana_buffer_puts(to, "<g class=\"faint\">\n");
	for (int s = 0; s < IANA_N_PORT_STATUS; s++)
		put_runs(to, cells->status, (uint8_t)s, iana_status_legend[s].key);
	if (changes != NULL)
		iana_buffer_puts(to, "</g>\n");
	for (int k = 0; k < IANA_N_PORT_CHANGES && changes != NULL; k++)
		put_runs(to, changes->at, (uint8_t)(k + 1), iana_change_legend[k].key);
	iana_buffer_puts(to, "</g>\n");
}

/* ---- around the cells
 * --------------------------------------------------------------------- */

static double
row_y(unsigned port)
{
	return IANA_SVG_TOP + port / SIDE * IANA_SVG_CELL;
}

static void
put_axis(struct iana_buffer *to)
{
	for (unsigned p = 0; p < IANA_N_PORTS; p += 4096) {
		char text[8];

		snprintf(text, sizeof text, "%u", p);
		iana_svg_text(to, IANA_SVG_LEFT - 6, row_y(p) + 8, "axis", text, 8);
	}
}

static void
put_classes(struct iana_buffer *to)
{
	const double right = IANA_SVG_LEFT + IANA_SVG_CELLS;

	for (int i = 0; i < IANA_N_PORT_CLASSES; i++) {
		const struct iana_class_of_ports *c = &iana_port_classes[i];
		double y = row_y(c->first);
		char text[32];

		iana_buffer_puts(to, "<path class=\"border\" d=\"M");
		iana_svg_number(to, c->first != 0 ? IANA_SVG_LEFT : right);
		iana_buffer_puts(to, " ");
		iana_svg_number(to, y);
		iana_buffer_printf(to, "H%d\"/>", IANA_SVG_WIDTH - 6);
		/* The system ports have four rows: their words stand above the line. */
		y += i == 0 ? -19 : 14;
		iana_svg_text(to, right + 6, y, "small", c->label, 32);
		snprintf(text, sizeof text, "%u\xe2\x80\x93%u", c->first, c->last);
		iana_svg_text(to, right + 6, y + 13, "small", text, 32);
	}
	iana_buffer_printf(to,
			   "<rect class=\"border\" x=\"%d\" y=\"%d\" width=\"%d\" "
			   "height=\"%d\"/>\n",
			   IANA_SVG_LEFT, IANA_SVG_TOP, IANA_SVG_CELLS, IANA_SVG_CELLS);
}

static void
put_picture_title(struct iana_buffer *to, const struct iana_map_cells *cells,
		  const struct iana_map_changes *changes)
{
	char text[160];
	char day[11];
	char old[11];

	iana_date_format(cells->reg->date, day);
	iana_svg_text(to, IANA_SVG_LEFT, 30, "title",
		      changes != NULL ? "What changed among the 65,536 ports"
				      : "The 65,536 ports",
		      60);
	if (changes != NULL) {
		iana_date_format(changes->old_date, old);
		snprintf(text, sizeof text,
			 "IANA's registry of %s, compared with that of %s: %zu changes",
			 day, old, changes->n);
	} else {
		snprintf(text, sizeof text,
			 "IANA's registry of %s: %zu ports are assigned. Each cell is a "
			 "port, each row has 256.",
			 day, iana_map_cells_assigned(cells, 0, IANA_N_PORTS - 1));
	}
	iana_svg_text(to, IANA_SVG_LEFT, 50, "", text, sizeof text);
}

/* All but the element svg itself, whose height is known at the end.  Returns the height. */
static double
put_body(struct iana_buffer *to, const struct iana_map_cells *cells,
	 const struct iana_map_changes *changes)
{
	put_picture_title(to, cells, changes);
	put_axis(to);
	put_cells(to, cells, changes);
	put_classes(to);
	iana_svg_famous(to, cells);
	return iana_svg_legend(to, IANA_SVG_TOP + IANA_SVG_CELLS + 20, cells, changes) + 10;
}

void
iana_map_svg(struct iana_buffer *to, const struct iana_map_cells *cells,
	     const struct iana_map_changes *changes)
{
	struct iana_buffer body = { 0 };
	int height = (int)put_body(&body, cells, changes);

	iana_buffer_printf(to,
			   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
			   "height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
			   "aria-labelledby=\"t\">\n"
			   "<title id=\"t\">The port space: which of the 65,536 ports are "
			   "assigned</title>\n",
			   IANA_SVG_WIDTH, height, IANA_SVG_WIDTH, height);
	put_style(to, changes != NULL);
	iana_buffer_puts(to, "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
	iana_buffer_add(to, body.bytes, body.len);
	iana_buffer_puts(to, "</svg>\n");
	iana_buffer_done(&body);
}
