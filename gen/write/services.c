/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes services(5) text. */
#include "write/services.h"
#include "base/ascii.h"
#include "table/unnamed.h"
#include "write/heading.h"

#include <stdlib.h>
#include <string.h>

#define NAME_COLUMN 16
#define PORT_COLUMN 28

/* Add blanks, at least one, up to a column of the line that starts at start. */
static void
pad(struct iana_buffer *to, size_t start, size_t column)
{
	static const char blanks[] = "                            ";
	size_t at = to->len - start;

	_Static_assert(sizeof blanks > PORT_COLUMN, "enough blanks for the last column");
	iana_buffer_add(to, blanks, at < column ? column - at : 1);
}

static void
add_pool_string(struct iana_buffer *to, const struct iana_pool *pool, uint32_t id)
{
	iana_buffer_add(to, pool->item[id].bytes, pool->item[id].len);
}

/* Add a port in decimal: every line has one, and printf is slow. */
static void
add_port(struct iana_buffer *to, unsigned port)
{
	char digits[5];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + port % 10);
	while ((port /= 10) != 0);
	iana_buffer_add(to, digits + at, sizeof digits - at);
}

/* Is there room for a line of n_words and a comment?  A message names the row. */
static bool
has_room(const struct iana_buffer *to, const struct iana_table *t, size_t n_words,
	 size_t comment_len, const struct iana_row *row, struct iana_report *rep)
{
	size_t room = n_words * (IANA_NAME_MAX + 1) + PORT_COLUMN;

	room += t->policy->comments == IANA_COMMENTS_ASCII ? IANA_ASCII_ROOM(comment_len)
							   : comment_len;
	return room <= IANA_SERVICES_MAX - to->len ||
	       iana_fail(rep, iana_row_path(t->reg, row), row->line,
			 "the text would be larger than 256 MiB");
}

/* Write the mark of a name that was kept (N11).  Our reader takes it off again. */
static void
write_kept_mark(struct iana_buffer *to, const struct iana_table *t,
		const struct iana_row *row, bool has_comment)
{
	const char *name = iana_source_name(t->reg, row->source);

	iana_buffer_puts(to, "Kept from ");
	iana_comment_add(to, t, name, strlen(name));
	if (has_comment)
		iana_buffer_puts(to, ": ");
}

/* The line of an entry, as far as it is written. */
struct line {
	size_t start;
	uint32_t n_names;
};

/* Write a name of an entry; the port stands behind the first. */
static void
add_name(struct iana_buffer *to, struct line *line, const struct iana_table *t,
	 const struct iana_entry *e, uint32_t name)
{
	const struct iana_pool *pool = &t->reg->pool;

	if (line->n_names == 1)
		pad(to, line->start, PORT_COLUMN);
	else if (line->n_names > 1)
		iana_buffer_u8(to, ' ');
	add_pool_string(to, pool, name);
	if (line->n_names++ != 0)
		return;
	pad(to, line->start, NAME_COLUMN);
	add_port(to, e->port);
	iana_buffer_u8(to, '/');
	add_pool_string(to, pool, t->protocol[e->proto]);
}

/* Write the names of an entry, but for those that resolve elsewhere; how many? */
static uint32_t
add_names(struct iana_buffer *to, const struct iana_table *t, const struct iana_entry *e)
{
	struct line line = { .start = to->len };
	const bool *elsewhere = t->elsewhere;

	if (elsewhere == NULL || !elsewhere[e - t->entry])
		add_name(to, &line, t, e, e->name);
	for (uint32_t i = e->aliases; i < e->aliases + e->n_aliases; i++)
		if (elsewhere == NULL || !elsewhere[t->n_entries + i])
			add_name(to, &line, t, e, t->alias[i]);
	return line.n_names;
}

static bool
write_entry(struct iana_buffer *to, const struct iana_table *t, const struct iana_entry *e,
	    struct iana_report *rep)
{
	const struct iana_row *row = &t->reg->row[e->row];
	const struct iana_pool_string *text = &t->reg->pool.item[e->comment];
	size_t len = iana_comment_length(t, e->comment);
	size_t start = to->len;
	bool marked =
	    iana_row_is_kept(t->reg, row) && t->policy->comments != IANA_COMMENTS_NONE;

