/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks the bytes, the parts and the limits of a line. */
#include "check/line.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "check/skipped.h"
#include "input/raw_row.h"
#include "read/services_line.h"
#include "table/registry.h"
#include "table/rules.h"

#include <string.h>

/*
 * getservbyname_r(3) of nss_files reads each line into the caller's buffer.  Many programs
 * have one of 1024 bytes, and glibc needs some of them for itself.
 */
#define LONG_LINE 1000

static bool
is_for_nss_files(const struct iana_checked *c)
{
	return iana_checked_last(c)->form == IANA_CHECK_SERVICES;
}

/* What reads a file of this form. */
static const char *
reader_of(const struct iana_checked *c)
{
	return is_for_nss_files(c) ? "merge refuses the file"
				   : "convert and merge refuse the file";
}

/* ---- bytes ---------------------------------------------------------------------- */

/* A carriage return at the end of a line does no harm. */
static void
check_blanks(struct iana_checked *c, struct iana_cell line)
{
	const char *cr = memchr(line.bytes, '\r', line.len);
	bool is_odd = memchr(line.bytes, '\v', line.len) != NULL ||
		      memchr(line.bytes, '\f', line.len) != NULL;

	if (is_odd)
		iana_caution(&c->remarks, "odd-blank",
			     "a vertical tab or a form feed: it is read as a blank");
	if (cr != NULL && cr + 1 != line.bytes + line.len)
		iana_fault(&c->remarks, "carriage-return",
			   "a carriage return (CR) within the line: it is read as a blank, "
			   "not as a line end");
}

bool
iana_check_bytes(struct iana_checked *c, struct iana_cell *line)
{
	const char *nul = memchr(line->bytes, '\0', line->len);

	if (nul != NULL) {
		iana_fault(&c->remarks, "nul",
			   "a NUL byte: nss_files reads the line up to it, and convert and "
			   "merge refuse the file");
		line->len = (size_t)(nul - line->bytes);
	}
	check_blanks(c, *line);
	return nul == NULL || is_for_nss_files(c);
}

/* Check what stands behind '#'. */
static void
check_comment(struct iana_checked *c, struct iana_cell comment)
{
	const unsigned char *s = (const unsigned char *)comment.bytes;
	bool is_control = false;
	bool is_broken = false;
	size_t n;

	comment = iana_cell_trim(comment);
	s = (const unsigned char *)comment.bytes;
	for (size_t i = 0; i < comment.len; i += n) {
		uint32_t ch = 0;

		n = iana_utf8_decode(s + i, comment.len - i, &ch);
		is_broken |= n == 0;
		is_control |= n != 0 && iana_utf8_is_control(ch) && !iana_is_space(s[i]);
		n += n == 0;
	}
	if (is_broken)
		iana_caution(&c->remarks, "encoding", "the comment is not UTF-8");
	if (is_control)
		iana_caution(&c->remarks, "control-character",
			     "the comment contains a control character");
}

/* ---- words ---------------------------------------------------------------------- */

/* Check a name or an alias as rule N1 does. */
static bool
check_name(struct iana_checked *c, const char *what, struct iana_cell name)
{
	const char *fault = iana_name_fault(name.bytes, name.len);

	if (fault == NULL && iana_utf8_mark(name.bytes, name.len) != 0)
		iana_fault(&c->remarks, "byte-order-mark",
			   "a byte order mark, which is read as part of the name");
	if (fault == NULL)
		return true;
	iana_fault(&c->remarks, "name", "%s \"%.*s\" %s: %s", what, iana_cell_quoted(name),
		   name.bytes, fault, reader_of(c));
	return false;
}

static bool
is_in_capitals(struct iana_cell c)
{
	for (size_t i = 0; i < c.len; i++)
		if (c.bytes[i] >= 'A' && c.bytes[i] <= 'Z')
			return true;
	return false;
}

static bool
check_protocol(struct iana_checked *c, struct iana_cell protocol)
{
	const char *fault = is_for_nss_files(c)
				? iana_name_fault(protocol.bytes, protocol.len)
				: iana_protocol_fault(protocol.bytes, protocol.len);
	int quoted = iana_cell_quoted(protocol);

	if (fault != NULL) {
		iana_fault(&c->remarks, "protocol", "transport protocol \"%.*s\" %s: %s",
			   quoted, protocol.bytes, fault, reader_of(c));
		return false;
	}
	if (memchr(protocol.bytes, '/', protocol.len) != NULL)
		iana_fault(&c->remarks, "protocol",
			   "transport protocol \"%.*s\" contains '/': no program asks for "
			   "it",
			   quoted, protocol.bytes);
	if (protocol.len == 0 && is_for_nss_files(c))
		iana_fault(&c->remarks, "no-protocol",
			   "no protocol behind the port: nss_files takes the entry for one "
			   "of a protocol without a name");
	else if (protocol.len == 0)
		iana_caution(&c->remarks, "no-protocol",
			     "no protocol behind the port: read as tcp and udp, which "
			     "nss_files would not do");
	else if (is_in_capitals(protocol))
		iana_fault(&c->remarks, "protocol-case",
			   "protocol \"%.*s\": programs ask for it in small letters",
			   quoted, protocol.bytes);
	return true;
}

