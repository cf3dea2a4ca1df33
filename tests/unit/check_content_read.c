/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A services file that cannot be read, or that changes while it is read; its hash, and what
 * the header of a merged index keeps of it (I7, L7).
 */
#include "src/checksum.h"
#include "support/unit_content.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* ---- no file, or none that can be read ------------------------------------------------
 */

static const int errors[] = { ENOTDIR, EACCES, EPERM, ELOOP, EIO, ENOMEM, ESTALE };
#define N_ERRORS (sizeof errors / sizeof *errors)

START_TEST(absence_fits_absence_alone)
{
	merge_text();
	was = (struct iana_merged){ .absent = true };
	ck_assert(!fits_with(0)); /* it appeared */
	ck_assert(!again);
	own_stat_error = ENOENT;
	ck_assert(fits_with(0));
	ck_assert(!again);
	for (unsigned i = 0; i < N_ERRORS; i++) {
		own_stat_error = errors[i];
		ck_assert(!fits_with(0));
	}
}
END_TEST

START_TEST(a_file_that_vanished_or_cannot_be_looked_at_is_stale)
{
	merge_text();
	own_stat_error = ENOENT;
	ck_assert(!fits_with(0));
	ck_assert(!again);
	for (unsigned i = 0; i < N_ERRORS; i++) {
		own_stat_error = errors[i];
		ck_assert(!fits_with(0));
	}
	own_stat_error = 0;
	ck_assert(fits_with(0));
	/* an empty file is none that is gone */
	merge("", 0);
	own_stat_error = ENOENT;
	ck_assert(!fits_with(0));
}
END_TEST

/* No device acts, and no FIFO waits, since it is not opened. */
START_TEST(what_is_no_regular_file_is_stale_and_not_opened)
{
	merge("", 0);
	unlink(path);
	ck_assert_int_eq(mkfifo(path, 0644), 0);
	ck_assert(!fits_with(0));
	unlink(path);
	ck_assert_int_eq(mkdir(path, 0755), 0);
	ck_assert(!fits_with(0));
	rmdir(path);
	ck_assert_int_eq(symlink("/dev/null", path), 0);
	ck_assert(!fits_with(0));
	was = (struct iana_merged){ .absent = true };
	ck_assert(!fits_with(0));
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_stale_and_tried_again)
{
	merge_text();
	change(1);
	for (unsigned i = 0; i < N_ERRORS; i++) {
		own_open_error = errors[i];
		ck_assert(!fits_with(1));
		ck_assert(again);
		own_open_error = 0;
		own_fstat_error = errors[i];
		ck_assert(!fits_with(1));
		ck_assert(again);
		own_fstat_error = 0;
		own_read_error = errors[i];
		ck_assert(!fits_with(1));
		ck_assert(again);
		own_read_error = 0;
	}
	ck_assert(fits_with(1));
	ck_assert(!again);
}
END_TEST

/* ---- files that change while they are read ---------------------------------------------
 */

static int changes_at; /* the read before which it changes */
static int changed_field;

static bool
change_at_read(void)
{
	if (changes_at-- == 0) {
		write_over(OTHER, sizeof OTHER - 1);
		change(changed_field);
	}
	return true;
}

START_TEST(a_file_that_changes_while_it_is_read_is_read_again)
{
	merge_text();
	own_read = change_at_read;
	changed_field = _i;
	changes_at = 0;
	change(1);
	ck_assert(!fits_with(1));
	ck_assert(again);
	ck_assert(!fits_with(1)); /* it has other bytes */
	ck_assert(!again);
	ck_assert(!fits_with(0));
}
END_TEST

static bool
end_at_once(void)
{
	return false;
}

START_TEST(a_file_that_is_shorter_than_it_looked_is_read_again)
{
	struct iana_services_file look;
	uint64_t hash = 5;

	merge_text();
	change(1);
	own_read = end_at_once;
	ck_assert(!fits_with(1));
	ck_assert(again);
	look = iana_services_look(path);
	errno = 0;
	ck_assert(!iana_content_hash(path, &look, &hash));
	ck_assert_int_eq(errno, EAGAIN);
	ck_assert_uint_eq(hash, 5);
	own_read = NULL;
	ck_assert(fits_with(1));
}
END_TEST

static bool
no_read(void)
{
	ck_abort_msg("it is read");
	return true;
}

START_TEST(another_file_than_the_one_looked_at_is_not_read)
{
	struct iana_services_file look;
	uint64_t hash;

	merge_text();
	look = iana_services_look(path);
	change(_i);
	own_read = no_read;
	errno = 0;
	ck_assert(!iana_content_hash(path, &look, &hash));
	ck_assert_int_eq(errno, EAGAIN);
}
END_TEST

/* ---- the hash --------------------------------------------------------------------------
 */

static uint64_t
hash_of(const char *bytes, size_t n)
{
	merge(bytes, n);
	unlink(path);
	return was.hash;
}

