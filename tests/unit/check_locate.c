/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which index is chosen (L5), and how a file is brought into memory. */
#include "src/locate.h"
#include "support/fixture.h"
#include "support/own_clock.h"
#include "support/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The linker sends the calls of src/map.c here: mapping files can be refused. */
static bool refuse_maps;
static bool refuse_all_maps;
static unsigned n_file_maps;
static const char *written_to; /* while memory is got to read it into */

void *__real_mmap(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__wrap_mmap(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__real_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__wrap_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off);

/* Sets errno where this map is refused. */
static bool
refused(int fd)
{
	n_file_maps += fd >= 0;
	if (fd < 0 && written_to != NULL)
		utimensat(AT_FDCWD, written_to, (const struct timespec[2]){ { 0 } }, 0);
	if (refuse_all_maps)
		errno = ENOMEM;
	else if (refuse_maps && fd >= 0)
		errno = EACCES;
	else
		return false;
	return true;
}

void *
__wrap_mmap(void *addr, size_t len, int prot, int flags, int fd, off_t off)
{
	return refused(fd) ? MAP_FAILED : __real_mmap(addr, len, prot, flags, fd, off);
}

void *
__wrap_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off)
{
	return refused(fd) ? MAP_FAILED : __real_mmap64(addr, len, prot, flags, fd, off);
}

/* And so are its reads: short, cut into by a signal, failing, at an end too soon. */
static int read_errno;
static unsigned n_interrupted;
static bool read_ends;
static int open_errno; /* of opens */
static unsigned n_opens;

long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);

long
__wrap_syscall(long number, ...)
{
	va_list args;
	long a[4];
	static long at; /* bytes read of the file */

	va_start(args, number);
	for (int i = 0; i < 4; i++)
		a[i] = va_arg(args, long);
	va_end(args);
	n_opens += number == SYS_openat;
	if (number == SYS_openat && open_errno != 0) {
		errno = open_errno;
		return -1;
	}
	if (number != SYS_read) {
		at = 0;
		return __real_syscall(number, a[0], a[1], a[2], a[3]);
	}
	if (n_interrupted != 0 && --n_interrupted % 2 != 0) {
		errno = EINTR;
		return -1;
	}
	if (read_errno != 0) {
		errno = read_errno;
		return -1;
	}
	if (read_ends && at != 0)
		return 0;
	a[3] = __real_syscall(number, a[0], a[1], a[2] > 100 ? a[2] / 2 : a[2]);
	at += a[3];
	return a[3];
}

/* A file with an index of this registry date, which root alone may write to. */
static const char *
dated(uint32_t date)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	const char *path;

	fixture_set32(&b, IANA_H_DATE, date);
	path = fixture_file(&b);
	iana_buffer_done(&b);
	return path;
}

static const char *
garbage(void)
{
	static char bytes[4096];
	struct iana_buffer b = { .bytes = bytes, .len = sizeof bytes };

	return fixture_file(&b);
}

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
	const char *old = dated(20240101);
	const char *new = dated(20250101);
	const char *same = dated(20240101);

	ck_assert_str_eq(chosen(new, old), "local");
	ck_assert_str_eq(chosen(old, new), "local");
	ck_assert_str_eq(chosen(old, same), "local");
	/* the shipped one is not even opened */
	n_opens = 0;
	ck_assert_str_eq(chosen(old, new), "local");
	ck_assert_uint_eq(n_opens, 1);
}
END_TEST

/* The same, made by an update. */
static const char *
updated(uint32_t date)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	const char *path;

	fixture_set32(&b, IANA_H_DATE, date);
	fixture_set32(&b, IANA_H_MAY_IGNORE, IANA_FLAG_UPDATE);
	path = fixture_file(&b);
	iana_buffer_done(&b);
	return path;
}

START_TEST(what_an_update_made_yields_to_a_later_registry)
{
	ck_assert_str_eq(chosen(updated(20240101), dated(20240102)), "shipped");
	ck_assert_str_eq(chosen(updated(20240101), updated(20240102)), "shipped");
	ck_assert_str_eq(chosen(updated(20240101), dated(20240101)), "local");
	ck_assert_str_eq(chosen(updated(20240102), dated(20240101)), "local");
	ck_assert_str_eq(chosen(updated(20240101), garbage()), "local");
	ck_assert_str_eq(chosen(updated(20240101), "/nonexistent/x"), "local");
	ck_assert_str_eq(chosen(updated(20240101), NULL), "local");
}
END_TEST

