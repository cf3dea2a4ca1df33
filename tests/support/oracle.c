/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Asks libc every question about services and writes every answer, a line each,
 * so that two sources can be compared by cmp(1).
 *
 *     oracle SERVICE NAMES OUT WORKERS STEP SURE
 *
 * SERVICE is a source of nsswitch.conf; NAMES a file of names, one a line; OUT
 * the answers, in as many files as there are WORKERS; STEP 1 asks for every
 * port, a larger one for every STEP-th beside those that some entry has.
 *
 * A source that finds nothing at a port for any protocol finds nothing there for
 * one, as long as it goes by its list.  SURE 1 asks all the same; a larger one
 * does for every SURE-th such port alone, since each miss is a whole file read.
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
static bool assigned[65536];

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

/* The first question is for any protocol. */
static void
ask_port(FILE *to, int port, bool all)
{
	struct servent s;
	struct servent *got = NULL;
	int e = 0;

	for (size_t p = 0; p < N_PROTOS; p++) {
		if (p == 0 || got != NULL || all)
			e = getservbyport_r(htons((uint16_t)port), protos[p], &s, buffer,
					    sizeof buffer, &got);
		fprintf(to, "%d %s: %d ", port, protos[p] != NULL ? protos[p] : "any", e);
		print_entry(to, got);
	}
}

/* All entries; also notes which ports have one. */
static void
enumerate(FILE *to)
{
	struct servent s;
	struct servent *got;

	setservent(1);
	while (getservent_r(&s, buffer, sizeof buffer, &got) == 0) {
		assigned[ntohs((uint16_t)got->s_port)] = true;
		if (to != NULL)
			print_entry(to, got);
	}
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
	enumerate(worker == 0 ? to : NULL);
	while ((n = getline(&line, &cap, in)) > 0) {
		line[n - 1] = '\0';
		if (i++ % n_workers == worker)
			ask_name(to, line);
	}
	for (int port = worker; port < 65536; port += n_workers)
		if (assigned[port] || port / n_workers % step == 0)
			ask_port(to, port, assigned[port] || port / n_workers % sure == 0);
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
