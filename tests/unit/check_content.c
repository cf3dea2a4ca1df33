/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Does a merged index fit the services file (I7, L7)?  What stat(2) shows of the file, and
 * the clock, are the tests' own: no kernel of today can be made to show all of it.
 */
#include "src/checksum.h"
#include "src/content.h"
#include "support/fixture.h"
#include "support/own_clock.h"
#include "support/own_files.h"
#include "support/unit.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LONG_AGO 900000000 /* own_clock is later by years */

/* The services file of a test, what stat(2) is to show of it, and what it has to fit. */
static const char *path;
static uint64_t real_inode;
static struct iana_file_id shown;
static struct iana_merged was;
static struct iana_content known;
static bool again;

static void
show(struct stat *found)
{
	if (found->st_ino != real_inode)
		return;
	found->st_dev = shown.device;
	found->st_ino = shown.inode;
	found->st_mtim = shown.modified;
	found->st_ctim = shown.changed;
}

/* Write the file's bytes in place. */
static void
write_over(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
}

/* Does it fit, now? */
static bool
fits(void)
{
	struct iana_services_file look = iana_services_look(path);

	return iana_content_fits(&was, path, &look, &known, &again);
}

/* As fits(), with the number of times that the file was opened for it. */
static bool
fits_with(unsigned n_opens)
{
	bool answer;

	own_n_opens = 0;
	answer = fits();
	ck_assert_uint_eq(own_n_opens, n_opens);
	return answer;
}

/* A file of these bytes, merged when it was settled. */
static void
merge(const char *bytes, size_t n)
{
	struct iana_buffer b = { .bytes = (char *)(uintptr_t)bytes, .len = n };
	struct iana_services_file look;
	struct stat st;

	path = fixture_file(&b);
	ck_assert_int_eq(stat(path, &st), 0);
	real_inode = st.st_ino;
	shown = (struct iana_file_id){ .device = 7,
				       .inode = 8,
				       .modified = { LONG_AGO, 9 },
				       .changed = { LONG_AGO, 10 } };
	own_stat = show;
	look = iana_services_look(path);
	ck_assert_int_eq(look.error, 0);
	was = (struct iana_merged){ .file = look.id };
	ck_assert(iana_content_hash(path, &look, &was.hash));
	known = (struct iana_content){ 0 };
}

#define TEXT "ssh 22/tcp\n"
#define OTHER "ssh 23/tcp\n"

static void
merge_text(void)
{
	merge(TEXT, sizeof TEXT - 1);
}

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

/* Change one field of what is shown. */
static void
change(int field)
{
	switch (field) {
	case 0:
		shown.device++;
		break;
	case 1:
		shown.inode++;
		break;
	case 2:
		shown.modified.tv_sec--;
		break;
	case 3:
		shown.modified.tv_nsec--;
		break;
	case 4:
		shown.changed.tv_sec--;
		break;
	default:
		shown.changed.tv_nsec--;
	}
}
#define N_CHANGES 6

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
	return unit_run("content", add);
}
