/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages on their way out, and the memory that everything else lies in. */
#include "base/alloc.h"
#include "base/report.h"
#include "support/unit.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int n_seen;

static void
see(const struct iana_message *msg, void *ctx)
{
	n_seen++;
	*(struct iana_message *)ctx = *msg;
}

START_TEST(a_failure_carries_path_line_and_text)
{
	struct iana_report rep = { 0 };

	ck_assert(!iana_fail(&rep, "some.csv", 7, "port %d is above %s", 70000, "65535"));
	ck_assert_str_eq(rep.error.path, "some.csv");
	ck_assert_uint_eq(rep.error.line, 7);
	ck_assert_str_eq(rep.error.text, "port 70000 is above 65535");
}
END_TEST

START_TEST(a_failure_tells_errno_as_it_was)
{
	struct iana_report rep = { 0 };

	errno = ENOENT;
	ck_assert(!iana_fail_errno(&rep, "p", "cannot open %s", "it"));
	ck_assert_str_eq(rep.error.text, "cannot open it: No such file or directory");
	ck_assert_uint_eq(rep.error.line, 0);
}
END_TEST

START_TEST(a_text_that_is_too_long_is_cut)
{
	struct iana_report rep = { 0 };
	char text[1000] = { 0 };

	memset(text, 'x', sizeof text - 1);
	iana_fail(&rep, "p", 1, "%s", text);
	ck_assert_uint_eq(strlen(rep.error.text), sizeof rep.error.text - 1);
	iana_fail_errno(&rep, "p", "%s", text);
	ck_assert_uint_eq(strlen(rep.error.text), sizeof rep.error.text - 1);
}
END_TEST

START_TEST(a_warning_is_counted_and_passed_on)
{
	struct iana_message seen = { 0 };
	struct iana_report rep = { .warn = see, .ctx = &seen };

	ck_assert(iana_warn(&rep, "p", 3, "odd"));
	ck_assert(iana_warn(&rep, "p", 4, "odder"));
	ck_assert_uint_eq(rep.n_warnings, 2);
	ck_assert_int_eq(n_seen, 2);
	ck_assert_uint_eq(seen.line, 4);
	ck_assert_str_eq(seen.text, "odder");
	rep.warn = NULL;
	ck_assert(iana_warn(&rep, "p", 5, "odd"));
	ck_assert_uint_eq(rep.n_warnings, 3);
}
END_TEST

START_TEST(what_is_told_is_no_warning)
{
	struct iana_message seen = { 0 };
	struct iana_report rep = { .strict = true, .tell = see, .ctx = &seen };

	iana_tell(&rep, "p", 3, "%s", "a miss");
	ck_assert_int_eq(n_seen, 1);
	ck_assert_str_eq(seen.path, "p");
	ck_assert_uint_eq(seen.line, 3);
	ck_assert_str_eq(seen.text, "a miss");
	ck_assert_uint_eq(rep.n_warnings, 0);
	ck_assert_str_eq(rep.error.text, "");
	rep.tell = NULL;
	iana_tell(&rep, "p", 3, "a miss");
	ck_assert_int_eq(n_seen, 1);
}
END_TEST

START_TEST(under_strict_a_warning_is_the_failure)
{
	struct iana_message seen = { 0 };
	struct iana_report rep = { .strict = true, .warn = see, .ctx = &seen };

	ck_assert(!iana_warn(&rep, "p", 3, "odd"));
	ck_assert_int_eq(n_seen, 0);
	ck_assert_str_eq(rep.error.text, "odd");
	ck_assert_uint_eq(rep.error.line, 3);
}
END_TEST

/* Collects the messages as "path:line: text\n". */
#define COLLECTED 20000
static void
collect(const struct iana_message *msg, void *ctx)
{
	char *text = ctx;
	size_t n = strlen(text);

	snprintf(text + n, COLLECTED - n, "%s:%lu: %s\n", msg->path, msg->line, msg->text);
}

/* The same place in the program warns of the line. */
static bool
warn_odd(struct iana_report *rep, const char *path, unsigned long line)
{
	return iana_warn_counted(rep, path, line, "odd %lu", line);
}

START_TEST(an_oddity_of_many_lines_is_one_message)
{
	static char text[COLLECTED];
	static const char p[] = "p";
	static const char q[] = "q";
	struct iana_report rep = { .warn = collect, .ctx = text };

	ck_assert(warn_odd(&rep, p, 3));
	ck_assert(iana_warn_counted(&rep, p, 4, "another"));
	ck_assert(warn_odd(&rep, q, 5));
	ck_assert(warn_odd(&rep, p, 6));
	ck_assert(warn_odd(&rep, q, 7));
	ck_assert(warn_odd(&rep, p, 8));
	ck_assert_uint_eq(rep.n_warnings, 3);
	ck_assert_str_eq(text, "");
	iana_warn_flush(&rep);
	ck_assert_str_eq(text, "p:3: odd 3 (and 2 more, on lines 6 and 8)\n"
			       "p:4: another\n"
			       "q:5: odd 5 (and 1 more, on line 7)\n");
	/* Passed on, an oddity starts anew. */
	text[0] = '\0';
	ck_assert(warn_odd(&rep, p, 9));
	iana_warn_flush(&rep);
	iana_warn_flush(&rep);
	ck_assert_str_eq(text, "p:9: odd 9\n");
	ck_assert_uint_eq(rep.n_warnings, 4);
}
END_TEST

