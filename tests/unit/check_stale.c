/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The module iana_local while the services file and its index change (L7).  The clock and
 * what stat(2) shows are the tests' own; each test is a process.
 */
#include "support/generation.h"
#include "support/module.h"
#include "support/own_files.h"
#include "support/plugin.h"
#include "support/unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Time stands still, and so does what is shown of the services file, but for its size. */
#define LONG_AGO 900000000
static time_t shown_time;
static uint64_t shown_inode;
static ino_t real_inode;

static void
show(struct stat *found)
{
	if (found->st_ino != real_inode)
		return;
	found->st_ino = shown_inode;
	found->st_mtim = (struct timespec){ shown_time, 5 };
	found->st_ctim = (struct timespec){ shown_time, 6 };
}

static void
begin(void)
{
	struct stat st;

	generation_begin(1);
	ck_assert_int_eq(stat(module_services, &st), 0);
	real_inode = st.st_ino;
	shown_time = LONG_AGO;
	shown_inode = 7;
	own_stat = show;
	ck_assert_int_eq(generation_asked(), 1);
}

/* Write one byte of the services file in place. */
static void
write_byte(off_t at, char c)
{
	int fd = open(module_services, O_WRONLY);

	ck_assert_int_eq(pwrite(fd, &c, 1, at), 1);
	close(fd);
}

/* Other bytes of the same size, or those that were merged. */
static void
edit(bool is_merged)
{
	write_byte(0, is_merged ? 'l' : 'L');
	shown_inode++;
}

/* The answer after a second. */
static int
next_second(void)
{
	own_clock++;
	return generation_asked();
}

START_TEST(every_call_is_unavail_while_it_is_stale)
{
	struct servent s;
	char buffer[PLUGIN_ROOM];
	int e;

	begin();
	edit(false);
	own_clock++;
	for (int i = 0; i < 3; i++) {
		e = 0;
		ck_assert_int_eq(plugin_byname("svc", "tcp", &s, buffer, sizeof buffer, &e),
				 NSS_STATUS_UNAVAIL);
		ck_assert_int_eq(e, ESTALE);
		/* a miss as well: it is for the next source to say */
		e = 0;
		ck_assert_int_eq(plugin_byname("none", NULL, &s, buffer, sizeof buffer, &e),
				 NSS_STATUS_UNAVAIL);
		ck_assert_int_eq(e, ESTALE);
		e = 0;
		ck_assert_int_eq(
		    plugin_byport(htons(1), NULL, &s, buffer, sizeof buffer, &e),
		    NSS_STATUS_UNAVAIL);
		ck_assert_int_eq(e, ESTALE);
		ck_assert_int_eq(plugin_setent(0), NSS_STATUS_UNAVAIL);
		e = 0;
		ck_assert_int_eq(plugin_getent(&s, buffer, sizeof buffer, &e),
				 NSS_STATUS_UNAVAIL);
		ck_assert_int_eq(e, ESTALE);
		ck_assert_int_eq(plugin_endent(), NSS_STATUS_SUCCESS);
		own_clock += i;
	}
	edit(true);
	ck_assert_int_eq(next_second(), 1);
}
END_TEST

START_TEST(an_edit_is_noticed_in_the_next_second)
{
	begin();
	for (int i = 0; i < 20; i++) {
		edit(false);
		ck_assert_int_eq(generation_asked(), 1); /* no system call this second */
		ck_assert_int_eq(next_second(), -1);
		edit(true);
		ck_assert_int_eq(generation_asked(), -1);
		ck_assert_int_eq(next_second(), 1);
	}
}
END_TEST

/* All five fields stay the same, which no kernel of today shows. */
START_TEST(an_edit_within_the_tick_is_noticed)
{
	begin();
	shown_time = own_clock;
	ck_assert_int_eq(next_second(), 1);
	write_byte(0, 'L');
	ck_assert_int_eq(next_second(), -1);
	write_byte(0, 'l');
	ck_assert_int_eq(next_second(), 1);
	ck_assert_int_eq(next_second(), 1);
}
END_TEST

