/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Measures and parts of the picture that both files of the SVG writer need. */
#ifndef IANA_MAP_SVG_PARTS_H
#define IANA_MAP_SVG_PARTS_H

#include "map/changes.h"

/* Measures in pixels of the picture.  The cells have whole pixels at twice its size. */
#define IANA_SVG_WIDTH 800
#define IANA_SVG_LEFT 56   /* of the cells */
#define IANA_SVG_TOP 96	   /* of the cells */
#define IANA_SVG_CELL 2.5  /* the side of a cell */
#define IANA_SVG_CELLS 640 /* the side of all cells */

/* Add a number of at most two decimals, with a point in every locale. */
void iana_svg_number(struct iana_buffer *to, double n);

/*
 * Add a text element.
 *
 * class    of the style
 * text     of unknown bytes; cut to at most max characters
 */
void iana_svg_text(struct iana_buffer *to, double x, double y, const char *class,
		   const char *text, size_t max);

/* Add marks and names of famous ports, as many as fit without covering each other. */
void iana_svg_famous(struct iana_buffer *to, const struct iana_map_cells *cells);

/* Add the legend, from y on, and the list of changes below.  Returns where they end. */
double iana_svg_legend(struct iana_buffer *to, double y, const struct iana_map_cells *cells,
		       const struct iana_map_changes *changes);

#endif