/* A change of either is noticed: what iana_locate saw is what a look sees. */
START_TEST(both_places_are_seen_whichever_answers)
{
	const char *good = dated(20240101);
	const char *other = dated(20250101);
	const char *bad = garbage();
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
	const char *one = dated(20240101);

	ck_assert_str_eq(chosen(one, "/nonexistent/x"), "local");
	ck_assert_str_eq(chosen("/nonexistent/x", one), "shipped");
	ck_assert_str_eq(chosen("/nonexistent/x", "/nonexistent/y"), "3");
	ck_assert_str_eq(chosen(NULL, NULL), "3");
}
END_TEST

START_TEST(an_unsound_one_is_passed_over)
{
	const char *good = dated(20240101);
	const char *bad = garbage();

	ck_assert_str_eq(chosen(bad, good), "shipped");
	ck_assert_str_eq(chosen(good, bad), "local");
	ck_assert_str_eq(chosen(bad, "/nonexistent/x"), "5");
	ck_assert_str_eq(chosen("/nonexistent/x", bad), "5");
}
END_TEST

START_TEST(a_forced_one_is_the_only_one)
{
	const char *good = dated(20240101);
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

/* ---- who may write to it ------------------------------------------------------ */

#define NOBODY 65534

/* Is it mapped, or read?  The whole of it as well as the hot part. */
static bool
is_mapped(const char *path)
{
	struct iana_map map;

	n_file_maps = 0;
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_OK);
	iana_map_close(&map);
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_WHOLE, &map), IANA_OK);
	ck_assert_uint_eq(map.header.date, 20240101);
	iana_map_close(&map);
	ck_assert(n_file_maps == 0 || n_file_maps == 2);
	return n_file_maps != 0;
}

START_TEST(a_file_that_others_may_write_to_is_read)
{
	const char *path = dated(20240101);
	bool root = geteuid() == 0;

	ck_assert(is_mapped(path) == root);
	ck_assert_int_eq(chmod(path, 0664), 0);
	ck_assert(!is_mapped(path));
	ck_assert_int_eq(chmod(path, 0646), 0);
	ck_assert(!is_mapped(path));
	ck_assert_int_eq(chmod(path, 0444), 0);
	ck_assert(is_mapped(path) == root);
	if (root) {
		ck_assert_int_eq(chown(path, NOBODY, 0), 0);
		ck_assert(!is_mapped(path));
	}
}
END_TEST

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
	const char *old = dated(20240101);
	const char *new = dated(20250101);
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

/* It can be tried again: nobody must think that this state of it was judged. */
START_TEST(a_file_that_cannot_be_had_has_no_identity)
{
	const char *path = dated(20240101);
	struct iana_map map;

	ck_assert_int_eq(chmod(path, 0666), 0);
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_WRITE, IANA_HOT, &map), IANA_NOFILE);
	ck_assert_uint_ne(map.id.inode, 0);
	refuse_all_maps = true;
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_NOFILE);
	refuse_all_maps = false;
	ck_assert_int_eq(errno, ENOMEM);
	ck_assert_uint_eq(map.id.inode, 0);
	written_to = path;
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_NOFILE);
	ck_assert_int_eq(errno, EAGAIN);
	ck_assert_uint_eq(map.id.inode, 0);
	written_to = NULL;
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_OK);
	iana_map_close(&map);
}
END_TEST

START_TEST(a_file_that_cannot_be_mapped_is_read)
{
	const char *path = dated(20240101);
	struct iana_map map;

	refuse_maps = true;
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_OK);
	ck_assert_uint_eq(map.header.date, 20240101);
	iana_map_close(&map);
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_WHOLE, &map), IANA_OK);
	ck_assert_uint_eq(map.image.size, map.header.total_bytes);
	iana_map_close(&map);
	unlink(path);
}
END_TEST

