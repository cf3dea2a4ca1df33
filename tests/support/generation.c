/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Puts indexes that can be told apart into the place that the plugin looks at. */
#include "support/generation.h"
#include "support/plugin.h"

#include <arpa/inet.h>
#include <check.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

char generation_path[256];

struct iana_buffer
generation_index(unsigned g, unsigned fill)
{
	struct iana_buffer csv = { 0 };
	struct iana_buffer index;

	iana_buffer_puts(&csv, "Service Name,Port Number,Transport Protocol,Description,"
			       "Assignment Notes\n");
	iana_buffer_printf(
	    &csv, "svc,%u,tcp,,\ngen-%u,%u,tcp,,\"An alias to \"\"svc\"\"\"\n", g, g, g);
	iana_buffer_printf(&csv, "next,%u,tcp,,\n", g + 1);
	if (fill != 0)
		iana_buffer_printf(&csv, "fill,50000-%u,tcp,,\n", 50000 + fill);
	iana_buffer_u8(&csv, 0);
	index = fixture_index((const char *)csv.bytes, false);
	iana_buffer_done(&csv);
	return index;
}

void
generation_place(const struct iana_buffer *index)
{
	char temp[300];
	FILE *f;

	snprintf(temp, sizeof temp, "%s.new", generation_path);
	f = fopen(temp, "w");
	ck_assert_uint_eq(fwrite(index->bytes, 1, index->len, f), index->len);
	ck_assert_int_eq(fchmod(fileno(f), 0644), 0);
	fclose(f);
	ck_assert_int_eq(rename(temp, generation_path), 0);
}

void
generation_put(unsigned g, unsigned fill)
{
	struct iana_buffer b = generation_index(g, fill);

	generation_place(&b);
	iana_buffer_done(&b);
}

void
generation_begin(unsigned g)
{
	struct iana_buffer none = { .bytes = (char *)(uintptr_t) "", .len = 0 };

	strcpy(generation_path, fixture_file(&none));
	generation_put(g, 0);
	plugin_open(generation_path);
}

int
generation_asked(void)
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

const char *
generation_next(void)
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
