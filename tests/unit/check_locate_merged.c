/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which merged index is chosen (L7). */
#include "src/locate.h"
#include "support/fixture.h"
#include "support/index_files.h"
#include "support/own_clock.h"
#include "support/own_files.h"
#include "support/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The clock is years behind the files, so all of them are settled. */
static const char *services;
static struct iana_merged fresh;
static struct iana_merged stale;

static void
make_services(void)
{
	struct iana_buffer text = { .bytes = (char *)(uintptr_t) "ssh 22/tcp\n",
				    .len = 11 };
	struct iana_services_file look;

	own_clock = 1000000000;
	services = fixture_file(&text);
	look = iana_services_look(services);
	fresh.file.size = text.len;
	ck_assert(iana_content_hash(services, &look, &fresh.hash));
	stale = fresh;
	stale.hash ^= 1;
}

/* A file with an index of these names and ports, merged from this. */
static const char *
merged(const struct iana_merged *from)
{
	struct iana_buffer b;
	const char *path;

	fixture_merged = from;
	b = fixture_index(fixture_csv, false);
	fixture_merged = NULL;
	path = fixture_file(&b);
	iana_buffer_done(&b);
	return path;
}

/* The same, with another value of a field of the header. */
static const char *
merged_with(size_t field, uint32_t value)
{
	const char *path = merged(&fresh);
	FILE *f = fopen(path, "r+");
	char bytes[4];

	iana_put32(bytes, value);
	ck_assert_int_eq(fseek(f, (long)field, SEEK_SET), 0);
	ck_assert_uint_eq(fwrite(bytes, 1, 4, f), 4);
	fclose(f);
	return path;
}

/* What comes of two merged indexes: the status, and which path is chosen or told. */
static void
expect(const char *local, const char *shipped, enum iana_status want, bool is_local)
{
	struct iana_paths paths = { .local = local,
				    .shipped = shipped,
				    .merged_from = services };
	struct iana_map map = { 0 };
	const char *path = NULL;

	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, NULL, &path), want);
	ck_assert_ptr_eq(path, is_local ? local : shipped);
	ck_assert((map.addr != NULL) == (want == IANA_OK));
	iana_map_close(&map);
}

START_TEST(the_merged_index_that_fits_answers)
{
	const char *none = "/nonexistent/x";
	const char *fits;
	const char *fits_too;
	const char *old;

	make_services();
	fits = merged(&fresh);
	fits_too = merged(&fresh);
	old = merged(&stale);
	expect(fits, fits_too, IANA_OK, true);
	expect(fits, old, IANA_OK, true);
	expect(fits, none, IANA_OK, true);
	expect(old, fits, IANA_OK, false);
	expect(none, fits, IANA_OK, false);
	expect(index_garbage(), fits, IANA_OK, false);
	expect(old, old, IANA_STALE, true);
	expect(old, none, IANA_STALE, true);
	expect(none, old, IANA_STALE, false);
	expect(old, index_garbage(), IANA_STALE, true);
	expect(none, none, IANA_NOFILE, false);
}
END_TEST

/* No plain index ever answers, nor one of another version or cut short. */
START_TEST(only_a_sound_merged_index_answers)
{
	const char *none = "/nonexistent/x";
	const struct {
		const char *path;
		enum iana_status st;
	} bad[] = {
		{ index_dated(20240101, 0), IANA_UNSUPPORTED },
		{ index_garbage(), IANA_CORRUPT },
		{ merged_with(IANA_H_MAJOR, IANA_MAJOR + 1), IANA_UNSUPPORTED },
		{ merged_with(IANA_H_MUST_REFUSE, 0x80), IANA_UNSUPPORTED },
		{ merged_with(IANA_H_MAY_IGNORE, ~IANA_FLAG_MERGED), IANA_UNSUPPORTED },
		{ merged_with(IANA_H_TOTAL_BYTES, 1 << 20), IANA_CORRUPT },
		{ merged_with(IANA_H_HOT_BYTES, UINT32_MAX), IANA_CORRUPT },
	};
	const char *fits;
	const char *cut;

	make_services();
	fits = merged(&fresh);
	for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) {
		expect(bad[i].path, fits, IANA_OK, false);
		expect(fits, bad[i].path, IANA_OK, true);
		expect(bad[i].path, none, bad[i].st, true);
		expect(none, bad[i].path, bad[i].st, false);
	}
	cut = merged(&fresh);
	for (off_t size = 40000; size >= 0; size = size > 300 ? size - 1500 : size - 25) {
		struct stat st;

		if (stat(cut, &st) != 0 || st.st_size <= size)
			continue;
		ck_assert_int_eq(truncate(cut, size), 0);
		expect(cut, none, IANA_CORRUPT, true);
		expect(cut, fits, IANA_OK, false);
	}
}
END_TEST

/* Any bytes in the fields about the services file give an answer: it fits or it does not.
 */