START_TEST(reads_may_be_short_cut_into_or_fail)
{
	const char *path = dated(20240101);
	struct iana_map map;

	refuse_maps = true;
	n_interrupted = 10;
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_WHOLE, &map), IANA_OK);
	ck_assert_uint_eq(n_interrupted, 0);
	ck_assert_uint_eq(map.header.date, 20240101);
	iana_map_close(&map);
	/* an error of the disk may pass: the file is not judged */
	read_errno = EIO;
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_WHOLE, &map),
			 IANA_NOFILE);
	ck_assert_int_eq(errno, EIO);
	ck_assert_uint_eq(map.id.inode, 0);
	read_errno = 0;
	/* it was cut short since it was opened: this state of it is judged */
	read_ends = true;
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_WHOLE, &map),
			 IANA_CORRUPT);
	ck_assert_uint_ne(map.id.inode, 0);
}
END_TEST

START_TEST(a_file_that_may_not_be_opened_is_judged)
{
	static const int lasting[] = { EACCES, EPERM };
	static const int passing[] = { EMFILE, ENFILE, ENOMEM, EINTR, EIO };
	const char *path = dated(20240101);
	struct iana_map map;

	for (unsigned i = 0; i < 2; i++) {
		open_errno = lasting[i];
		ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map),
				 IANA_NOFILE);
		ck_assert_int_eq(errno, lasting[i]);
		ck_assert_uint_ne(map.id.inode, 0);
	}
	for (unsigned i = 0; i < 5; i++) {
		open_errno = passing[i];
		ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map),
				 IANA_NOFILE);
		ck_assert_int_eq(errno, passing[i]);
		ck_assert_uint_eq(map.id.inode, 0);
	}
}
END_TEST

/* A device may act when it is opened, and a FIFO wakes whoever waits for a reader. */
START_TEST(only_a_regular_file_is_opened)
{
	static const char *const paths[] = { "/dev/null", "/dev/zero", "/dev/tty", "/",
					     NULL };
	const char *fifo = dated(20240101);
	struct iana_map map;

	unlink(fifo);
	ck_assert_int_eq(mkfifo(fifo, 0600), 0);
	for (int i = 0; i < 5; i++) {
		const char *path = paths[i] != NULL ? paths[i] : fifo;

		ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map),
				 IANA_NOFILE);
	}
	ck_assert_uint_eq(n_opens, 0);
}
END_TEST

/* A sparse file with a header that claims a hot part of all of it. */
START_TEST(a_hot_part_that_is_read_has_a_limit)
{
	static const struct {
		uint32_t hot;
		enum iana_status mapped;
		enum iana_status read;
	} parts[] = {
		{ IANA_HOT_READ_MAX, IANA_OK, IANA_OK },
		{ IANA_HOT_READ_MAX + 1, IANA_OK, IANA_NOFILE },
		{ IANA_INDEX_MAX, IANA_OK, IANA_NOFILE },
	};
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_map map;

	for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++) {
		const char *path;

		fixture_set32(&b, IANA_H_HOT_BYTES, parts[i].hot);
		fixture_set32(&b, IANA_H_TOTAL_BYTES, parts[i].hot);
		path = fixture_file(&b);
		ck_assert_int_eq(truncate(path, parts[i].hot), 0);
		if (geteuid() == 0) {
			ck_assert_int_eq(
			    iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map),
			    parts[i].mapped);
			ck_assert(map.mapped);
			iana_map_close(&map);
		}
		ck_assert_int_eq(chmod(path, 0666), 0);
		ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map),
				 parts[i].read);
		ck_assert_uint_ne(map.id.inode, 0); /* it is not tried again */
		if (parts[i].read == IANA_OK)
			iana_map_close(&map);
		else
			ck_assert_int_eq(errno, EFBIG);
		unlink(path);
	}
	iana_buffer_done(&b);
}
END_TEST