/* Words of eight bytes, the last one filled with zeros. */
static uint64_t
hash_in_memory(const char *bytes, size_t n)
{
	uint64_t sum = 0;

	for (size_t at = 0; at < n; at += 8) {
		char word[8] = { 0 };

		memcpy(word, bytes + at, n - at < 8 ? n - at : 8);
		sum = iana_checksum_step(sum, iana_le64(word));
	}
	return sum;
}

START_TEST(each_byte_counts_in_files_of_all_lengths)
{
	static const size_t sizes[] = { 1, 7, 8, 9, 2047, 2048, 2049, 4096, 5003 };
	size_t n = sizes[_i];
	char bytes[5003] = { 0 };
	uint64_t hash;

	for (size_t i = 0; i < n; i++)
		bytes[i] = (char)(i * 7 + i / 256);
	hash = hash_of(bytes, n);
	ck_assert_uint_eq(hash, hash_in_memory(bytes, n));
	/* all of them in short files, and those beside the ends of parts in long ones */
	for (size_t i = 0; i < n; i++)
		if (n < 10 || i < 2 || n - i < 10 || i % 2048 < 1 || i % 2048 > 2046) {
			struct iana_buffer b = { .bytes = bytes, .len = n };

			bytes[i] ^= 1;
			ck_assert_uint_ne(hash_of(b.bytes, n), hash);
			bytes[i] ^= 1;
		}
}
END_TEST
#define N_SIZES 9

/* ---- the header ------------------------------------------------------------------------
 */

START_TEST(each_part_of_a_look_tells_two_of_them_apart)
{
	struct iana_services_file a = { .is_regular = true, .id = { .inode = 1 } };
	struct iana_services_file b = a;

	ck_assert(iana_services_equal(&a, &b));
	b.error = EACCES;
	ck_assert(!iana_services_equal(&a, &b));
	b = a;
	b.is_regular = false;
	ck_assert(!iana_services_equal(&a, &b));
	b = a;
	b.id.inode = 2;
	ck_assert(!iana_services_equal(&a, &b));
}
END_TEST

START_TEST(the_header_gives_back_what_was_merged)
{
	static const struct iana_file_id files[] = {
		{ 0 },
		{ 1, 2, 3, { 4, 5 }, { 6, 7 } },
		{ UINT64_MAX, UINT64_MAX - 1, UINT64_MAX - 2, { -1, 999999999 }, { 0, 1 } },
		{ 9, 9, 9, { INT64_MIN, 0 }, { INT64_MAX, 999999999 } },
	};

	for (unsigned i = 0; i < 2 * sizeof files / sizeof *files; i++) {
		struct iana_merged in = { .absent = i % 2 != 0,
					  .file = files[i / 2],
					  .hash = 0x123456789abcdef0 + i };
		struct iana_merged out;
		struct iana_buffer b;
		struct iana_image im;

		fixture_merged = &in;
		b = fixture_index(fixture_csv, false);
		im = fixture_image(&b);
		ck_assert_int_eq(iana_merged_read(&im, &out), IANA_OK);
		ck_assert(out.absent == in.absent);
		ck_assert(iana_file_id_equal(&out.file, &in.file));
		ck_assert_uint_eq(out.hash, in.hash);
		iana_buffer_done(&b);
	}
}
END_TEST

START_TEST(a_plain_index_says_nothing_of_a_services_file)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im = fixture_image(&b);
	struct iana_merged out = { .hash = 5 };

	ck_assert_int_eq(iana_merged_read(&im, &out), IANA_NOTFOUND);
	ck_assert_uint_eq(out.hash, 5);
	/* nor do the other flags */
	fixture_set32(&b, IANA_H_MAY_IGNORE, ~IANA_FLAG_MERGED);
	ck_assert_int_eq(iana_merged_read(&im, &out), IANA_NOTFOUND);
	iana_buffer_done(&b);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, absence_fits_absence_alone);
	tcase_add_test(tc, a_file_that_vanished_or_cannot_be_looked_at_is_stale);
	tcase_add_test(tc, what_is_no_regular_file_is_stale_and_not_opened);
	tcase_add_test(tc, a_file_that_cannot_be_read_is_stale_and_tried_again);
	tcase_add_loop_test(tc, a_file_that_changes_while_it_is_read_is_read_again, 0,
			    N_CHANGES);
	tcase_add_test(tc, a_file_that_is_shorter_than_it_looked_is_read_again);
	tcase_add_loop_test(tc, another_file_than_the_one_looked_at_is_not_read, 0,
			    N_CHANGES);
	tcase_add_loop_test(tc, each_byte_counts_in_files_of_all_lengths, 0, N_SIZES);
	tcase_add_test(tc, each_part_of_a_look_tells_two_of_them_apart);
	tcase_add_test(tc, the_header_gives_back_what_was_merged);
	tcase_add_test(tc, a_plain_index_says_nothing_of_a_services_file);
}

int
main(void)
{
	return unit_run("content_read", add);
}
