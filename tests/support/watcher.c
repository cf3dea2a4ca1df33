/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A process that asks libc for services twice a second, until SIGTERM (rule L7).
 *
 *     watcher SOURCES
 *
 * SOURCES are those of a line of nsswitch.conf.  Prints a line for each time, with - where
 * there is no answer:
 *
 *     STATE PORT NAME MISS REGISTRY BEGIN END
 *
 * STATE is "fresh" if libnss_iana_local has
 * an index that it answers from, else "stale".  PORT is that of the name "probe".  NAME is
 * the one at the port 4711.  MISS is the port of a name that nobody has.  REGISTRY is the
 * port of "registered".  BEGIN and END are the time, in milliseconds.
 *
 * An enumeration begins before all that, and goes on at the end: the first line is "first"
 * and its first entry, the last line is "listed" and the others.
 */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <nss.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define PROBE_PORT 4711

static volatile sig_atomic_t stopped;
static nss_getservbyname_r *byname;
static char buffer[8192];

static void
stop(int number)
{
	(void)number;
	stopped = 1;
}

static long long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static const char *
state(void)
{
	struct servent s;
	int e;

	switch (byname("registered", "tcp", &s, buffer, sizeof buffer, &e)) {
	case NSS_STATUS_SUCCESS:
		return "fresh";
	case NSS_STATUS_UNAVAIL:
		return "stale";
	default:
		return "odd";
	}
}

static void
print_port_of(const char *name)
{
	struct servent s;
	struct servent *got = NULL;

	getservbyname_r(name, "tcp", &s, buffer, sizeof buffer, &got);
	if (got != NULL)
		printf(" %d", ntohs((uint16_t)s.s_port));
	else
		fputs(" -", stdout);
}

static void
print_name_at(int port)
{
	struct servent s;
	struct servent *got = NULL;

	getservbyport_r(htons((uint16_t)port), "tcp", &s, buffer, sizeof buffer, &got);
	printf(" %s", got != NULL ? s.s_name : "-");
}

static void
ask(void)
{
	long long begin = now();

	fputs(state(), stdout);
	print_port_of("probe");
	print_name_at(PROBE_PORT);
	print_port_of("nobody-has-this");
	print_port_of("registered");
	printf(" %lld %lld\n", begin, now());
	fflush(stdout);
}

/* The next entry of the enumeration; 0 at its end. */
static int
print_entry(void)
{
	struct servent s;
	struct servent *got = NULL;

	if (getservent_r(&s, buffer, sizeof buffer, &got) != 0)
		return 0;
	printf(" %s:%d", s.s_name, ntohs((uint16_t)s.s_port));
	return 1;
}

int
main(int argc, char **argv)
{
	void *handle = dlopen("libnss_iana_local.so.2", RTLD_NOW);
	const struct timespec half = { 0, 500000000 };

	if (argc != 2 || handle == NULL || __nss_configure_lookup("services", argv[1]) != 0)
		return 64;
	*(void **)&byname = dlsym(handle, "_nss_iana_local_getservbyname_r");
	signal(SIGTERM, stop);
	fputs("first", stdout);
	setservent(0);
	print_entry();
	putchar('\n');
	while (!stopped) {
		ask();
		nanosleep(&half, NULL);
	}
	fputs("listed", stdout);
	while (print_entry())
		continue;
	putchar('\n');
	return 0;
}
