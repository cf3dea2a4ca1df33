/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An index with an overlay, for the units of the cold part. */
#ifndef IANA_UNIT_COLD_H
#define IANA_UNIT_COLD_H

#include "src/row.h"
#include "support/unit_gen.h"

/* The registry and the overlay of unit_cold_sound: rows 0 to 12, then 13 to 15. */
extern const char unit_cold_rows[];
extern const char unit_cold_overlay[];

/*
 * Make an index of rows of CSV and of an overlay, which may be NULL, and verify it.  The
 * overlay is called own.services, and the registry is of 30 April 2024.
 */
void unit_cold_index(struct unit_gen *g, const char *rows, const char *overlay);

/* A row by its number. */
struct iana_index_row unit_cold_row(const struct unit_gen *g, uint32_t number);

/* The offset of a section in the file. */
size_t unit_cold_start(const struct unit_gen *g, enum iana_section s);

#endif
