/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Threads that leave while the plugin checks the files (rule L3): they are cancelled, or a
 * signal handler jumps out.  The program exports calls of libc, so that the plugin's pass
 * by here.  All of it is asked once in the first check, once in a later one.
 */
#include "support/generation.h"
#include "support/module.h"
#include "support/plugin.h"
#include "support/unit.h"

#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Called within each mmap of a file, which is in the middle of a check. */
static void (*within)(void);

__attribute__((visibility("default"))) void *
mmap(void *addr, size_t len, int prot, int flags, int fd, off_t off)
{
#ifdef __s390x__
	/* This machine's call takes the address of its arguments. */
	long arguments[] = { (long)addr, (long)len, prot, flags, fd, off };

	if (within != NULL && fd >= 0)
		within();
	return (void *)syscall(SYS_mmap, arguments);
#else
	if (within != NULL && fd >= 0)
		within();
#ifdef SYS_mmap2
	return (void *)syscall(SYS_mmap2, addr, len, prot, flags, fd, (long)(off / 4096));
#else
	return (void *)syscall(SYS_mmap, addr, len, prot, flags, fd, off);
#endif
#endif
}

/* In the first check of the process, or in a later one. */
static void
begin(bool later)
{
	generation_begin(1);
	if (!later)
		return;
	ck_assert_int_eq(generation_asked(), 1);
	generation_put(2, 0);
	own_clock++;
}

/* The plugin goes on as if nothing had been. */
static void
ask_on(bool later)
{
	within = NULL;
	own_clock++;
	ck_assert_int_eq(generation_asked(), later ? 2 : 1);
	generation_put(3, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 3);
}

static atomic_int answer;

static void *
ask(void *unused)
{
	pthread_cancel(pthread_self()); /* waits for the next cancellation point */
	answer = generation_asked();
	pthread_testcancel();
	return unused;
}

/* nss_files ends no thread that is to be cancelled. */
START_TEST(a_cancelled_thread_answers_first)
{
	pthread_t thread;
	void *result;

	begin(_i);
	answer = -9;
	ck_assert_int_eq(pthread_create(&thread, NULL, ask, NULL), 0);
	pthread_join(thread, &result);
	ck_assert_ptr_eq(result, PTHREAD_CANCELED);
	ck_assert_int_eq(answer, _i ? 2 : 1);
	ask_on(_i);
}
END_TEST

/*
 * Let the index be one that is read.  The local module of a process of root refuses a file
 * that others may write to.
 */
static void
make_unmapped(void)
{
	if (module_is_local && geteuid() == 0)
		ck_assert_int_eq(chown(generation_path, 1, 0), 0);
	else
		ck_assert_int_eq(chmod(generation_path, 0666), 0);
}

/* The same where the index is read, and in the search of a second file. */
START_TEST(a_cancelled_thread_that_reads_answers_first)
{
	pthread_t thread;
	void *result;

	begin(_i);
	make_unmapped();
	answer = -9;
	ck_assert_int_eq(pthread_create(&thread, NULL, ask, NULL), 0);
	pthread_join(thread, &result);
	ck_assert_int_eq(answer, _i ? 2 : 1);
	ask_on(_i);
}
END_TEST

static sigjmp_buf out;

static void
jump(int number)
{
	(void)number;
	siglongjmp(out, 1);
}

static void
raise_alarm(void)
{
	within = NULL;
	raise(SIGALRM);
}

START_TEST(a_handler_that_jumps_out_waits_for_the_check)
{
	sigset_t now;

	begin(_i);
	signal(SIGALRM, jump);
	within = raise_alarm;
	if (sigsetjmp(out, 1) == 0) {
		generation_asked();
		ck_abort_msg("no signal came");
	}
	ask_on(_i);
	sigprocmask(SIG_SETMASK, NULL, &now);
	ck_assert(sigisemptyset(&now));
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, a_cancelled_thread_answers_first, 0, 2);
	tcase_add_loop_test(tc, a_cancelled_thread_that_reads_answers_first, 0, 2);
	if (geteuid() == 0) /* else the index is not mapped */
		tcase_add_loop_test(tc, a_handler_that_jumps_out_waits_for_the_check, 0, 2);
}

int
main(void)
{
	return unit_run("leave", add);
}
