/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Times NSS modules for services, called directly or through libc, in interleaved rounds.
 *
 *     bench time SERVICES LABEL=SERVICE[:FILE]|LABEL=LINE@CONFIG...
 *     bench process LABEL=LINE@CONFIG...
 *     bench run COMMAND [ARGUMENT...]
 *
 * time: one line a workload and module: workload, label, median nanoseconds a
 * lookup, and the median ratio to the first module, taken round by round so that
 * the drift of a busy machine cancels.  SERVICES gives the questions.  A module
 * without a file is libc's own.  LINE@CONFIG asks libc as programs do, with a line of
 * nsswitch.conf in CONFIG, which stands at /etc/nsswitch.conf.
 * process: the same for a whole process that makes one lookup.
 * run: seconds and KiB of memory that a command takes.
 */
#include "bench/libc.h"
#include <arpa/inet.h>
#include <dlfcn.h>
#include <err.h>
#include <nss.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define N_QUESTIONS 8192 /* a power of two */
#define N_ROUNDS 15
#define ROUND_NS 8e6
#define MAX_PEERS 8

struct question {
	const char *name;
	const char *proto;
	int port; /* network order */
};

struct peer {
	const char *label;
	const char *line; /* through libc: of nsswitch.conf; else NULL */
	const char *config;
	nss_getservbyname_r *byname;
	nss_getservbyport_r *byport;
	nss_setservent *setent;
	nss_getservent_r *getent;
	nss_endservent *endent;
	long ops;	     /* of one round */
	double ns[N_ROUNDS]; /* a lookup, in each round */
};

static const char *const workloads[] = { "name",       "name-any-protocol", "name-miss",
					 "port",       "port-any-protocol", "port-miss",
					 "enumeration" };
enum { NAME, NAME_ANY, NAME_MISS, PORT, PORT_ANY, PORT_MISS, ENUMERATION, N_WORKLOADS };

static struct question questions[N_WORKLOADS][N_QUESTIONS];
static struct peer peers[MAX_PEERS];
static int n_peers;

/* ---- questions ------------------------------------------------------------- */

static struct question *lines;
static size_t n_lines;
static bool used[65536];

static uint32_t
draw(uint32_t n)
{
	static uint64_t x = 88172645463325252u;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return (uint32_t)(x >> 33) % n;
}

/* Each name and alias of services(5) text, with its port and protocol. */
static void
load(const char *path)
{
	FILE *f = fopen(path, "r");
	char *line = NULL;
	size_t cap = 0;
	size_t room = 0;

	if (f == NULL)
		err(1, "%s", path);
	while (getline(&line, &cap, f) > 0) {
		char *save;
		char *name;
		char *port;
		char *proto;

		line[strcspn(line, "#\n")] = '\0';
		name = strtok_r(line, " \t", &save);
		port = name != NULL ? strtok_r(NULL, " \t", &save) : NULL;
		proto = port != NULL ? strchr(port, '/') : NULL;
		if (proto == NULL)
			continue;
		*proto++ = '\0';
		proto = strdup(proto);
		for (; name != NULL; name = strtok_r(NULL, " \t", &save)) {
			if (n_lines == room) {
				room = room * 2 + 1024;
				lines = realloc(lines, room * sizeof *lines);
			}
			lines[n_lines++] = (struct question){ strdup(name), proto,
							      htons((uint16_t)atoi(port)) };
		}
		used[atoi(port) & 65535] = true;
	}
	free(line);
	fclose(f);
	if (n_lines == 0)
		errx(1, "%s: no services", path);
}

/* A name with one of its bytes changed: most are no services, and the same for all. */
static const char *
misspelled(const char *name)
{
	char *s = strdup(name);

	s[draw((uint32_t)strlen(s))] = "abcdefghijklmnopqrstuvwxyz0123456789"[draw(36)];
	return s;
}

