/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Does a merged index fit the services file, by what stat(2) shows of it (I7, L7)? */
#include "support/unit_content.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* ---- the five fields ----------------------------------------------------------------- */

START_TEST(a_file_that_looks_the_same_is_not_read)
{
	merge_text();
	for (int i = 0; i < 3; i++) {
		ck_assert(fits_with(0));
		ck_assert(!again);
	}
}
END_TEST

START_TEST(the_same_bytes_are_read_once_for_each_identity)
{
	merge_text();
	for (int n = 0; n < 3; n++) {
		change(_i);
		ck_assert(fits_with(1));
		ck_assert(!again);
		for (int i = 0; i < 5; i++) {
			ck_assert(fits_with(0));
			ck_assert(!again);
			own_clock++;
		}
	}
}
END_TEST

START_TEST(other_bytes_of_the_same_size_are_stale_and_read_once)
{
	merge_text();
	write_over(OTHER, sizeof OTHER - 1);
	change(_i);
	ck_assert(!fits_with(1));
	ck_assert(!again);
	for (int i = 0; i < 5; i++)
		ck_assert(!fits_with(0));
	/* a restore with the old times, elsewhere */
	write_over(TEXT, sizeof TEXT - 1);
	change(1);
	ck_assert(fits_with(1));
	ck_assert(fits_with(0));
}
END_TEST

/* What was read of another identity says nothing of this one. */
START_TEST(what_is_known_is_of_one_identity_alone)
{
	merge_text();
	change(1);
	ck_assert(fits_with(1));
	write_over(OTHER, sizeof OTHER - 1);
	change(_i);
	ck_assert(!fits_with(1));
}
END_TEST

START_TEST(another_size_is_stale_and_not_read)
{
	merge_text();
	write_over(TEXT, sizeof TEXT - 2);
	ck_assert(!fits_with(0)); /* also where all else is the same */
	ck_assert(!again);
	change(2);
	ck_assert(!fits_with(0));
	write_over(TEXT "\n", sizeof TEXT);
	ck_assert(!fits_with(0));
	write_over("", 0);
	ck_assert(!fits_with(0));
}
END_TEST

START_TEST(an_empty_file_fits_itself)
{
	merge("", 0);
	ck_assert(fits_with(0));
	change(1);
	ck_assert(fits_with(1));
	write_over("#", 1);
	ck_assert(!fits_with(0));
}
END_TEST

START_TEST(a_large_file_is_not_read)
{
	char *bytes = calloc(IANA_CONTENT_READ_MAX + 1, 1);

	merge(bytes, IANA_CONTENT_READ_MAX);
	change(1);
	ck_assert(fits_with(1));
	merge(bytes, IANA_CONTENT_READ_MAX + 1);
	ck_assert(fits_with(0)); /* it looks the same */
	change(1);
	ck_assert(!fits_with(0));
	ck_assert(!again);
	free(bytes);
}
END_TEST

START_TEST(times_may_be_any)
{
	static const struct timespec times[] = {
		{ 0, 0 },	    { 1, 0 },	       { -1, 999999999 },
		{ -2000000000, 1 }, { 4000000000, 5 },
	};

	merge_text();
	for (unsigned i = 0; i < sizeof times / sizeof *times; i++) {
		shown.modified = times[i];
		change(5);
		ck_assert(fits_with(1));
		ck_assert(!again);
		ck_assert(fits_with(0));
		was.file.modified = times[i];
		was.file.changed = shown.changed;
		known = (struct iana_content){ 0 };
		ck_assert(fits_with(0));
		shown.modified.tv_nsec ^= 1;
		write_over(OTHER, sizeof OTHER - 1);
		ck_assert(!fits_with(1));
		ck_assert(!again);
		write_over(TEXT, sizeof TEXT - 1);
	}
}
END_TEST

/* ---- files that are not settled ------------------------------------------------------ */

