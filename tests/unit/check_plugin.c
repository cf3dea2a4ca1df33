/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The plugin's manners: status and errno, threads, fork, the choice of its
 * index (L3, L5, L6).  Each test is a process.
 */
#include "support/fixture.h"
#include "support/module.h"
#include "support/plugin.h"
#include "support/unit.h"
#include "support/unit_joined.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- status and errno ------------------------------------------------------------ */

static enum nss_status
http(int *e)
{
	struct servent s;
	char buffer[PLUGIN_ROOM];

	return plugin_byname("http", "tcp", &s, buffer, sizeof buffer, e);
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
	char buffer[PLUGIN_ROOM];
	int e = 0;

	plugin_open(NULL);
	ck_assert_int_eq(http(&e), NSS_STATUS_UNAVAIL);
	ck_assert_int_eq(e, ENOENT);
	ck_assert_int_eq(plugin_byport(htons(80), NULL, &s, buffer, sizeof buffer, &e),
			 NSS_STATUS_UNAVAIL);
	ck_assert_int_eq(http(&e), NSS_STATUS_UNAVAIL); /* and without another look */
	ck_assert_int_eq(plugin_setent(0), NSS_STATUS_UNAVAIL);
	ck_assert_int_eq(plugin_getent(&s, buffer, sizeof buffer, &e), NSS_STATUS_UNAVAIL);
	ck_assert_int_eq(plugin_endent(), NSS_STATUS_SUCCESS);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct iana_buffer b = fixture_index(fixture_csv, false);
		const char *path;

		fixture_set32(&b, bad[i].off, bad[i].value);
		path = fixture_file(&b);
		plugin_use(path);
		ck_assert_int_eq(http(&e), NSS_STATUS_UNAVAIL);
		ck_assert_int_eq(e, bad[i].error);
		unlink(path);
		iana_buffer_done(&b);
	}
	/* installed later, it is found (L5) */
	plugin_use(plugin_fixture());
	ck_assert_int_eq(http(&e), NSS_STATUS_SUCCESS);
}
END_TEST

/* errnop is usually &errno: what is set there must still be there on return. */
START_TEST(an_unlisted_entry_answers_and_is_not_listed)
{
	struct unit_joined u;
	struct servent s;
	char buffer[PLUGIN_ROOM];
	int e = 0;
	int n = 0;

	unit_joined_init(&u);
	unit_joined_add(&u, true, "bootpc 68/udp");
	unit_joined_add(&u, false, "bootpc 68/tcp dhcpc");
	unit_joined_add(&u, false, "bootpc 68/udp dhcpc");
	unit_joined_index(&u);
	plugin_open(fixture_file(&u.index));
	ck_assert_int_eq(plugin_byname("dhcpc", "udp", &s, buffer, sizeof buffer, &e),
			 NSS_STATUS_SUCCESS);
	ck_assert_str_eq(s.s_aliases[0], "dhcpc");
	ck_assert_int_eq(plugin_setent(0), NSS_STATUS_SUCCESS);
	while (plugin_getent(&s, buffer, sizeof buffer, &e) == NSS_STATUS_SUCCESS)
		n++;
	ck_assert_int_eq(n, 2);
	unit_joined_done(&u);
}
END_TEST

START_TEST(errno_is_kept_on_success_and_set_on_failure)
{
	struct servent s;
	char buffer[PLUGIN_ROOM];

	plugin_open(NULL);
	errno = EBADF;
	ck_assert_int_eq(plugin_byname("http", NULL, &s, buffer, sizeof buffer, &errno),
			 NSS_STATUS_UNAVAIL);
	ck_assert_int_eq(errno, ENOENT);
	plugin_use(plugin_fixture());
	errno = EBADF;
	ck_assert_int_eq(plugin_byname("http", NULL, &s, buffer, sizeof buffer, &errno),
			 NSS_STATUS_SUCCESS);
	ck_assert_int_eq(errno, EBADF);
	ck_assert_int_eq(plugin_byname("http", NULL, &s, buffer, 7, &errno),
			 NSS_STATUS_TRYAGAIN);
	ck_assert_int_eq(errno, ERANGE);
	errno = EBADF;
	ck_assert_int_eq(plugin_byname("nosuch", NULL, &s, buffer, sizeof buffer, &errno),
			 NSS_STATUS_NOTFOUND);
	ck_assert_int_eq(errno, EBADF);
}
END_TEST

/* Result and errno of one function of libc. */
struct said {
	int result;
	int error;
};

#define SAY(call) (errno = 77, ret[n].result = (call), ret[n++].error = errno)