static void
ask(void)
{
	for (int i = 0; i < N_QUESTIONS; i++) {
		struct question q = lines[draw((uint32_t)n_lines)];
		struct question p = lines[draw((uint32_t)n_lines)];
		uint32_t port = draw(65536);

		/* The next that no service has, if there is one. */
		for (int k = 0; k < 65536 && used[port]; k++)
			port = (port + 1) % 65536;
		questions[NAME][i] = q;
		questions[NAME_ANY][i] = (struct question){ q.name, NULL, 0 };
		questions[NAME_MISS][i] =
		    (struct question){ misspelled(q.name), q.proto, 0 };
		questions[PORT][i] = p;
		questions[PORT_ANY][i] = (struct question){ NULL, NULL, p.port };
		questions[PORT_MISS][i] =
		    (struct question){ NULL, "tcp", htons((uint16_t)port) };
	}
}

/* ---- modules --------------------------------------------------------------- */

static void *
symbol(void *from, const char *service, const char *function)
{
	char name[100];
	void *p;

	snprintf(name, sizeof name, "_nss_%s_%s", service, function);
	p = dlsym(from, name);
	if (p == NULL)
		errx(1, "%s", dlerror());
	return p;
}

static void
add_libc(struct peer *p, const char *line, const char *config)
{
	p->line = line;
	p->config = config;
	p->byname = libc_getservbyname_r;
	p->byport = libc_getservbyport_r;
	p->setent = libc_setservent;
	p->getent = libc_getservent_r;
	p->endent = libc_endservent;
}

static void
add_peer(char *text)
{
	struct peer *p = &peers[n_peers++];
	char *service = strchr(text, '=');
	char *file = service != NULL ? strchr(service, ':') : NULL;
	char *config = service != NULL ? strchr(service, '@') : NULL;
	void *from = RTLD_DEFAULT;

	if (service == NULL || n_peers > MAX_PEERS)
		errx(64, "not LABEL=SERVICE[:FILE] or LABEL=LINE@CONFIG: %s", text);
	*service++ = '\0';
	if (config != NULL) {
		*config++ = '\0';
		p->label = text;
		add_libc(p, service, config);
		return;
	}
	if (file != NULL) {
		*file++ = '\0';
		from = dlopen(file, RTLD_NOW | RTLD_LOCAL);
		if (from == NULL)
			errx(1, "%s", dlerror());
	}
	p->label = text;
	*(void **)&p->byname = symbol(from, service, "getservbyname_r");
	*(void **)&p->byport = symbol(from, service, "getservbyport_r");
	*(void **)&p->setent = symbol(from, service, "setservent");
	*(void **)&p->getent = symbol(from, service, "getservent_r");
	*(void **)&p->endent = symbol(from, service, "endservent");
}

/* ---- timing ---------------------------------------------------------------- */

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* CPU time of ops lookups, or of one enumeration; *ret_ops is how many they were. */
static double
run(const struct peer *p, int w, long ops, long *ret_ops)
{
	const struct question *q = questions[w];
	struct servent s;
	char buffer[1024];
	double start;
	int e;

	if (p->line != NULL)
		libc_use(p->line, p->config);
	start = now();
	*ret_ops = ops;
	if (w == ENUMERATION) {
		p->setent(0);
		for (*ret_ops = 0;
		     p->getent(&s, buffer, sizeof buffer, &e) == NSS_STATUS_SUCCESS;)
			++*ret_ops;
		p->endent();
	} else if (w >= PORT) {
		for (long i = 0; i < ops; i++) {
			const struct question *k = &q[i & (N_QUESTIONS - 1)];

			p->byport(k->port, k->proto, &s, buffer, sizeof buffer, &e);
		}
	} else {
		for (long i = 0; i < ops; i++) {
			const struct question *k = &q[i & (N_QUESTIONS - 1)];

			p->byname(k->name, k->proto, &s, buffer, sizeof buffer, &e);
		}
	}
	return now() - start;
}

