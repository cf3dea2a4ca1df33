/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads files line by line, and takes the ports of each line. */
#include "free/listed.h"
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cell.h"
#include "base/ports.h"
#include "base/utf8.h"
#include "input/input.h"
#include "read/services_line.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file, and the line that is read. */
struct port_file {
	struct iana_brush *brush;
	const struct iana_wanted *wanted;
	const char *name; /* of the file, in messages */
	unsigned long line;
};

typedef bool take_line(struct port_file *l, struct iana_cell line, struct iana_report *rep);

/* ---- files --------------------------------------------------------------------------- */

/* Read all of a file; an input holds a large chunk, so it is not on the stack. */
static bool
read_listing(struct iana_buffer *to, const char *path, const char **ret_name,
	     struct iana_report *rep)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	bool ok = iana_input_open(in, path, rep);

	*ret_name = in->name;
	while (ok && in->len != 0) {
		iana_buffer_add(to, in->chunk, in->len);
		ok = iana_input_next(in, rep);
	}
	iana_input_close(in);
	free(in);
	return ok;
}

static bool
take_lines(struct port_file *l, const struct iana_buffer *text, take_line *take,
	   struct iana_report *rep)
{
	size_t at = text->len != 0 ? iana_utf8_mark(text->bytes, text->len) : 0;

	while (at < text->len) {
		const char *start = text->bytes + at;
		const char *end = memchr(start, '\n', text->len - at);
		size_t len = end != NULL ? (size_t)(end - start) : text->len - at;

		l->line++;
		if (!take(l, (struct iana_cell){ start, len }, rep))
			return false;
		at += len + 1;
	}
	return true;
}

static bool
take_file(struct iana_taken *t, const char *path, unsigned bit, const struct iana_wanted *w,
	  take_line *take, struct iana_report *rep)
{
	struct iana_buffer text = { 0 };
	struct port_file l = { .wanted = w };
	bool ok = read_listing(&text, path, &l.name, rep);

	l.brush = iana_brush_new(t, bit, l.name);
	ok = ok && take_lines(&l, &text, take, rep);
	free(l.brush);
	iana_buffer_done(&text);
	return ok;
}

/* ---- services(5) text -----------------------------------------------------------------
 */

static bool
names_it(struct iana_cell cell, const char *name)
{
	return name != NULL && iana_cell_is(cell, name);
}

/* Does the line name the service itself? */
static bool
is_own_line(const struct iana_line *l, const char *own)
{
	struct iana_cell aliases = l->aliases;
	struct iana_cell alias;

	if (own == NULL || names_it(l->name, own))
		return own != NULL;
	while (iana_line_alias(&aliases, &alias))
		if (names_it(alias, own))
			return true;
	return false;
}

static void
draw_entry(struct port_file *l, const struct iana_line *line, const char *own)
{
	uint32_t hi = line->is_range ? line->last_port : line->port;

	if (iana_wanted_has(l->wanted, line->proto.bytes, line->proto.len) &&
	    !is_own_line(line, own))
		iana_brush_draw(l->brush, line->port, hi, l->line);
}

/* To nss_files a NUL byte ends the line. */
static bool
take_service(struct port_file *l, struct iana_cell cell, struct iana_report *rep)
{
	const char *nul = memchr(cell.bytes, '\0', cell.len);
	const char *end = nul != NULL ? nul : cell.bytes + cell.len;
	struct iana_line line;

	(void)rep;
	if (iana_line_parse(cell.bytes, end, true, &line) == IANA_LINE_ENTRY)
		draw_entry(l, &line, l->wanted->own);
	return true;
}

bool
iana_taken_add_services(struct iana_taken *t, const char *path, unsigned bit,
			const struct iana_wanted *w, struct iana_report *rep)
{
	if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return true;
	return take_file(t, path, bit, w, take_service, rep);
}

/* ---- files to avoid -------------------------------------------------------------------
 */

