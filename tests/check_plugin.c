/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The plugin as built, opened by dlopen: buffers, status and errno, threads,
 * fork, the choice of its index (L2, L3, L5, L6).  Each test is a process.
 */
#include "fixture.h"
#include "unit.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <nss.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static nss_getservbyname_r *byname;
static nss_getservbyport_r *byport;
static nss_setservent *setent;
static nss_getservent_r *getent;
static nss_endservent *endent;
static void *handle;

/* Open the plugin of the build tree on an index; NULL for one that is not there. */
static void
open_plugin(const char *index)
{
	const char *dir = getenv("top_builddir");
	char path[4096];

	setenv("IANA_SERVICES_INDEX", index != NULL ? index : "/nonexistent/index", 1);
	snprintf(path, sizeof path, "%s/libnss_iana.so.2", dir != NULL ? dir : ".");
	handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	ck_assert_msg(handle != NULL, "%s", dlerror());
	*(void **)&byname = dlsym(handle, "_nss_iana_getservbyname_r");
	*(void **)&byport = dlsym(handle, "_nss_iana_getservbyport_r");
	*(void **)&setent = dlsym(handle, "_nss_iana_setservent");
	*(void **)&getent = dlsym(handle, "_nss_iana_getservent_r");
	*(void **)&endent = dlsym(handle, "_nss_iana_endservent");
	ck_assert(byname != NULL && byport != NULL && setent != NULL && getent != NULL &&
		  endent != NULL);
}

/* An index file of the fixture. */
static const char *
fixture_path(void)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	const char *path = fixture_file(&b);

	iana_buffer_done(&b);
	return path;
}

/* The newest real registry, as an index file; NULL when none is there. */
static const char *
real_path(void)
{
	char command[4096];
	struct iana_buffer none = { .bytes = (uint8_t *)"", .len = 0 };
	const char *path = fixture_file(&none);

	snprintf(command, sizeof command,
		 ". \"$top_srcdir/tests/lib.sh\"; r=$(newest_registry); [ -n \"$r\" ] && "
		 "\"$cmd\" convert --quiet \"$r\" --index %s",
		 path);
	return system(command) == 0 ? path : NULL;
}

/* ---- buffers ------------------------------------------------------------------ */

#define ROOM 1024
#define GUARD 0xa5

static _Alignas(16) unsigned char area[ROOM + 64];

struct question {
	const char *name;	/* NULL: by port; both absent: the next entry */
	int port;
	const char *proto;
};

static enum nss_status
ask(const struct question *q, struct servent *s, char *buffer, size_t len, int *e)
{
	if (q->name != NULL)
		return byname(q->name, q->proto, s, buffer, len, e);
	if (q->port != 0)
		return byport(htons((uint16_t)q->port), q->proto, s, buffer, len, e);
	return getent(s, buffer, len, e);
}

static bool
untouched(size_t from, size_t len)
{
	for (size_t i = 0; i < sizeof area; i++)
		if ((i < from || i >= from + len) && area[i] != GUARD)
			return false;
	return true;
}

/* A line as services(5) has it. */
static void
format(const struct servent *s, char to[ROOM])
{
	int n = snprintf(to, ROOM, "%s %d/%s", s->s_name, ntohs((uint16_t)s->s_port),
			 s->s_proto);

	for (char **a = s->s_aliases; *a != NULL; a++)
		n += snprintf(to + n, (size_t)(ROOM - n), " %s", *a);
}

/*
 * Grow the buffer by one byte until it is enough; each refusal must be TRYAGAIN
 * with ERANGE and touch nothing.  line gets the answer.
 */
static enum nss_status
grow(const struct question *q, size_t shift, char line[ROOM])
{
	char *buffer = (char *)area + 16 + shift;

	memset(area, GUARD, sizeof area);
	for (size_t len = 0; len <= ROOM; len++) {
		struct servent s;
		int e = 0;
		enum nss_status st;

		st = ask(q, &s, buffer, len, &e);
		if (st == NSS_STATUS_TRYAGAIN && e == ERANGE && untouched(0, 0))
			continue;
		if (st == NSS_STATUS_SUCCESS && untouched(16 + shift, len))
			format(&s, line);
		else
			ck_assert_msg(st == NSS_STATUS_NOTFOUND && e == ENOENT,
				      "status %d, errno %d at %zu bytes", st, e, len);
		return st;
	}
	ck_abort_msg("no buffer was enough");
}

