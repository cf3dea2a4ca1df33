/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * An index that is replaced, spoiled or gone while the process uses it (L4).  The
 * clock is the tests' own; each test is a process.
 */
#include "support/generation.h"
#include "support/plugin.h"
#include "support/unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

START_TEST(a_replaced_index_is_noticed_within_a_second)
{
	generation_begin(100);
	ck_assert_int_eq(generation_asked(), 100);
	generation_put(200, 0);
	ck_assert_int_eq(generation_asked(), 100); /* no system call in the same second */
	own_clock++;
	ck_assert_int_eq(generation_asked(), 200);
	generation_put(300, 0);
	own_clock -= 5; /* a clock may be set back */
	ck_assert_int_eq(generation_asked(), 300);
}
END_TEST

START_TEST(an_index_is_noticed_in_the_second_zero)
{
	generation_begin(1);
	ck_assert_int_eq(generation_asked(), 1);
	generation_put(2, 0);
	own_clock = 0;
	ck_assert_int_eq(generation_asked(), 2);
	generation_put(3, 0);
	own_clock = 1;
	ck_assert_int_eq(generation_asked(), 2); /* taken for the same second */
	own_clock = 2;
	ck_assert_int_eq(generation_asked(), 3);
}
END_TEST

START_TEST(a_changed_path_is_noticed)
{
	struct iana_buffer b = generation_index(400, 0);

	generation_begin(100);
	ck_assert_int_eq(generation_asked(), 100);
	plugin_use(fixture_file(&b));
	ck_assert_int_eq(generation_asked(), 400);
	iana_buffer_done(&b);
}
END_TEST

/* Nothing better is there: what is mapped answers on. */
START_TEST(an_index_that_vanishes_or_is_replaced_by_an_unsound_one_answers_on)
{
	int fd;

	generation_begin(100);
	ck_assert_int_eq(generation_asked(), 100);
	unlink(generation_path);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 100);
	fd = open(generation_path, O_CREAT | O_WRONLY, 0600);
	ck_assert_int_eq(write(fd, "no index", 8), 8);
	close(fd);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 100);
	generation_put(200, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 200);
}
END_TEST

/* Its own bytes are no longer what they were: it is given up, where it is mapped. */
START_TEST(an_index_written_over_in_place_is_given_up_until_it_is_sound)
{
	struct iana_buffer b = generation_index(300, 0);
	int fd;

	generation_begin(100);
	ck_assert_int_eq(generation_asked(), 100);
	fd = open(generation_path, O_WRONLY);
	ck_assert_int_eq(pwrite(fd, "garbage!", 8, 0), 8);
	own_clock++;
	ck_assert_int_eq(generation_asked(), geteuid() == 0 ? -1 : 100);
	ck_assert_int_eq(pwrite(fd, b.bytes, b.len, 0), (ssize_t)b.len);
	ck_assert_int_eq(ftruncate(fd, (off_t)b.len), 0);
	close(fd);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 300);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(an_enumeration_goes_on_where_it_began)
{
	generation_begin(100);
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 100");
	generation_put(200, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 200);
	ck_assert_str_eq(generation_next(), "next 101");
	ck_assert_str_eq(generation_next(), "");
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 200");
	/* Replaced twice, its index is gone: it ends, and never mixes. */
	generation_put(300, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 300);
	generation_put(400, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 400);
	ck_assert_str_eq(generation_next(), "");
	plugin_endent();
	ck_assert_str_eq(generation_next(), "svc 400");
}
END_TEST

START_TEST(an_enumeration_goes_on_where_the_same_table_comes_back)
{
	generation_begin(100);
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 100");
	for (unsigned g = 300; g >= 100; g -= 100) {
		generation_put(g, 0);
		own_clock++;
		ck_assert_int_eq(generation_asked(), (int)g);
	}
	ck_assert_str_eq(generation_next(), "next 101");
	ck_assert_str_eq(generation_next(), "");
}
END_TEST

