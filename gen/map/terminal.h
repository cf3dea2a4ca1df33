/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ports on a terminal: half blocks in colour, or letters. */
#ifndef IANA_MAP_TERMINAL_H
#define IANA_MAP_TERMINAL_H

#include "map/changes.h"
#include "term/terminal.h"

/*
 * Add the ports lo to hi, a legend with counts, and what a line stands for.
 *
 * A cell is a port, or some: then it shows the status that most of them have, and of the
 * free ones only if all are free.  No line is longer than the window.
 *
 * Half blocks need colour and UTF-8; without either, a letter stands for a cell.
 *
 * term      its width is not 0
 * changes   NULL: no older registry; else cells show changes alone
 *
 * Cost: O(65536).
 */
void iana_map_terminal(struct iana_buffer *to, const struct iana_map_cells *cells,
		       const struct iana_map_changes *changes, unsigned lo, unsigned hi,
		       const struct iana_term *term);

#endif
