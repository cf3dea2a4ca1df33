/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The reader of indexes, on any bytes.  The input is
 *
 *     mode, port (2 bytes), length and bytes of a name, of a protocol, the rest
 *
 * A length of 255 is none at all.  The rest is an index as it is, or patches of
 * seven bytes on an index of the real writer: place (2), width, value (4).  So a
 * short input reaches every field, and finds stay small enough to keep.
 */
#include "ask.h"
#include "fuzz.h"
#include "read/csv_reader.h"
#include "src/checksum.h"
#include "src/merged.h"
#include "src/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODE_RAW 1	  /* the rest is an index */
#define MODE_EXACT_CASE 2 /* patch the one of exact case */
#define MODE_CHECKSUM 4	  /* make the checksum right, so that verify goes on */
#define MODE_SORTED 8	  /* patch the one of sorted names */
#define PATCH_BYTES 7
#define ANYWHERE 0x8000 /* of a place: port pages as well, which are many and alike */

/* A row for each kind of record, list, protocol and extra block. */
static const char rows[] =
    "Service Name,Port Number,Transport Protocol,Description,Assignment Notes\n"
    ",1,,Reserved,\n"
    "http,80,tcp,World Wide Web,\n"
    "http,80,udp,World Wide Web,\n"
    "www,80,tcp,World Wide Web,\"This is a duplicate of the \"\"http\"\" service.\"\n"
    "www-http,80,tcp,,\"This is a duplicate of the \"\"http\"\" service.\"\n"
    "http,80,sctp,World Wide Web,\n"
    "stun,3478,,STUN,\n"
    "turn,3478,,TURN,\n"
    "Mixed-Case,4000,tcp,Two spellings,\n"
    "mixed-case,4001,udp,Two spellings,\n"
    "MIXED-CASE,4002,sctp,Two spellings,\n"
    "Upper,4100,tcp,One spelling,\n"
    "fifteen-letters,4200,tcp,,\n"
    "sixteen-letters-,4201,tcp,,\n"
    "a-name-that-needs-a-block-of-its-own,4202,udp,,\n"
    "x11,6000-6003,,X Window System,\n"
    "late,6999,sctp,The first of its name,\n"
    "late,7000,tcp,,\n"
    "lone,7000,xtp,A protocol of its own,\n"
    "lone,7001,a-long-protocol,Another,\n"
    "swyp,,tcp,A name alone,\n"
    ",2-90,,Unassigned,\n"
    ",60-80,,Reserved,\n"
    ",3000-4000,,Unassigned,\n";

struct input {
	const uint8_t *at;
	const uint8_t *end;
};

static unsigned
take_byte(struct input *in)
{
	return in->at < in->end ? *in->at++ : 0;
}

/* A string of the input; false for none. */
static bool
take_string(struct input *in, char to[static IANA_NAME_MAX + 2])
{
	size_t len = take_byte(in);
	size_t left = (size_t)(in->end - in->at);
	bool there = len != 255;

	if (!there)
		len = 0;
	if (len > left)
		len = left;
	if (len != 0)
		memcpy(to, in->at, len);
	to[len] = '\0';
	in->at += len;
	return there;
}

static struct question
take_question(struct input *in)
{
	struct question q = { .port = (uint16_t)take_byte(in) };

	q.port |= (uint16_t)(take_byte(in) << 8);
	take_string(in, q.name);
	q.proto = take_string(in, q.proto_bytes) ? "" : NULL;
	return q;
}

/* ---- the index ------------------------------------------------------------- */

static struct iana_buffer
convert(const char *csv, size_t len, bool exact_case)
{
	struct fuzz_options how = { .read = iana_csv_read,
				    .first_bytes = len,
				    .exact_case = exact_case };
	struct fuzz_conversion c;
	struct iana_buffer index;

	HOLDS(fuzz_convert(&c, &how, (const uint8_t *)csv, len));
	index = c.index;
	c.index = (struct iana_buffer){ 0 };
	fuzz_convert_done(&c);
	return index;
}

/* Rows whose names all fall into one bucket, which is too full for slots. */
static struct iana_buffer
sorted_rows(void)
{
	enum { NAMES = 40, BUCKETS = NAMES / 3 + 1 };
	struct iana_buffer csv = { 0 };
	unsigned port = 1;

	iana_buffer_printf(&csv,
			   "Service Name,Port Number,Transport Protocol,Description\n");
	for (unsigned i = 0; port <= NAMES; i++) {
		char name[16];
		int len = snprintf(name, sizeof name, "n%u", i);

		if (iana_hash_bucket(iana_hash(name, (size_t)len), BUCKETS) == 0)
			iana_buffer_printf(&csv, "%s,%u,,\n", name, port++);
	}
	return csv;
}

