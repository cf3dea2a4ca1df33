/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which index is chosen (L5). */
#include "src/locate.h"
#include "support/fixture.h"
#include "support/index_files.h"
#include "support/own_files.h"
#include "support/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is chosen between a local and a shipped index: "local", "shipped", a status. */
static const char *
chosen(const char *local, const char *shipped)
{
	struct iana_paths paths = { .local = local, .shipped = shipped };
	struct iana_map map = { 0 };
	const char *path = NULL;
	static char text[8];
	enum iana_status st = iana_locate(&paths, IANA_HOT, &map, NULL, &path);

	iana_map_close(&map);
	if (st == IANA_OK)
		return path == local ? "local" : "shipped";
	snprintf(text, sizeof text, "%d", st);
	return text;
}

START_TEST(the_local_one_wins_whatever_the_dates)
{
	const char *old = index_dated(20240101, 0);
	const char *new = index_dated(20250101, 0);
	const char *same = index_dated(20240101, 0);

	ck_assert_str_eq(chosen(new, old), "local");
	ck_assert_str_eq(chosen(old, new), "local");
	ck_assert_str_eq(chosen(old, same), "local");
	/* the shipped one is not even opened */
	own_n_opens = 0;
	ck_assert_str_eq(chosen(old, new), "local");
	ck_assert_uint_eq(own_n_opens, 1);
}
END_TEST

START_TEST(what_an_update_made_yields_to_a_later_registry)
{
	ck_assert_str_eq(
	    chosen(index_dated(20240101, IANA_FLAG_UPDATE), index_dated(20240102, 0)),
	    "shipped");
	ck_assert_str_eq(chosen(index_dated(20240101, IANA_FLAG_UPDATE),
				index_dated(20240102, IANA_FLAG_UPDATE)),
			 "shipped");
	ck_assert_str_eq(
	    chosen(index_dated(20240101, IANA_FLAG_UPDATE), index_dated(20240101, 0)),
	    "local");
	ck_assert_str_eq(
	    chosen(index_dated(20240102, IANA_FLAG_UPDATE), index_dated(20240101, 0)),
	    "local");
	ck_assert_str_eq(chosen(index_dated(20240101, IANA_FLAG_UPDATE), index_garbage()),
			 "local");
	ck_assert_str_eq(chosen(index_dated(20240101, IANA_FLAG_UPDATE), "/nonexistent/x"),
			 "local");
	ck_assert_str_eq(chosen(index_dated(20240101, IANA_FLAG_UPDATE), NULL), "local");
}
END_TEST

/* A change of either is noticed: what iana_locate saw is what a look sees. */
START_TEST(both_places_are_seen_whichever_answers)
{
	const char *good = index_dated(20240101, 0);
	const char *other = index_dated(20250101, 0);
	const char *bad = index_garbage();
	const char *none = "/nonexistent/x";
	const struct iana_paths cases[] = {
		{ .local = good, .shipped = other }, { .local = good, .shipped = bad },
		{ .local = bad, .shipped = good },   { .local = none, .shipped = good },
		{ .local = good, .shipped = none },  { .local = bad, .shipped = none },
		{ .local = NULL, .shipped = good },  { .local = good, .shipped = NULL },
	};

	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct iana_seen look = iana_paths_look(&cases[i]);
		struct iana_seen seen;
		struct iana_map map = { 0 };

		iana_locate(&cases[i], IANA_HOT, &map, &seen, NULL);
		iana_map_close(&map);
		ck_assert(iana_seen_equal(&look, &seen));
	}
}
END_TEST

START_TEST(one_alone_is_taken_and_none_is_no_file)
{
	const char *one = index_dated(20240101, 0);

	ck_assert_str_eq(chosen(one, "/nonexistent/x"), "local");
	ck_assert_str_eq(chosen("/nonexistent/x", one), "shipped");
	ck_assert_str_eq(chosen("/nonexistent/x", "/nonexistent/y"), "3");
	ck_assert_str_eq(chosen(NULL, NULL), "3");
}
END_TEST

START_TEST(an_unsound_one_is_passed_over)
{
	const char *good = index_dated(20240101, 0);
	const char *bad = index_garbage();

	ck_assert_str_eq(chosen(bad, good), "shipped");
	ck_assert_str_eq(chosen(good, bad), "local");
	ck_assert_str_eq(chosen(bad, "/nonexistent/x"), "5");
	ck_assert_str_eq(chosen("/nonexistent/x", bad), "5");
}
END_TEST

START_TEST(a_forced_one_is_the_only_one)
{
	const char *good = index_dated(20240101, 0);
	struct iana_paths paths = { .forced = "/nonexistent/x", .local = good };
	struct iana_map map;
	const char *path;

	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, NULL, &path), IANA_NOFILE);
	ck_assert_ptr_eq(path, paths.forced);
	ck_assert_ptr_null(iana_paths_default("", false).forced);
	ck_assert_ptr_null(iana_paths_default(NULL, false).forced);
	ck_assert_str_eq(iana_paths_default("/x", false).forced, "/x");
}
END_TEST

