/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Up to 64 threads that look up and enumerate while the index is replaced a thousand
 * times (L3, L4).  Each generation of the index has names, aliases or ports that no
 * other has in each of its entries, so an answer tells where it is from, all of it.
 *
 * May that generation answer?  It must be there when the question ends; and once
 * anybody in the process got an answer, no question that begins later may get an
 * older one.  (While a thread looks at the files, others answer from the generation
 * before.)  An enumeration keeps to its own while that is in use or the one before;
 * it ends early only if its index was replaced twice.
 */
#include "support/generation.h"
#include "support/plugin.h"
#include "support/unit.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

/* A thousand replacements in all; among many threads each takes longer. */
static const struct run {
	unsigned n_threads;
	unsigned replacements;
} runs[] = { { 2, 400 }, { 4, 300 }, { 16, 200 }, { 64, 100 } };
#define MANY_THREADS 64
#define MOST_REPLACEMENTS 400
#define N_RUNS ((int)(sizeof runs / sizeof *runs))

/* ---- generations ----------------------------------------------------------------- */

/* A generation has eight ports of its own; one port is of all generations. */
#define PORTS 8
#define SAME_PORT 60000
#define FILL_PORT 50000

#define ALIAS(of) ",@p,tcp,,\"An alias to \"\"" of "\"\"\"\n"

/*
 * Each way that a record is laid out, in the order of the table.  @g stands for the
 * generation, @p for the port.
 */
static const struct entry {
	unsigned at; /* the port, from the first of the generation */
	const char *name;
	const char *proto;
	const char *aliases;
	const char *csv;
} entries[] = {
	{ 0, "usual", "tcp", "", "usual,@p,tcp,,\n" },
	{ 1, "aliased", "tcp", " gen-@g", "aliased,@p,tcp,,\ngen-@g" ALIAS("aliased") },
	{ 2, "Capital", "tcp", "", "Capital,@p,tcp,,\n" },
	{ 3, "a-name-of-many-letters", "tcp", " one-@g another-long-alias-@g",
	  "a-name-of-many-letters,@p,tcp,,\none-@g" ALIAS(
	      "a-name-of-many-letters") "another-long-alias-@g" ALIAS("a-name-of-many-letters") },
	{ 4, "third", "sctp", "", "third,@p,sctp,,\n" },
	{ 5, "only-@g", "udp", "", "only-@g,@p,udp,,\n" },
	{ SAME_PORT, "at-@g", "tcp", " same-@g", "at-@g,@p,tcp,,\nsame-@g" ALIAS("at-@g") },
};
#define N_ENTRIES (sizeof entries / sizeof *entries)
#define LAST (&entries[N_ENTRIES - 1])

static unsigned
port_of(const struct entry *e, unsigned g)
{
	return e->at == SAME_PORT ? SAME_PORT : g * PORTS + e->at;
}

/* Write a pattern with the numbers in it; returns the end. */
static char *
spell(char *to, const char *pattern, unsigned g, unsigned port)
{
	for (; *pattern != '\0'; pattern++)
		if (*pattern == '@')
			to += sprintf(to, "%u", *++pattern == 'g' ? g : port);
		else
			*to++ = *pattern;
	*to = '\0';
	return to;
}

/* An entry as plugin_format writes it. */
static void
line_of(const struct entry *e, unsigned g, char to[static PLUGIN_ROOM])
{
	to = spell(to, e->name, g, 0);
	to += sprintf(to, " %u/%s", port_of(e, g), e->proto);
	spell(to, e->aliases, g, 0);
}

/* Entries before the last, so that indexes are of several sizes. */
static unsigned
n_fill(unsigned g)
{
	return g % 3 * 150;
}

static struct iana_buffer
index_of(unsigned g)
{
	struct iana_buffer csv = { 0 };
	struct iana_buffer index;
	char rows[PLUGIN_ROOM];

	iana_buffer_puts(&csv, "Service Name,Port Number,Transport Protocol,Description,"
			       "Assignment Notes\n");
	for (const struct entry *e = entries; e <= LAST; e++) {
		spell(rows, e->csv, g, port_of(e, g));
		iana_buffer_puts(&csv, rows);
	}
	if (n_fill(g) != 0)
		iana_buffer_printf(&csv, "fill,%u-%u,tcp,,\n", FILL_PORT,
				   FILL_PORT + n_fill(g) - 1);
	iana_buffer_u8(&csv, 0);
	index = fixture_index((const char *)csv.bytes, false);
	iana_buffer_done(&csv);
	return index;
}

/* Made before there are threads, which would not let it have much of the machine. */
static struct iana_buffer made[MOST_REPLACEMENTS + 2];

static void
make(unsigned last)
{
	for (unsigned g = 1; g <= last; g++)
		made[g] = index_of(g);
}

/* ---- what is known --------------------------------------------------------------- */

static _Atomic unsigned placed;	  /* the generation that may be there */
static _Atomic unsigned answered; /* the youngest that answered anybody */
static atomic_bool done;
static atomic_uint n_answers;
static atomic_uint n_misses;
static atomic_uint n_whole; /* enumerations to the end, and those that ended early */
static atomic_uint n_cut;