static int
unsettled(time_t modified, time_t changed)
{
	struct iana_services_file look = {
		.is_regular = true,
		.id = { .modified = { modified, 0 }, .changed = { changed, 999999999 } },
	};

	return iana_services_unsettled(&look);
}

START_TEST(two_full_seconds_settle_a_file)
{
	static const struct {
		int age;
		int wait;
	} ages[] = { { 1000, 0 }, { 3, 0 },  { 2, 1 },	{ 1, 2 },
		     { 0, 3 },	  { -1, 4 }, { -2, 5 }, { -3, 0 } };
	struct iana_services_file gone = { .error = ENOENT };

	for (unsigned i = 0; i < sizeof ages / sizeof *ages; i++) {
		time_t t = own_clock - ages[i].age;

		ck_assert_int_eq(unsettled(t, LONG_AGO), ages[i].wait);
		ck_assert_int_eq(unsettled(LONG_AGO, t), ages[i].wait);
		ck_assert_int_eq(unsettled(t, t), ages[i].wait);
	}
	ck_assert_int_eq(unsettled(own_clock - 2, own_clock), 3);
	ck_assert_int_eq(unsettled(own_clock, own_clock - 2), 3);
	ck_assert_int_eq(unsettled(INT64_MIN, INT64_MAX), 0);
	gone.id.modified.tv_sec = own_clock;
	ck_assert_int_eq(iana_services_unsettled(&gone), 0);
	own_clock = 0;
	ck_assert_int_eq(unsettled(LONG_AGO, LONG_AGO), 0);
	ck_assert_int_eq(unsettled(0, LONG_AGO), 3);
}
END_TEST

/*
 * Linux before 6.13 gives all writes of a tick one time: a write may leave all five fields
 * as they are.  So what was read in that time proves nothing later.
 */
START_TEST(an_edit_within_the_tick_is_seen)
{
	merge_text();
	shown.modified.tv_sec = own_clock;
	shown.changed.tv_sec = _i == 0 ? own_clock : LONG_AGO;
	for (int second = 0; second <= 2; second++) {
		ck_assert(fits_with(1));
		ck_assert(again);
		write_over(OTHER, sizeof OTHER - 1);
		ck_assert(!fits_with(1));
		ck_assert(again);
		write_over(TEXT, sizeof TEXT - 1);
		ck_assert_uint_eq(known.id.inode, 0);
		own_clock++;
	}
	ck_assert(fits_with(1));
	ck_assert(!again);
	ck_assert(fits_with(0));
}
END_TEST

START_TEST(a_stale_file_is_read_until_it_is_settled)
{
	merge_text();
	write_over(OTHER, sizeof OTHER - 1);
	shown.changed.tv_sec = own_clock;
	for (int second = 0; second <= 2; second++) {
		ck_assert(!fits_with(1));
		ck_assert(again);
		own_clock++;
	}
	ck_assert(!fits_with(1));
	ck_assert(!again);
	ck_assert(!fits_with(0));
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_file_that_looks_the_same_is_not_read);
	tcase_add_loop_test(tc, the_same_bytes_are_read_once_for_each_identity, 0,
			    N_CHANGES);
	tcase_add_loop_test(tc, other_bytes_of_the_same_size_are_stale_and_read_once, 0,
			    N_CHANGES);
	tcase_add_loop_test(tc, what_is_known_is_of_one_identity_alone, 0, N_CHANGES);
	tcase_add_test(tc, another_size_is_stale_and_not_read);
	tcase_add_test(tc, an_empty_file_fits_itself);
	tcase_add_test(tc, a_large_file_is_not_read);
	tcase_add_test(tc, times_may_be_any);
	tcase_add_test(tc, two_full_seconds_settle_a_file);
	tcase_add_loop_test(tc, an_edit_within_the_tick_is_seen, 0, 2);
	tcase_add_test(tc, a_stale_file_is_read_until_it_is_settled);
}

int
main(void)
{
	return unit_run("content", add);
}
