/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the file of an index is brought into memory, and who may have written it (L5). */
#include "src/locate.h"
#include "support/fixture.h"
#include "support/index_files.h"
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
	const char *path = index_dated(20240101, 0);
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

/* It can be tried again: nobody must think that this state of it was judged. */
START_TEST(a_file_that_cannot_be_had_has_no_identity)
{
	const char *path = index_dated(20240101, 0);
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
	const char *path = index_dated(20240101, 0);
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
	const char *path = index_dated(20240101, 0);
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
	const char *path = index_dated(20240101, 0);
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
	const char *fifo = index_dated(20240101, 0);
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

/* ---- what there is -------------------------------------------------------------- */

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
	tcase_add_test(tc, a_file_that_others_may_write_to_is_read);
	tcase_add_test(tc, a_file_that_cannot_be_had_has_no_identity);
	tcase_add_test(tc, a_file_that_cannot_be_mapped_is_read);
	tcase_add_test(tc, reads_may_be_short_cut_into_or_fail);
	tcase_add_test(tc, a_file_that_may_not_be_opened_is_judged);
	tcase_add_test(tc, only_a_regular_file_is_opened);
	tcase_add_test(tc, a_hot_part_that_is_read_has_a_limit);
	tcase_add_test(tc, a_large_hot_part_is_mapped_whole);
	tcase_add_test(tc, what_is_no_whole_index_file_is_refused);
}

int
main(void)
{
	return unit_run("map", add);
}