/* What went wrong first. */
static atomic_flag told = ATOMIC_FLAG_INIT;
static char complaint[2 * PLUGIN_ROOM];
static atomic_bool wrong;

static void
complain(const char *question, const char *answer, unsigned from, unsigned to)
{
	if (atomic_flag_test_and_set(&told))
		return;
	snprintf(complaint, sizeof complaint, "%s: \"%s\", of %u to %u", question, answer,
		 from, to);
	wrong = true;
	done = true;
}

static void
know(unsigned g)
{
	unsigned old = answered;

	while (old < g && !atomic_compare_exchange_weak(&answered, &old, g))
		continue;
}

/* The generation of an answer that is that entry of it, wholly; else 0. */
static unsigned
generation_of(const struct entry *e, const struct servent *s, const char *answer)
{
	unsigned port = ntohs((uint16_t)s->s_port);
	unsigned g = port / PORTS;
	char line[PLUGIN_ROOM];

	if (port == SAME_PORT && sscanf(s->s_name, "at-%u", &g) != 1)
		return 0;
	line_of(e, g, line);
	return strcmp(line, answer) == 0 ? g : 0;
}

/* ---- lookups ---------------------------------------------------------------------- */

/* A question by name, or by port where that is NULL. */
struct question {
	const char *name;
	unsigned port;
	const char *proto;
	const struct entry *e; /* that answers; NULL: none */
	unsigned only;	       /* in this generation; 0: in each */
};

/* Ask; returns the generation that answered, 0 for none. */
static unsigned
ask(const struct question *q)
{
	unsigned from = answered;
	struct servent s;
	char buffer[PLUGIN_ROOM];
	char line[PLUGIN_ROOM] = "";
	int e;
	enum nss_status st =
	    q->name != NULL
		? plugin_byname(q->name, q->proto, &s, buffer, sizeof buffer, &e)
		: plugin_byport(htons((uint16_t)q->port), q->proto, &s, buffer,
				sizeof buffer, &e);
	unsigned to = placed;
	unsigned g = 0;
	bool good;

	if (st == NSS_STATUS_SUCCESS) {
		plugin_format(&s, line);
		g = q->e != NULL ? generation_of(q->e, &s, line) : 0;
		good = from <= g && g <= to && g != 0 && (q->only == 0 || g == q->only);
	} else {
		snprintf(line, sizeof line, "status %d", st);
		good = st == NSS_STATUS_NOTFOUND &&
		       (q->e == NULL || (q->only != 0 && (from != to || from != q->only)));
	}
	if (!good)
		complain(q->name != NULL ? q->name : "a port", line, from, to);
	if (g != 0)
		know(g);
	atomic_fetch_add_explicit(g != 0 ? &n_answers : &n_misses, 1, memory_order_relaxed);
	return g;
}

static void
ask_by_name(unsigned i, unsigned g)
{
	static const struct question fixed[] = {
		{ .name = "usual", .proto = "tcp", .e = &entries[0] },
		{ .name = "usual", .e = &entries[0] },
		{ .name = "USUAL", .proto = "tcp", .e = &entries[0] },
		{ .name = "usual", .proto = "udp" },
		{ .name = "aliased", .e = &entries[1] },
		{ .name = "Capital", .proto = "tcp", .e = &entries[2] },
		{ .name = "capital", .e = &entries[2] },
		{ .name = "a-name-of-many-letters", .proto = "tcp", .e = &entries[3] },
		{ .name = "A-Name-Of-Many-Letters", .e = &entries[3] },
		{ .name = "third", .proto = "sctp", .e = &entries[4] },
		{ .name = "no-such-name" },
		{ .name = "NO-SUCH-NAME", .proto = "tcp" },
	};
	static const struct question varied[] = {
		{ .name = "gen-@g", .proto = "tcp", .e = &entries[1] },
		{ .name = "GEN-@g", .e = &entries[1] },
		{ .name = "another-long-alias-@g", .e = &entries[3] },
		{ .name = "only-@g", .proto = "udp", .e = &entries[5] },
		{ .name = "same-@g", .e = LAST },
	};
	const unsigned n_fixed = sizeof fixed / sizeof *fixed;
	char name[PLUGIN_ROOM];
	struct question q;

	ask(&fixed[i % n_fixed]);
	q = varied[i % (sizeof varied / sizeof *varied)];
	spell(name, q.name, g, 0);
	q.name = name;
	q.only = g;
	ask(&q);
}

static void
ask_by_port(unsigned i, unsigned g)
{
	static const struct question same = { .port = SAME_PORT,
					      .proto = "tcp",
					      .e = LAST };
	static const struct question none = { .port = 65535 };
	const struct entry *e = &entries[i % (N_ENTRIES - 1)];
	struct question q = { .port = port_of(e, g), .e = e, .only = g };

	ask(&same);
	ask(&q);
	q.proto = e->proto;
	ask(&q);
	ask(&none);
}

/* ---- enumerations ----------------------------------------------------------------- */

/* libc lets one thread at a time enumerate. */
static pthread_mutex_t enumeration = PTHREAD_MUTEX_INITIALIZER;

