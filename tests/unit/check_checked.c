/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `check`: its remarks, its limits, and that it takes any bytes of files and of an index.
 */
#include "base/service_name.h"
#include "check/all.h"
#include "check/file.h"
#include "support/unit_gen.h"

static const char rows[] =
    "ssh,22,tcp,Secure Shell,\nhttp,80,tcp,Web,\nwww,80,tcp,Web," UNIT_ALIAS(
	"http") "x11,6000-6003,tcp,X,\n,90-99,,Reserved,\nlocal,,,No port,\n";

static struct unit_gen g;
static struct iana_checked c;
static struct iana_buffer said;

static void
setup(void)
{
	unit_gen_index(&g, rows, false);
	iana_checked_init(&c);
}

static void
teardown(void)
{
	iana_checked_done(&c);
	iana_buffer_done(&said);
	unit_gen_done(&g);
}

/* "FILE:LINE RULE;" of each remark, with "!" behind a fault. */
static const char *
all_said(void)
{
	iana_remarks_sort(&c.remarks);
	said.len = 0;
	for (size_t i = 0; i < c.remarks.n; i++) {
		const struct iana_remark *r = &c.remarks.item[i];

		iana_buffer_printf(&said, "%s:%u %s%s;", c.file[r->file].name, r->line,
				   r->rule, r->is_fault ? "!" : "");
	}
	return unit_string(&said);
}

static void
take(const char *name, const char *text, size_t len, enum iana_check_form form)
{
	struct iana_cell cell = { text, len };

	ck_assert(iana_check_text(&c, name, cell, form, &g.rep));
}

static void
take_overlay(const char *name, const char *text)
{
	take(name, text, strlen(text), IANA_CHECK_OVERLAY);
}

/* ---- names ---------------------------------------------------------------------- */

