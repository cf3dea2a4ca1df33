/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Turns names into identifiers of nftables, and ports into sets. */
#include "write/nftables.h"
#include "write/heading.h"
#include "write/port_sets.h"

#include <string.h>

/* The protocols that have "dport" in nft(8). */
static const char *const protocols[] = { "tcp", "udp", "sctp", "dccp", "udplite", NULL };

static const struct iana_port_program nftables = { "nftables", protocols, true };

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Add one byte of a name to an identifier. */
static void
add_byte(struct iana_buffer *to, char c, bool is_first)
{
	if (is_lower(c))
		iana_buffer_u8(to, (unsigned)(c - 'a' + 'A'));
	else if (is_upper(c) || (c >= '0' && c <= '9'))
		iana_buffer_u8(to, (unsigned char)c);
	else if (c == '-' && !is_first)
		iana_buffer_u8(to, '_');
	else
		iana_buffer_printf(to, ".%02X", (unsigned char)c);
}

/* Add the identifier of a name and a protocol. */
static void
add_identifier(struct iana_buffer *to, const char *name, const char *protocol)
{
	if (!is_lower(name[0]) && !is_upper(name[0]))
		iana_buffer_u8(to, '_');
	for (const char *s = name; *s != '\0'; s++)
		add_byte(to, *s, s == name);
	iana_buffer_u8(to, '_');
	for (const char *s = protocol; *s != '\0'; s++)
		add_byte(to, *s, false);
}

/* Add the ports of items: one, a range, or a set. */
static void
add_port_set(struct iana_buffer *to, const struct iana_named_ports *list, size_t i,
	     size_t end)
{
	unsigned lo;
	unsigned hi;
	bool is_set = iana_named_ports_run(list, i, end, &lo, &hi) != end;
	const char *before = is_set ? "{ " : "";

	while (i < end) {
		i = iana_named_ports_run(list, i, end, &lo, &hi);
		iana_buffer_printf(to, lo == hi ? "%s%u" : "%s%u-%u", before, lo, hi);
		before = ", ";
	}
	if (is_set)
		iana_buffer_puts(to, " }");
}

/* Write the line of one name and protocol. */
static bool
write_line(struct iana_buffer *to, const struct iana_named_ports *list, size_t i,
	   size_t end, struct iana_report *rep)
{
	const struct iana_table *t = list->table;
	const struct iana_named_port *item = &list->item[i];
	const struct iana_row *row = &t->reg->row[t->entry[item->entry].row];
	uint32_t comment = iana_named_ports_comment(list, i, end);
	size_t len = iana_comment_length(t, comment);

	iana_buffer_puts(to, "define ");
	add_identifier(to, iana_pool_text(&t->reg->pool, item->name),
		       iana_pool_text(&t->reg->pool, t->protocol[item->proto]));
	iana_buffer_puts(to, " = ");
	add_port_set(to, list, i, end);
	if (len != 0) {
		iana_buffer_puts(to, " # ");
		iana_comment_add(to, t, iana_pool_text(&t->reg->pool, comment), len);
	}
	iana_buffer_u8(to, '\n');
	return to->len <= IANA_NFTABLES_MAX ||
	       iana_fail(rep, iana_row_path(t->reg, row), row->line,
			 "the definitions for nftables would be larger than 256 MiB");
}

bool
iana_nftables_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		    struct iana_report *rep)
{
	struct iana_named_ports list;
	bool ok = iana_named_ports_list(&list, table, &nftables, rep);

	iana_warn_flush(rep);
	iana_heading_add(to, table,
			 "# nftables: ports of Internet services, for include; a rule has: "
			 "tcp dport $SSH_TCP\n",
			 date);
	for (size_t i = 0, end; ok && i < list.n; i = end) {
		end = iana_named_ports_end(&list, i, true);
		ok = write_line(to, &list, i, end, rep);
	}
	iana_named_ports_done(&list);
	return ok;
}
