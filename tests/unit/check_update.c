/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The ranges of addresses that indexes lie in (rules L3, L4), while calls fail.  The
 * plugin's sources are linked in, so that their calls of libc pass by here.
 */
#include "nss/nss_iana.h"
#include "nss/store.h"
#include "src/locate.h"
#include "support/generation.h"
#include "support/plugin.h"
#include "support/unit.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int fails_at = -1; /* the number of the call that fails, from 0; -1: none */
static bool fails_on;	  /* and all calls after it */
static int n_calls;
static int n_over; /* calls that change the map of a range that is there */

void *__real_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__wrap_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__real_mmap(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__wrap_mmap(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__real_mremap(void *old, size_t old_len, size_t new_len, int flags, ...);
void *__wrap_mremap(void *old, size_t old_len, size_t new_len, int flags, ...);
int __real_munmap(void *addr, size_t len);
int __wrap_munmap(void *addr, size_t len);

/* Does the next call fail? */
static bool
fails(void)
{
	int n = n_calls++;

	errno = ENOMEM;
	return fails_at >= 0 && (n == fails_at || (fails_on && n > fails_at));
}

/* A kernel before 6.12 may unmap the place of a fixed map that it then refuses. */
static void *
refuse(void *addr, size_t len, bool fixed)
{
	if (fixed)
		__real_munmap(addr, len);
	errno = ENOMEM;
	return MAP_FAILED;
}

void *
__wrap_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off)
{
	bool fixed = (flags & MAP_FIXED) != 0;

	n_over += fixed;
	return fails() ? refuse(addr, len, fixed)
		       : __real_mmap64(addr, len, prot, flags, fd, off);
}

void *
__wrap_mmap(void *addr, size_t len, int prot, int flags, int fd, off_t off)
{
	return __wrap_mmap64(addr, len, prot, flags, fd, off);
}

/* Every kernel unmaps the place first. */
void *
__wrap_mremap(void *old, size_t old_len, size_t new_len, int flags, ...)
{
	void *to;
	va_list args;

	va_start(args, flags);
	to = va_arg(args, void *);
	va_end(args);
	n_over++;
	return fails() ? refuse(to, new_len, true)
		       : __real_mremap(old, old_len, new_len, flags, to);
}

/* The places are a unit's own, unless both are NULL; one of them may not be opened. */
static struct iana_paths places;
static const char *refused;

struct iana_paths __real_iana_paths_default(const char *forced, bool careful);
struct iana_paths __wrap_iana_paths_default(const char *forced, bool careful);
long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);

struct iana_paths
__wrap_iana_paths_default(const char *forced, bool careful)
{
	return places.shipped != NULL ? places : __real_iana_paths_default(forced, careful);
}

long
__wrap_syscall(long number, ...)
{
	va_list args;
	long a[4];

	va_start(args, number);
	for (int i = 0; i < 4; i++)
		a[i] = va_arg(args, long);
	va_end(args);
	n_calls++;
	if (number == SYS_openat && refused != NULL && strcmp((char *)a[1], refused) == 0) {
		errno = EACCES;
		return -1;
	}
	return __real_syscall(number, a[0], a[1], a[2], a[3]);
}

/* The ranges that an index was ever in use in. */
static struct iana_image used[64];
static unsigned n_used;

int
__wrap_munmap(void *addr, size_t len)
{
	for (unsigned i = 0; i < n_used; i++)
		n_over += used[i].bytes == (const char *)addr;
	return fails() ? -1 : __real_munmap(addr, len);
}

static void
note_used(void)
{
	struct iana_slot *s = iana_store.current;

	for (unsigned i = 0; i < n_used; i++)
		if (used[i].bytes == s->bytes) {
			if (used[i].size < s->size)
				used[i].size = s->size;
			return;
		}
	ck_assert_uint_lt(n_used, sizeof used / sizeof *used);
	used[n_used].bytes = s->bytes;
	used[n_used++].size = s->size;
}

