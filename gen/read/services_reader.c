/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads services(5) text line by line, as nss_files does. */
#include "read/services_reader.h"
#include "base/alloc.h"
#include "base/utf8.h"
#include "read/services_line.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct iana_input *in;
	const struct iana_sink *sink;
	struct iana_report *rep;
	unsigned long line;
	bool is_overlay;
	bool is_live;		  /* nss_files reads the file itself */
	bool in_header;		  /* only comments so far */
	bool in_section;	  /* of an overlay, in such a text */
	bool is_ours;		  /* our own writer made the text, by its header */
	bool is_nmap;		  /* an entry had a frequency; the user was warned */
	bool has_entry;		  /* a line so far is an entry */
	unsigned long first_skip; /* the first line that was skipped; 0: none */
	char *bytes;		  /* the start of a line that an earlier chunk held */
	size_t len;
	size_t cap;
	struct iana_cell *alias;
	size_t cap_aliases;
};

/* ---- entries ------------------------------------------------------------------ */

static bool
has_upper(struct iana_cell c)
{
	for (size_t i = 0; i < c.len; i++)
		if (c.bytes[i] >= 'A' && c.bytes[i] <= 'Z')
			return true;
	return false;
}

/* Warn of a port that nss_files may read otherwise than its author meant. */
static bool
warn_of_port(struct reader *r, const struct iana_line *l)
{
	struct iana_cell n = l->number;
	int quoted = iana_cell_quoted(n);

	/* A range past 65535 is refused later: nss_files does not read ranges at all. */
	if (l->changed && !l->is_range)
		return iana_warn_counted(
		    r->rep, r->in->name, r->line,
		    "port %.*s is above 65535: nss_files reads it as %u", quoted, n.bytes,
		    l->port);
	if (l->octal && !l->changed)
		return iana_warn_counted(r->rep, r->in->name, r->line,
					 "port %.*s is octal, by its leading zero: %u",
					 quoted, n.bytes, l->port);
	return true;
}

/* Warn of other parts that nss_files may read otherwise than their author meant. */
static bool
warn_of(struct reader *r, const struct iana_line *l)
{
	struct iana_cell rest = l->aliases;
	const char *cr = memchr(rest.bytes, '\r', rest.len);

	if (!warn_of_port(r, l))
		return false;
	if (l->name.len > 3 && iana_utf8_mark(l->name.bytes, l->name.len) != 0 &&
	    !iana_warn_counted(r->rep, r->in->name, r->line,
			       "a byte order mark, which nss_files reads as part of the "
			       "name"))
		return false;
	if (cr != NULL && cr + 1 != rest.bytes + rest.len &&
	    !iana_warn_counted(r->rep, r->in->name, r->line,
			       "a carriage return (CR) within the line: nss_files reads it "
			       "as a blank, not as a line end"))
		return false;
	if (l->proto.len == 0 && r->is_live)
		return iana_warn_counted(r->rep, r->in->name, r->line,
					 "no protocol behind the port: nss_files takes "
					 "the entry for one of a protocol without a name");
	if (l->proto.len == 0)
		return iana_warn_counted(
		    r->rep, r->in->name, r->line,
		    "no protocol behind the port: read as tcp and udp");
	if (has_upper(l->proto))
		return iana_warn_counted(
		    r->rep, r->in->name, r->line,
		    "protocol \"%.*s\": programs ask for it in small letters",
		    iana_cell_quoted(l->proto), l->proto.bytes);
	return true;
}

/* Collect the aliases of a line in r->alias. */
static bool
take_aliases(struct reader *r, struct iana_cell aliases, size_t *ret_n)
{
	struct iana_cell alias;
	size_t n = 0;

	while (iana_line_alias(&aliases, &alias)) {
		if (n == IANA_ALIASES_MAX)
			return iana_fail(r->rep, r->in->name, r->line,
					 "more than %d aliases of one service",
					 IANA_ALIASES_MAX);
		r->alias = iana_grow(r->alias, &r->cap_aliases, n + 1, sizeof *r->alias);
		r->alias[n++] = alias;
	}
	*ret_n = n;
	return true;
}

/* If nmap wrote the line, its frequency is no alias, and "unknown" is no name. */
static bool
adapt_nmap(struct reader *r, struct iana_line *l)
{
	if (r->is_live || !iana_line_frequency(&l->aliases))
		return true;
	if (l->name.len == 7 && memcmp(l->name.bytes, "unknown", 7) == 0)
		l->name = (struct iana_cell){ "", 0 };
	if (r->is_nmap)
		return true;
	r->is_nmap = true;
	return iana_warn(r->rep, r->in->name, r->line,
			 "the list of services of nmap: the number behind each port is its "
			 "frequency and no alias, and \"unknown\" is no name");
}