START_TEST(a_file_that_was_read_is_not_read_again)
{
	begin();
	shown_inode++;
	ck_assert_int_eq(next_second(), 1);
	own_n_opens = 0;
	for (int i = 0; i < 100; i++)
		ck_assert_int_eq(next_second(), 1);
	ck_assert_uint_eq(own_n_opens, 0);
	edit(false);
	ck_assert_int_eq(next_second(), -1);
	own_n_opens = 0;
	for (int i = 0; i < 100; i++)
		ck_assert_int_eq(next_second(), -1);
	ck_assert_uint_eq(own_n_opens, 0);
}
END_TEST

/* What is true of the index alone is not enough: nobody can say whether it still fits. */
START_TEST(an_index_that_vanishes_or_is_unsound_answers_no_more)
{
	char aside[300];
	int fd;

	begin();
	snprintf(aside, sizeof aside, "%s.aside", generation_path);
	ck_assert_int_eq(rename(generation_path, aside), 0);
	ck_assert_int_eq(next_second(), -1);
	fd = open(generation_path, O_CREAT | O_WRONLY, 0600);
	ck_assert_int_eq(write(fd, "no index", 8), 8);
	close(fd);
	ck_assert_int_eq(next_second(), -1);
	ck_assert_int_eq(rename(aside, generation_path), 0);
	ck_assert_int_eq(next_second(), 1);
	generation_put(2, 0);
	ck_assert_int_eq(next_second(), 2);
	fixture_merged = NULL;
	generation_put(3, 0); /* a plain index */
	ck_assert_int_eq(next_second(), -1);
}
END_TEST

START_TEST(a_services_file_that_cannot_be_had_is_stale_until_it_can)
{
	begin();
	shown_inode++;
	own_open_error = EACCES;
	ck_assert_int_eq(next_second(), -1);
	own_open_error = 0;
	ck_assert_int_eq(next_second(), 1); /* it looks the same */
	own_stat_error = EACCES;
	ck_assert_int_eq(next_second(), -1);
	own_stat_error = 0;
	ck_assert_int_eq(next_second(), 1);
}
END_TEST

/* ---- enumerations -------------------------------------------------------------------- */

START_TEST(an_enumeration_that_has_begun_ends_in_its_index)
{
	begin();
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 1");
	edit(false);
	ck_assert_int_eq(next_second(), -1);
	ck_assert_str_eq(generation_next(), "next 2");
	ck_assert_str_eq(generation_next(), "");
	/* one that is not begun is unavailable: it would be of another time */
	plugin_endent();
	ck_assert_str_eq(generation_next(), "");
	ck_assert_int_eq(plugin_setent(0), NSS_STATUS_UNAVAIL);
}
END_TEST

/* Also across the merge that follows. */
START_TEST(an_enumeration_goes_on_while_the_file_changes_and_is_merged)
{
	begin();
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 1");
	for (int i = 0; i < 5; i++) {
		edit(false);
		ck_assert_int_eq(next_second(), -1);
		edit(true);
		if (i % 2 != 0)
			ck_assert_int_eq(next_second(), 1);
	}
	edit(false);
	ck_assert_int_eq(next_second(), -1);
	edit(true);
	generation_put(2, 0);
	ck_assert_int_eq(next_second(), 2);
	ck_assert_str_eq(generation_next(), "next 2");
	ck_assert_str_eq(generation_next(), "");
}
END_TEST

/* The bytes of an index that was set aside may go as well: the process must not end. */
START_TEST(an_enumeration_ends_where_an_index_set_aside_is_spoiled)
{
	struct iana_buffer b = generation_index(1, 15000);
	struct iana_buffer other = generation_index(3, 15000);
	int fd;

	generation_begin(1);
	generation_place(&b);
	edit(true);
	ck_assert_int_eq(next_second(), 1);
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 1");
	edit(false);
	ck_assert_int_eq(next_second(), -1);
	ck_assert_str_eq(generation_next(), "next 2");
	fd = open(generation_path, O_WRONLY);
	ck_assert_int_eq(ftruncate(fd, _i == 0 ? 0 : 4096), 0);
	if (_i == 2) /* another sound index, in the same file */
		ck_assert_int_eq(pwrite(fd, other.bytes, other.len, 0), (ssize_t)other.len);
	close(fd);
	if (_i == 2)
		edit(true);
	ck_assert_int_eq(next_second(), _i == 2 ? 3 : -1);
	if (geteuid() == 0) /* else the bytes were read */
		ck_assert_str_eq(generation_next(), "");
	iana_buffer_done(&b);
	iana_buffer_done(&other);
}
END_TEST

