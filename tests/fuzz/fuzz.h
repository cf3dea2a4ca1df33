/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What every fuzzer has: the entry that libFuzzer, AFL++ and replay.c call, and a
 * conversion in memory, with what must hold of it.
 */
#ifndef IANA_FUZZ_H
#define IANA_FUZZ_H

#include "base/buffer.h"
#include "input/input.h"
#include "src/image.h"
#include "table/table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Something does not hold: say what and where, and abort. */
_Noreturn void fuzz_broken(const char *what, const char *file, int line);

#define HOLDS(x) ((x) ? (void)0 : fuzz_broken(#x, __FILE__, __LINE__))

/* A reader of the registry: each form has one, and a fuzzer of its own. */
typedef bool fuzz_reader(struct iana_input *in, const struct iana_sink *sink,
			 struct iana_report *rep);

/* How to convert. */
struct fuzz_options {
	fuzz_reader *read;
	size_t first_bytes; /* of the input in the first chunk; the rest in others */
	bool exact_case;
	bool strict;			  /* a warning is an error */
	const struct iana_policy *policy; /* NULL: everything */
};

struct fuzz_conversion {
	struct iana_report rep;
	struct iana_registry reg;
	struct iana_table table;
	struct iana_buffer text; /* services(5) */
	struct iana_buffer index;
};

/* Rows that name more ports than this are not expanded: a fuzzer has no time. */
#define FUZZ_PORTS_MAX 5000

/* Convert; false when the bytes are refused.  ret is to be freed in both cases. */
bool fuzz_convert(struct fuzz_conversion *ret, const struct fuzz_options *how,
		  const uint8_t *bytes, size_t size);
void fuzz_convert_done(struct fuzz_conversion *c);

/*
 * What must hold of all that was accepted: the index opens whole and hot and
 * verifies, and it gives the very lines of the text, read here as services(5); the
 * JSON is some, with as many entries; the CSV, if one can be written, gives the same text.
 */
void fuzz_judge(const struct fuzz_conversion *c);

/*
 * The fuzzer of one reader: converts the bytes in one chunk and in two, which must
 * come to the same, and judges.
 *
 * first   the first chunk has so many bytes at least, if there are as many: readers look
 *         at it to know their form, and real ones have 64 KiB
 */
void fuzz_read(fuzz_reader *read, size_t first, const uint8_t *bytes, size_t size);

/* No reader looks at fewer bytes of the first chunk than a byte order mark and one. */
#define FUZZ_FIRST 4

#endif
