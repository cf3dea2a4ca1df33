/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page: one HTML file with the map, its data, and a table for readers without scripts.
 */
#ifndef IANA_MAP_PAGE_H
#define IANA_MAP_PAGE_H

#include "map/changes.h"

/*
 * Add the page.  It asks for no other file, and its Content-Security-Policy lets nothing
 * run but the script of the template.
 *
 * changes   NULL: no older registry
 *
 * Cost: O(n).
 */
void iana_map_page(struct iana_buffer *to, const struct iana_map_cells *cells,
		   const struct iana_map_changes *changes);

#endif
