/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Converts bytes in memory, and judges what came of it. */
#include "base/ascii.h"
#include "fuzz.h"
#include "index/index.h"
#include "read/csv_reader.h"
#include "src/find.h"
#include "src/verify.h"
#include "table/build.h"
#include "write/csv_writer.h"
#include "write/json.h"
#include "write/services.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void
fuzz_broken(const char *what, const char *file, int line)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

/* ---- conversion ------------------------------------------------------------ */

/* A message must be a whole string, whatever stands in it. */
static void
look_at(const struct iana_message *msg, void *ctx)
{
	(void)ctx;
	HOLDS(strnlen(msg->text, sizeof msg->text) < sizeof msg->text);
}

/* A file without a name that holds these bytes. */
static int
file_of(const uint8_t *bytes, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	HOLDS(fd > STDIN_FILENO);
	HOLDS(write(fd, bytes, size) == (ssize_t)size);
	HOLDS(lseek(fd, 0, SEEK_SET) == 0);
	return fd;
}

/* Text in UTF-16, which the input itself turns into UTF-8? */
static bool
is_wide(const uint8_t *bytes, size_t size)
{
	return size >= 4 && (bytes[0] ^ bytes[1]) == 1 && (bytes[0] & bytes[1]) == 0xfe &&
	       bytes[2] != '<' && bytes[3] != '<';
}

/* Open text in UTF-16 as a file: no chunk can be chosen there. */
static bool
wide_open(struct iana_input *in, const uint8_t *bytes, size_t size, struct iana_report *rep)
{
	static char path[32];
	int fd = file_of(bytes, size);
	bool ok;

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	ok = iana_input_open(in, path, rep);
	close(fd);
	return ok;
}

/* The first bytes lie in the chunk already, the rest in a file without a name. */
static bool
input_open(struct iana_input *in, const struct fuzz_options *how, const uint8_t *bytes,
	   size_t size, struct iana_report *rep)
{
	size_t first = how->first_bytes < size ? how->first_bytes : size;

	if (is_wide(bytes, size))
		return wide_open(in, bytes, size, rep);
	if (first > IANA_INPUT_CHUNK)
		first = IANA_INPUT_CHUNK;
	in->path = in->name = "fuzz";
	in->total = in->len = first;
	memcpy(in->chunk, bytes, first);
	in->fd = file_of(bytes + first, size - first);
	return true;
}

static bool
read_rows(struct fuzz_conversion *c, const struct fuzz_options *how, const uint8_t *bytes,
	  size_t size)
{
	struct iana_sink sink = { .take = iana_registry_take,
				  .updated = iana_registry_updated,
				  .ctx = &c->reg };
	struct iana_input *in = iana_calloc(1, sizeof *in);
	bool ok;

	ok = input_open(in, how, bytes, size, &c->rep) && how->read(in, &sink, &c->rep);
	iana_warn_flush(&c->rep);
	iana_input_close(in);
	free(in);
	return ok;
}

static bool
few_ports(const struct iana_registry *reg)
{
	size_t n = 0;

	for (size_t i = 0; i < reg->n_rows; i++)
		if (iana_row_has_port(&reg->row[i]))
			n += (size_t)reg->row[i].port_hi - reg->row[i].port_lo + 1;
	return n <= FUZZ_PORTS_MAX;
}

bool
fuzz_convert(struct fuzz_conversion *ret, const struct fuzz_options *how,
	     const uint8_t *bytes, size_t size)
{
	bool ok;

	memset(ret, 0, sizeof *ret);
	ret->rep.warn = look_at;
	ret->rep.strict = how->strict;
	iana_registry_init(&ret->reg, "fuzz");
	ok = read_rows(ret, how, bytes, size);
	if (ok && !few_ports(&ret->reg))
		return false;
	ok = ok && iana_table_build(&ret->table, &ret->reg, how->policy, &ret->rep) &&
	     iana_index_write(&ret->index, &ret->table, ret->reg.date, how->exact_case,
			      NULL, &ret->rep) &&
	     iana_services_write(&ret->text, &ret->table, ret->reg.date, &ret->rep);
	if (!ok)
		HOLDS(ret->rep.error.text[0] != '\0');
	return ok;
}

