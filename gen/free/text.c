/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes sentences of free ports, and of what is in their way. */
#include "free/text.h"
#include "base/buffer.h"
#include "base/ports.h"
#include "src/find.h"

/* How many ranges a message names. */
#define RANGES_TOLD 4

/* The columns before the reasons. */
#define PORT_COLUMNS 7

/* Words behind each other: "a", "a and b", "a, b and c". */
static const char *
joint(size_t i, size_t n)
{
	return i == 0 ? "" : i == n - 1 ? " and " : ", ";
}

static void
add_range(struct iana_buffer *b, uint32_t lo, uint32_t hi)
{
	if (lo == hi)
		iana_buffer_printf(b, "%u", lo);
	else
		iana_buffer_printf(b, "%u-%u", lo, hi);
}

/* ---- a free port
 * --------------------------------------------------------------------------- */

static void
name_protocols(struct iana_buffer *b, const struct iana_wanted *w)
{
	for (size_t i = 0; i < w->n; i++)
		iana_buffer_printf(b, "%s%s", joint(i, w->n), w->name[i]);
}

/* What the registry says of a free port. */
static void
add_registered(struct iana_buffer *b, const struct iana_free_about *about, uint32_t port)
{
	unsigned by = about->taken->by[port];

	iana_buffer_puts(b, port > IANA_LAST_USER_PORT	       ? "never assigned for "
			    : (by & IANA_PORT_UNASSIGNED) != 0 ? "unassigned for "
							       : "not listed for ");
	name_protocols(b, &about->request->wanted);
	if ((by & IANA_PORT_ELSEWHERE) != 0)
		iana_buffer_puts(b, " alone");
}

/* Add a text; its lines fit the terminal, and begin in one column. */
static void
put_wrapped(const struct iana_term *term, struct iana_buffer *to, const char *text,
	    size_t len)
{
	int room = term->width > PORT_COLUMNS + 20 ? term->width - PORT_COLUMNS : 0;

	for (;;) {
		size_t n = iana_term_line(text, len, room);

		iana_buffer_printf(to, "%.*s\n", (int)n, text);
		if (n == len)
			return;
		text += n + 1; /* without the blank */
		len -= n + 1;
		iana_buffer_printf(to, "%*s", PORT_COLUMNS, "");
	}
}

void
iana_free_print(const struct iana_term *term, struct iana_buffer *to,
		const struct iana_free_about *about, const struct iana_free_port *p)
{
	const struct iana_free_request *r = about->request;
	struct iana_buffer b = { 0 };

	add_registered(&b, about, p->port);
	iana_buffer_puts(&b, ", gap ");
	add_range(&b, p->gap_lo, p->gap_hi);
	iana_buffer_printf(&b, ", not ephemeral (%u-%u%s)", about->ephemeral.lo,
			   about->ephemeral.hi,
			   about->ephemeral.is_assumed ? ", assumed" : "");
	if (r->n_avoid != 0)
		iana_buffer_puts(&b, ", not to avoid");
	if (r->web)
		iana_buffer_puts(&b, ", no browser blocks it");
	if (r->host)
		iana_buffer_puts(&b, ", nothing uses it now");
	iana_term_style(term, to, IANA_STYLE_NAME);
	iana_buffer_printf(to, "%-5u", p->port);
	iana_term_style(term, to, IANA_STYLE_PLAIN);
	iana_buffer_puts(to, "  ");
	put_wrapped(term, to, b.bytes, b.len);
	iana_buffer_done(&b);
}

/* ---- what is in the way
 * --------------------------------------------------------------------- */

void
iana_free_tell_against(const struct iana_free_about *about, const struct iana_free_port *p,
		       struct iana_report *rep)
{
	const struct iana_taken *t = about->taken;
	struct iana_buffer b = { 0 };
	size_t n = (size_t)__builtin_popcount(p->against);
	size_t i = 0;

	for (unsigned bit = 1; bit < IANA_TAKEN_ALL; bit <<= 1)
		if ((p->against & bit) != 0)
			iana_buffer_printf(&b, "%s%s", joint(i++, n),
					   iana_taken_words(bit));
	if ((p->against & IANA_TAKEN_EPHEMERAL) != 0)
		iana_buffer_printf(&b,
				   " (%u-%u; net.ipv4.ip_local_reserved_ports can except "
				   "it)",
				   about->ephemeral.lo, about->ephemeral.hi);
	iana_tell(rep, t->place[p->port].path, t->place[p->port].line,
		  "\"%.60s\" has port %u on every machine, but here it is %.*s",
		  about->wish->stable, p->port, (int)b.len, b.bytes);
	iana_buffer_done(&b);
}

/* The first port that a reason keeps, with its name if the index has one. */
static void
add_example(struct iana_buffer *b, const struct iana_free_about *about, unsigned bit,
	    uint32_t port)
{
	unsigned named = IANA_TAKEN_ASSIGNED | IANA_TAKEN_SHIPPED | IANA_TAKEN_INDEXED;
	struct iana_index_entry entry;
	struct iana_match match;

	iana_buffer_printf(b, " (%u", port);
	if ((bit & named) != 0 &&
	    iana_find_port(about->image, port, NULL, &match) == IANA_OK &&
	    iana_entry_read(about->image, &match, &entry) == IANA_OK)
		iana_buffer_printf(b, " %.15s", entry.name);
	iana_buffer_puts(b, ")");
}

static void
add_reasons(struct iana_buffer *b, const struct iana_free_about *about)
{
	const struct iana_choice *c = about->choice;
	const char *between = ": ";

	for (size_t i = 0; i < IANA_N_TAKEN_BITS; i++) {
		unsigned bit = 1u << i;

		if (c->kept[i].n == 0)
			continue;
		iana_buffer_printf(b, "%s%zu %s", between, c->kept[i].n,
				   iana_taken_words(bit));
		add_example(b, about, bit, c->kept[i].first);
		between = ", ";
	}
	if (c->n_free > c->n_roomy)
		iana_buffer_printf(b, "%s%zu with less room than --room %u", between,
				   c->n_free - c->n_roomy, about->wish->room);
}

void
iana_free_tell_few(const struct iana_free_about *about, struct iana_report *rep)
{
	const struct iana_wish *wish = about->wish;
	struct iana_buffer b = { 0 };

	if (about->choice->n == 0)
		iana_buffer_puts(&b, "no free port in ");
	else
		iana_buffer_printf(&b, "only %zu of %u ports in ", about->choice->n,
				   wish->count);
	for (size_t i = 0; i < wish->n_ranges && i < RANGES_TOLD; i++) {
		iana_buffer_puts(&b, i != 0 ? "," : "");
		add_range(&b, wish->range[i].lo, wish->range[i].hi);
	}
	if (wish->n_ranges > RANGES_TOLD)
		iana_buffer_puts(&b, ",...");
	add_reasons(&b, about);
	iana_tell(rep, NULL, 0, "%.*s", (int)b.len, b.bytes);
	iana_buffer_done(&b);
}
