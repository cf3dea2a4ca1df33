/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A still picture of the ports, as SVG. */
#ifndef IANA_MAP_SVG_H
#define IANA_MAP_SVG_H

#include "map/changes.h"

/*
 * Add the picture: 256 rows of 256 ports, with a title, a legend with counts, the classes
 * of ports, and famous ports.  Cells of one status that stand together in a row are one
 * rectangle.  Where the reader prefers dark paper, it has dark paper.
 *
 * changes   NULL: no older registry; else the ports that changed stand out, and a list
 *           under the picture tells the first of the changes
 *
 * Cost: O(65536 + n).
 */
void iana_map_svg(struct iana_buffer *to, const struct iana_map_cells *cells,
		  const struct iana_map_changes *changes);

#endif