void
fuzz_convert_done(struct fuzz_conversion *c)
{
	iana_buffer_done(&c->text);
	iana_buffer_done(&c->index);
	iana_table_done(&c->table);
	iana_registry_done(&c->reg);
}

/* ---- the judge ------------------------------------------------------------- */

/* The rest of a line of services(5), up to its comment. */
struct line {
	const char *at;
	const char *end;
};

/* Is the next word of the line this one? */
static bool
word_is(struct line *l, const char *want, size_t len)
{
	const char *start;

	while (l->at < l->end && iana_is_space((unsigned char)*l->at))
		l->at++;
	start = l->at;
	while (l->at < l->end && !iana_is_space((unsigned char)*l->at))
		l->at++;
	return (size_t)(l->at - start) == len && memcmp(start, want, len) == 0;
}

/* Does a line say just what the index says of an entry? */
static bool
line_is(struct line l, const struct iana_image *im, const struct iana_match *hit)
{
	char port[IANA_NAME_MAX + 8];
	struct iana_index_entry v;
	const char *alias;
	uint32_t pos = 0;
	uint32_t n = 0;
	uint8_t len;

	if (iana_entry_read(im, hit, &v) != IANA_OK || !word_is(&l, v.name, v.name_len))
		return false;
	snprintf(port, sizeof port, "%u/%s", v.port, v.proto);
	if (!word_is(&l, port, strlen(port)))
		return false;
	for (; iana_entry_alias(&v, &pos, &alias, &len) == IANA_OK; n++)
		if (!word_is(&l, alias, len))
			return false;
	return n == v.n_aliases && word_is(&l, "", 0);
}

static void
judge_text(const struct iana_buffer *text, const struct iana_image *im, size_t n_entries)
{
	const char *s = (const char *)text->bytes;
	const char *end = s + text->len;
	uint32_t cursor = 0;
	struct iana_match hit;
	size_t n = 0;

	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		const char *hash;

		HOLDS(nl != NULL);
		hash = memchr(s, '#', (size_t)(nl - s));
		if (hash != s) {
			struct line l = { s, hash != NULL ? hash : nl };

			HOLDS(iana_find_next(im, &cursor, &hit) == IANA_OK);
			HOLDS(line_is(l, im, &hit));
			n++;
		}
		s = nl + 1;
	}
	HOLDS(iana_find_next(im, &cursor, &hit) == IANA_NOTFOUND);
	HOLDS(n == n_entries);
}

static void
judge_json(const struct fuzz_conversion *c)
{
	struct iana_report rep = { 0 };
	struct iana_buffer text = { 0 };
	struct json_tokener *tok = json_tokener_new();
	struct json_object *all;
	struct json_object *services;

	HOLDS(iana_json_write(&text, &c->table, c->reg.date, &rep));
	json_tokener_set_flags(tok, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	all = json_tokener_parse_ex(tok, text.bytes, (int)text.len);
	HOLDS(all != NULL);
	HOLDS(json_object_object_get_ex(all, "services", &services));
	HOLDS(json_object_array_length(services) == c->table.n_entries);
	json_object_put(all);
	json_tokener_free(tok);
	iana_buffer_done(&text);
}

static bool
same(const struct iana_buffer *a, const struct iana_buffer *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->bytes, b->bytes, a->len) == 0);
}

