/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every libcheck unit starts with: one suite, run, reported as TAP. */
#ifndef IANA_UNIT_H
#define IANA_UNIT_H

#include <check.h>
#include <stdlib.h>

/*
 * The same as ck_assert, for loops of many thousands: check makes a system call for each
 * ck_assert, also if it holds.
 */
#define UNIT_HOLDS(expr) \
	do { \
		if (!(expr)) \
			ck_abort_msg("%s", #expr); \
	} while (0)

/* Run the tests of one unit; the exit code is main's.  TAP goes to stdout. */
static inline int
unit_run(const char *name, void (*add)(TCase *tc))
{
	Suite *suite = suite_create(name);
	TCase *tc = tcase_create(name);
	SRunner *runner = srunner_create(suite);
	int n_failed;

	suite_add_tcase(suite, tc);
	/* Against a loop without end alone: the machine may be slow or busy. */
	tcase_set_timeout(tc, 600);
	add(tc);
	srunner_set_tap(runner, "-");
	srunner_run_all(runner, CK_SILENT);
	n_failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return n_failed != 0;
}

#endif