/* Ask libc in all ways: hits, misses, small buffers, an enumeration to its end. */
static unsigned
ask_libc(const char *service, struct said *ret)
{
	struct servent s;
	struct servent *r;
	char room[8192];
	unsigned n = 0;

	ck_assert_int_eq(__nss_configure_lookup("services", service), 0);
	SAY(getservbyname_r("http", "tcp", &s, room, sizeof room, &r));
	SAY(getservbyname_r("http", "tcp", &s, room, 4, &r));
	SAY(getservbyname_r("no-such", NULL, &s, room, sizeof room, &r));
	SAY(getservbyport_r(htons(80), "tcp", &s, room, sizeof room, &r));
	SAY(getservbyport_r(htons(80), "tcp", &s, room, 4, &r));
	SAY(getservbyport_r(htons(64999), NULL, &s, room, sizeof room, &r));
	SAY(getservbyport_r(0x10050, NULL, &s, room, sizeof room, &r));
	SAY(getservbyname("http", "tcp") != NULL);
	SAY(getservbyname("no-such", "tcp") != NULL);
	SAY((setservent(0), 0));
	SAY(getservent_r(&s, room, 4, &r));
	SAY(getservent_r(&s, room, sizeof room, &r));
	while (getservent_r(&s, room, sizeof room, &r) == 0)
		continue;
	SAY(getservent_r(&s, room, sizeof room, &r));
	SAY((endservent(), 0));
	SAY(getservent() != NULL);
	do
		errno = 77;
	while (getservent() != NULL);
	SAY(errno);
	return n;
}

/* libc finds the plugin by its soname, as it is open. */
START_TEST(libc_says_what_it_says_with_nss_files)
{
	struct said files[20];
	struct said iana[20];
	unsigned n = ask_libc("files", files);

	if (getservbyname("http", "tcp") == NULL)
		return; /* this machine has no /etc/services */
	plugin_open(plugin_fixture());
	ck_assert_uint_eq(ask_libc(module_name, iana), n);
	for (unsigned i = 0; i < n; i++) {
		ck_assert_msg(iana[i].result == files[i].result, "call %u: %d, not %d", i,
			      iana[i].result, files[i].result);
		ck_assert_msg(iana[i].error == files[i].error, "call %u: errno %d, not %d",
			      i, iana[i].error, files[i].error);
	}
}
END_TEST

START_TEST(a_port_with_more_than_sixteen_bits_is_a_miss)
{
	struct servent s;
	char buffer[PLUGIN_ROOM];
	int e;

	plugin_open(plugin_fixture());
	ck_assert_int_eq(plugin_byport(htons(80), NULL, &s, buffer, sizeof buffer, &e),
			 NSS_STATUS_SUCCESS);
	ck_assert_int_eq(
	    plugin_byport(htons(80) | 0x10000, NULL, &s, buffer, sizeof buffer, &e),
	    NSS_STATUS_NOTFOUND);
	ck_assert_int_eq(plugin_byport(-1, NULL, &s, buffer, sizeof buffer, &e),
			 NSS_STATUS_NOTFOUND);
}
END_TEST

/* ---- the enumeration's cursor -------------------------------------------------------- */

START_TEST(an_enumeration_starts_over_on_set_and_end)
{
	struct servent s;
	char buffer[PLUGIN_ROOM];
	char line[PLUGIN_ROOM];
	int e;

	plugin_open(plugin_fixture());
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(plugin_getent(&s, buffer, sizeof buffer, &e),
				 NSS_STATUS_SUCCESS);
		plugin_format(&s, line);
		ck_assert_str_eq(line, "http 80/tcp www www-http");
		ck_assert_int_eq(http(&e), NSS_STATUS_SUCCESS); /* does not disturb it */
		ck_assert_int_eq(plugin_getent(&s, buffer, sizeof buffer, &e),
				 NSS_STATUS_SUCCESS);
		plugin_format(&s, line);
		ck_assert_str_eq(line, "http 80/udp www");
		ck_assert_int_eq(i == 0 ? plugin_setent(1) : plugin_endent(),
				 NSS_STATUS_SUCCESS);
	}
}
END_TEST

START_TEST(the_end_of_an_enumeration_stays_the_end)
{
	struct servent s;
	char buffer[PLUGIN_ROOM];
	int e;

	plugin_open(plugin_fixture());
	while (plugin_getent(&s, buffer, sizeof buffer, &e) == NSS_STATUS_SUCCESS)
		continue;
	for (int i = 0; i < 3; i++) {
		e = 0;
		ck_assert_int_eq(plugin_getent(&s, buffer, sizeof buffer, &e),
				 NSS_STATUS_NOTFOUND);
		ck_assert_int_eq(e, 0);
	}
}
END_TEST