	/* The mark of a kept name takes less room than two names. */
	if (!has_room(to, t, e->n_aliases + (size_t)4, len, row, rep))
		return false;
	if (add_names(to, t, e) == 0)
		return true;
	if (len != 0 || marked) {
		pad(to, start, PORT_COLUMN);
		iana_buffer_puts(to, "# ");
	}
	if (marked)
		write_kept_mark(to, t, row, len != 0);
	iana_comment_add(to, t, text->bytes, len);
	iana_buffer_u8(to, '\n');
	return true;
}

/* Write the entries of each overlay under its name (N10). */
static bool
write_overlays(struct iana_buffer *to, const struct iana_table *t, struct iana_report *rep)
{
	const struct iana_registry *reg = t->reg;
	size_t i = 0;

	if (reg->n_sources - reg->n_kept_sources == 1)
		return true;
	for (enum iana_level level = IANA_N_LEVELS; --level > IANA_LEVEL_REGISTRY;) {
		for (size_t s = 1; s < reg->n_sources; s++) {
			if (reg->source[s].level != level)
				continue;
			/* Our reader turns these lines back into sections. */
			iana_source_line_add(to, t, "Overlay", iana_source_name(reg, s));
			for (; i < t->n_overlay && reg->row[t->entry[i].row].source == s;
			     i++)
				if (!write_entry(to, t, &t->entry[i], rep))
					return false;
			iana_buffer_puts(to, "#\n");
		}
	}
	iana_buffer_puts(to, "# End of overlays\n#\n");
	return true;
}

/* Write unnamed ports as a comment, in the columns of entries (N8). */
static bool
write_unnamed(struct iana_buffer *to, const struct iana_table *t,
	      const struct iana_row *row, struct iana_report *rep)
{
	const struct iana_pool *pool = &t->reg->pool;
	uint32_t text = row->field[IANA_F_DESCRIPTION];
	uint32_t protocol = row->field[IANA_F_PROTOCOL];
	size_t len = iana_comment_length(t, text);
	size_t start = to->len;

	if (!has_room(to, t, 2, len, row, rep))
		return false;
	iana_buffer_u8(to, '#');
	pad(to, start, NAME_COLUMN);
	add_port(to, row->port_lo);
	if (row->port_hi != row->port_lo) {
		iana_buffer_u8(to, '-');
		add_port(to, row->port_hi);
	}
	if (protocol != 0) {
		iana_buffer_u8(to, '/');
		add_pool_string(to, pool, protocol);
	}
	if (len != 0) {
		pad(to, start, PORT_COLUMN);
		iana_comment_add(to, t, iana_pool_text(pool, text), len);
	}
	iana_buffer_u8(to, '\n');
	return true;
}

/* Write the entries of the registry, with unnamed ports between them. */
static bool
write_registry(struct iana_buffer *to, const struct iana_table *t, struct iana_report *rep)
{
	size_t n_unnamed = 0;
	struct iana_placed_row *unnamed =
	    t->policy->unnamed ? iana_unnamed_list(t, &n_unnamed) : NULL;
	size_t u = 0;
	bool ok = true;

	for (size_t i = t->n_overlay; i < t->n_entries && ok; i++) {
		for (;
		     ok && u < n_unnamed && iana_unnamed_before(&unnamed[u], &t->entry[i]);
		     u++)
			ok = write_unnamed(to, t, &t->reg->row[unnamed[u].row], rep);
		ok = ok && write_entry(to, t, &t->entry[i], rep);
	}
	for (; ok && u < n_unnamed; u++)
		ok = write_unnamed(to, t, &t->reg->row[unnamed[u].row], rep);
	free(unnamed);
	return ok;
}

bool
iana_services_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		    struct iana_report *rep)
{
	iana_heading_add(to, table, "# services(5): names and ports of Internet services\n",
			 date);
	return write_overlays(to, table, rep) && write_registry(to, table, rep);
}