/* Hand an entry on as a raw row. */
static bool
take_entry(struct reader *r, struct iana_line *l)
{
	struct iana_raw_row raw = { .line = r->line, .verbatim = true };
	char port[IANA_LINE_PORT_ROOM];

	r->has_entry = true;
	if (!warn_of(r, l) || !adapt_nmap(r, l))
		return false;
	if (l->comment.len > IANA_FIELD_MAX)
		return iana_fail(r->rep, r->in->name, r->line,
				 "a comment of more than 64 KiB");
	if (!take_aliases(r, l->aliases, &raw.n_aliases))
		return false;
	for (int f = 0; f < IANA_N_FIELDS; f++)
		raw.field[f] = (struct iana_cell){ "", 0 };
	raw.port = iana_line_port(l, port);
	raw.field[IANA_F_NAME] = l->name;
	raw.field[IANA_F_PROTOCOL] = l->proto;
	raw.field[IANA_F_DESCRIPTION] = l->comment;
	if (r->is_ours && r->sink->section != NULL && !r->in_section)
		raw.kept_from = iana_line_kept_from(&raw.field[IANA_F_DESCRIPTION]);
	raw.alias = r->alias;
	return r->sink->take(r->sink->ctx, &raw, r->rep);
}

/* ---- other lines -------------------------------------------------------------- */

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

/* Start the section of an overlay; with a blank name, end it. */
static bool
start_section(struct reader *r, struct iana_cell name)
{
	r->in_section = name.len != 0;
	return r->sink->section == NULL || r->sink->section(r->sink->ctx, &name, r->rep);
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
	else if (r->is_ours && labelled(comment, " Overlay: ", &rest))
		return start_section(r, rest);
	else if (r->is_ours && labelled(comment, " End of overlays", &rest))
		return start_section(r, none);
	return true;
}

/* Warn of a line that nss_files skips. */
static bool
skip_line(struct reader *r, enum iana_line_kind kind)
{
	if (r->first_skip == 0)
		r->first_skip = r->line;
	if (r->is_overlay)
		return iana_warn(r->rep, r->in->name, r->line,
				 "skipped, as nss_files does: no %s",
				 kind == IANA_LINE_NO_PORT ? "port behind its first word"
							   : "'/' behind the port");
	if (kind == IANA_LINE_NO_PORT)
		return iana_warn_counted(r->rep, r->in->name, r->line,
					 "skipped, as nss_files does: no port behind its "
					 "first word");
	if (kind == IANA_LINE_NO_SLASH)
		return iana_warn_counted(
		    r->rep, r->in->name, r->line,
		    "skipped, as nss_files does: no '/' behind the port");
	return iana_warn_counted(r->rep, r->in->name, r->line,
				 "skipped, as nss_files does: a range of ports, which only "
				 "overlays may have");
}

static bool
take_line(struct reader *r, const char *s, size_t len)
{
	enum iana_line_kind kind;
	struct iana_line l;

	if (memchr(s, '\0', len) != NULL)
		return iana_fail(r->rep, r->in->name, r->line,
				 "a NUL byte: not services(5) text");
	kind = iana_line_parse(s, s + len, r->is_overlay, &l);
	if (kind == IANA_LINE_BLANK)
		return r->is_live || take_comment(r, l.comment);
	r->in_header = false;
	return kind == IANA_LINE_ENTRY ? take_entry(r, &l) : skip_line(r, kind);
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
	if (r->len != 0 && !take_line(r, r->bytes, r->len))
		return false;
	if (r->is_overlay && r->first_skip != 0 && !r->has_entry)
		return iana_fail(r->rep, r->in->name, r->first_skip,
				 "no line of this overlay is an entry of services(5)");
	return true;
}

static bool
read_text(struct reader *r)
{
	bool ok;

	r->line = 1;
	r->in_header = true;
	r->bytes = iana_grow(NULL, &r->cap, 1, 1);
	r->alias = iana_grow(NULL, &r->cap_aliases, 1, sizeof *r->alias);
	ok = read_all(r);
	free(r->bytes);
	free(r->alias);
	return ok;
}

bool
iana_services_read(struct iana_input *in, const struct iana_sink *sink,
		   struct iana_report *rep)
{
	struct reader r = { .in = in, .sink = sink, .rep = rep };

	return read_text(&r);
}

bool
iana_services_read_overlay(struct iana_input *in, const struct iana_sink *sink,
			   struct iana_report *rep)
{
	struct reader r = { .in = in, .sink = sink, .rep = rep, .is_overlay = true };

	return read_text(&r);
}

bool
iana_services_read_live(struct iana_input *in, const struct iana_sink *sink,
			struct iana_report *rep)
{
	struct reader r = { .in = in, .sink = sink, .rep = rep, .is_live = true };

	return read_text(&r);
}
