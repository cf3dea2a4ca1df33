/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The header of an index: what opening accepts and refuses (I2, I3). */
#include "src/row.h"
#include "src/verify.h"
#include "support/fixture.h"
#include "support/unit.h"

#include <string.h>

START_TEST(a_written_index_opens_and_tells_what_it_holds)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_header h = fixture_header(&b);

	ck_assert_uint_eq(h.date, 20240430);
	ck_assert_uint_eq(h.total_bytes, b.len);
	ck_assert_uint_le(h.hot_bytes, h.total_bytes);
	ck_assert_uint_eq(h.n_rows, 20);
	/* 10 of single rows without the aliases and gaps, 128 of x11, 3 + 2 spellings. */
	ck_assert_uint_eq(h.n_entries, 142);
	ck_assert_uint_eq(h.n_names, 12);
	ck_assert_uint_eq(h.n_aliases, 3);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(every_truncation_is_refused)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im;
	uint32_t hot = fixture_header(&b).hot_bytes;

	for (size_t n = 0; n < b.len; n++) {
		/* A copy of just n bytes, so that a read past them is seen by tools. */
		char *copy = malloc(n != 0 ? n : 1);
		enum iana_status st;

		memcpy(copy, b.bytes, n);
		st = iana_image_open(copy, n, &im, NULL);
		if (n < hot)
			ck_assert_int_eq(st, IANA_CORRUPT);
		else
			ck_assert_int_eq(st, IANA_OK); /* the hot part stands alone */
		free(copy);
	}
	iana_buffer_done(&b);
}
END_TEST

START_TEST(the_hot_part_alone_has_no_rows)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im = fixture_image(&b);
	uint32_t hot = fixture_header(&b).hot_bytes;
	struct iana_index_row row;

	ck_assert_int_eq(iana_row_read(&im, 0, &row), IANA_OK);
	ck_assert_int_eq(iana_image_open(b.bytes, hot, &im, NULL), IANA_OK);
	ck_assert_int_eq(iana_row_read(&im, 0, &row), IANA_NOTFOUND);
	iana_buffer_done(&b);
}
END_TEST

/* Offset, value, and what opening then says. */
static const struct {
	const char *what;
	size_t off;
	uint32_t value;
	enum iana_status status;
} corruptions[] = {
	{ "magic", IANA_H_MAGIC, 0, IANA_CORRUPT },
	{ "second half of the magic", IANA_H_MAGIC + 4, 0, IANA_CORRUPT },
	{ "a later major version", IANA_H_MAJOR, IANA_MAJOR + 1, IANA_UNSUPPORTED },
	{ "major version 0", IANA_H_MAJOR, 0, IANA_UNSUPPORTED },
	{ "a later minor version", IANA_H_MAJOR, IANA_MAJOR | 7u << 16, IANA_OK },
	{ "an unknown must-refuse flag", IANA_H_MUST_REFUSE, 2, IANA_UNSUPPORTED },
	{ "the last must-refuse flag", IANA_H_MUST_REFUSE, 0x80000000, IANA_UNSUPPORTED },
	{ "any may-ignore flag", IANA_H_MAY_IGNORE, 0xffffffff, IANA_OK },
	{ "a total below the hot part", IANA_H_TOTAL_BYTES, 200, IANA_CORRUPT },
	{ "a total above the limit", IANA_H_TOTAL_BYTES, IANA_INDEX_MAX + 1, IANA_CORRUPT },
	{ "a hot part beyond the file", IANA_H_HOT_BYTES, 0xffffffff, IANA_CORRUPT },
	{ "a hot part that cuts a section", IANA_H_HOT_BYTES, 1000, IANA_CORRUPT },
	{ "pilots outside", IANA_H_SECTIONS + 8 * IANA_S_PILOTS, 0xfffffff0, IANA_CORRUPT },
	{ "pilots too long", IANA_H_SECTIONS + 8 * IANA_S_PILOTS + 4, 0xffffffff,
	  IANA_CORRUPT },
	{ "no pilots", IANA_H_SECTIONS + 8 * IANA_S_PILOTS + 4, 0, IANA_OK },
	{ "no name slots", IANA_H_SECTIONS + 8 * IANA_S_NAMES + 4, 3, IANA_OK },
	{ "port pages elsewhere", IANA_H_SECTIONS + 8 * IANA_S_PORT_PAGES, 200,
	  IANA_CORRUPT },
	{ "too few port pages", IANA_H_SECTIONS + 8 * IANA_S_PORT_PAGES + 4, 8190,
	  IANA_CORRUPT },
	{ "no ports", IANA_H_SECTIONS + 8 * IANA_S_PORTS + 4, 0, IANA_OK },
	{ "a first protocol that is not tcp", IANA_PROTOCOLS_AT, 0x706375, IANA_CORRUPT },
	{ "a second protocol that is not udp", IANA_PROTOCOLS_AT + IANA_PROTOCOL_BYTES,
	  IANA_TCP, IANA_CORRUPT },
	{ "records outside", IANA_H_SECTIONS + 8 * IANA_S_RECORDS, 0x7fffffff,
	  IANA_CORRUPT },
	{ "texts outside", IANA_H_SECTIONS + 8 * IANA_S_TEXTS, 0x7fffffff, IANA_CORRUPT },
};