/* ---- with care ---------------------------------------------------------------------- */

#define NOBODY 65534

/* As chosen(), by a careful process. */
static const char *
chosen_with_care(const char *local, const char *shipped, int *ret_errno)
{
	struct iana_paths paths = { .local = local, .shipped = shipped, .careful = true };
	struct iana_map map = { 0 };
	const char *path = NULL;
	enum iana_status st = iana_locate(&paths, IANA_HOT, &map, NULL, &path);

	*ret_errno = errno;
	iana_map_close(&map);
	if (st == IANA_OK)
		return path == local ? "local" : "shipped";
	ck_assert_int_eq(st, IANA_NOFILE);
	return path == local ? "no local" : "no shipped";
}

START_TEST(a_careful_process_passes_over_what_others_may_have_written)
{
	const char *old = index_dated(20240101, 0);
	const char *new = index_dated(20250101, 0);
	const char *none = "/nonexistent/x";
	struct iana_paths paths = { .forced = new, .careful = true };
	struct iana_map map;
	int e;

	if (geteuid() == 0)
		ck_assert_str_eq(chosen_with_care(new, old, &e), "local");
	ck_assert_int_eq(chmod(new, 0666), 0);
	ck_assert_str_eq(chosen(new, old), "local");
	ck_assert_str_eq(chosen_with_care(new, old, &e), "shipped");
	ck_assert_str_eq(chosen_with_care(new, none, &e), "no local");
	ck_assert_int_eq(e, EPERM);
	ck_assert_str_eq(chosen_with_care(none, new, &e), "no shipped");
	ck_assert_int_eq(e, EPERM);
	/* a path that its user named is his own choice */
	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, NULL, NULL), IANA_OK);
	iana_map_close(&map);
	if (geteuid() != 0)
		return;
	ck_assert_int_eq(chmod(new, 0444), 0);
	ck_assert_int_eq(chown(new, NOBODY, 0), 0);
	ck_assert_str_eq(chosen(new, old), "local");
	ck_assert_str_eq(chosen_with_care(new, old, &e), "shipped");
	/* the shipped one came with the plugin, whoever owns both */
	ck_assert_str_eq(chosen_with_care(none, new, &e), "shipped");
	ck_assert_int_eq(chown(new, IANA_SYSTEM_UID_MAX, 0), 0);
	ck_assert_str_eq(chosen_with_care(new, old, &e), "local");
}
END_TEST

/* ---- looks -------------------------------------------------------------------------- */

START_TEST(a_look_tells_which_place_changed)
{
	const char *local = index_dated(20240101, 0);
	const char *shipped = index_dated(20240101, 0);
	struct iana_paths paths = { .local = local, .shipped = shipped };
	struct iana_seen first = iana_paths_look(&paths);
	struct iana_seen then = iana_paths_look(&paths);
	struct timespec times[2] = { { 1000, 1 }, { 1000, 1 } };
	struct iana_file_id id;

	ck_assert(iana_seen_equal(&first, &then));
	ck_assert_uint_eq(first.forced.inode, 0);
	ck_assert_uint_ne(first.local.inode, first.shipped.inode);
	unlink(shipped);
	then = iana_paths_look(&paths);
	ck_assert(!iana_seen_equal(&first, &then));
	ck_assert_uint_eq(then.shipped.inode, 0);
	first = then;
	ck_assert_int_eq(utimensat(AT_FDCWD, local, times, 0), 0);
	then = iana_paths_look(&paths);
	ck_assert(!iana_seen_equal(&first, &then));
	/* a nanosecond is enough, and so is another place of the same */
	id = then.local;
	id.modified.tv_nsec++;
	ck_assert(!iana_file_id_equal(&id, &then.local));
	paths = (struct iana_paths){ .forced = local };
	first = iana_paths_look(&paths);
	ck_assert(iana_file_id_equal(&first.forced, &then.local));
	ck_assert(!iana_seen_equal(&first, &then));
	ck_assert_uint_eq(iana_file_id_at(NULL).inode, 0);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, the_local_one_wins_whatever_the_dates);
	tcase_add_test(tc, what_an_update_made_yields_to_a_later_registry);
	tcase_add_test(tc, both_places_are_seen_whichever_answers);
	tcase_add_test(tc, one_alone_is_taken_and_none_is_no_file);
	tcase_add_test(tc, an_unsound_one_is_passed_over);
	tcase_add_test(tc, a_forced_one_is_the_only_one);
	tcase_add_test(tc, a_look_tells_which_place_changed);
	tcase_add_test(tc, a_careful_process_passes_over_what_others_may_have_written);
}

int
main(void)
{
	return unit_run("locate", add);
}