START_TEST(every_buffer_size_and_misalignment_loses_nothing)
{
	static const struct question questions[] = {
		{ "http", 0, "tcp" }, { "www", 0, NULL },    { "HTTPS", 0, "tcp" },
		{ NULL, 80, "udp" },  { NULL, 6063, "udp" }, { "lone", 0, "xtp" },
	};
	static const char *const want[] = {
		"http 80/tcp www www-http", "http 80/tcp www www-http", "https 443/tcp",
		"http 80/udp www",	    "x11 6063/udp",		"lone 7000/xtp",
	};

	open_plugin(fixture_path());
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		for (size_t shift = 0; shift < 16; shift++) {
			char line[ROOM];

			ck_assert_int_eq(grow(&questions[i], shift, line),
					 NSS_STATUS_SUCCESS);
			ck_assert_str_eq(line, want[i]);
		}
	}
}
END_TEST

/* The whole table, the buffer of each entry grown from nothing. */
static size_t
enumerate_growing(size_t shift)
{
	static const struct question next = { 0 };
	char line[ROOM];
	char again[ROOM];
	size_t n = 0;

	setent(0);
	while (grow(&next, shift, line) == NSS_STATUS_SUCCESS) {
		struct servent s;
		char buffer[ROOM];
		char name[256];
		char proto[256];
		int port;
		int e;

		n++;
		if (sscanf(line, "%255s %d/%255s", name, &port, proto) != 3 ||
		    byport(htons((uint16_t)port), proto, &s, buffer, sizeof buffer, &e) !=
			NSS_STATUS_SUCCESS)
			ck_abort_msg("%s: not found again", line);
		format(&s, again);
	}
	endent();
	return n;
}

START_TEST(an_enumeration_loses_nothing_to_small_buffers)
{
	open_plugin(fixture_path());
	for (size_t shift = 0; shift < 16; shift++)
		ck_assert_uint_eq(enumerate_growing(shift), 142);
}
END_TEST

START_TEST(a_full_registry_loses_nothing_to_small_buffers)
{
	const char *path = real_path();
	size_t n;

	if (path == NULL) {
		puts("# no full registry: nothing to sweep");
		return;
	}
	open_plugin(path);
	n = enumerate_growing(0);
	ck_assert_uint_gt(n, 11000);
	for (size_t shift = 1; shift < 16; shift++)
		ck_assert_uint_eq(enumerate_growing(shift), n);
	unlink(path);
}
END_TEST

/* ---- status and errno ------------------------------------------------------------ */

static enum nss_status
http(int *e)
{
	struct servent s;
	char buffer[ROOM];

	return byname("http", "tcp", &s, buffer, sizeof buffer, e);
}

START_TEST(an_index_that_is_missing_or_unsound_is_unavail)
{
	static const struct {
		size_t off;
		uint32_t value;
		int error;
	} bad[] = {
		{ IANA_H_MAGIC, 0, EINVAL },
		{ IANA_H_MAJOR, 9, ENOTSUP },
		{ IANA_H_MUST_REFUSE, 4, ENOTSUP },
		{ IANA_H_HOT_BYTES, 0xffffffff, EINVAL },
	};
	struct servent s;
	char buffer[ROOM];
	int e = 0;

	open_plugin(NULL);
	ck_assert_int_eq(http(&e), NSS_STATUS_UNAVAIL);
	ck_assert_int_eq(e, ENOENT);
	ck_assert_int_eq(byport(htons(80), NULL, &s, buffer, sizeof buffer, &e),
			 NSS_STATUS_UNAVAIL);
	ck_assert_int_eq(setent(0), NSS_STATUS_UNAVAIL);
	ck_assert_int_eq(getent(&s, buffer, sizeof buffer, &e), NSS_STATUS_UNAVAIL);
	ck_assert_int_eq(endent(), NSS_STATUS_SUCCESS);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct iana_buffer b = fixture_index(fixture_csv, false);
		const char *path;

		fixture_set32(&b, bad[i].off, bad[i].value);
		path = fixture_file(&b);
		setenv("IANA_SERVICES_INDEX", path, 1);
		ck_assert_int_eq(http(&e), NSS_STATUS_UNAVAIL);
		ck_assert_int_eq(e, bad[i].error);
		unlink(path);
		iana_buffer_done(&b);
	}
	/* installed later, it is found (L5) */
	setenv("IANA_SERVICES_INDEX", fixture_path(), 1);
	ck_assert_int_eq(http(&e), NSS_STATUS_SUCCESS);
}
END_TEST

