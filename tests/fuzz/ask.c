/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions to an index of any bytes. */
#include "ask.h"
#include "ask/query.h"
#include "fuzz.h"
#include "nss/pack.h"
#include "src/find.h"
#include "src/fast.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEEP 40 /* entries of which all is looked at */
#define DEEP_ALIASES 3
#define MARGIN 16 /* bytes beside a buffer that must stay as they are */
#define UNTOUCHED 0xa5

/* ---- answers lie inside ---------------------------------------------------- */

static bool
inside(const struct iana_image *im, const void *p, size_t len)
{
	const char *b = p;

	return b >= im->bytes && b <= im->bytes + im->size &&
	       iana_span_ok(im->size, (size_t)(b - im->bytes), len);
}

static bool
string_inside(const struct iana_image *im, const char *s, size_t len)
{
	return inside(im, s, len + 1) && s[len] == '\0';
}

/* View an entry; how many bytes it would need in a buffer at most, 0 if corrupt. */
static size_t
view_inside(const struct iana_image *im, const struct iana_match *match)
{
	struct iana_index_entry v;
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	HOLDS(inside(im, match->record, IANA_RECORD_BYTES));
	if (iana_entry_read(im, match, &v) != IANA_OK)
		return 0;
	HOLDS(string_inside(im, v.name, v.name_len));
	HOLDS(string_inside(im, v.proto, v.proto_len));
	HOLDS(inside(im, v.aliases, v.alias_bytes));
	while (iana_entry_alias(&v, &pos, &alias, &len) == IANA_OK)
		HOLDS(string_inside(im, alias, len) && pos <= v.alias_bytes);
	return (v.n_aliases + (size_t)2) * sizeof(char *) + v.name_len + v.proto_len + 2 +
	       v.alias_bytes + IANA_PACK_SHORT;
}

/* ---- packing --------------------------------------------------------------- */

static bool
in_buffer(const char *buffer, size_t buflen, const char *s)
{
	return s >= buffer && s < buffer + buflen &&
	       memchr(s, 0, (size_t)(buffer + buflen - s)) != NULL;
}

static void
servent_in_buffer(const struct servent *s, const char *buffer, size_t buflen)
{
	HOLDS(in_buffer(buffer, buflen, s->s_name));
	HOLDS(in_buffer(buffer, buflen, s->s_proto));
	HOLDS((uintptr_t)s->s_aliases % alignof(char *) == 0);
	for (char **a = s->s_aliases;; a++) {
		HOLDS((char *)a >= buffer && (char *)(a + 1) <= buffer + buflen);
		if (*a == NULL)
			break;
		HOLDS(in_buffer(buffer, buflen, *a));
	}
}

/* Pack into buflen bytes that start skew bytes off an aligned address. */
static enum iana_status
pack_into(const struct iana_image *im, const struct iana_match *match, size_t skew,
	  size_t buflen)
{
	struct servent s = { .s_port = -7 };
	char *block = malloc(skew + buflen + MARGIN);
	enum iana_status st;

	HOLDS(block != NULL);
	memset(block, UNTOUCHED, skew + buflen + MARGIN);
	st = iana_pack(im, match, block + skew, buflen, &s);
	for (size_t i = 0; i < MARGIN; i++)
		HOLDS((uint8_t)block[skew + buflen + i] == UNTOUCHED);
	for (size_t i = 0; i < skew; i++)
		HOLDS((uint8_t)block[i] == UNTOUCHED);
	if (st == IANA_OK)
		servent_in_buffer(&s, block + skew, buflen);
	else
		HOLDS(s.s_port == -7 && s.s_name == NULL);
	free(block);
	return st;
}

/* A buffer that is too small says so, and one of some size is not. */
static void
pack_all_sizes(const struct iana_image *im, const struct iana_match *match)
{
	size_t enough = view_inside(im, match);
	enum iana_status st = IANA_NOSPACE;

	for (size_t n = 0; n < 40 && st == IANA_NOSPACE; n += 3)
		st = pack_into(im, match, n % 8, n);
	for (size_t n = 40; n < enough && st == IANA_NOSPACE; n += n / 2)
		st = pack_into(im, match, n % 8, n);
	if (st == IANA_NOSPACE)
		st = pack_into(im, match, 1, enough);
	HOLDS(enough == 0 ? st == IANA_CORRUPT : st == IANA_OK || st == IANA_CORRUPT);
}

/* The same in two sizes: lookups are many, and mostly find what the walk found. */
static void
pack_twice(const struct iana_image *im, const struct iana_match *match)
{
	size_t enough = view_inside(im, match);

	pack_into(im, match, 0, enough / 2);
	HOLDS(pack_into(im, match, 5, enough + 8) != IANA_NOSPACE);
}

/* ---- lookups --------------------------------------------------------------- */

/* A fast search that answers gives the answer of a complete lookup, whatever the bytes. */
static void
agrees(enum iana_status fast, const struct iana_match *fast_match, enum iana_status st,
       const struct iana_match *match)
{
	HOLDS(fast == st);
	if (st == IANA_OK)
		HOLDS(fast_match->record == match->record &&
		      fast_match->rank == match->rank);
}