START_TEST(a_field_about_the_services_file_that_is_changed_is_stale_or_no_matter)
{
	const char *none = "/nonexistent/x";

	make_services();
	for (size_t off = IANA_H_FILE_SIZE; off < IANA_HEADER_BYTES; off += 4)
		expect(merged_with(off, 0xfffffff1), none,
		       off < IANA_H_FILE_DEVICE ? IANA_STALE : IANA_OK, true);
	expect(merged_with(IANA_H_MAY_IGNORE, IANA_FLAG_MERGED | IANA_FLAG_NO_FILE), none,
	       IANA_STALE, true);
	expect(merged_with(IANA_H_MAY_IGNORE, UINT32_MAX), none, IANA_STALE, true);
	expect(merged_with(IANA_H_MAY_IGNORE, ~IANA_FLAG_NO_FILE), none, IANA_OK, true);
}
END_TEST

/* A process that looks again has read the file already. */
START_TEST(the_services_file_is_read_once_for_two_indexes_and_all_checks)
{
	struct iana_paths paths = { .shipped = "/nonexistent/x" };
	struct iana_seen seen = { 0 };
	struct iana_map map;

	make_services();
	paths.merged_from = services;
	paths.local = merged(&stale);
	paths.shipped = merged(&fresh);
	own_n_opens = 0;
	for (unsigned n = 1; n <= 4; n++) {
		struct iana_seen look;

		ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, &seen, NULL), IANA_OK);
		iana_map_close(&map);
		ck_assert_uint_eq(own_n_opens, 2 * n + 1);
		ck_assert(!seen.again);
		look = iana_paths_look(&paths);
		ck_assert(iana_seen_equal(&look, &seen));
	}
}
END_TEST

START_TEST(a_look_tells_that_the_services_file_changed)
{
	struct iana_paths paths = { 0 };
	struct iana_seen seen;
	struct iana_seen look;
	struct iana_map map;
	struct stat st;

	make_services();
	paths.merged_from = services;
	paths.local = merged(&fresh);
	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, &seen, NULL), IANA_OK);
	iana_map_close(&map);
	ck_assert_int_eq(
	    utimensat(AT_FDCWD, services, (const struct timespec[2]){ { 0 } }, 0), 0);
	look = iana_paths_look(&paths);
	ck_assert(!iana_seen_equal(&look, &seen));
	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, &seen, NULL), IANA_OK);
	iana_map_close(&map);
	/* it may change once more, and look the same */
	ck_assert_int_eq(stat(services, &st), 0);
	own_clock = st.st_ctim.tv_sec;
	ck_assert_int_eq(
	    utimensat(AT_FDCWD, services, (const struct timespec[2]){ { 1, 0 } }, 0), 0);
	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, &seen, NULL), IANA_OK);
	iana_map_close(&map);
	ck_assert(seen.again);
	own_clock += 10;
	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, &seen, NULL), IANA_OK);
	iana_map_close(&map);
	ck_assert(!seen.again);
	look = iana_paths_look(&paths);
	ck_assert(iana_seen_equal(&look, &seen));
	unlink(services);
	look = iana_paths_look(&paths);
	ck_assert(!iana_seen_equal(&look, &seen));
	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, &seen, NULL), IANA_STALE);
	ck_assert_int_eq(mkdir(services, 0755), 0);
	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, &seen, NULL), IANA_STALE);
	look = iana_paths_look(&paths);
	ck_assert(iana_seen_equal(&look, &seen));
	rmdir(services);
}
END_TEST

START_TEST(a_careful_process_passes_over_a_merged_index_that_others_may_have_written)
{
	struct iana_paths paths = { .careful = true };
	struct iana_map map;
	const char *path;

	make_services();
	paths.merged_from = services;
	paths.local = merged(&fresh);
	paths.shipped = merged(&fresh);
	ck_assert_int_eq(chmod(paths.local, 0666), 0);
	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, NULL, &path), IANA_OK);
	ck_assert_ptr_eq(path, paths.shipped);
	iana_map_close(&map);
	ck_assert_int_eq(chmod(paths.shipped, 0646), 0);
	ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, NULL, &path), IANA_NOFILE);
	ck_assert_int_eq(errno, EPERM);
}
END_TEST

/* Nobody can name another one: each is of a path of this build. */
START_TEST(the_places_of_merged_indexes_are_those_of_this_build)
{
	struct iana_paths paths = iana_paths_merged(true);

	ck_assert_ptr_null(paths.forced);
	ck_assert(paths.careful && !iana_paths_merged(false).careful);
	ck_assert_str_eq(paths.merged_from, "/etc/services");
	ck_assert_str_ne(paths.local, paths.shipped);
	ck_assert_ptr_null(iana_paths_default(NULL, true).merged_from);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, the_merged_index_that_fits_answers);
	tcase_add_test(tc, only_a_sound_merged_index_answers);
	tcase_add_test(
	    tc, a_field_about_the_services_file_that_is_changed_is_stale_or_no_matter);
	tcase_add_test(tc, the_services_file_is_read_once_for_two_indexes_and_all_checks);
	tcase_add_test(tc, a_look_tells_that_the_services_file_changed);
	tcase_add_test(
	    tc, a_careful_process_passes_over_a_merged_index_that_others_may_have_written);
	tcase_add_test(tc, the_places_of_merged_indexes_are_those_of_this_build);
}

int
main(void)
{
	return unit_run("locate_merged", add);
}
