/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads services(5) text line by line, as nss_files does. */
#include "read/services_reader.h"
#include "base/alloc.h"
#include "base/utf8.h"
#include "read/services_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct iana_input *in;
	const struct iana_sink *sink;
	struct iana_report *rep;
	unsigned long line;
	bool in_header; /* only comments so far */
	bool is_ours;	/* our own writer made the text, by its header */
	char *bytes;	/* the start of a line that an earlier chunk held */
	size_t len;
	size_t cap;
	struct iana_cell *alias;
	size_t cap_aliases;
};

/* ---- lines -------------------------------------------------------------------- */

static bool
has_upper(struct iana_cell c)
{
	for (size_t i = 0; i < c.len; i++)
		if (c.bytes[i] >= 'A' && c.bytes[i] <= 'Z')
			return true;
	return false;
}

/* Warn of parts that nss_files may read otherwise than their author meant. */
static bool
warn_of(struct reader *r, const struct iana_line *l)
{
	struct iana_cell n = l->number;
	int shown = n.len < 60 ? (int)n.len : 60;

	if (l->changed && !iana_warn(r->rep, r->in->name, r->line,
				     "port %.*s is above 65535: nss_files reads it as %u",
				     shown, n.bytes, l->port))
		return false;
	if (l->octal && !l->changed &&
	    !iana_warn(r->rep, r->in->name, r->line,
		       "port %.*s is octal, by its leading zero: %u", shown, n.bytes,
		       l->port))
		return false;
	if (l->name.len > 3 && iana_utf8_mark(l->name.bytes, l->name.len) != 0 &&
	    !iana_warn(r->rep, r->in->name, r->line,
		       "a byte order mark, which nss_files reads as part of the name"))
		return false;
	if (l->proto.len == 0)
		return iana_warn(r->rep, r->in->name, r->line,
				 "no protocol behind the port: read as tcp and udp");
	if (has_upper(l->proto))
		return iana_warn(r->rep, r->in->name, r->line,
				 "protocol \"%.*s\": programs ask for it in small letters",
				 l->proto.len < 60 ? (int)l->proto.len : 60,
				 l->proto.bytes);
	return true;
}

/* Hand an entry on as a raw row. */
static bool
take_entry(struct reader *r, const struct iana_line *l)
{
	struct iana_raw_row raw = { .line = r->line, .verbatim = true };
	struct iana_cell aliases = l->aliases;
	struct iana_cell alias;
	char port[6];

	if (!warn_of(r, l))
		return false;
	if (l->comment.len > IANA_FIELD_MAX)
		return iana_fail(r->rep, r->in->name, r->line,
				 "a comment of more than 64 KiB");
	while (iana_line_alias(&aliases, &alias)) {
		if (raw.n_aliases == IANA_ALIASES_MAX)
			return iana_fail(r->rep, r->in->name, r->line,
					 "more than %d aliases of one service",
					 IANA_ALIASES_MAX);
		r->alias = iana_grow(r->alias, &r->cap_aliases, raw.n_aliases + 1,
				     sizeof *r->alias);
		r->alias[raw.n_aliases++] = alias;
	}
	for (int f = 0; f < IANA_N_FIELDS; f++)
		raw.field[f] = (struct iana_cell){ "", 0 };
	raw.port.bytes = port;
	raw.port.len = (size_t)snprintf(port, sizeof port, "%u", l->port);
	raw.field[IANA_F_NAME] = l->name;
	raw.field[IANA_F_PROTOCOL] = l->proto;
	raw.field[IANA_F_DESCRIPTION] = l->comment;
	raw.alias = r->alias;
	return r->sink->take(r->sink->ctx, &raw, r->rep);
}

/* Does a comment start with a label?  ret: the text behind it. */
static bool
labelled(struct iana_cell comment, const char *label, struct iana_cell *ret)
{
	size_t n = strlen(label);

	if (comment.len < n || memcmp(comment.bytes, label, n) != 0)
		return false;
	*ret = (struct iana_cell){ comment.bytes + n, comment.len - n };
	return true;
}

/*
 * A line that is a comment alone.  The header tells the date of the registry.  In text of
 * our own writer, comments mark the sections of overlays.
 */
static bool
take_comment(struct reader *r, struct iana_cell comment)
{
	static const struct iana_cell none = { "", 0 };
	struct iana_cell rest;

	if (r->in_header && r->sink->updated != NULL &&
	    labelled(comment, " Registry date: ", &rest))
		r->sink->updated(r->sink->ctx, rest);
	else if (r->in_header && labelled(comment, " Generator: iana-services ", &rest))
		r->is_ours = true;
	else if (r->is_ours && r->sink->section != NULL &&
		 labelled(comment, " Overlay: ", &rest))
		return r->sink->section(r->sink->ctx, &rest, r->rep);
	else if (r->is_ours && r->sink->section != NULL &&
		 labelled(comment, " End of overlays", &rest))
		return r->sink->section(r->sink->ctx, &none, r->rep);
	return true;
}

static bool
take_line(struct reader *r, const char *s, size_t len)
{
	const char *why = NULL;
	struct iana_line l;

	if (memchr(s, '\0', len) != NULL)
		return iana_fail(r->rep, r->in->name, r->line,
				 "a NUL byte: not services(5) text");
	switch (iana_line_parse(s, s + len, &l, &why)) {
	case IANA_LINE_ENTRY:
		r->in_header = false;
		return take_entry(r, &l);
	case IANA_LINE_SKIPPED:
		r->in_header = false;
		return iana_warn(r->rep, r->in->name, r->line,
				 "skipped, as nss_files does: %s", why);
	default:
		return take_comment(r, l.comment);
	}
}

/* ---- the text ----------------------------------------------------------------- */

/* Keep a part of a line, which continues in the next chunk or ends with the file. */
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

/*
 * Count the lines of the first chunk that are entries, and those that cannot be entries.
 * A line without a protocol is neither: any text may have a number behind a word.
 */
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
		enum iana_line_kind kind;
		struct iana_line l;
		const char *why;

		if (nl == NULL && in->len == IANA_INPUT_CHUNK)
			return; /* the next chunk has the rest of this line */
		kind = iana_line_parse(s, stop, &l, &why);
		*ret_entries += kind == IANA_LINE_ENTRY && l.proto.len != 0;
		*ret_others += kind == IANA_LINE_SKIPPED;
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
