/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the writer of the index makes of a table, part by part. */
#include "index/answers.h"
#include "index/index.h"
#include "index/rows.h"
#include "src/checksum.h"
#include "support/unit_gen.h"

static uint32_t
section_bytes(const struct unit_gen *g, enum iana_section s)
{
	return iana_section_len(&g->image, s);
}

/* Write a table; it fails with this text at this line. */
static void
refuses(const char *rows, unsigned long line, const char *text)
{
	struct unit_gen g;

	unit_gen_table(&g, rows);
	ck_assert(!iana_index_write(&g.index, &g.table, 0, false, NULL, &g.rep));
	ck_assert_str_eq(g.rep.error.text, text);
	ck_assert_uint_eq(g.rep.error.line, line);
	ck_assert_uint_eq(g.index.len, 0);
	unit_gen_done(&g);
}

/* How many records a table's entries become. */
static size_t
runs_of(const char *rows)
{
	struct iana_records records = { 0 };
	struct unit_gen g;
	size_t n;

	unit_gen_table(&g, rows);
	ck_assert(iana_records_build(&records, &g.table, &g.rep));
	n = records.n;
	iana_records_done(&records);
	unit_gen_done(&g);
	return n;
}

START_TEST(entries_that_differ_in_protocol_alone_share_a_record)
{
	ck_assert_uint_eq(runs_of("a,1,tcp,,\na,1,udp,,\na,1,sctp,,\n"), 1);
	ck_assert_uint_eq(runs_of("a,1,tcp,,\nb,1,udp,,\n"), 2);
	ck_assert_uint_eq(runs_of("a,1,tcp,,\na,2,tcp,,\n"), 2);
	/* Not across an entry that stands between them. */
	ck_assert_uint_eq(runs_of("a,1,tcp,,\nb,1,tcp,,\na,1,udp,,\n"), 3);
	/* Nor when one has an alias more. */
	ck_assert_uint_eq(runs_of("a,1,,,\nx,1,tcp,," UNIT_ALIAS("a")), 2);
	ck_assert_uint_eq(runs_of("a,1,,,\nx,1,,," UNIT_ALIAS("a")), 1);
	ck_assert_uint_eq(
	    runs_of("a,1,,,\nx,1,,," UNIT_ALIAS("a") "y,1,udp,," UNIT_ALIAS("a")), 2);
}
END_TEST

START_TEST(a_record_is_of_one_group_of_eight_protocols)
{
	struct iana_buffer rows = { 0 };

	iana_buffer_puts(&rows, "a,1,,,\n"); /* tcp and udp */
	for (int i = 2; i < 8; i++)
		iana_buffer_printf(&rows, "a,1,p%d,,\n", i);
	ck_assert_uint_eq(runs_of(unit_string(&rows)), 1);
	iana_buffer_puts(&rows, "a,1,p8,,\n");
	ck_assert_uint_eq(runs_of(unit_string(&rows)), 2);
	iana_buffer_done(&rows);
}
END_TEST

START_TEST(answers_keep_the_first_claim_of_each_protocol)
{
	/* Runs of protocols {0}, {0, 1}, {1}, {2}. */
	struct iana_run run[] = { { .base = 0, .mask = 1 },
				  { .base = 0, .mask = 3 },
				  { .base = 1, .mask = 1 },
				  { .base = 2, .mask = 1 } };
	const struct iana_records records = { .run = run, .n = 4 };
	const struct iana_key_run claims[] = { { 2, 0 }, { 1, 0 }, { 2, 1 },
					       { 2, 2 }, { 1, 2 }, { 2, 3 } };
	struct iana_answers a;

	iana_answers_build(&a, &records, claims, 6, 4);
	ck_assert_uint_eq(iana_answers_count(&a, 0), 0);
	ck_assert_uint_eq(iana_answers_count(&a, 1), 2);
	ck_assert_uint_eq(a.run[a.start[1]], 0);
	ck_assert_uint_eq(a.run[a.start[1] + 1], 2);
	/* The third run brings nothing new. */
	ck_assert_uint_eq(iana_answers_count(&a, 2), 3);
	ck_assert_uint_eq(a.run[a.start[2]], 0);
	ck_assert_uint_eq(a.run[a.start[2] + 1], 1);
	ck_assert_uint_eq(a.run[a.start[2] + 2], 3);
	ck_assert_uint_eq(iana_answers_count(&a, 3), 0);
	iana_answers_done(&a);
}
END_TEST

