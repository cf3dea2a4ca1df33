/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads "port-numbers", the list that IANA published until 2010:
 *
 *     Keyword         Decimal    Description                     References
 *     -------         -------    -----------                     ----------
 *                       0/tcp    Reserved
 *     tcpmux            1/tcp    TCP Port Service Multiplexer
 *     #                          Mark Lottor
 *     #                 4/tcp    Unassigned
 *     #               225-241    Reserved
 *     info-aps        6400
 *
 * The list has a table for each range of ports.  A table starts behind such titles, and
 * ends at the title of the next section, which is in capitals.  In a table:
 *
 *   - A name, a port and a protocol start a row; the rest of the line is its description.
 *   - Without a name, the row is of unnamed ports.
 *   - Without a protocol and without any text behind the port, the row has both tcp and
 * udp.
 *   - A comment is a row of unnamed ports if it starts with a port, and then has a protocol
 *     or one of the words that say why the port has no name.
 *   - Brackets with an RFC at the end of a line are the reference.
 */
#include "read/port_list.h"
#include "base/ascii.h"
#include "base/ports.h"
#include "input/lines.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct list_reading {
	const char *path;
	const struct iana_sink *sink;
	struct iana_report *rep;
	struct iana_lines lines;
	size_t n_rows;
};

/* ---- words ------------------------------------------------------------------ */

static bool
is_blank_line(char c)
{
	return iana_is_space((unsigned char)c);
}

/* Split "6000-6063/tcp" into its ports and protocol; false if a word is none. */
static bool
split_ports(struct iana_cell word, struct iana_cell *ret_ports, struct iana_cell *ret_proto)
{
	const char *slash = memchr(word.bytes, '/', word.len);
	size_t len = slash != NULL ? (size_t)(slash - word.bytes) : word.len;
	uint32_t low;
	uint32_t high;

	if (!iana_ports_parse(word.bytes, len, &low, &high) || len + 1 == word.len)
		return false;
	*ret_ports = (struct iana_cell){ word.bytes, len };
	*ret_proto = (struct iana_cell){ "", 0 };
	if (slash != NULL)
		*ret_proto = (struct iana_cell){ slash + 1, word.len - len - 1 };
	return true;
}

/* ---- rows ------------------------------------------------------------------- */

/* Is this the bracket of an RFC: "[RFC1]", "[RFC 1]", "[RFC-draft-name]"? */
static bool
is_rfc(const char *open, const char *end)
{
	return end - open >= 6 && strncasecmp(open, "[RFC", 4) == 0 &&
	       memchr("0123456789- ", open[4], 12) != NULL;
}

/* Take the brackets of RFCs off the end of a description. */
static struct iana_cell
take_rfcs(struct iana_cell *text)
{
	struct iana_cell found = { "", 0 };
	size_t at = text->len;

	while (at > 0 && text->bytes[at - 1] == ']') {
		const char *open = memrchr(text->bytes, '[', at);

		if (open == NULL || !is_rfc(open, text->bytes + at))
			break;
		at = (size_t)(open - text->bytes);
	}
	/* "Text[RFC1]" is one word, and a part of the description. */
	if (at == text->len || (at > 0 && !is_blank_line(text->bytes[at - 1])))
		return found;
	found = (struct iana_cell){ text->bytes + at, text->len - at };
	*text = iana_cell_trim((struct iana_cell){ text->bytes, at });
	return found;
}

static bool
give_listed(struct list_reading *r, size_t i, struct iana_raw_row *raw,
	    struct iana_cell text)
{
	text = iana_cell_trim(text);
	if (text.len > IANA_FIELD_MAX)
		return iana_fail(r->rep, r->path, i + 1, "a field of more than 64 KiB");
	raw->line = i + 1;
	raw->field[IANA_F_REFERENCE] = take_rfcs(&text);
	raw->field[IANA_F_DESCRIPTION] = text;
	for (int f = 0; f < IANA_N_FIELDS; f++)
		if (raw->field[f].len == 0)
			raw->field[f].bytes = "";
	r->n_rows++;
	return r->sink->take(r->sink->ctx, raw, r->rep);
}

