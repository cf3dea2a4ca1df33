/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Takes services(5) text apart, a line at a time. */
#include "services_reader.h"
#include "alloc.h"
#include "registry.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a line says; the cells lie in it. */
struct line {
	struct iana_cell name;
	struct iana_cell number; /* the port as it is written */
	uint32_t port;		 /* as nss_files takes it */
	bool octal;		 /* it means another number than it would in decimal */
	bool changed;		 /* nss_files makes another port of the number */
	struct iana_cell proto;
	struct iana_cell aliases; /* all of them, with what parts them */
	struct iana_cell comment;
};

enum kind { LINE_BLANK, LINE_ENTRY, LINE_PASSED_OVER };

struct reader {
	struct iana_input *in;
	const struct iana_sink *sink;
	struct iana_report *rep;
	unsigned long line;
	bool in_header; /* comments alone so far */
	char *bytes;	/* a line that began in an earlier chunk */
	size_t len;
	size_t cap;
	struct iana_cell *alias;
	size_t cap_aliases;
};

/* ---- a line ----------------------------------------------------------------- */

static void
skip_blanks(const char **s, const char *end)
{
	while (*s < end && iana_is_space((unsigned char)**s))
		++*s;
}

static struct iana_cell
take_word(const char **s, const char *end)
{
	const char *start = *s;

	while (*s < end && !iana_is_space((unsigned char)**s))
		++*s;
	return (struct iana_cell){ start, (size_t)(*s - start) };
}

static unsigned
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

/*
 * A port as strtoul(3) reads it in base 0 and htons(3) takes it: its low 16 bits.
 * False when no number is there, or none that nss_files takes: what is below zero
 * counts as past 32 bits.
 */
static bool
take_port(const char **s, const char *end, struct line *ret)
{
	const char *start = *s;
	const char *p = start;
	bool negative = p < end && *p == '-';
	unsigned base = 10;
	uint64_t n = 0;
	const char *digits;

	p += p < end && (*p == '-' || *p == '+');
	if (p + 2 < end && p[0] == '0' && (p[1] | 0x20) == 'x' && digit_value(p[2]) < 16) {
		base = 16;
		p += 2;
	} else if (p < end && *p == '0') {
		base = 8;
	}
	for (digits = p; p < end && digit_value(*p) < base; p++)
		if (n <= UINT32_MAX)
			n = n * base + digit_value(*p);
	if (p == digits || n > UINT32_MAX || (negative && n != 0))
		return false;
	ret->number = (struct iana_cell){ start, (size_t)(p - start) };
	ret->port = n & 0xffff;
	ret->changed = n > 65535;
	ret->octal = base == 8 && n > 7;
	*s = p;
	return true;
}

/* Take a line apart; of one passed over, *ret_why is why. */
static enum kind
parse(const char *s, const char *end, struct line *ret, const char **ret_why)
{
	const char *hash = memchr(s, '#', (size_t)(end - s));

	memset(ret, 0, sizeof *ret);
	ret->comment.bytes = "";
	if (hash != NULL) {
		ret->comment = (struct iana_cell){ hash + 1, (size_t)(end - hash - 1) };
		end = hash;
	}
	skip_blanks(&s, end);
	if (s == end)
		return LINE_BLANK;
	ret->name = take_word(&s, end);
	skip_blanks(&s, end);
	*ret_why = "no port behind its first word";
	if (!take_port(&s, end, ret))
		return LINE_PASSED_OVER;
	*ret_why = "no '/' behind the port";
	if (s < end && *s != '/')
		return LINE_PASSED_OVER;
	while (s < end && *s == '/')
		s++;
	ret->proto = take_word(&s, end);
	ret->aliases = (struct iana_cell){ s, (size_t)(end - s) };
	return LINE_ENTRY;
}

/* ---- what it means ------------------------------------------------------------ */

static bool
has_upper(struct iana_cell c)
{
	for (size_t i = 0; i < c.len; i++)
		if (c.bytes[i] >= 'A' && c.bytes[i] <= 'Z')
			return true;
	return false;
}

/* Warn of what nss_files understands otherwise than who wrote the line may think. */
static bool
warn_of(struct reader *r, const struct line *l)
{
	struct iana_cell n = l->number;
	int shown = n.len < 60 ? (int)n.len : 60;

	if (l->changed && !iana_warn(r->rep, r->in->name, r->line,
				     "port %.*s is above 65535: nss_files reads it as %u",
				     shown, n.bytes, l->port))
		return false;
	if (l->octal && !l->changed &&
	    !iana_warn(r->rep, r->in->name, r->line,
		       "port %.*s is octal, for its leading zero: %u", shown, n.bytes,
		       l->port))
		return false;
	if (l->proto.len == 0)
		return iana_warn(r->rep, r->in->name, r->line,
				 "no protocol behind the port: taken for tcp and udp");
	if (has_upper(l->proto))
		return iana_warn(r->rep, r->in->name, r->line,
				 "protocol \"%.*s\": programs ask for it in small letters",
				 l->proto.len < 60 ? (int)l->proto.len : 60,
				 l->proto.bytes);
	return true;
}