/* Line n of the enumeration of a generation; "" past the end. */
static void
enumerated(unsigned n, unsigned g, char to[static PLUGIN_ROOM])
{
	const unsigned n_first = N_ENTRIES - 1;

	to[0] = '\0';
	if (n < n_first)
		line_of(&entries[n], g, to);
	else if (n < n_first + n_fill(g))
		sprintf(to, "fill %u/tcp", FILL_PORT + n - n_first);
	else if (n == n_first + n_fill(g))
		line_of(LAST, g, to);
}

/* The next entry as a line; "" at the end, "?" for anything else. */
static unsigned
step(char line[static PLUGIN_ROOM])
{
	struct servent s;
	char buffer[PLUGIN_ROOM];
	int e;
	enum nss_status st = plugin_getent(&s, buffer, sizeof buffer, &e);

	strcpy(line, st == NSS_STATUS_NOTFOUND ? "" : "?");
	if (st != NSS_STATUS_SUCCESS)
		return 0;
	plugin_format(&s, line);
	return ntohs((uint16_t)s.s_port) / PORTS;
}

static void
enumerate(void)
{
	unsigned from = answered;
	unsigned g;
	unsigned n = 0;
	char line[PLUGIN_ROOM];
	char want[PLUGIN_ROOM];

	plugin_setent(0);
	g = step(line);
	if (g < from || g > placed)
		complain("the first of all", line, from, placed);
	know(g);
	for (;; n++) {
		enumerated(n, g, want);
		if (strcmp(line, want) != 0 || line[0] == '\0')
			break;
		if (n % 64 == 63)
			sched_yield(); /* that its index may be replaced meanwhile */
		from = answered;
		step(line);
		if (line[0] != '\0' && from > g + 1)
			complain("an enumeration of an index that is gone", line, g, from);
	}
	if (want[0] == '\0' && line[0] == '\0')
		n_whole++;
	else if (line[0] == '\0' && placed >= g + 2)
		n_cut++;
	else
		complain(want, line, g, placed);
}

/* ---- threads ---------------------------------------------------------------------- */

/* All threads and main: before the first lookup, and after some. */
static pthread_barrier_t together;

#define FIRST_ROUNDS 8

static void
ask_around(unsigned i)
{
	unsigned g = answered + i % 5 / 4; /* or one that may come */

	ask_by_name(i, g != 0 ? g : 1);
	ask_by_port(i, g != 0 ? g : 1);
	if (i % 16 == 0 && pthread_mutex_trylock(&enumeration) == 0) {
		enumerate();
		pthread_mutex_unlock(&enumeration);
	}
}

static void *
work(void *arg)
{
	unsigned i = *(const unsigned *)arg; /* each begins elsewhere */
	unsigned end = i + FIRST_ROUNDS;

	pthread_barrier_wait(&together);
	for (; i < end; i++)
		ask_around(i);
	pthread_barrier_wait(&together);
	for (; !done; i++)
		ask_around(i);
	return NULL;
}

/* Replace it again and again; each time somebody must notice. */
static void
replace(unsigned times)
{
	const struct question usual = { .name = "usual", .e = &entries[0] };

	for (unsigned g = 2; g <= 1 + times && !wrong; g++) {
		placed = g;
		generation_place(&made[g]);
		own_clock++;
		/* One of the threads may be at it just now; then it answers on. */
		while (ask(&usual) != g && !wrong)
			sched_yield();
	}
}

START_TEST(answers_are_whole_and_of_their_time_while_the_index_is_replaced)
{
	const struct run *run = &runs[_i];
	pthread_t thread[MANY_THREADS];
	unsigned number[MANY_THREADS];

	generation_begin(1);
	placed = 1;
	make(1 + run->replacements);
	generation_place(&made[1]);
	pthread_barrier_init(&together, NULL, run->n_threads + 1);
	for (unsigned i = 0; i < run->n_threads; i++) {
		number[i] = i;
		ck_assert_int_eq(pthread_create(&thread[i], NULL, work, &number[i]), 0);
	}
	pthread_barrier_wait(&together);
	/*
	 * The first lookups meet.  Some map the index for themselves alone, and might
	 * find a later one than the process has; so it is not replaced meanwhile.
	 */
	pthread_barrier_wait(&together);
	replace(run->replacements);
	done = true;
	for (unsigned i = 0; i < run->n_threads; i++)
		pthread_join(thread[i], NULL);
	ck_assert_msg(!wrong, "%s", complaint);
	ck_assert_uint_eq(answered, 1 + run->replacements);
	ck_assert_uint_gt(n_answers, 10 * run->replacements);
	ck_assert_uint_gt(n_misses, run->replacements);
	ck_assert_uint_gt(n_whole, 0);
	fprintf(stderr,
		"%u threads: %u answers, %u misses; %u enumerations, %u cut short\n",
		run->n_threads, n_answers, n_misses, n_whole, n_cut);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, answers_are_whole_and_of_their_time_while_the_index_is_replaced, 0, N_RUNS);
}

int
main(void)
{
	return unit_run("threads", add);
}