START_TEST(each_reason_against_a_name_is_told)
{
	static const struct {
		const char *name;
		const char *fault; /* a part of the phrase; NULL: none */
	} names[] = {
		{ "a", NULL },
		{ "Z-9", NULL },
		{ "fifteen-letters", NULL },
		{ "1-a-1", NULL },
		{ "", "empty" },
		{ "sixteen-letters-", "more than 15" },
		{ "12", "no letter" },
		{ "1-2", "no letter" },
		{ "-a", "hyphen at an end" },
		{ "a-", "hyphen at an end" },
		{ "a--b", "two hyphens" },
		{ "a_b", "no ASCII letter" },
		{ "a.b", "no ASCII letter" },
		{ "\303\266", "no ASCII letter" },
		{ "a\x1b", "no ASCII letter" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *fault =
		    iana_service_name_fault(names[i].name, strlen(names[i].name));

		ck_assert_msg((fault == NULL) == (names[i].fault == NULL), "\"%s\": %s",
			      names[i].name, fault);
		ck_assert(fault == NULL || strstr(fault, names[i].fault) != NULL);
		ck_assert(iana_is_service_name(names[i].name) == (fault == NULL));
	}
}
END_TEST

/* ---- remarks -------------------------------------------------------------------- */

START_TEST(remarks_come_by_file_and_line)
{
	take_overlay("a", "bad\nlow 91/tcp\n");
	take_overlay("b", "low 7000/tcp 0\nbad\n");
	ck_assert(iana_check_all(&c, &g.image, "index", &g.rep));
	ck_assert_str_eq(all_said(), "a:1 no-port!;a:2 reserved-port!;b:1 service-name;b:1 "
				     "name-taken!;b:2 no-port!;");
	ck_assert_uint_eq(c.remarks.n_faults, 4);
	ck_assert_uint_eq(c.remarks.n_warnings, 1);
}
END_TEST

START_TEST(strict_makes_each_warning_a_fault)
{
	c.remarks.strict = true;
	take_overlay("a", "ssh 7022/tcp\n");
	ck_assert(iana_check_all(&c, &g.image, "index", &g.rep));
	ck_assert_str_eq(all_said(), "a:1 registry-name!;");
}
END_TEST

START_TEST(remarks_that_are_too_many_are_counted)
{
	for (unsigned i = 0; i < IANA_REMARKS_MAX + 5; i++)
		iana_caution(&c.remarks, "case", "%u", i);
	iana_fault(&c.remarks, "name", "one more");
	ck_assert_uint_eq(c.remarks.n, IANA_REMARKS_MAX);
	ck_assert_uint_eq(c.remarks.n_warnings, IANA_REMARKS_MAX + 5);
	ck_assert_uint_eq(c.remarks.n_faults, 1);
	ck_assert_str_eq(c.remarks.item[IANA_REMARKS_MAX - 1].text, "9999");
}
END_TEST

/* ---- forms ---------------------------------------------------------------------- */

START_TEST(most_lines_tell_a_list_from_an_overlay)
{
	static const struct {
		const char *text;
		enum iana_check_form form;
	} texts[] = {
		{ "", IANA_CHECK_OVERLAY },
		{ "# a\n\n", IANA_CHECK_OVERLAY },
		{ "a", IANA_CHECK_NAMES },
		{ "a # b c\n", IANA_CHECK_NAMES },
		{ "a\nb\nc 1/tcp\n", IANA_CHECK_NAMES },
		{ "a\nc 1/tcp\n", IANA_CHECK_OVERLAY },
		{ "a 1/tcp", IANA_CHECK_OVERLAY },
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		take("a", texts[i].text, strlen(texts[i].text), IANA_CHECK_AUTO);
		ck_assert_msg(iana_checked_last(&c)->form == texts[i].form, "\"%s\"",
			      texts[i].text);
	}
}
END_TEST

START_TEST(a_line_without_a_protocol_is_two_entries_but_one_line)
{
	take_overlay("a", "a 7000\n");
	ck_assert_uint_eq(c.n_entries, 2);
	ck_assert_uint_eq(c.file[0].n_entries, 1);
	take("b", "a 7000\n", 7, IANA_CHECK_SERVICES);
	ck_assert_uint_eq(c.n_entries, 3);
}
END_TEST

START_TEST(without_an_index_collisions_are_found_all_the_same)
{
	take_overlay("a", "ssh 7022/tcp\none 7022/tcp\nlow 91/tcp\n");
	ck_assert(iana_check_all(&c, NULL, NULL, &g.rep));
	ck_assert_str_eq(all_said(), "a:2 port-taken!;");
}
END_TEST

/* ---- any bytes ------------------------------------------------------------------ */

/* Bytes that matter to the parser, and others.  They lie at the very end of a block. */
START_TEST(any_bytes_of_a_file_are_taken)
{
	static const char some[] = "ab1/# \t\r\n0x-+\0\xff\xc3\xb6tcpud6";
	uint32_t state = 16;

	for (unsigned n = 0; n < 20000; n++) {
		size_t len = unit_random(&state) % 40;
		char *bytes = malloc(len + 1);
		char *text = bytes + 1; /* the block ends with the text */

		for (size_t i = 0; i < len; i++)
			text[i] = some[unit_random(&state) % (sizeof some - 1)];
		take("any", text, len, (enum iana_check_form)(n % 4));
		free(bytes);
		if (n % 100 != 99)
			continue;
		UNIT_HOLDS(iana_check_all(&c, &g.image, "index", &g.rep));
		iana_checked_done(&c);
		iana_checked_init(&c);
	}
}
END_TEST

/* Each byte of the index is changed in two ways.  The check ends, and may find the damage.
 */
START_TEST(any_bytes_of_an_index_are_taken)
{
	unsigned n_damaged = 0;

	iana_keep_memory();
	take_overlay("a",
		     "http 80/tcp\nwww 7001/tcp x11\nmine 6000-6003/tcp\nlow 85-95/tcp\n");
	take("names", "www\nlocal\n", 10, IANA_CHECK_NAMES);
	for (size_t at = 0; at < g.index.len; at++)
		for (unsigned way = 0; way < 2; way++) {
			char mask = way == 0 ? (char)(1u << at % 8) : (char)0xff;
			struct iana_checked one = c;

			g.index.bytes[at] ^= mask;
			memset(&one.remarks, 0, sizeof one.remarks);
			one.entry = iana_calloc(c.n_entries, sizeof *one.entry);
			memcpy(one.entry, c.entry, c.n_entries * sizeof *one.entry);
			n_damaged += !iana_check_all(&one, &g.image, "index", &g.rep);
			c.pool = one.pool; /* it may have grown */
			iana_remarks_done(&one.remarks);
			free(one.entry);
			g.index.bytes[at] ^= mask;
		}
	ck_assert_uint_gt(n_damaged, 100);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, each_reason_against_a_name_is_told);
	tcase_add_test(tc, remarks_come_by_file_and_line);
	tcase_add_test(tc, strict_makes_each_warning_a_fault);
	tcase_add_test(tc, remarks_that_are_too_many_are_counted);
	tcase_add_test(tc, most_lines_tell_a_list_from_an_overlay);
	tcase_add_test(tc, a_line_without_a_protocol_is_two_entries_but_one_line);
	tcase_add_test(tc, without_an_index_collisions_are_found_all_the_same);
	tcase_add_test(tc, any_bytes_of_a_file_are_taken);
	tcase_add_test(tc, any_bytes_of_an_index_are_taken);
}

int
main(void)
{
	return unit_run("checked", add);
}