/* The CSV gives the same text as the registry. */
static void
judge_csv(const struct fuzz_conversion *c)
{
	struct fuzz_options how = { .read = iana_csv_read, .policy = c->table.policy };
	struct iana_report rep = { 0 };
	struct iana_buffer csv = { 0 };
	struct fuzz_conversion again;

	if (!iana_csv_write(&csv, &c->table, c->reg.date, 0, &rep)) {
		HOLDS(rep.error.text[0] != '\0');
		iana_buffer_done(&csv);
		return;
	}
	how.first_bytes = csv.len;
	HOLDS(fuzz_convert(&again, &how, (const uint8_t *)csv.bytes, csv.len));
	HOLDS(same(&c->text, &again.text));
	fuzz_convert_done(&again);
	iana_buffer_done(&csv);
}

void
fuzz_judge(const struct fuzz_conversion *c)
{
	const char *what = "sound";
	struct iana_image im;
	struct iana_header h;

	HOLDS(iana_image_open(c->index.bytes, c->index.len, &im, &h) == IANA_OK);
	HOLDS(im.size == c->index.len);
	HOLDS(h.n_entries == c->table.n_entries && h.n_rows <= c->reg.n_rows);
	if (iana_verify(&im, &h, &what) != IANA_OK)
		fuzz_broken(what, __FILE__, __LINE__);
	judge_text(&c->text, &im, c->table.n_entries);
	judge_json(c);
	judge_csv(c);
	HOLDS(iana_image_open(c->index.bytes, h.hot_bytes, &im, &h) == IANA_OK);
	judge_text(&c->text, &im, c->table.n_entries);
}

/* ---- a reader -------------------------------------------------------------- */

/* A number that any change of the bytes changes: the input needs none for itself. */
static uint32_t
choice(const uint8_t *bytes, size_t size)
{
	uint32_t h = 0x811c9dc5;

	for (size_t i = 0; i < size; i++)
		h = (h ^ bytes[i]) * 0x1000193;
	return h ^ h >> 15;
}

/* One of all policies, or near: each part of it by bits of its own. */
static void
choose_policy(struct iana_policy *p, uint32_t chosen)
{
	static const char *const ports[] = { "0-1023", "1,7,80-443", "1024-65535" };

	memset(p, 0, sizeof *p);
	p->first_of_range = (chosen & 1) != 0;
	p->drop_historic = (chosen & 2) != 0;
	p->unnamed = (chosen & 4) != 0;
	p->comments = chosen >> 3 & 1 ? IANA_COMMENTS_ASCII : IANA_COMMENTS_UTF8;
	if ((chosen >> 4 & 3) < 3 && chosen >> 6 & 1)
		HOLDS(iana_policy_ports(p, ports[chosen >> 4 & 3]) == NULL);
	if ((chosen >> 7 & 3) == 0)
		HOLDS(iana_policy_protocols(p, "tcp,SCTP,x") == NULL);
}

void
fuzz_read(fuzz_reader *read, size_t first, const uint8_t *bytes, size_t size)
{
	uint32_t chosen = choice(bytes, size);
	struct fuzz_options how = { .read = read, .first_bytes = size };
	struct fuzz_conversion whole;
	struct fuzz_conversion split;
	struct iana_policy policy;
	bool ok;

	if (size > IANA_INPUT_CHUNK)
		return;
	how.exact_case = (chosen & 1) != 0;
	how.strict = chosen % 8 == 0;
	choose_policy(&policy, chosen >> 16);
	/* Half of the inputs are converted whole. */
	how.policy = chosen >> 15 & 1 ? &policy : NULL;
	ok = fuzz_convert(&whole, &how, bytes, size);
	if (ok)
		fuzz_judge(&whole);
	how.first_bytes = first + (chosen >> 3) % (size + 1);
	HOLDS(fuzz_convert(&split, &how, bytes, size) == ok);
	HOLDS(same(&whole.text, &split.text) && same(&whole.index, &split.index));
	HOLDS(whole.rep.n_warnings == split.rep.n_warnings);
	HOLDS(whole.rep.error.line == split.rep.error.line);
	fuzz_convert_done(&whole);
	fuzz_convert_done(&split);
	iana_policy_done(&policy);
}
