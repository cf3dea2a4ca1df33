/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages on their way out, and the memory that everything else lies in. */
#include "base/alloc.h"
#include "base/report.h"
#include "support/unit.h"

#include <errno.h>
#include <stdint.h>
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
	tcase_add_test(tc, under_strict_a_warning_is_the_failure);
	tcase_add_test(tc, what_grows_keeps_its_items);
	tcase_add_test(tc, new_memory_is_zero_also_for_no_item);
	tcase_add_exit_test(tc, memory_that_cannot_be_had_ends_the_program, 1);
}

int
main(void)
{
	return unit_run("report", add);
}