/* So many that a round takes its time. */
static void
calibrate(struct peer *p, int w)
{
	long ops;

	for (p->ops = 8; p->ops < 1L << 24; p->ops *= 2)
		if (run(p, w, p->ops, &ops) > ROUND_NS / 2 || w == ENUMERATION)
			break;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
median(const double v[static N_ROUNDS])
{
	double sorted[N_ROUNDS];

	memcpy(sorted, v, sizeof sorted);
	qsort(sorted, N_ROUNDS, sizeof *sorted, by_value);
	return sorted[N_ROUNDS / 2];
}

static void
print_peers(const char *workload)
{
	for (int i = 0; i < n_peers; i++) {
		double ratio[N_ROUNDS];

		for (int r = 0; r < N_ROUNDS; r++)
			ratio[r] = peers[i].ns[r] / peers[0].ns[r];
		printf("%s %s %.1f %.2f\n", workload, peers[i].label, median(peers[i].ns),
		       median(ratio));
	}
}

static void
time_workload(int w)
{
	for (int i = 0; i < n_peers; i++)
		calibrate(&peers[i], w);
	for (int r = 0; r < N_ROUNDS; r++)
		for (int i = 0; i < n_peers; i++) {
			long ops;
			double t = run(&peers[i], w, peers[i].ops, &ops);

			peers[i].ns[r] = t / (double)(ops != 0 ? ops : 1);
		}
	print_peers(workloads[w]);
}

/* ---- commands -------------------------------------------------------------- */

/* Prints the seconds of the clock, the peak in KiB and the milliseconds of CPU time. */
static int
run_command(char **argv)
{
	struct timespec from;
	struct timespec to;
	struct rusage usage;
	int status;
	pid_t pid;

	clock_gettime(CLOCK_MONOTONIC, &from);
	pid = fork();
	if (pid == 0) {
		if (freopen("/dev/null", "w", stdout) == NULL)
			err(127, "/dev/null");
		execvp(argv[0], argv);
		err(127, "%s", argv[0]);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
		err(1, "%s", argv[0]);
	clock_gettime(CLOCK_MONOTONIC, &to);
	printf("%.3f %ld %.3f\n",
	       (double)(to.tv_sec - from.tv_sec) +
		   (double)(to.tv_nsec - from.tv_nsec) / 1e9,
	       usage.ru_maxrss,
	       (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
		   (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3);
	return status != 0;
}

/* A process that asks once, from its start to its end: nanoseconds of the clock. */
static double
run_process(const char *program)
{
	struct timespec from;
	struct timespec to;
	char *const argv[] = { (char *)(uintptr_t)program, (char *)(uintptr_t) "ask",
			       NULL };
	pid_t pid;
	int status;

	clock_gettime(CLOCK_MONOTONIC, &from);
	pid = vfork();
	if (pid == 0) {
		execv(program, argv);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
		errx(1, "%s: a process failed", program);
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (double)(to.tv_sec - from.tv_sec) * 1e9 +
	       (double)(to.tv_nsec - from.tv_nsec);
}

/* Each round has a process for each line, in turns: the least of a few is taken. */
#define N_PROCESSES 40
static void
time_processes(const char *program)
{
	for (int r = 0; r < N_ROUNDS; r++)
		for (int i = 0; i < n_peers; i++) {
			double least = 0;

			libc_use(peers[i].line, peers[i].config);
			for (int k = 0; k < N_PROCESSES; k++) {
				double t = run_process(program);

				if (k == 0 || t < least)
					least = t;
			}
			peers[i].ns[r] = least;
		}
	print_peers("process");
}

/* What such a process does. */
static int
ask_once(void)
{
	getservbyname("https", "tcp");
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "ask") == 0)
		return ask_once();
	if (argc >= 3 && strcmp(argv[1], "process") == 0) {
		for (int i = 2; i < argc; i++)
			add_peer(argv[i]);
		time_processes("/proc/self/exe");
		return 0;
	}
	if (argc >= 3 && strcmp(argv[1], "run") == 0)
		return run_command(argv + 2);
	if (argc < 4 || strcmp(argv[1], "time") != 0)
		errx(64, "usage: bench time SERVICES PEER... | run COMMAND");
	load(argv[2]);
	ask();
	for (int i = 3; i < argc; i++)
		add_peer(argv[i]);
	for (int w = 0; w < N_WORKLOADS; w++)
		time_workload(w);
	return 0;
}
