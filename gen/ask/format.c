/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fills the values of an answer into a format. */
#include "ask/format.h"
#include "ask/says.h"
#include "base/ports.h"
#include "base/text.h"
#include "write/fields.h"

#include <string.h>

/* ---- values -------------------------------------------------------------------------- */

static void
format_text(struct iana_buffer *to, const char *text)
{
	if (text != NULL)
		iana_text_add_masked(to, text);
}

static void
format_ports(struct iana_buffer *to, const struct iana_card_line *line)
{
	if (line->is_entry)
		iana_buffer_printf(to, "%u", line->entry.port);
	else if (line->row.has_port && line->row.port_lo == line->row.port_hi)
		iana_buffer_printf(to, "%u", line->row.port_lo);
	else if (line->row.has_port)
		iana_buffer_printf(to, "%u-%u", line->row.port_lo, line->row.port_hi);
}

static void
format_aliases(struct iana_buffer *to, const struct iana_card_line *line)
{
	const char *alias;
	const char *between = "";
	uint32_t pos = 0;
	uint8_t len;

	while (line->is_entry &&
	       iana_entry_alias(&line->entry, &pos, &alias, &len) == IANA_OK) {
		iana_buffer_puts(to, between);
		format_text(to, alias);
		between = " ";
	}
}

static void
format_name(struct iana_buffer *to, const struct iana_card_line *line)
{
	format_text(to, iana_card_name(line));
}

static void
format_proto(struct iana_buffer *to, const struct iana_card_line *line)
{
	format_text(to, iana_card_proto(line));
}

static void
format_kind(struct iana_buffer *to, const struct iana_card_line *line)
{
	iana_buffer_puts(to, line->is_entry	  ? "service"
			     : line->row.has_port ? "ports"
						  : "name");
}

static void
format_class(struct iana_buffer *to, const struct iana_card_line *line)
{
	if (line->is_entry || line->row.has_port)
		iana_buffer_puts(to, iana_port_class(line->is_entry ? line->entry.port
								    : line->row.port_lo));
}

static void
format_overlay(struct iana_buffer *to, const struct iana_card_line *line)
{
	if (line->is_entry && line->source.kind == IANA_FROM_OVERLAY)
		format_text(to, line->source.name);
}

/* The keys beside those of fields. */
static const struct {
	const char *key;
	void (*add)(struct iana_buffer *to, const struct iana_card_line *line);
} keys[] = {
	{ "name", format_name },       { "port", format_ports },
	{ "protocol", format_proto },  { "aliases", format_aliases },
	{ "kind", format_kind },       { "class", format_class },
	{ "overlay", format_overlay },
};

/* Is key the n bytes at s? */
static bool
is_key(const char *key, const char *s, size_t n)
{
	return strlen(key) == n && memcmp(key, s, n) == 0;
}

/* Add the value of a key of n bytes; to NULL: only look whether there is such a key. */
static bool
format_value(struct iana_buffer *to, const char *key, size_t n,
	     const struct iana_card_line *line)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (is_key(keys[i].key, key, n)) {
			if (to != NULL)
				keys[i].add(to, line);
			return true;
		}
	for (size_t i = 0; i < IANA_N_SHOWN_FIELDS; i++)
		if (is_key(iana_shown_fields[i].key, key, n)) {
			if (to != NULL)
				format_text(
				    to,
				    iana_card_row(line)->field[iana_shown_fields[i].field]);
			return true;
		}
	return false;
}

/* ---- formats ------------------------------------------------------------------------- */

/* The byte that a letter behind a backslash stands for; 0: none. */
static char
escaped(char letter)
{
	return letter == 'n' ? '\n' : letter == 't' ? '\t' : letter == '\\' ? '\\' : '\0';
}

/* Add one step of a format, and move behind it.  Returns a phrase about a fault, or NULL.
 */
static const char *
format_step(struct iana_buffer *to, const char **at, const struct iana_card_line *line)
{
	const char *s = *at;
	const char *end;

	if (s[0] == '\\') {
		if (escaped(s[1]) == '\0')
			return "has a backslash without n, t or another backslash";
		if (to != NULL)
			iana_buffer_u8(to, (uint8_t)escaped(s[1]));
		*at += 2;
	} else if (s[0] == '%' && s[1] == '{') {
		end = strchr(s, '}');
		if (end == NULL || !format_value(to, s + 2, (size_t)(end - s) - 2, line))
			return "has a key that no answer has; iana-services(1) lists them";
		*at = end + 1;
	} else {
		if (s[0] == '%' && s[1] != '%')
			return "has a percent sign without {KEY} or another percent sign";
		if (to != NULL)
			iana_buffer_u8(to, (uint8_t)s[0]);
		*at += s[0] == '%' ? 2 : 1;
	}
	return NULL;
}

const char *
iana_format_fault(const char *format)
{
	const char *fault = NULL;

	while (*format != '\0' && fault == NULL)
		fault = format_step(NULL, &format, NULL);
	return fault;
}

void
iana_format_add(struct iana_buffer *to, const char *format,
		const struct iana_card_line *line)
{
	while (*format != '\0' && format_step(to, &format, line) == NULL)
		continue;
	iana_buffer_u8(to, '\n');
}