START_TEST(a_text_is_written_once)
{
	struct unit_gen g;
	uint32_t one;

	unit_gen_index(&g, "a,1,tcp,The same words,\n", false);
	one = section_bytes(&g, IANA_S_TEXTS);
	unit_gen_done(&g);
	unit_gen_index(&g, "a,1,tcp,The same words,\na,2,tcp,The same words,\n", false);
	ck_assert_uint_eq(section_bytes(&g, IANA_S_TEXTS), one);
	unit_gen_done(&g);
}
END_TEST

START_TEST(the_header_counts)
{
	struct unit_gen g;

	unit_gen_index(
	    &g, "a,1,,,\nb,1,tcp,," UNIT_ALIAS("a") "c,1-3,udp,,\n,9,,Reserved,\n", false);
	ck_assert_uint_eq(g.header.n_entries, 5);
	ck_assert_uint_eq(g.header.n_names, 3);
	ck_assert_uint_eq(g.header.n_aliases, 1);
	ck_assert_uint_eq(g.header.n_rows, 4);
	unit_gen_done(&g);
}
END_TEST

/* The checksum needs no more than whole steps then: doc/index-format.md. */
START_TEST(the_size_is_a_multiple_of_eight)
{
	for (int len = 1; len <= 8; len++) {
		char rows[32];
		struct unit_gen g;

		snprintf(rows, sizeof rows, "n,1,tcp,%.*s,\n", len, "12345678");
		unit_gen_index(&g, rows, false);
		ck_assert_uint_eq(g.index.len % 8, 0);
		unit_gen_done(&g);
	}
}
END_TEST

START_TEST(the_same_table_gives_the_same_bytes)
{
	static const char rows[] = "a,1,,,\nB,2-9,tcp,,\nb,1,tcp,," UNIT_ALIAS("a");
	struct unit_gen g;
	struct unit_gen h;

	unit_gen_index(&g, rows, false);
	unit_gen_index(&h, rows, false);
	ck_assert_uint_eq(g.index.len, h.index.len);
	ck_assert_mem_eq(g.index.bytes, h.index.bytes, g.index.len);
	unit_gen_done(&h);
	/* An index of exact case differs, and an older reader refuses it (I5). */
	unit_gen_index(&h, rows, true);
	ck_assert_uint_eq(h.index.bytes[IANA_H_MUST_REFUSE], IANA_FLAG_EXACT_CASE);
	ck_assert_uint_eq(g.index.bytes[IANA_H_MUST_REFUSE], 0);
	unit_gen_done(&h);
	unit_gen_done(&g);
}
END_TEST

START_TEST(a_service_may_have_65535_aliases_and_no_more)
{
	struct iana_buffer rows = { 0 };
	struct unit_gen g;

	iana_buffer_puts(&rows, "n,1,tcp,,\n");
	for (int i = 0; i < 65535; i++)
		iana_buffer_printf(&rows, "a%d,1,tcp,," UNIT_ALIAS("n"), i);
	unit_gen_index(&g, unit_string(&rows), false);
	unit_gen_done(&g);
	iana_buffer_puts(&rows, "one-more,1,tcp,," UNIT_ALIAS("n"));
	refuses(unit_string(&rows), UNIT_FIRST_LINE,
		"more than 65535 aliases of one service");
	iana_buffer_done(&rows);
}
END_TEST

START_TEST(an_index_may_have_256_mib_and_no_more)
{
	struct iana_buffer rows = { 0 };
	char name[251] = { 0 };

	/* A record of 20 and its extra block of 261 bytes for each port of each name, port
	 * by port. */
	memset(name, 'n', 250);
	for (int i = 0; i < 15; i++)
		iana_buffer_printf(&rows, "%s%02d,0-65535,tcp,,\n", name, i);
	refuses(unit_string(&rows), UNIT_FIRST_LINE + (IANA_INDEX_MAX / 281 + 1) % 15,
		"the index would be larger than 256 MiB");
	iana_buffer_done(&rows);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, entries_that_differ_in_protocol_alone_share_a_record);
	tcase_add_test(tc, a_record_is_of_one_group_of_eight_protocols);
	tcase_add_test(tc, answers_keep_the_first_claim_of_each_protocol);
	tcase_add_test(tc, a_text_is_written_once);
	tcase_add_test(tc, the_header_counts);
	tcase_add_test(tc, the_size_is_a_multiple_of_eight);
	tcase_add_test(tc, the_same_table_gives_the_same_bytes);
	tcase_add_test(tc, a_service_may_have_65535_aliases_and_no_more);
	tcase_add_test(tc, an_index_may_have_256_mib_and_no_more);
}

int
main(void)
{
	return unit_run("index", add);
}