/* Does a text say why ports have no name?  Later registries have the same words. */
static bool
tells_why(struct iana_cell text)
{
	static const char *const words[] = {
		"Unassigned", "(unassigned)", "Reserved",   "IANA Reserved", "Removed",
		"De-",	      "Decom",	      "Deprecated", "Possibly used"
	};

	text = iana_cell_trim(text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text.len >= strlen(words[i]) &&
		    strncasecmp(text.bytes, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* A comment may be a row of unnamed ports.  A number that is no port makes it none. */
static bool
take_list_comment(struct list_reading *r, size_t i, struct iana_cell line)
{
	struct iana_raw_row raw = { 0 };
	uint32_t low;
	uint32_t high;

	while (line.len > 0 && line.bytes[0] == '#') {
		line.bytes++;
		line.len--;
	}
	if (!split_ports(iana_cell_word(&line), &raw.port, &raw.field[IANA_F_PROTOCOL]) ||
	    (raw.field[IANA_F_PROTOCOL].len == 0 && !tells_why(line)))
		return true;
	if (!iana_ports_parse(raw.port.bytes, raw.port.len, &low, &high) || low > high ||
	    high > 65535)
		return true;
	return give_listed(r, i, &raw, line);
}

static bool
take_list_row(struct list_reading *r, size_t i, struct iana_cell line)
{
	struct iana_raw_row raw = { 0 };
	struct iana_cell *proto = &raw.field[IANA_F_PROTOCOL];
	bool has_name = !is_blank_line(line.bytes[0]);
	bool ok;

	if (has_name)
		raw.field[IANA_F_NAME] = iana_cell_word(&line);
	ok = split_ports(iana_cell_word(&line), &raw.port, proto);
	/* In a text, a number may stand behind any word. */
	if (!ok || (proto->len == 0 && iana_cell_trim(line).len != 0))
		return iana_warn_counted(r->rep, r->path, i + 1,
					 "neither a row nor a comment: skipped");
	if (proto->len == 0 && has_name &&
	    !iana_warn_counted(r->rep, r->path, i + 1,
			       "no protocol behind the port: read as tcp and udp"))
		return false;
	return give_listed(r, i, &raw, line);
}

/* ---- the list --------------------------------------------------------------- */

/* Are these the titles of a table?  Those behind the third are not in every list. */
static bool
is_list_titles(struct iana_cell line)
{
	return iana_cell_is(iana_cell_word(&line), "Keyword") &&
	       iana_cell_is(iana_cell_word(&line), "Decimal") &&
	       iana_cell_is(iana_cell_word(&line), "Description");
}

/* Is a line the title of a section, in capitals: "REGISTERED PORT NUMBERS"? */
static bool
is_section(struct iana_cell line)
{
	size_t n_letters = 0;

	for (size_t i = 0; i < line.len; i++) {
		char c = line.bytes[i];

		if (c >= 'A' && c <= 'Z')
			n_letters++;
		else if (c != ' ' && c != '/' && c != '-')
			return false;
	}
	return n_letters > 0 && line.bytes[0] != ' ';
}

/* Is a line the rule below the titles? */
static bool
is_rule(struct iana_cell line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.bytes[i] != '-' && !is_blank_line(line.bytes[i]))
			return false;
	return true;
}

/* The date of "(last updated 2008-02-29)" or "(last updated 22 December 2005)". */
static void
take_date(struct list_reading *r, struct iana_cell line)
{
	static const char *const months[] = { "January", "February", "March",
					      "April",	 "May",	     "June",
					      "July",	 "August",   "September",
					      "October", "November", "December" };
	static const char label[] = "(last updated ";
	char text[40];
	char month[12];
	char date[40];
	unsigned day;
	unsigned year;

	if (r->sink->updated == NULL || line.len < sizeof label ||
	    line.len >= sizeof text ||
	    strncasecmp(line.bytes, label, sizeof label - 1) != 0)
		return;
	snprintf(text, sizeof text, "%.*s", (int)(line.len - sizeof label + 1),
		 line.bytes + sizeof label - 1);
	text[strcspn(text, ")")] = '\0';
	snprintf(date, sizeof date, "%s", text);
	if (sscanf(text, "%2u %11[A-Za-z] %4u", &day, month, &year) == 3)
		for (unsigned m = 0; m < 12; m++)
			if (strcasecmp(month, months[m]) == 0)
				snprintf(date, sizeof date, "%04u-%02u-%02u", year, m + 1,
					 day);
	r->sink->updated(r->sink->ctx, (struct iana_cell){ date, strlen(date) });
}

static bool
take_list_line(struct list_reading *r, size_t i, bool *in_table)
{
	struct iana_cell line = iana_lines_get(&r->lines, i);

	if (is_list_titles(line))
		*in_table = true;
	else if (is_section(line))
		*in_table = false;
	else if (!*in_table)
		take_date(r, line);
	else if (line.len != 0 && line.bytes[0] == '#')
		return take_list_comment(r, i, line);
	else if (!is_rule(line))
		return take_list_row(r, i, line);
	return true;
}

static bool
read_list(struct list_reading *r)
{
	const struct iana_lines *l = &r->lines;
	bool in_table = false;

	for (size_t i = 0; i < l->n; i++)
		if (!take_list_line(r, i, &in_table))
			return false;
	if (r->n_rows == 0)
		return iana_fail(r->rep, r->path, l->n, "no rows below the titles");
	if (!in_table)
		return true;
	if (!l->ended)
		return iana_fail(r->rep, r->path, l->n,
				 "the last line has no end: the file is cut short");
	return iana_warn(r->rep, r->path, l->n,
			 "nothing behind the table: it may be cut short");
}

bool
iana_port_list_knows(const struct iana_input *in)
{
	const char *s = in->chunk;
	const char *end = s + in->len;

	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		const char *stop = nl != NULL ? nl : end;

		if (is_list_titles((struct iana_cell){ s, (size_t)(stop - s) }))
			return true;
		s = stop + 1;
	}
	return false;
}

bool
iana_port_list_read(struct iana_input *in, const struct iana_sink *sink,
		    struct iana_report *rep)
{
	struct list_reading r = { .path = in->name, .sink = sink, .rep = rep };
	bool ok = iana_lines_read(&r.lines, in, rep) && read_list(&r);

	iana_lines_done(&r.lines);
	return ok;
}