/* Check how the port is written.  False: the file is refused for it. */
static bool
check_port(struct iana_checked *c, const struct iana_line *l)
{
	struct iana_cell n = l->number;
	int quoted = iana_cell_quoted(n);

	if (l->is_range && (l->changed || l->last_port < l->port)) {
		iana_fault(&c->remarks, "bad-range", "port range %.*s %s: %s", quoted,
			   n.bytes, l->changed ? "is above 65535" : "ends before it starts",
			   reader_of(c));
		return false;
	}
	if (l->changed)
		iana_fault(&c->remarks, "port-wraps",
			   "port %.*s is above 65535: it is read as %u", quoted, n.bytes,
			   l->port);
	else if (l->octal)
		iana_fault(&c->remarks, "octal-port",
			   "port %.*s is octal, by its leading zero: it is read as %u",
			   quoted, n.bytes, l->port);
	else if (n.bytes[0] == '+' || n.bytes[0] == '-' ||
		 (n.bytes[0] == '0' && n.len > 1 && n.bytes[1] != '-'))
		iana_caution(&c->remarks, "number-form",
			     "port %.*s is read as %u; other programs may not read it so",
			     quoted, n.bytes, l->port);
	if (l->proto.bytes[-1] == '/' && l->proto.bytes[-2] == '/')
		iana_caution(&c->remarks, "slashes",
			     "more than one '/' behind the port; other programs may not "
			     "read it so");
	return true;
}

/* ---- entries -------------------------------------------------------------------- */

/* Keep the aliases of a line.  False, with a fault, if a table cannot hold as many. */
static bool
keep_aliases(struct iana_checked *c, struct iana_cell aliases,
	     struct iana_checked_entry *entry, bool *is_sound)
{
	struct iana_cell alias;

	entry->aliases = (uint32_t)c->n_aliases;
	while (iana_line_alias(&aliases, &alias)) {
		if (c->n_aliases == IANA_OWN_ALIASES_MAX ||
		    entry->n_aliases == IANA_ALIASES_MAX) {
			iana_fault(
			    &c->remarks, "limit", "more than %d aliases%s: %s",
			    entry->n_aliases == IANA_ALIASES_MAX ? IANA_ALIASES_MAX
								 : IANA_OWN_ALIASES_MAX,
			    entry->n_aliases == IANA_ALIASES_MAX ? " of one service" : "",
			    reader_of(c));
			return false;
		}
		*is_sound &= check_name(c, "alias", alias);
		c->alias = iana_grow(c->alias, &c->cap_aliases, c->n_aliases + 1,
				     sizeof *c->alias);
		c->alias[c->n_aliases++] = iana_pool_add(&c->pool, alias.bytes, alias.len);
		entry->n_aliases++;
	}
	return true;
}

/* The list of nmap: a number behind each port is no alias to our readers. */
static bool
drop_frequency(struct iana_checked *c, struct iana_line *l)
{
	if (is_for_nss_files(c) || !iana_line_frequency(&l->aliases))
		return true;
	iana_caution(&c->remarks, "frequency",
		     "the number behind the port is read as the frequency of nmap's list, "
		     "not as an alias");
	return l->name.len != 7 || memcmp(l->name.bytes, "unknown", 7) != 0;
}

static bool
check_entry(struct iana_checked *c, struct iana_line *l)
{
	struct iana_checked_entry e = { .file = c->remarks.file, .line = c->remarks.line };
	bool is_sound = check_port(c, l);

	is_sound &= check_name(c, "service name", l->name);
	is_sound &= check_protocol(c, l->proto);
	if (l->comment.len > IANA_FIELD_MAX) {
		iana_fault(&c->remarks, "limit", "a comment of more than 64 KiB: %s",
			   reader_of(c));
		is_sound = false;
	}
	if (!drop_frequency(c, l))
		return true; /* a port of nmap without a name */
	if (!keep_aliases(c, l->aliases, &e, &is_sound))
		return false;
	if (!is_sound)
		return true;
	e.name = iana_pool_add(&c->pool, l->name.bytes, l->name.len);
	e.protocol = iana_pool_add(&c->pool, l->proto.bytes, l->proto.len);
	e.port_lo = (uint16_t)l->port;
	e.port_hi = (uint16_t)(l->is_range ? l->last_port : l->port);
	return iana_checked_entry_add(c, &e);
}

bool
iana_check_line(struct iana_checked *c, struct iana_cell line)
{
	enum iana_line_kind kind;
	struct iana_line l;
	const char *hash;

	if (is_for_nss_files(c) && line.len > LONG_LINE)
		iana_caution(
		    &c->remarks, "long-line",
		    "a line of %zu bytes: nss_files gives neither it nor the lines "
		    "behind it to a program with a buffer of 1024 bytes",
		    line.len);
	if (!iana_check_bytes(c, &line))
		return true;
	kind = iana_line_parse(line.bytes, line.bytes + line.len, !is_for_nss_files(c), &l);
	check_comment(c, l.comment);
	hash = memchr(line.bytes, '#', line.len);
	if (hash != NULL && hash != line.bytes && !iana_is_space((unsigned char)hash[-1]))
		iana_caution(&c->remarks, "comment-in-word",
			     "'#' within a word: the comment starts there");
	if (hash != NULL)
		line.len = (size_t)(hash - line.bytes);
	if (iana_line_is_skipped(kind))
		iana_check_skipped(c, line, kind);
	return kind != IANA_LINE_ENTRY || check_entry(c, &l);
}