/* ---- threads ------------------------------------------------------------------------- */

#define N_THREADS 4

/* The answer of all lookups that begin and end while it stays the same; 0: any. */
static atomic_int certain;
static atomic_uint phase; /* counts the changes of it */
static atomic_bool done;
static atomic_int wrong;
static atomic_uint n_asked[N_THREADS]; /* by each thread */
static atomic_uint n_listed;

static void *
look_up(void *arg)
{
	atomic_uint *n = arg;

	while (!done) {
		unsigned before = phase;
		int want = certain;
		int got = generation_asked();

		if ((got != 1 && got != -1) ||
		    (want != 0 && got != want && phase == before))
			wrong = got != 0 ? got : -9;
		++*n;
	}
	return NULL;
}

/* Each enumeration that begins is whole. */
static void *
enumerate(void *arg)
{
	atomic_uint *n_begun = arg;

	while (!done) {
		++*n_begun;
		plugin_setent(0);
		if (generation_next()[0] == '\0')
			continue;
		for (int n = 1; n < 202; n++)
			if (generation_next()[0] == '\0')
				wrong = -10 - n;
		if (generation_next()[0] != '\0')
			wrong = -8;
		n_listed++;
	}
	return NULL;
}

static void
set_certain(int answer)
{
	certain = answer;
	phase++;
}

/* Let each thread begin and end a lookup. */
static void
wait_for_all(void)
{
	for (int i = 0; i < N_THREADS; i++)
		for (unsigned n = n_asked[i]; n_asked[i] < n + 2 && wrong == 0;)
			sched_yield();
}

START_TEST(threads_agree_while_it_turns_stale_and_fresh)
{
	pthread_t thread[N_THREADS];

	begin();
	generation_put(1, 199);
	ck_assert_int_eq(next_second(), 1);
	for (int i = 0; i < N_THREADS; i++)
		ck_assert_int_eq(pthread_create(&thread[i], NULL,
						i == 0 ? enumerate : look_up, &n_asked[i]),
				 0);
	for (int turn = 0; turn < 60 && wrong == 0; turn++) {
		int answer = turn % 2 != 0 ? 1 : -1;

		set_certain(0);
		edit(answer == 1);
		own_clock++;
		while (generation_asked() != answer)
			sched_yield();
		/* One of the threads may still be at an earlier check. */
		wait_for_all();
		set_certain(answer);
		wait_for_all();
	}
	done = true;
	for (int i = 0; i < N_THREADS; i++)
		pthread_join(thread[i], NULL);
	ck_assert_int_eq(wrong, 0);
	ck_assert_uint_gt(n_listed, 10);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, every_call_is_unavail_while_it_is_stale);
	tcase_add_test(tc, an_edit_is_noticed_in_the_next_second);
	tcase_add_test(tc, an_edit_within_the_tick_is_noticed);
	tcase_add_test(tc, a_file_that_was_read_is_not_read_again);
	tcase_add_test(tc, an_index_that_vanishes_or_is_unsound_answers_no_more);
	tcase_add_test(tc, a_services_file_that_cannot_be_had_is_stale_until_it_can);
	tcase_add_test(tc, an_enumeration_that_has_begun_ends_in_its_index);
	tcase_add_test(tc, an_enumeration_goes_on_while_the_file_changes_and_is_merged);
	tcase_add_loop_test(tc, an_enumeration_ends_where_an_index_set_aside_is_spoiled, 0,
			    3);
	tcase_add_test(tc, threads_agree_while_it_turns_stale_and_fresh);
}

int
main(void)
{
	return unit_run("stale", add);
}