/* Bytes of address space that is only read, as an index is, and the number of maps. */
static void
measure_maps(unsigned long *ret_bytes, unsigned *ret_n)
{
	FILE *f = fopen("/proc/self/maps", "r");
	unsigned long from;
	unsigned long to;
	char line[600];

	*ret_bytes = 0;
	*ret_n = 0;
	while (fgets(line, sizeof line, f) != NULL)
		if (sscanf(line, "%lx-%lx", &from, &to) == 2 && strstr(line, " r--p ")) {
			*ret_bytes += to - from;
			++*ret_n;
		}
	fclose(f);
}

START_TEST(hundreds_of_replacements_leave_nothing_behind)
{
	unsigned long bytes;
	unsigned long bytes_then;
	unsigned n;
	unsigned n_then;

	generation_begin(1);
	for (unsigned g = 2; g <= 400; g++) {
		generation_put(g, g * 7919 % 15000); /* of all sizes, up to 300 KiB */
		own_clock++;
		ck_assert_int_eq(generation_asked(), (int)g);
		if (g == 100)
			measure_maps(&bytes, &n);
	}
	measure_maps(&bytes_then, &n_then);
	ck_assert_uint_le(bytes_then, bytes + (2 << 20));
	ck_assert_uint_le(n_then, n + 4);
}
END_TEST

/* ---- threads and children ---------------------------------------------------------- */

#define N_THREADS 4

static _Atomic int oldest; /* no answer may come from before this generation */
static atomic_bool done;
static atomic_int wrong;
static atomic_uint n_answers;

static void *
look_up(void *unused)
{
	while (!done) {
		int least = oldest;
		int g = generation_asked();

		n_answers++;
		if (g < least)
			wrong = g != 0 ? g : -3;
	}
	return unused;
}

START_TEST(threads_get_whole_answers_while_the_index_is_replaced)
{
	pthread_t thread[N_THREADS];

	generation_begin(1);
	ck_assert_int_eq(generation_asked(), 1);
	oldest = 1;
	for (int i = 0; i < N_THREADS; i++)
		ck_assert_int_eq(pthread_create(&thread[i], NULL, look_up, NULL), 0);
	for (unsigned g = 2; g <= 400 && wrong == 0; g++) {
		generation_put(g, g % 2 * 3000);
		own_clock++;
		/* One of the threads may be at it just now; then it answers on. */
		while (generation_asked() != (int)g)
			continue;
		oldest = (int)g;
	}
	done = true;
	for (int i = 0; i < N_THREADS; i++)
		pthread_join(thread[i], NULL);
	ck_assert_int_eq(wrong, 0);
	ck_assert_uint_gt(n_answers, 1000);
}
END_TEST

/* Forked at any moment of an update, a child answers, and notices the next. */
START_TEST(a_child_forked_during_an_update_notices_the_next)
{
	pthread_t thread[N_THREADS];

	generation_begin(1);
	oldest = 1;
	for (int i = 0; i < N_THREADS; i++)
		ck_assert_int_eq(pthread_create(&thread[i], NULL, look_up, NULL), 0);
	for (unsigned g = 2; g <= 200; g++) {
		pid_t child;
		int status;

		generation_put(g, 0);
		own_clock++;
		child = fork();
		if (child == 0) {
			own_clock++;
			_exit(generation_asked() == (int)g ? 0 : 1);
		}
		ck_assert_int_eq(waitpid(child, &status, 0), child);
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
	tcase_add_test(tc, a_replaced_index_is_noticed_within_a_second);
	tcase_add_test(tc, an_index_is_noticed_in_the_second_zero);
	tcase_add_test(tc, a_changed_path_is_noticed);
	tcase_add_test(tc,
		       an_index_that_vanishes_or_is_replaced_by_an_unsound_one_answers_on);
	tcase_add_test(tc, an_index_written_over_in_place_is_given_up_until_it_is_sound);
	tcase_add_test(tc, an_enumeration_goes_on_where_it_began);
	tcase_add_test(tc, an_enumeration_goes_on_where_the_same_table_comes_back);
	tcase_add_test(tc, hundreds_of_replacements_leave_nothing_behind);
	tcase_add_test(tc, threads_get_whole_answers_while_the_index_is_replaced);
	tcase_add_test(tc, a_child_forked_during_an_update_notices_the_next);
}

int
main(void)
{
	return unit_run("store", add);
}
