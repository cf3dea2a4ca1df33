/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Lookups from where they are least expected (L3): in signal handlers that cut
 * into lookups, and in the children of processes whose threads look up.
 */
#include "support/generation.h"
#include "support/plugin.h"
#include "support/unit.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static _Atomic int least; /* no answer may come from before this generation */
static atomic_int wrong;
static atomic_uint n_asked;
static atomic_bool done;

static void
ask(void)
{
	int from = least;
	int g = generation_asked();

	if (g < from)
		wrong = g != 0 ? g : -3;
	n_asked++;
}

/* ---- signals ------------------------------------------------------------------------- */

static void
on_signal(int unused)
{
	int e = errno;

	(void)unused;
	ask();
	if (errno != e)
		wrong = -4;
}

/* Every few microseconds from now on. */
static void
start_signals(void)
{
	const struct sigaction act = { .sa_handler = on_signal };
	const struct itimerval often = { { 0, 50 }, { 0, 50 } };

	ck_assert_int_eq(sigaction(SIGALRM, &act, NULL), 0);
	ck_assert_int_eq(setitimer(ITIMER_REAL, &often, NULL), 0);
}

static void
stop_signals(void)
{
	const struct itimerval never = { 0 };

	setitimer(ITIMER_REAL, &never, NULL);
}

/* A handler interrupts lookups, checks and changes of the index alike. */
START_TEST(lookups_in_a_signal_handler_answer)
{
	sigset_t alarm;

	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	generation_begin(1);
	least = 1;
	start_signals();
	for (unsigned g = 2; g <= 300 && wrong == 0; g++) {
		sigprocmask(SIG_BLOCK, &alarm, NULL);
		generation_put(g, g % 2 * 3000);
		sigprocmask(SIG_UNBLOCK, &alarm, NULL);
		own_clock++;
		/* The handler answers on from the old one where it cut into the check. */
		for (int i = 0; i < 20; i++)
			ask();
		ck_assert_int_eq(generation_asked(), (int)g);
		least = (int)g;
	}
	stop_signals();
	ck_assert_int_eq(wrong, 0);
	ck_assert_uint_gt(n_asked, 300 * 20);
}
END_TEST

/* The first map of a process, cut into: the handler must not wait for it. */
START_TEST(a_signal_handler_during_the_first_lookup_answers)
{
	generation_begin(1);
	least = 1;
	for (int i = 0; i < 300; i++) {
		pid_t child = fork();
		int status;

		if (child == 0) {
			start_signals();
			for (int k = 0; k < 200; k++)
				ask();
			_exit(wrong == 0 ? 0 : 1);
		}
		ck_assert_int_eq(waitpid(child, &status, 0), child);
		ck_assert_int_eq(status, 0);
	}
}
END_TEST

/* ---- children ------------------------------------------------------------------------ */

/* It has the memory of its parent, and another process number. */
START_TEST(a_vfork_child_may_look_up_and_so_may_its_parent_afterwards)
{
	generation_begin(1);
	for (unsigned g = 1; g <= 50; g++) {
		volatile int in_child = -9;
		pid_t child;
		int status;

		generation_put(g, 0);
		own_clock++;
		if (g % 2 == 0) /* else it is the child that notices the new one */
			ck_assert_int_eq(generation_asked(), (int)g);
		child = vfork();
		if (child == 0) {
			in_child = generation_asked();
			_exit(in_child == (int)g ? 0 : 1);
		}
		ck_assert_int_eq(waitpid(child, &status, 0), child);
		ck_assert_int_eq(status, 0);
		/* Under an emulator vfork is fork: the child's memory is its own. */
		ck_assert(in_child == (int)g || in_child == -9);
		ck_assert_int_eq(generation_asked(), (int)g);
	}
}
END_TEST

#define N_THREADS 4

static void *
look_up(void *unused)
{
	while (!done)
		ask();
	return unused;
}

/* A check that a thread of the parent had begun is the child's own now, however far
 * it got; what the parent does later is nothing to the child. */
START_TEST(children_of_threads_that_look_up_follow_the_index_for_long)
{
	pthread_t thread[N_THREADS];
	pid_t child[20];
	int status;

	generation_begin(1);
	ck_assert_int_eq(generation_asked(), 1);
	least = 1;
	for (int i = 0; i < N_THREADS; i++)
		ck_assert_int_eq(pthread_create(&thread[i], NULL, look_up, NULL), 0);
	for (unsigned g = 2; g < 2 + sizeof child / sizeof *child; g++) {
		generation_put(g, g % 2 * 3000);
		own_clock++;
		child[g - 2] = fork();
		if (child[g - 2] == 0) {
			least = (int)g;
			for (int k = 0; k < 300 && wrong == 0; k++) {
				own_clock++;
				ask();
			}
			_exit(wrong == 0 ? 0 : 1);
		}
	}
	for (size_t i = 0; i < sizeof child / sizeof *child; i++) {
		ck_assert_int_eq(waitpid(child[i], &status, 0), child[i]);
		ck_assert_int_eq(status, 0);
	}
	done = true;
	for (int i = 0; i < N_THREADS; i++)
		pthread_join(thread[i], NULL);
	ck_assert_int_eq(wrong, 0);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, lookups_in_a_signal_handler_answer);
	tcase_add_test(tc, a_signal_handler_during_the_first_lookup_answers);
	tcase_add_test(tc, a_vfork_child_may_look_up_and_so_may_its_parent_afterwards);
	tcase_add_test(tc, children_of_threads_that_look_up_follow_the_index_for_long);
}

int
main(void)
{
	return unit_run("process", add);
}
