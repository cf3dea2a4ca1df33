/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * An index that is replaced, spoiled or gone while the process uses it (L4).  The
 * clock is the tests' own; each test is a process.
 */
#include "fixture.h"
#include "plugin.h"
#include "unit.h"

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

static char path[256];

/* An index of generation g: "svc" at port g, "next" after it, fill more ports. */
static struct iana_buffer
index_of(unsigned g, unsigned fill)
{
	struct iana_buffer csv = { 0 };
	struct iana_buffer index;

	iana_buffer_puts(&csv, "Service Name,Port Number,Transport Protocol,Description,"
			       "Assignment Notes\n");
	iana_buffer_printf(&csv, "svc,%u,tcp,,\ngen-%u,%u,tcp,,\"An alias to \"\"svc\"\"\"\n", g,
			   g, g);
	iana_buffer_printf(&csv, "next,%u,tcp,,\n", g + 1);
	if (fill != 0)
		iana_buffer_printf(&csv, "fill,50000-%u,tcp,,\n", 50000 + fill);
	iana_buffer_u8(&csv, 0);
	index = fixture_index((const char *)csv.bytes, false);
	iana_buffer_done(&csv);
	return index;
}

/* Put generation g into the place, by rename. */
static void
replace(unsigned g, unsigned fill)
{
	struct iana_buffer b = index_of(g, fill);
	char temp[300];
	FILE *f;

	snprintf(temp, sizeof temp, "%s.new", path);
	f = fopen(temp, "w");
	ck_assert_uint_eq(fwrite(b.bytes, 1, b.len, f), b.len);
	fclose(f);
	ck_assert_int_eq(rename(temp, path), 0);
	iana_buffer_done(&b);
}

static void
begin(unsigned g)
{
	struct iana_buffer none = { .bytes = (char *)(uintptr_t)"", .len = 0 };

	strcpy(path, fixture_file(&none));
	replace(g, 0);
	plugin_open(path);
}

/* The generation that answers; 0: not found, -1: unavailable; -2: a mixed answer. */
static int
generation(void)
{
	struct servent s;
	char buffer[PLUGIN_ROOM];
	char line[PLUGIN_ROOM];
	char want[PLUGIN_ROOM];
	int e;
	int g;

	switch (plugin_byname("svc", "tcp", &s, buffer, sizeof buffer, &e)) {
	case NSS_STATUS_SUCCESS:
		g = ntohs((uint16_t)s.s_port);
		snprintf(want, sizeof want, "svc %d/tcp gen-%d", g, g);
		plugin_format(&s, line);
		return strcmp(line, want) == 0 ? g : -2;
	case NSS_STATUS_NOTFOUND:
		return 0;
	default:
		return -1;
	}
}

START_TEST(a_replaced_index_is_noticed_within_a_second)
{
	begin(100);
	ck_assert_int_eq(generation(), 100);
	replace(200, 0);
	ck_assert_int_eq(generation(), 100); /* no system call in the same second */
	plugin_now++;
	ck_assert_int_eq(generation(), 200);
	replace(300, 0);
	plugin_now -= 5; /* a clock may be set back */
	ck_assert_int_eq(generation(), 300);
}
END_TEST

START_TEST(a_changed_path_is_noticed)
{
	struct iana_buffer b = index_of(400, 0);

	begin(100);
	ck_assert_int_eq(generation(), 100);
	plugin_use(fixture_file(&b));
	ck_assert_int_eq(generation(), 400);
	iana_buffer_done(&b);
}
END_TEST

/* Nothing better is there: what is mapped answers on. */
START_TEST(an_index_that_vanishes_or_is_replaced_by_an_unsound_one_answers_on)
{
	int fd;

	begin(100);
	ck_assert_int_eq(generation(), 100);
	unlink(path);
	plugin_now++;
	ck_assert_int_eq(generation(), 100);
	fd = open(path, O_CREAT | O_WRONLY, 0600);
	ck_assert_int_eq(write(fd, "no index", 8), 8);
	close(fd);
	plugin_now++;
	ck_assert_int_eq(generation(), 100);
	replace(200, 0);
	plugin_now++;
	ck_assert_int_eq(generation(), 200);
}
END_TEST