START_TEST(a_corrupt_header_is_refused)
{
	for (size_t i = 0; i < sizeof corruptions / sizeof *corruptions; i++) {
		struct iana_buffer b = fixture_index(fixture_csv, false);
		struct iana_image im;
		enum iana_status st;

		fixture_set32(&b, corruptions[i].off, corruptions[i].value);
		st = iana_image_open(b.bytes, b.len, &im, NULL);
		ck_assert_msg(st == corruptions[i].status, "%s: status %d",
			      corruptions[i].what, st);
		iana_buffer_done(&b);
	}
}
END_TEST

/* A row whose text does not end in the texts. */
START_TEST(texts_that_do_not_end_are_corrupt)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im;
	struct iana_index_row row;

	fixture_set32(&b, IANA_H_SECTIONS + 8 * IANA_S_TEXTS + 4, 3);
	im = fixture_image(&b);
	ck_assert_int_eq(iana_row_read(&im, 0, &row), IANA_CORRUPT);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(opening_leaves_the_result_alone_on_failure)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im;
	struct iana_image before;

	memset(&im, 0x5a, sizeof im);
	before = im;
	fixture_set32(&b, IANA_H_SECTIONS, 0xfffffff0);
	ck_assert_int_eq(iana_image_open(b.bytes, b.len, &im, NULL), IANA_CORRUPT);
	ck_assert_mem_eq(&im, &before, sizeof im);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(verify_reports_every_changed_byte)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);

	for (size_t i = 0; i < b.len; i++) {
		const char *what = NULL;
		struct iana_image im;
		struct iana_header h;

		b.bytes[i] ^= 0x10;
		if (iana_image_open(b.bytes, b.len, &im, &h) == IANA_OK) {
			ck_assert_int_eq(iana_verify(&im, &h, &what), IANA_CORRUPT);
			ck_assert_ptr_nonnull(what);
		}
		b.bytes[i] ^= 0x10;
	}
	iana_buffer_done(&b);
}
END_TEST

START_TEST(verify_sees_what_the_checksum_does_not)
{
	static const size_t counts[] = { IANA_H_N_ENTRIES, IANA_H_N_NAMES, IANA_H_N_ALIASES,
					 IANA_H_N_ROWS };
	const char *what;

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct iana_buffer b = fixture_index(fixture_csv, false);
		struct iana_image im;
		struct iana_header h;

		fixture_set32(&b, counts[i], 7);
		im = fixture_image(&b);
		h = fixture_header(&b);
		ck_assert_int_eq(iana_verify(&im, &h, &what), IANA_CORRUPT);
		iana_buffer_done(&b);
	}
}
END_TEST

/* Does verify accept the index with these four bytes in place of those at off? */
static bool
unseen(struct iana_buffer *b, size_t off, uint32_t value)
{
	struct iana_image im = fixture_image(b);
	struct iana_header h = fixture_header(b);
	uint32_t old = iana_le32(b->bytes + off);
	const char *what;
	bool ok;

	fixture_set32(b, off, value);
	ok = iana_verify(&im, &h, &what) == IANA_OK;
	fixture_set32(b, off, old);
	return ok;
}

/*
 * Each name made to miss in turn, with the checksum right: also "Upper" and "Mixed-Case",
 * which a lookup would still find by their folded keys.
 */
START_TEST(verify_sees_a_name_that_is_not_found)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	size_t len;
	size_t off = fixture_section(&b, IANA_S_NAMES, &len);

	for (size_t i = 0; i < len; i += 4) {
		uint32_t slot = iana_le32(b.bytes + off + i);

		if (slot != 0)
			ck_assert(!unseen(&b, off + i, slot ^ 0x55000000));
	}
	iana_buffer_done(&b);
}
END_TEST

/* Each pair of ports made to miss, or to answer with another record. */
START_TEST(verify_sees_a_port_that_is_not_found)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	size_t len;
	size_t off = fixture_section(&b, IANA_S_PORTS, &len);

	for (size_t i = 0; i < len; i += 4) {
		uint32_t ports = iana_le32(b.bytes + off + i);

		if (i % IANA_PORT_PAGE_BYTES < IANA_PP_PORTS || ports == UINT32_MAX)
			continue;
		ck_assert(!unseen(&b, off + i, UINT32_MAX));
		ck_assert(!unseen(&b, off + i, ports ^ 0x00020002));
	}
	iana_buffer_done(&b);
}
END_TEST

/* An enumeration by src/fast.h would go on into a last record that is cut. */
START_TEST(verify_sees_a_part_of_a_record)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	size_t len;

	fixture_section(&b, IANA_S_RECORDS, &len);
	for (uint32_t more = 1; more < IANA_RECORD_BYTES; more++)
		ck_assert(!unseen(&b, IANA_H_SECTIONS + 8 * IANA_S_RECORDS + 4,
				  (uint32_t)len + more));
	iana_buffer_done(&b);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_written_index_opens_and_tells_what_it_holds);
	tcase_add_test(tc, every_truncation_is_refused);
	tcase_add_test(tc, the_hot_part_alone_has_no_rows);
	tcase_add_test(tc, a_corrupt_header_is_refused);
	tcase_add_test(tc, texts_that_do_not_end_are_corrupt);
	tcase_add_test(tc, opening_leaves_the_result_alone_on_failure);
	tcase_add_test(tc, verify_reports_every_changed_byte);
	tcase_add_test(tc, verify_sees_what_the_checksum_does_not);
	tcase_add_test(tc, verify_sees_a_name_that_is_not_found);
	tcase_add_test(tc, verify_sees_a_port_that_is_not_found);
	tcase_add_test(tc, verify_sees_a_part_of_a_record);
}

int
main(void)
{
	return unit_run("image", add);
}
