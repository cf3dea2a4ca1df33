/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The plugin in every buffer there can be: refusals lose nothing (L2). */
#include "support/fixture.h"
#include "support/plugin.h"
#include "support/unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define GUARD 0xa5

static _Alignas(16) unsigned char area[PLUGIN_ROOM + 64];

struct question {
	const char *name; /* NULL: by port; both absent: the next entry */
	int port;
	const char *proto;
};

static enum nss_status
ask(const struct question *q, struct servent *s, char *buffer, size_t len, int *e)
{
	if (q->name != NULL)
		return plugin_byname(q->name, q->proto, s, buffer, len, e);
	if (q->port != 0)
		return plugin_byport(htons((uint16_t)q->port), q->proto, s, buffer, len, e);
	return plugin_getent(s, buffer, len, e);
}

static bool
untouched(size_t from, size_t len)
{
	for (size_t i = 0; i < sizeof area; i++)
		if ((i < from || i >= from + len) && area[i] != GUARD)
			return false;
	return true;
}

/*
 * Grow the buffer by one byte until it is enough; each refusal must be TRYAGAIN
 * with ERANGE and touch nothing.  line gets the answer.
 */
static enum nss_status
grow(const struct question *q, size_t shift, char line[PLUGIN_ROOM])
{
	char *buffer = (char *)area + 16 + shift;

	memset(area, GUARD, sizeof area);
	for (size_t len = 0; len <= PLUGIN_ROOM; len++) {
		struct servent s;
		int e = 0;
		enum nss_status st;

		st = ask(q, &s, buffer, len, &e);
		if (st == NSS_STATUS_TRYAGAIN && e == ERANGE && untouched(0, 0))
			continue;
		if (st == NSS_STATUS_SUCCESS && untouched(16 + shift, len))
			plugin_format(&s, line);
		else
			ck_assert_msg(st == NSS_STATUS_NOTFOUND && e == 0,
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
		"http 80/tcp www www-http",
		"http 80/tcp www www-http",
		"https 443/tcp",
		"http 80/udp www",
		"x11 6063/udp",
		"lone 7000/xtp",
	};

	plugin_open(plugin_fixture());
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		for (size_t shift = 0; shift < 16; shift++) {
			char line[PLUGIN_ROOM];

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
	char line[PLUGIN_ROOM];
	char again[PLUGIN_ROOM];
	size_t n = 0;

	plugin_setent(0);
	while (grow(&next, shift, line) == NSS_STATUS_SUCCESS) {
		struct servent s;
		char buffer[PLUGIN_ROOM];
		char name[256];
		char proto[256];
		int port;
		int e;

		n++;
		if (sscanf(line, "%255s %d/%255s", name, &port, proto) != 3 ||
		    plugin_byport(htons((uint16_t)port), proto, &s, buffer, sizeof buffer,
				  &e) != NSS_STATUS_SUCCESS)
			ck_abort_msg("%s: not found again", line);
		plugin_format(&s, again);
	}
	plugin_endent();
	return n;
}

START_TEST(an_enumeration_loses_nothing_to_small_buffers)
{
	plugin_open(plugin_fixture());
	for (size_t shift = 0; shift < 16; shift++)
		ck_assert_uint_eq(enumerate_growing(shift), PLUGIN_FIXTURE_ENTRIES);
}
END_TEST

START_TEST(a_full_registry_loses_nothing_to_small_buffers)
{
	const char *path = plugin_real();
	size_t n;

	if (path == NULL) {
		puts("# no full registry: nothing to sweep");
		return;
	}
	plugin_open(path);
	n = enumerate_growing(0);
	ck_assert_uint_gt(n, 11000);
	for (size_t shift = 1; shift < 16; shift++)
		ck_assert_uint_eq(enumerate_growing(shift), n);
	unlink(path);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, every_buffer_size_and_misalignment_loses_nothing);
	tcase_add_test(tc, an_enumeration_loses_nothing_to_small_buffers);
	tcase_add_test(tc, a_full_registry_loses_nothing_to_small_buffers);
}

int
main(void)
{
	return unit_run("buffers", add);
}