/* errnop is usually &errno: what is set there must still be there on return. */
START_TEST(errno_is_kept_on_success_and_set_on_failure)
{
	struct servent s;
	char buffer[ROOM];

	open_plugin(NULL);
	errno = EBADF;
	ck_assert_int_eq(byname("http", NULL, &s, buffer, sizeof buffer, &errno),
			 NSS_STATUS_UNAVAIL);
	ck_assert_int_eq(errno, ENOENT);
	setenv("IANA_SERVICES_INDEX", fixture_path(), 1);
	errno = EBADF;
	ck_assert_int_eq(byname("http", NULL, &s, buffer, sizeof buffer, &errno),
			 NSS_STATUS_SUCCESS);
	ck_assert_int_eq(errno, EBADF);
	ck_assert_int_eq(byname("http", NULL, &s, buffer, 7, &errno), NSS_STATUS_TRYAGAIN);
	ck_assert_int_eq(errno, ERANGE);
	ck_assert_int_eq(byname("nosuch", NULL, &s, buffer, sizeof buffer, &errno),
			 NSS_STATUS_NOTFOUND);
	ck_assert_int_eq(errno, ENOENT);
}
END_TEST

START_TEST(a_port_with_more_than_sixteen_bits_is_a_miss)
{
	struct servent s;
	char buffer[ROOM];
	int e;

	open_plugin(fixture_path());
	ck_assert_int_eq(byport(htons(80), NULL, &s, buffer, sizeof buffer, &e),
			 NSS_STATUS_SUCCESS);
	ck_assert_int_eq(byport(htons(80) | 0x10000, NULL, &s, buffer, sizeof buffer, &e),
			 NSS_STATUS_NOTFOUND);
	ck_assert_int_eq(byport(-1, NULL, &s, buffer, sizeof buffer, &e),
			 NSS_STATUS_NOTFOUND);
}
END_TEST

/* ---- the enumeration's cursor -------------------------------------------------------- */

START_TEST(an_enumeration_starts_over_on_set_and_end)
{
	struct servent s;
	char buffer[ROOM];
	char line[ROOM];
	int e;

	open_plugin(fixture_path());
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(getent(&s, buffer, sizeof buffer, &e), NSS_STATUS_SUCCESS);
		format(&s, line);
		ck_assert_str_eq(line, "http 80/tcp www www-http");
		ck_assert_int_eq(http(&e), NSS_STATUS_SUCCESS);	/* does not disturb it */
		ck_assert_int_eq(getent(&s, buffer, sizeof buffer, &e), NSS_STATUS_SUCCESS);
		format(&s, line);
		ck_assert_str_eq(line, "http 80/udp www");
		ck_assert_int_eq(i == 0 ? setent(1) : endent(), NSS_STATUS_SUCCESS);
	}
}
END_TEST

START_TEST(the_end_of_an_enumeration_stays_the_end)
{
	struct servent s;
	char buffer[ROOM];
	int e;

	open_plugin(fixture_path());
	while (getent(&s, buffer, sizeof buffer, &e) == NSS_STATUS_SUCCESS)
		continue;
	for (int i = 0; i < 3; i++) {
		e = 0;
		ck_assert_int_eq(getent(&s, buffer, sizeof buffer, &e), NSS_STATUS_NOTFOUND);
		ck_assert_int_eq(e, ENOENT);
	}
}
END_TEST

/* ---- threads, fork, dlclose ------------------------------------------------------------ */

static atomic_uint n_enumerated;
static atomic_bool wrong;