/* Take the next word of a list; blanks and commas stand between words. */
static struct iana_cell
list_word(struct iana_cell *rest)
{
	const char *s = rest->bytes;
	const char *end = s + rest->len;
	const char *start;

	while (s < end && strchr(" \t\r\v\f,", *s) != NULL)
		s++;
	start = s;
	while (s < end && strchr(" \t\r\v\f,", *s) == NULL)
		s++;
	*rest = (struct iana_cell){ s, (size_t)(end - s) };
	return (struct iana_cell){ start, (size_t)(s - start) };
}

/* A word of a list: ports, and a protocol if one is behind them. */
static bool
parse_word(struct iana_cell word, uint32_t *ret_lo, uint32_t *ret_hi,
	   struct iana_cell *ret_proto)
{
	const char *slash = memchr(word.bytes, '/', word.len);
	size_t len = slash != NULL ? (size_t)(slash - word.bytes) : word.len;

	*ret_proto = (struct iana_cell){ "", 0 };
	if (slash != NULL)
		*ret_proto = (struct iana_cell){ slash + 1, word.len - len - 1 };
	return (slash == NULL || ret_proto->len != 0) &&
	       iana_ports_parse(word.bytes, len, ret_lo, ret_hi);
}

/* Are all words of a line ports or ranges?  A blank line has none. */
static bool
is_port_line(struct iana_cell rest)
{
	struct iana_cell word;
	struct iana_cell proto;
	uint32_t lo;
	uint32_t hi;

	while ((word = list_word(&rest)).len != 0)
		if (!parse_word(word, &lo, &hi, &proto))
			return false;
	return true;
}

/* Draw ports that a line to avoid names, if they are possible. */
static bool
draw_avoided(struct port_file *l, uint32_t lo, uint32_t hi, struct iana_cell proto,
	     struct iana_report *rep)
{
	if (lo >= IANA_PORTS || hi >= IANA_PORTS)
		return iana_fail(rep, l->name, l->line, "ports end at 65535");
	if (hi < lo)
		return iana_fail(rep, l->name, l->line, "the range ends before it starts");
	if (iana_wanted_has(l->wanted, proto.bytes, proto.len))
		iana_brush_draw(l->brush, lo, hi, l->line);
	return true;
}

static bool
take_port_line(struct port_file *l, struct iana_cell rest, struct iana_report *rep)
{
	struct iana_cell word;
	struct iana_cell proto;
	uint32_t lo;
	uint32_t hi;

	while ((word = list_word(&rest)).len != 0)
		if (!parse_word(word, &lo, &hi, &proto) ||
		    !draw_avoided(l, lo, hi, proto, rep))
			return false;
	return true;
}

static bool
take_avoided(struct port_file *l, struct iana_cell cell, struct iana_report *rep)
{
	const char *end = cell.bytes + cell.len;
	const char *hash = memchr(cell.bytes, '#', cell.len);
	struct iana_line line;

	if (memchr(cell.bytes, '\0', cell.len) != NULL)
		return iana_fail(rep, l->name, l->line, "a NUL byte: not a list of ports");
	if (hash != NULL)
		cell.len = (size_t)(hash - cell.bytes);
	if (is_port_line(cell))
		return take_port_line(l, cell, rep);
	if (iana_line_parse(cell.bytes, end, true, &line) != IANA_LINE_ENTRY)
		return iana_fail(rep, l->name, l->line,
				 "\"%.*s\" is neither ports nor a line of services(5)",
				 iana_cell_quoted(cell), cell.bytes);
	if (line.changed) /* nss_files takes another port than the line says */
		return draw_avoided(l, IANA_PORTS, IANA_PORTS, line.proto, rep);
	return draw_avoided(l, line.port, line.is_range ? line.last_port : line.port,
			    line.proto, rep);
}

bool
iana_taken_add_avoided(struct iana_taken *t, const char *path, const struct iana_wanted *w,
		       struct iana_report *rep)
{
	return take_file(t, path, IANA_TAKEN_AVOIDED, w, take_avoided, rep);
}
