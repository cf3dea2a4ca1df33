/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Asks libc about services and writes every answer, a line each.  Two sources are then
 * compared by cmp(1).
 *
 *     oracle SERVICE NAMES OUT WORKERS STEP SURE
 *
 * SERVICE is a source of nsswitch.conf.  NAMES is a file of names, one a line: all of
 * them are asked.  OUT.0, OUT.1 and so on take the answers, one file for each of the
 * WORKERS.  Every STEP-th port is asked; 1 asks them all.
 *
 * A source that has no entry at a port for any protocol has none there for one
 * protocol.  nss_files reads its whole file for each miss, so only every SURE-th
 * of these ports is also asked for each protocol; 1 asks them all.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <nss.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const protos[] = { NULL, "", "tcp", "udp", "sctp", "dccp", "nosuch" };
#define N_PROTOS (sizeof protos / sizeof *protos)

static char buffer[1 << 20]; /* ERANGE is the business of other tests */

static void
print_entry(FILE *to, const struct servent *s)
{
	if (s == NULL) {
		fputs("none\n", to);
		return;
	}
	fprintf(to, "%s %d/%s", s->s_name, ntohs((uint16_t)s->s_port), s->s_proto);
	for (char **a = s->s_aliases; *a != NULL; a++)
		fprintf(to, " %s", *a);
	putc('\n', to);
}

static void
ask_name(FILE *to, const char *name)
{
	for (size_t p = 0; p < N_PROTOS; p++) {
		struct servent s;
		struct servent *got;
		int e = getservbyname_r(name, protos[p], &s, buffer, sizeof buffer, &got);

		fprintf(to, "%s %s: %d ", name, protos[p] != NULL ? protos[p] : "any", e);
		print_entry(to, got);
	}
}

/* The first question is for any protocol.  Without an answer, the others are asked only
 * if all are wanted; they have none either. */
static void
ask_port(FILE *to, int port, bool all)
{
	struct servent s;
	struct servent *got = NULL;
	int e = 0;

	for (size_t p = 0; p < N_PROTOS; p++) {
		if (p == 0 || all)
			e = getservbyport_r(htons((uint16_t)port), protos[p], &s, buffer,
					    sizeof buffer, &got);
		all = all || got != NULL;
		fprintf(to, "%d %s: %d ", port, protos[p] != NULL ? protos[p] : "any", e);
		print_entry(to, got);
	}
}

static void
print_all(FILE *to)
{
	struct servent s;
	struct servent *got;

	setservent(1);
	while (getservent_r(&s, buffer, sizeof buffer, &got) == 0)
		print_entry(to, got);
	endservent();
}

static int
work(const char *names, const char *out, int worker, int n_workers, int step, int sure)
{
	char path[4096];
	char *line = NULL;
	size_t cap = 0;
	long i = 0;
	FILE *in = fopen(names, "r");
	FILE *to;
	ssize_t n;

	snprintf(path, sizeof path, "%s.%d", out, worker);
	to = fopen(path, "w");
	if (in == NULL || to == NULL)
		return 1;
	if (worker == 0)
		print_all(to);
	while ((n = getline(&line, &cap, in)) > 0) {
		line[n - 1] = '\0';
		if (i++ % n_workers == worker)
			ask_name(to, line);
	}
	/* The ports are the same whatever the number of workers. */
	for (int k = worker; k * step < 65536; k += n_workers)
		ask_port(to, k * step, k % sure == 0);
	free(line);
	fclose(in);
	return fclose(to) != 0;
}

int
main(int argc, char **argv)
{
	int n_workers;
	int failed = 0;

	if (argc != 7 || __nss_configure_lookup("services", argv[1]) != 0) {
		fputs("usage: oracle SERVICE NAMES OUT WORKERS STEP SURE\n", stderr);
		return 64;
	}
	n_workers = atoi(argv[4]);
	for (int w = 0; w < n_workers; w++) {
		pid_t pid = fork();

		if (pid == 0)
			_exit(work(argv[2], argv[3], w, n_workers, atoi(argv[5]),
				   atoi(argv[6])));
		failed |= pid < 0;
	}
	for (int w = 0; w < n_workers; w++) {
		int status = 0;

		failed |= wait(&status) < 0 || status != 0;
	}
	return failed;
}