static void *
enumerate_and_look_up(void *unused)
{
	struct servent s;
	char buffer[ROOM];
	int e;

	for (int i = 0; i < 20000; i++) {
		if (byport(htons(443), "tcp", &s, buffer, sizeof buffer, &e) !=
			NSS_STATUS_SUCCESS ||
		    strcmp(s.s_name, "https") != 0)
			wrong = true;
		if (getent(&s, buffer, sizeof buffer, &e) == NSS_STATUS_SUCCESS)
			n_enumerated++;
	}
	return unused;
}

START_TEST(threads_share_an_enumeration_and_each_entry_comes_once)
{
	pthread_t thread[8];

	open_plugin(fixture_path());
	for (int i = 0; i < 8; i++)
		ck_assert_int_eq(pthread_create(&thread[i], NULL, enumerate_and_look_up, NULL),
				 0);
	for (int i = 0; i < 8; i++)
		pthread_join(thread[i], NULL);
	ck_assert(!wrong);
	ck_assert_uint_eq(n_enumerated, 142);
}
END_TEST

START_TEST(a_child_of_a_busy_process_gets_answers)
{
	pthread_t thread[2];

	open_plugin(fixture_path());
	for (int i = 0; i < 2; i++)
		pthread_create(&thread[i], NULL, enumerate_and_look_up, NULL);
	for (int i = 0; i < 50; i++) {
		pid_t pid = fork();
		int status;
		int e;

		if (pid == 0)
			_exit(http(&e) == NSS_STATUS_SUCCESS ? 0 : 1);
		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert_int_eq(status, 0);
	}
	for (int i = 0; i < 2; i++)
		pthread_join(thread[i], NULL);
	ck_assert(!wrong);
}
END_TEST

static int
count_fds(void)
{
	DIR *d = opendir("/proc/self/fd");
	int n = 0;

	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n;
}

START_TEST(no_descriptor_stays_open_and_the_map_is_of_the_hot_part)
{
	int before = count_fds();
	const char *path = real_path();
	char line[ROOM];
	unsigned long from = 0;
	unsigned long to = 0;
	FILE *maps;
	int e;

	if (path == NULL)
		path = fixture_path();
	open_plugin(path);
	ck_assert_int_eq(http(&e), NSS_STATUS_SUCCESS);
	ck_assert_int_eq(count_fds(), before);
	maps = fopen("/proc/self/maps", "r");
	while (from == 0 && fgets(line, sizeof line, maps) != NULL)
		if (strstr(line, path) != NULL)
			sscanf(line, "%lx-%lx", &from, &to);
	fclose(maps);
	ck_assert_uint_ne(from, 0);
	ck_assert_uint_le(to - from, IANA_HOT_USUAL);
	unlink(path);
}
END_TEST

START_TEST(it_survives_dlclose_and_another_dlopen)
{
	const char *path = fixture_path();
	int e;

	for (int i = 0; i < 3; i++) {
		open_plugin(path);
		ck_assert_int_eq(http(&e), NSS_STATUS_SUCCESS);
		ck_assert_int_eq(dlclose(handle), 0);
	}
	/* -z nodelete: the code stays, for whoever still runs it */
	ck_assert_int_eq(http(&e), NSS_STATUS_SUCCESS);
	unlink(path);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, every_buffer_size_and_misalignment_loses_nothing);
	tcase_add_test(tc, an_enumeration_loses_nothing_to_small_buffers);
	tcase_add_test(tc, a_full_registry_loses_nothing_to_small_buffers);
	tcase_add_test(tc, an_index_that_is_missing_or_unsound_is_unavail);
	tcase_add_test(tc, errno_is_kept_on_success_and_set_on_failure);
	tcase_add_test(tc, a_port_with_more_than_sixteen_bits_is_a_miss);
	tcase_add_test(tc, an_enumeration_starts_over_on_set_and_end);
	tcase_add_test(tc, the_end_of_an_enumeration_stays_the_end);
	tcase_add_test(tc, threads_share_an_enumeration_and_each_entry_comes_once);
	tcase_add_test(tc, a_child_of_a_busy_process_gets_answers);
	tcase_add_test(tc, no_descriptor_stays_open_and_the_map_is_of_the_hot_part);
	tcase_add_test(tc, it_survives_dlclose_and_another_dlopen);
}

int
main(void)
{
	return unit_run("plugin", add);
}