/* Hand an entry on. */
static bool
take_entry(struct reader *r, const struct line *l)
{
	struct iana_record rec = { .line = r->line, .verbatim = true };
	const char *s = l->aliases.bytes;
	const char *end = s + l->aliases.len;
	char port[6];

	if (!warn_of(r, l))
		return false;
	if (l->comment.len > IANA_FIELD_MAX)
		return iana_fail(r->rep, r->in->name, r->line,
				 "a comment of more than 64 KiB");
	for (skip_blanks(&s, end); s < end; skip_blanks(&s, end)) {
		r->alias = iana_grow(r->alias, &r->cap_aliases, rec.n_aliases + 1,
				     sizeof *r->alias);
		r->alias[rec.n_aliases++] = take_word(&s, end);
	}
	for (int f = 0; f < IANA_N_FIELDS; f++)
		rec.field[f] = (struct iana_cell){ "", 0 };
	rec.port.bytes = port;
	rec.port.len = (size_t)snprintf(port, sizeof port, "%u", l->port);
	rec.field[IANA_F_NAME] = l->name;
	rec.field[IANA_F_PROTOCOL] = l->proto;
	rec.field[IANA_F_DESCRIPTION] = l->comment;
	rec.alias = r->alias;
	return r->sink->take(r->sink->ctx, &rec, r->rep);
}

/* Does a comment of the header tell the registry's date, as our writer does? */
static void
take_header(struct reader *r, const struct line *l)
{
	static const char label[] = " Registry date: ";
	size_t n = sizeof label - 1;
	struct iana_cell c = l->comment;

	if (r->sink->updated != NULL && c.len > n && memcmp(c.bytes, label, n) == 0)
		r->sink->updated(r->sink->ctx,
				 (struct iana_cell){ c.bytes + n, c.len - n });
}

static bool
take_line(struct reader *r, const char *s, size_t len)
{
	const char *why = NULL;
	struct line l;

	if (memchr(s, '\0', len) != NULL)
		return iana_fail(r->rep, r->in->name, r->line,
				 "a NUL byte: not services(5) text");
	switch (parse(s, s + len, &l, &why)) {
	case LINE_ENTRY:
		r->in_header = false;
		return take_entry(r, &l);
	case LINE_PASSED_OVER:
		r->in_header = false;
		return iana_warn(r->rep, r->in->name, r->line,
				 "passed over, as nss_files does: %s", why);
	default:
		if (r->in_header)
			take_header(r, &l);
		return true;
	}
}

/* ---- a file ------------------------------------------------------------------- */

/* A part of a line, that goes on in the next chunk or ends with the file. */
static void
keep_part(struct reader *r, const char *s, size_t len)
{
	r->bytes = iana_grow(r->bytes, &r->cap, r->len + len, 1);
	memcpy(r->bytes + r->len, s, len);
	r->len += len;
}

static bool
take_chunk(struct reader *r)
{
	const char *s = r->in->chunk;
	const char *end = s + r->in->len;
	const char *nl;

	for (; (nl = memchr(s, '\n', (size_t)(end - s))) != NULL; s = nl + 1) {
		bool ok;

		if (r->len == 0) {
			ok = take_line(r, s, (size_t)(nl - s));
		} else {
			keep_part(r, s, (size_t)(nl - s));
			ok = take_line(r, r->bytes, r->len);
			r->len = 0;
		}
		if (!ok)
			return false;
		r->line++;
	}
	keep_part(r, s, (size_t)(end - s));
	return true;
}

static bool
read_all(struct reader *r)
{
	while (r->in->len != 0)
		if (!take_chunk(r) || !iana_input_next(r->in, r->rep))
			return false;
	return r->len == 0 || take_line(r, r->bytes, r->len);
}

bool
iana_services_read(struct iana_input *in, const struct iana_sink *sink,
		   struct iana_report *rep)
{
	struct reader r = { .in = in, .sink = sink, .rep = rep, .line = 1 };
	bool ok;

	r.in_header = true;
	r.bytes = iana_grow(NULL, &r.cap, 1, 1);
	r.alias = iana_grow(NULL, &r.cap_aliases, 1, sizeof *r.alias);
	ok = read_all(&r);
	free(r.bytes);
	free(r.alias);
	return ok;
}

/* How many lines of the first chunk are entries, and how many what they cannot be. */
static void
count_lines(const struct iana_input *in, size_t *ret_entries, size_t *ret_others)
{
	const char *s = in->chunk;
	const char *end = s + in->len;

	*ret_entries = 0;
	*ret_others = 0;
	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		const char *stop = nl != NULL ? nl : end;
		const char *why;
		struct line l;
		enum kind kind = parse(s, stop, &l, &why);

		*ret_entries += kind == LINE_ENTRY;
		*ret_others += kind == LINE_PASSED_OVER;
		s = nl != NULL ? nl + 1 : end;
	}
}

bool
iana_services_knows(const struct iana_input *in)
{
	size_t entries;
	size_t others;

	count_lines(in, &entries, &others);
	return entries > others;
}

bool
iana_services_fits(const struct iana_input *in)
{
	size_t entries;
	size_t others;

	count_lines(in, &entries, &others);
	return entries > others || others == 0;
}