/* The index to patch; it lives as long as the process. */
static const struct iana_buffer *
original(unsigned mode)
{
	static struct iana_buffer folded;
	static struct iana_buffer exact;
	static struct iana_buffer sorted;

	if (folded.bytes == NULL) {
		struct iana_buffer csv = sorted_rows();

		folded = convert(rows, sizeof rows - 1, false);
		exact = convert(rows, sizeof rows - 1, true);
		sorted = convert(csv.bytes, csv.len, false);
		iana_buffer_done(&csv);
	}
	if ((mode & MODE_SORTED) != 0)
		return &sorted;
	return (mode & MODE_EXACT_CASE) != 0 ? &exact : &folded;
}

static size_t
place(unsigned where, size_t size)
{
	size_t at = (where & ~ANYWHERE) % size;

	if ((where & ANYWHERE) == 0 && at >= IANA_HEADER_BYTES)
		at = IANA_PROTOCOLS_AT + at % (size - IANA_PROTOCOLS_AT);
	return at;
}

static void
patch(char *bytes, size_t size, struct input *in)
{
	while (in->end - in->at >= PATCH_BYTES) {
		size_t at = place(in->at[0] + in->at[1] * 256u, size);
		size_t width = in->at[2] % 4 + (size_t)1;

		if (width > size - at)
			width = size - at;
		memcpy(bytes + at, in->at + 3, width);
		in->at += PATCH_BYTES;
	}
}

/* A block of just the index's bytes, so that tools see a read past it. */
static char *
make_index(unsigned mode, struct input *in, size_t *ret_size)
{
	const struct iana_buffer *from = original(mode);
	size_t size = (mode & MODE_RAW) != 0 ? (size_t)(in->end - in->at) : from->len;
	char *bytes = malloc(size != 0 ? size : 1);

	HOLDS(bytes != NULL);
	if ((mode & MODE_RAW) == 0) {
		memcpy(bytes, from->bytes, size);
		patch(bytes, size, in);
	} else if (size != 0) {
		memcpy(bytes, in->at, size);
	}
	if ((mode & MODE_CHECKSUM) != 0 && size >= IANA_HEADER_BYTES)
		iana_put64(bytes + IANA_H_CHECKSUM, iana_checksum(bytes, size));
	*ret_size = size;
	return bytes;
}

/* The fields about the services file: all of them are set, or none is. */
static void
ask_merged(const struct iana_image *im)
{
	struct iana_merged was;
	bool is_merged = (iana_header_u32(im, IANA_H_MAY_IGNORE) & IANA_FLAG_MERGED) != 0;

	memset(&was, 0xa5, sizeof was);
	HOLDS((iana_merged_read(im, &was) == IANA_OK) == is_merged);
	HOLDS(was.hash == iana_le64(im->bytes + IANA_H_FILE_HASH) || !is_merged);
	HOLDS((uint32_t)was.file.changed.tv_nsec ==
		  iana_header_u32(im, IANA_H_FILE_CHANGED + 8) ||
	      !is_merged);
}

/* Ask the hot part alone, as the plugin maps it. */
static void
ask_hot(const char *bytes, size_t size, const struct question *q)
{
	struct iana_image im;
	uint32_t hot;
	char *copy;

	if (iana_image_hot_bytes(bytes, size, &hot) != IANA_OK || hot > size)
		return;
	copy = malloc(hot != 0 ? hot : 1);
	HOLDS(copy != NULL);
	memcpy(copy, bytes, hot);
	if (iana_image_open(copy, hot, &im, NULL) == IANA_OK) {
		ask_merged(&im);
		ask_everything(&im, q);
	}
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *input, size_t input_size)
{
	struct input in = { input, input + input_size };
	unsigned mode = take_byte(&in);
	struct question q = take_question(&in);
	const char *what = NULL;
	struct iana_image im;
	struct iana_header h;
	size_t size;
	char *bytes = make_index(mode, &in, &size);

	if (q.proto != NULL)
		q.proto = q.proto_bytes;
	if (iana_image_open(bytes, size, &im, &h) == IANA_OK) {
		HOLDS(im.bytes == bytes && im.size <= size);
		bool sound = iana_verify(&im, &h, &what) == IANA_OK;
		HOLDS(sound == (what == NULL));
		ask_everything(&im, &q);
		ask_lookup(&im, &q, sound);
	}
	ask_hot(bytes, size, &q);
	free(bytes);
	return 0;
}