/* Can each page of each range be read still? */
static bool
all_readable(void)
{
	unsigned char state[4096];

	for (unsigned i = 0; i < n_used; i++)
		if (mincore((void *)(uintptr_t)used[i].bytes, used[i].size, state) != 0)
			return false;
	return true;
}

static void
begin(void)
{
	struct iana_buffer none = { .bytes = (char *)(uintptr_t) "", .len = 0 };

	strcpy(generation_path, fixture_file(&none));
	generation_put(1, 0);
	plugin_use(generation_path);
	plugin_byname = _nss_iana_getservbyname_r;
	plugin_setent = _nss_iana_setservent;
	plugin_getent = _nss_iana_getservent_r;
	ck_assert_int_eq(generation_asked(), 1);
	note_used();
}

/* Replace the index with one of generation g, with a call that fails. */
static int
replace(unsigned g, unsigned fill, int at, bool on)
{
	int got;

	generation_put(g, fill);
	own_clock++;
	n_calls = 0;
	fails_at = at;
	fails_on = on;
	got = generation_asked();
	fails_at = -1;
	note_used();
	return got;
}

/*
 * Each call of a replacement fails in its turn, until all pass; with replacements enough
 * to use all kinds of slots.  The old index or the new one answers, no range goes, and
 * the next check recovers.
 */
START_TEST(no_range_goes_when_a_call_fails)
{
	unsigned g = 2;

	begin();
	for (int round = 0; round < 40; round++)
		for (int at = 0; at == 0 || at < n_calls; at++) {
			int got = replace(g, g * 7919 % 15000, at, _i != 0);

			ck_assert(got == (int)g || got == (int)g - 1);
			ck_assert(all_readable());
			own_clock++;
			n_calls = 0;
			ck_assert_int_eq(generation_asked(), (int)g);
			note_used();
			g++;
			replace(g, 0, -1, false); /* counts the calls */
			g++;
		}
	ck_assert_int_eq(n_over, 0);
	ck_assert_uint_le(n_used, 12);
}
END_TEST

/* Eight maps are kept.  The next index is copied, which needs a range of its own. */
START_TEST(a_copy_that_there_is_no_room_for_is_tried_again)
{
	if (geteuid() != 0)
		return; /* an ordinary user's index is read, so the second one is a copy */
	begin();
	for (unsigned g = 2; g <= 8; g++)
		ck_assert_int_eq(replace(g, 0, -1, false), (int)g);
	/* Behind open, map and close comes the map of the range. */
	ck_assert_int_eq(replace(9, 0, 3, true), 8);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 9);
}
END_TEST

START_TEST(an_index_that_grows_needs_few_ranges)
{
	begin();
	for (unsigned g = 2; g < 300; g++)
		ck_assert_int_eq(replace(g, g * 50, -1, false), (int)g);
	ck_assert_uint_le(n_used, 8 + 4);
	ck_assert(all_readable());
}
END_TEST

START_TEST(an_index_that_may_not_be_opened_costs_one_try)
{
	struct iana_buffer b = generation_index(5, 0);

	begin();
	places.local = generation_path;
	places.shipped = fixture_file(&b);
	refused = generation_path;
	own_clock++;
	ck_assert_int_eq(generation_asked(), 5);
	n_calls = 0;
	for (int i = 0; i < 10; i++) {
		own_clock++;
		ck_assert_int_eq(generation_asked(), 5);
	}
	ck_assert_int_eq(n_calls, 0);
	/* When it changes, it is tried again. */
	refused = NULL;
	generation_put(6, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 6);
	iana_buffer_done(&b);
}
END_TEST