/* Its own bytes are no longer what they were: it is given up. */
START_TEST(an_index_written_over_in_place_is_given_up_until_it_is_sound)
{
	struct iana_buffer b = index_of(300, 0);
	int fd;

	begin(100);
	ck_assert_int_eq(generation(), 100);
	fd = open(path, O_WRONLY);
	ck_assert_int_eq(pwrite(fd, "garbage!", 8, 0), 8);
	plugin_now++;
	ck_assert_int_eq(generation(), -1);
	ck_assert_int_eq(pwrite(fd, b.bytes, b.len, 0), (ssize_t)b.len);
	ck_assert_int_eq(ftruncate(fd, (off_t)b.len), 0);
	close(fd);
	plugin_now++;
	ck_assert_int_eq(generation(), 300);
	iana_buffer_done(&b);
}
END_TEST

/* The name of the next entry, "" at the end. */
static const char *
next(void)
{
	static char name[64];
	struct servent s;
	char buffer[PLUGIN_ROOM];
	int e;

	name[0] = '\0';
	if (plugin_getent(&s, buffer, sizeof buffer, &e) == NSS_STATUS_SUCCESS)
		snprintf(name, sizeof name, "%s %d", s.s_name, ntohs((uint16_t)s.s_port));
	return name;
}

START_TEST(an_enumeration_goes_on_where_it_began)
{
	begin(100);
	plugin_setent(0);
	ck_assert_str_eq(next(), "svc 100");
	replace(200, 0);
	plugin_now++;
	ck_assert_int_eq(generation(), 200);
	ck_assert_str_eq(next(), "next 101");
	ck_assert_str_eq(next(), "");
	plugin_setent(0);
	ck_assert_str_eq(next(), "svc 200");
	/* Replaced twice, its index is gone: it ends, and never mixes. */
	replace(300, 0);
	plugin_now++;
	ck_assert_int_eq(generation(), 300);
	replace(400, 0);
	plugin_now++;
	ck_assert_int_eq(generation(), 400);
	ck_assert_str_eq(next(), "");
	plugin_endent();
	ck_assert_str_eq(next(), "svc 400");
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

START_TEST(a_thousand_replacements_leave_nothing_behind)
{
	unsigned long bytes;
	unsigned long bytes_then;
	unsigned n;
	unsigned n_then;

	begin(1);
	for (unsigned g = 2; g <= 1000; g++) {
		replace(g, g * 7919 % 15000); /* of all sizes, up to 300 KiB */
		plugin_now++;
		ck_assert_int_eq(generation(), (int)g);
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
		int g = generation();

		n_answers++;
		if (g < least)
			wrong = g != 0 ? g : -3;
	}
	return unused;
}

START_TEST(threads_get_whole_answers_while_the_index_is_replaced)
{
	pthread_t thread[N_THREADS];

	begin(1);
	ck_assert_int_eq(generation(), 1);
	oldest = 1;
	for (int i = 0; i < N_THREADS; i++)
		ck_assert_int_eq(pthread_create(&thread[i], NULL, look_up, NULL), 0);
	for (unsigned g = 2; g <= 1000 && wrong == 0; g++) {
		replace(g, g % 2 * 3000);
		plugin_now++;
		/* One of the threads may be at it just now; then it answers on. */
		while (generation() != (int)g)
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

	begin(1);
	oldest = 1;
	for (int i = 0; i < N_THREADS; i++)
		ck_assert_int_eq(pthread_create(&thread[i], NULL, look_up, NULL), 0);
	for (unsigned g = 2; g <= 200; g++) {
		pid_t child;
		int status;

		replace(g, 0);
		plugin_now++;
		child = fork();
		if (child == 0) {
			plugin_now++;
			_exit(generation() == (int)g ? 0 : 1);
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
	tcase_add_test(tc, a_changed_path_is_noticed);
	tcase_add_test(tc,
		       an_index_that_vanishes_or_is_replaced_by_an_unsound_one_answers_on);
	tcase_add_test(tc, an_index_written_over_in_place_is_given_up_until_it_is_sound);
	tcase_add_test(tc, an_enumeration_goes_on_where_it_began);
	tcase_add_test(tc, a_thousand_replacements_leave_nothing_behind);
	tcase_add_test(tc, threads_get_whole_answers_while_the_index_is_replaced);
	tcase_add_test(tc, a_child_forked_during_an_update_notices_the_next);
}

int
main(void)
{
	return unit_run("store", add);
}
