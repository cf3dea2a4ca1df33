/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A registry from a few lines of CSV, and what is made of it, for the units of gen/. */
#ifndef IANA_UNIT_GEN_H
#define IANA_UNIT_GEN_H

#include "base/buffer.h"
#include "src/image.h"
#include "support/unit.h"
#include "table/build.h"

#include <stdio.h>
#include <string.h>

/* The columns of the rows that unit_gen_rows takes, and the line they start on. */
#define UNIT_HEADER \
	"Service Name,Port Number,Transport Protocol,Description,Assignment Notes\n"
#define UNIT_FIRST_LINE 2

/* The notes cell of a row that is an alias of x (N4). */
#define UNIT_ALIAS(x) "\"This entry is an alias to \"\"" x "\"\".\"\n"

/* Room for the path of a file that has no name. */
#define UNIT_PATH_ROOM 32

struct unit_gen {
	struct iana_report rep;
	struct iana_registry reg;
	struct iana_table table;
	struct iana_buffer index;
	struct iana_image image;
	struct iana_header header;
	struct iana_buffer warned; /* "line: text\n" of each warning */
	struct iana_buffer text;   /* of unit_gen_dump */
};

void unit_gen_init(struct unit_gen *g);
void unit_gen_done(struct unit_gen *g);

/* A file in memory: its descriptor, to be closed, and a path that opens it anew. */
int unit_file(const void *bytes, size_t len, char path[static UNIT_PATH_ROOM]);

/* Read a whole CSV text through the reader; false with the reason in g->rep. */
bool unit_gen_read(struct unit_gen *g, const void *bytes, size_t len);

/* The same for rows of UNIT_HEADER's columns. */
bool unit_gen_rows(struct unit_gen *g, const char *rows);

/* Init, read rows and normalise them; the test fails where these do. */
void unit_gen_table(struct unit_gen *g, const char *rows);

/* The same, and write the index, open it and verify it. */
void unit_gen_index(struct unit_gen *g, const char *rows, bool exact_case);

/*
 * Make a key of UNIT_ONE_HASH_LEN bytes.  All of these keys have one hash in an index.
 */
#define UNIT_ONE_HASH_LEN 24
void unit_one_hash(uint32_t number, char key[static UNIT_ONE_HASH_LEN]);

/* The table as text, a line an entry: "name port/protocol alias alias\n". */
const char *unit_gen_dump(struct unit_gen *g);

/* All warnings so far as text. */
const char *unit_gen_warned(struct unit_gen *g);

/* The bytes of a buffer as a string. */
const char *unit_string(struct iana_buffer *b);

/* Numbers that look random and are the same in every run. */
static inline uint32_t
unit_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

#endif
