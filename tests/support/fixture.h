/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Indexes for the units of the strict half and the plugin, made by the real writer. */
#ifndef IANA_FIXTURE_H
#define IANA_FIXTURE_H

#include "base/buffer.h"
#include "src/image.h"

#include <stdbool.h>

/* A few rows for every kind of record: aliases, ranges, spellings, gaps, names alone. */
extern const char fixture_csv[];

/*
 * A full registry as a string in CSV form: the newest of IANA_SHARED, or that of the
 * project.  Prints which.
 */
struct iana_buffer fixture_registry(void);

/* What the indexes that follow are merged from; NULL, as at first: they are plain. */
extern const struct iana_merged *fixture_merged;

/* The index of a registry in CSV form; aborts the test on bad input. */
struct iana_buffer fixture_index(const char *csv, bool exact_case);

/*
 * The index of n names that all fall into one bucket, at the ports from 1 on.  If n is
 * above 24, they are sorted names.  fixture_crowded_name gives each.
 */
struct iana_buffer fixture_crowded(unsigned n);
const char *fixture_crowded_name(unsigned n, unsigned i);

/* Opens an index in memory, whole. */
struct iana_image fixture_image(const struct iana_buffer *index);

/* What its header says. */
struct iana_header fixture_header(const struct iana_buffer *index);

/* Where a section starts, and how long it is, as the header says. */
size_t fixture_section(const struct iana_buffer *index, enum iana_section s,
		       size_t *ret_len);

/* Writes bytes to a new file, which goes away with the test; returns its path. */
const char *fixture_file(const struct iana_buffer *content);

/* Sets a header field, and makes the checksum right again. */
void fixture_set32(struct iana_buffer *index, size_t off, uint32_t v);

#endif