static void
ask_name(const struct iana_image *im, const char *name, const char *proto)
{
	struct iana_match fast_match;
	struct iana_match match;
	enum iana_status st = iana_find_folded(im, name, proto, &match);
	enum iana_status fast;

	if (st == IANA_OK)
		pack_twice(im, &match);
	st = iana_find_name(im, name, proto, &match);
	if (st == IANA_OK)
		pack_twice(im, &match);
	if (iana_fast_name(im, name, strlen(name), proto, &fast, &fast_match))
		agrees(fast, &fast_match, st, &match);
}

static void
ask_port(const struct iana_image *im, uint16_t port, const char *proto)
{
	struct iana_match fast_match;
	struct iana_match match;
	enum iana_status st = iana_find_port(im, port, proto, &match);
	enum iana_status fast;

	if (st == IANA_OK) {
		pack_twice(im, &match);
		HOLDS(iana_le16(match.record + IANA_R_PORT) == port);
	}
	if (iana_fast_port(im, port, proto, &fast, &fast_match))
		agrees(fast, &fast_match, st, &match);
	HOLDS(iana_find_port(im, UINT32_C(0x10000) + port, proto, &match) == IANA_NOTFOUND);
}

/* Ask for what an entry says of itself. */
static void
ask_entry(const struct iana_image *im, const struct iana_match *match)
{
	struct iana_index_entry v;
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	pack_all_sizes(im, match);
	if (iana_entry_read(im, match, &v) != IANA_OK)
		return;
	ask_name(im, v.name, v.proto);
	ask_name(im, v.name, NULL);
	for (int n = 0; n < DEEP_ALIASES; n++)
		if (iana_entry_alias(&v, &pos, &alias, &len) == IANA_OK)
			ask_name(im, alias, v.proto);
	ask_port(im, v.port, v.proto);
	ask_port(im, v.port, NULL);
}

static void
walk(const struct iana_image *im)
{
	/* A record has eight protocols at most, and every step moves on. */
	size_t n_max = im->size / IANA_RECORD_BYTES * 8 + 8;
	struct iana_match match;
	uint32_t cursor = 0;

	for (size_t n = 0; iana_find_next(im, &cursor, &match) == IANA_OK; n++) {
		HOLDS(n < n_max);
		if (n < DEEP)
			ask_entry(im, &match);
	}
}

void
ask_everything(const struct iana_image *im, const struct question *q)
{
	static const char *const protos[] = { NULL, "", "tcp", "udp", "a-long-protocol" };

	walk(im);
	ask_name(im, q->name, q->proto);
	ask_port(im, q->port, q->proto);
	for (size_t i = 0; i < sizeof protos / sizeof *protos; i++) {
		ask_name(im, q->name, protos[i]);
		ask_port(im, q->port, protos[i]);
	}
}

/* ---- lookup ---------------------------------------------------------------- */

struct asked {
	const struct iana_image *im;
	size_t n;
};

static void
row_inside(const struct iana_image *im, const struct iana_index_row *row)
{
	for (int f = 0; f < IANA_N_FIELDS; f++)
		if (row->field[f] != NULL)
			HOLDS(string_inside(im, row->field[f], strlen(row->field[f])));
}

static void
take_answer(const struct iana_answer *answer, void *ctx)
{
	struct asked *asked = ctx;
	const struct iana_image *im = asked->im;

	asked->n++;
	if (answer->entry != NULL)
		HOLDS(string_inside(im, answer->entry->name, answer->entry->name_len));
	else
		HOLDS(answer->registry_row == NULL);
	row_inside(im, answer->row);
	if (answer->registry_row != NULL)
		row_inside(im, answer->registry_row);
	HOLDS((answer->source == NULL) == (answer->entry == NULL));
	if (answer->source != NULL)
		HOLDS(
		    string_inside(im, answer->source->name, strlen(answer->source->name)));
	if (answer->comment != NULL)
		HOLDS(string_inside(im, answer->comment, strlen(answer->comment)));
}

/*
 * Whatever the bytes, each entry and each row is given once at most.  Tells how many; no
 * answer of a sound index fails.
 */
static size_t
ask_query(const struct iana_image *im, const char *text, bool sound)
{
	size_t most = im->size / IANA_RECORD_BYTES * 8 + im->size / IANA_ROW_START_BYTES;
	struct asked asked = { .im = im };
	struct iana_report rep = { 0 };
	size_t n;

	if (!iana_query_ask(im, "index", text, take_answer, &asked, &n, &rep))
		HOLDS(!sound || rep.error.path[0] == '\0');
	HOLDS(n == asked.n && n <= most);
	return n;
}

void
ask_lookup(const struct iana_image *im, const struct question *q, bool sound)
{
	struct iana_index_source source;
	char text[sizeof q->name + 16];
	size_t n = ask_query(im, "0-65535", sound);

	HOLDS(!sound || n == iana_header_u32(im, IANA_H_N_ENTRIES) +
				 (size_t)iana_cold_count(im, IANA_S_UNNAMED_PORTS,
							 IANA_UNNAMED_BYTES));
	ask_query(im, "0-65535/tcp", sound);
	ask_query(im, "UDP/0-65535", sound);
	ask_query(im, q->name, sound);
	snprintf(text, sizeof text, "%u", q->port);
	ask_query(im, text, sound);
	for (uint32_t i = 0; iana_source_read(im, i, &source) == IANA_OK; i++)
		HOLDS(string_inside(im, source.name, strlen(source.name)));
}