START_TEST(the_first_lines_of_an_oddity_are_told)
{
	static char text[COLLECTED];
	struct iana_report rep = { .warn = collect, .ctx = text };

	for (unsigned long i = 1; i <= 11; i++)
		ck_assert(warn_odd(&rep, "p", i));
	iana_warn_flush(&rep);
	ck_assert_str_eq(text, "p:1: odd 1 (and 10 more, on lines 2, 3, 4, 5, 6, 7, 8, 9, "
			       "10 and 11)\n");
	text[0] = '\0';
	for (unsigned long i = 1; i <= 300; i++)
		ck_assert(warn_odd(&rep, "p", i));
	iana_warn_flush(&rep);
	ck_assert_str_eq(text, "p:1: odd 1 (and 299 more, on lines 2, 3, 4, 5, 6, 7, 8, 9, "
			       "10, 11 and so on)\n");
}
END_TEST

START_TEST(a_count_has_room_behind_any_text)
{
	struct iana_message seen = { 0 };
	struct iana_report rep = { .warn = see, .ctx = &seen };
	char text[1000] = { 0 };

	memset(text, 'x', sizeof text - 1);
	for (unsigned long i = 0; i < 20; i++)
		ck_assert(iana_warn_counted(&rep, "p", ULONG_MAX - i, "%s", text));
	iana_warn_flush(&rep);
	ck_assert_uint_lt(strlen(seen.text), sizeof seen.text);
	ck_assert_ptr_nonnull(strstr(seen.text, "x (and 19 more, on lines "));
	ck_assert_str_eq(seen.text + strlen(seen.text) - 11, " and so on)");
}
END_TEST

START_TEST(more_kinds_of_oddities_than_are_kept_lose_no_message)
{
	static char text[COLLECTED];
	static char path[IANA_ODDITIES_MAX + 5];
	struct iana_report rep = { .warn = collect, .ctx = text };
	size_t n = 0;

	memset(path, 'p', sizeof path - 1); /* each tail is another name */
	for (size_t i = 0; i < sizeof path; i++)
		ck_assert(warn_odd(&rep, &path[i], 7));
	iana_warn_flush(&rep);
	for (const char *s = text; (s = strchr(s, '\n')) != NULL; s++)
		n++;
	ck_assert_uint_eq(n, sizeof path);
	ck_assert_uint_eq(rep.n_warnings, sizeof path);
}
END_TEST

START_TEST(under_strict_the_first_of_an_oddity_is_the_failure)
{
	struct iana_report rep = { .strict = true };

	ck_assert(!warn_odd(&rep, "p", 3));
	ck_assert_str_eq(rep.error.text, "odd 3");
	ck_assert_uint_eq(rep.error.line, 3);
	ck_assert_uint_eq(rep.n_oddities, 0);
}
END_TEST

START_TEST(what_grows_keeps_its_items)
{
	size_t cap = 0;
	uint32_t *p = NULL;

	for (uint32_t i = 0; i < 100000; i++) {
		p = iana_grow(p, &cap, i + 1, sizeof *p);
		ck_assert_uint_gt(cap, i);
		p[i] = i;
	}
	for (uint32_t i = 0; i < 100000; i++)
		ck_assert_uint_eq(p[i], i);
	free(p);
}
END_TEST

START_TEST(new_memory_is_zero_also_for_no_item)
{
	char *p = iana_calloc(1000, 3);

	for (int i = 0; i < 3000; i++)
		ck_assert_int_eq(p[i], 0);
	free(p);
	p = iana_calloc(0, 3);
	ck_assert_ptr_nonnull(p);
	free(p);
}
END_TEST

START_TEST(memory_that_cannot_be_had_ends_the_program)
{
	iana_calloc(SIZE_MAX / 2, 4);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_failure_carries_path_line_and_text);
	tcase_add_test(tc, a_failure_tells_errno_as_it_was);
	tcase_add_test(tc, a_text_that_is_too_long_is_cut);
	tcase_add_test(tc, a_warning_is_counted_and_passed_on);
	tcase_add_test(tc, what_is_told_is_no_warning);
	tcase_add_test(tc, under_strict_a_warning_is_the_failure);
	tcase_add_test(tc, an_oddity_of_many_lines_is_one_message);
	tcase_add_test(tc, the_first_lines_of_an_oddity_are_told);
	tcase_add_test(tc, a_count_has_room_behind_any_text);
	tcase_add_test(tc, more_kinds_of_oddities_than_are_kept_lose_no_message);
	tcase_add_test(tc, under_strict_the_first_of_an_oddity_is_the_failure);
	tcase_add_test(tc, what_grows_keeps_its_items);
	tcase_add_test(tc, new_memory_is_zero_also_for_no_item);
	tcase_add_exit_test(tc, memory_that_cannot_be_had_ends_the_program, 1);
}

int
main(void)
{
	return unit_run("report", add);
}