/* The only index there is comes as soon as the process has the right. */
START_TEST(an_only_index_that_may_not_be_opened_is_tried_again)
{
	struct iana_buffer none = { .bytes = (char *)(uintptr_t) "", .len = 0 };

	strcpy(generation_path, fixture_file(&none));
	generation_put(1, 0);
	places.local = generation_path;
	places.shipped = "/nonexistent/index";
	plugin_byname = _nss_iana_getservbyname_r;
	refused = generation_path;
	own_clock++;
	ck_assert_int_eq(generation_asked(), -1);
	refused = NULL;
	own_clock++;
	ck_assert_int_eq(generation_asked(), 1);
}
END_TEST

/* A program may change its environment and free what was there. */
START_TEST(the_environment_is_read_once)
{
	char variable[300] = "IANA_SERVICES_INDEX=";

	begin();
	strcat(variable, "/nonexistent/index");
	ck_assert_int_eq(putenv(variable), 0);
	generation_put(2, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 2);
	ck_assert_int_eq(unsetenv("IANA_SERVICES_INDEX"), 0);
	generation_put(3, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 3);
}
END_TEST

#ifdef __x86_64__

/* The processor traps after each instruction while this bit of its flags is set. */
#define TRAP_FLAG 0x100ULL

static int steps_left;

static void
check_now(int number)
{
	(void)number;
	if (--steps_left == 0)
		ck_assert_int_eq(generation_asked(), 1);
}

/* Take a snapshot, and let the index appear after this many instructions of that. */
static enum iana_status
take_with_check_at(int step, bool *ret_checked)
{
	struct sigaction act = { .sa_handler = check_now };
	struct iana_snapshot now;
	enum iana_status st;

	ck_assert_int_eq(sigaction(SIGTRAP, &act, NULL), 0);
	steps_left = step;
	__builtin_ia32_writeeflags_u64(__builtin_ia32_readeflags_u64() | TRAP_FLAG);
	do
		st = iana_snapshot_take(&now);
	while (!iana_snapshot_end(&now));
	__builtin_ia32_writeeflags_u64(__builtin_ia32_readeflags_u64() & ~TRAP_FLAG);
	*ret_checked = steps_left <= 0;
	return st;
}

/*
 * A lookup that found the lock taken, and so did not check the files, finds the index that
 * another thread brings after any of its instructions but the last few.
 */
START_TEST(an_index_that_appears_within_a_lookup_answers)
{
	struct iana_buffer none = { .bytes = (char *)(uintptr_t) "", .len = 0 };
	int n_missed = 0;

	strcpy(generation_path, fixture_file(&none));
	generation_put(1, 0);
	plugin_use(generation_path);
	plugin_byname = _nss_iana_getservbyname_r;
	for (int step = 1;; step++) {
		pid_t child = fork();
		int status;

		if (child == 0) {
			bool checked;
			enum iana_status st = take_with_check_at(step, &checked);

			_exit(!checked ? 2 : st != IANA_OK);
		}
		ck_assert_int_eq(waitpid(child, &status, 0), child);
		ck_assert(WIFEXITED(status));
		if (WEXITSTATUS(status) == 2)
			break;
		ck_assert(n_missed == 0 || WEXITSTATUS(status) == 1);
		n_missed += WEXITSTATUS(status);
	}
	ck_assert_int_le(n_missed, 100);
}
END_TEST

#endif

static void
add(TCase *tc)
{
#ifdef __x86_64__
	tcase_add_test(tc, an_index_that_appears_within_a_lookup_answers);
#endif
	tcase_add_test(tc, an_index_that_may_not_be_opened_costs_one_try);
	tcase_add_test(tc, an_only_index_that_may_not_be_opened_is_tried_again);
	tcase_add_test(tc, the_environment_is_read_once);
	tcase_add_loop_test(tc, no_range_goes_when_a_call_fails, 0, 2);
	tcase_add_test(tc, a_copy_that_there_is_no_room_for_is_tried_again);
	tcase_add_test(tc, an_index_that_grows_needs_few_ranges);
}

int
main(void)
{
	return unit_run("update", add);
}