/* ---- threads, fork, dlclose ------------------------------------------------------------
 */

#define N_THREADS 4
#define N_ROUNDS 500

static pthread_barrier_t barrier;
static atomic_uint n_enumerated;
static atomic_bool wrong;

/* One step, one thread at a time: libc's lock sees to that. */
static enum nss_status
step(struct servent *s, char buffer[static PLUGIN_ROOM])
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	enum nss_status st;
	int e;

	pthread_mutex_lock(&lock);
	st = plugin_getent(s, buffer, PLUGIN_ROOM, &e);
	pthread_mutex_unlock(&lock);
	return st;
}

/* Rounds that all threads start at once: the table together, lookups between. */
static void *
enumerate_and_look_up(void *unused)
{
	struct servent s;
	char buffer[PLUGIN_ROOM];
	int e;

	for (int i = 0; i < N_ROUNDS; i++) {
		if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
			plugin_setent(0);
		pthread_barrier_wait(&barrier);
		while (step(&s, buffer) == NSS_STATUS_SUCCESS) {
			n_enumerated++;
			if (plugin_byport(htons(443), "tcp", &s, buffer, sizeof buffer,
					  &e) != NSS_STATUS_SUCCESS ||
			    strcmp(s.s_name, "https") != 0)
				wrong = true;
		}
	}
	return unused;
}

static void
start_threads(pthread_t thread[static N_THREADS])
{
	pthread_barrier_init(&barrier, NULL, N_THREADS);
	for (int i = 0; i < N_THREADS; i++)
		ck_assert_int_eq(
		    pthread_create(&thread[i], NULL, enumerate_and_look_up, NULL), 0);
}

static void
join_threads(pthread_t thread[static N_THREADS])
{
	for (int i = 0; i < N_THREADS; i++)
		pthread_join(thread[i], NULL);
	ck_assert(!wrong);
	ck_assert_uint_eq(n_enumerated, N_ROUNDS * PLUGIN_FIXTURE_ENTRIES);
}

START_TEST(threads_share_an_enumeration_and_each_entry_comes_once)
{
	pthread_t thread[N_THREADS];

	plugin_open(plugin_fixture());
	start_threads(thread);
	join_threads(thread);
}
END_TEST

START_TEST(a_child_of_a_busy_process_gets_answers)
{
	pthread_t thread[N_THREADS];

	plugin_open(plugin_fixture());
	start_threads(thread);
	for (int i = 0; i < 50; i++) {
		pid_t pid = fork();
		int status;
		int e;

		if (pid == 0)
			_exit(http(&e) == NSS_STATUS_SUCCESS ? 0 : 1);
		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert_int_eq(status, 0);
	}
	join_threads(thread);
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
	const char *path = plugin_real();
	char line[PLUGIN_ROOM];
	unsigned long from = 0;
	unsigned long to = 0;
	FILE *maps;
	int e;

	if (path == NULL)
		path = plugin_fixture();
	plugin_open(path);
	ck_assert_int_eq(http(&e), NSS_STATUS_SUCCESS);
	ck_assert_int_eq(count_fds(), before);
	maps = fopen("/proc/self/maps", "r");
	while (from == 0 && fgets(line, sizeof line, maps) != NULL)
		if (strstr(line, path) != NULL)
			sscanf(line, "%lx-%lx", &from, &to);
	fclose(maps);
	ck_assert((from != 0) == (geteuid() == 0)); /* others' files are read */
	ck_assert_uint_le(to - from, IANA_HOT_USUAL);
	unlink(path);
}
END_TEST

START_TEST(it_survives_dlclose_and_another_dlopen)
{
	const char *path = plugin_fixture();
	int e;

	for (int i = 0; i < 3; i++) {
		plugin_open(path);
		ck_assert_int_eq(http(&e), NSS_STATUS_SUCCESS);
		ck_assert_int_eq(dlclose(plugin_handle), 0);
	}
	/* -z nodelete: the code stays, for whoever still runs it */
	ck_assert_int_eq(http(&e), NSS_STATUS_SUCCESS);
	unlink(path);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, an_unlisted_entry_answers_and_is_not_listed);
	tcase_add_test(tc, an_index_that_is_missing_or_unsound_is_unavail);
	tcase_add_test(tc, errno_is_kept_on_success_and_set_on_failure);
	tcase_add_test(tc, libc_says_what_it_says_with_nss_files);
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