/* ---- merged indexes (L7) -------------------------------------------------------- */

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
	expect(garbage(), fits, IANA_OK, false);
	expect(old, old, IANA_STALE, true);
	expect(old, none, IANA_STALE, true);
	expect(none, old, IANA_STALE, false);
	expect(old, garbage(), IANA_STALE, true);
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
		{ dated(20240101), IANA_UNSUPPORTED },
		{ garbage(), IANA_CORRUPT },
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
	n_opens = 0;
	for (unsigned n = 1; n <= 4; n++) {
		struct iana_seen look;

		ck_assert_int_eq(iana_locate(&paths, IANA_HOT, &map, &seen, NULL), IANA_OK);
		iana_map_close(&map);
		ck_assert_uint_eq(n_opens, 2 * n + 1);
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

/* ---- what there is -------------------------------------------------------------- */

START_TEST(a_look_tells_which_place_changed)
{
	const char *local = dated(20240101);
	const char *shipped = dated(20240101);
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

/* More than IANA_HOT_USUAL in the hot part: a second map is needed. */
START_TEST(a_large_hot_part_is_mapped_whole)
{
	size_t n = 30000;
	size_t size = 100 + n * 30;
	char *csv = malloc(size);
	const char *path;
	size_t len = (size_t)sprintf(
	    csv, "Service Name,Port Number,Transport Protocol,Description\n");
	struct iana_buffer b;
	struct iana_map map;

	for (size_t i = 0; i < n; i++)
		len += (size_t)sprintf(csv + len, "service-%zu,%zu,tcp,d\n", i, i + 1);
	b = fixture_index(csv, false);
	path = fixture_file(&b);
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_OK);
	ck_assert_uint_gt(map.len, IANA_HOT_USUAL);
	ck_assert_uint_eq(map.len, map.header.hot_bytes);
	iana_map_close(&map);
	ck_assert_int_eq(map.len, 0);
	iana_map_close(&map); /* again is harmless */
	/* a header that claims more than the file has */
	fixture_set32(&b, IANA_H_HOT_BYTES, (uint32_t)b.len + 1);
	unlink(path);
	path = fixture_file(&b);
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_CORRUPT);
	unlink(path);
	iana_buffer_done(&b);
	free(csv);
}
END_TEST

START_TEST(what_is_no_whole_index_file_is_refused)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_map map;
	const char *path;

	b.len -= 1; /* cut short */
	path = fixture_file(&b);
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_CORRUPT);
	ck_assert_int_eq(truncate(path, (off_t)b.len + 9), 0); /* grown */
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_CORRUPT);
	ck_assert_int_eq(truncate(path, 0), 0);
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_CORRUPT);
	ck_assert_int_eq(truncate(path, (off_t)IANA_INDEX_MAX + 1), 0);
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_CORRUPT);
	unlink(path);
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_NOFILE);
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_int_eq(iana_map_open("/", IANA_CARE_NONE, IANA_HOT, &map), IANA_NOFILE);
	ck_assert_int_eq(mkfifo(path, 0600), 0); /* must not wait for a writer */
	ck_assert_int_eq(iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map), IANA_NOFILE);
	unlink(path);
	iana_buffer_done(&b);
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
	tcase_add_test(tc, a_file_that_others_may_write_to_is_read);
	tcase_add_test(tc, a_careful_process_passes_over_what_others_may_have_written);
	tcase_add_test(tc, a_file_that_cannot_be_had_has_no_identity);
	tcase_add_test(tc, a_file_that_cannot_be_mapped_is_read);
	tcase_add_test(tc, reads_may_be_short_cut_into_or_fail);
	tcase_add_test(tc, a_file_that_may_not_be_opened_is_judged);
	tcase_add_test(tc, only_a_regular_file_is_opened);
	tcase_add_test(tc, a_hot_part_that_is_read_has_a_limit);
	tcase_add_test(tc, the_merged_index_that_fits_answers);
	tcase_add_test(tc, only_a_sound_merged_index_answers);
	tcase_add_test(
	    tc, a_field_about_the_services_file_that_is_changed_is_stale_or_no_matter);
	tcase_add_test(tc, the_services_file_is_read_once_for_two_indexes_and_all_checks);
	tcase_add_test(tc, a_look_tells_that_the_services_file_changed);
	tcase_add_test(
	    tc, a_careful_process_passes_over_a_merged_index_that_others_may_have_written);
	tcase_add_test(tc, the_places_of_merged_indexes_are_those_of_this_build);
	tcase_add_test(tc, a_look_tells_which_place_changed);
	tcase_add_test(tc, a_large_hot_part_is_mapped_whole);
	tcase_add_test(tc, what_is_no_whole_index_file_is_refused);
}

int
main(void)
{
	return unit_run("locate", add);
}
