/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts entries together that differ in their protocols or ports alone. */
#include "map/assignments.h"
#include "base/buffer.h"
#include "base/date.h"
#include "table/unnamed.h"

#include <stdlib.h>
#include <string.h>

struct assigning {
	struct iana_assignments *to;
	struct iana_registry *reg;
	const struct iana_table *table;
	struct iana_buffer joined; /* of texts with blanks between them */
};

bool
iana_text_is_historic(const char *text)
{
	static const char *const words[] = { "historic",  "de-assigned", "de-registered",
					     "de-commis", "decom",	 "deprecated",
					     "removed" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasestr(text, words[i]) != NULL)
			return true;
	return false;
}

static bool
says_historic(const struct iana_pool *pool, const struct iana_row *row)
{
	return strcasestr(iana_pool_text(pool, row->field[IANA_F_NOTES]), "historic") !=
		   NULL ||
	       strcasestr(iana_pool_text(pool, row->field[IANA_F_DESCRIPTION]),
			  "historic") != NULL;
}

/* ---- protocols --------------------------------------------------------------------------
 */

static uint8_t
protocol_bit(const char *name)
{
	static const char *const known[] = { "tcp", "udp", "sctp", "dccp" };

	for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(name, known[i]) == 0)
			return (uint8_t)(1u << i);
	return IANA_ON_OTHER;
}

/* Add a word to a list of words, as a new text of the pool. */
static uint32_t
join_word(struct assigning *l, uint32_t list, uint32_t word)
{
	struct iana_pool *pool = &l->reg->pool;

	if (list == 0 || word == 0)
		return list != 0 ? list : word;
	l->joined.len = 0;
	iana_buffer_puts(&l->joined, iana_pool_text(pool, list));
	iana_buffer_puts(&l->joined, " ");
	iana_buffer_puts(&l->joined, iana_pool_text(pool, word));
	return iana_pool_add(pool, l->joined.bytes, l->joined.len);
}

static uint32_t
join_aliases(struct assigning *l, const struct iana_entry *e)
{
	struct iana_pool *pool = &l->reg->pool;

	l->joined.len = 0;
	for (uint32_t i = 0; i < e->n_aliases; i++) {
		if (i != 0)
			iana_buffer_puts(&l->joined, " ");
		iana_buffer_puts(&l->joined,
				 iana_pool_text(pool, l->table->alias[e->aliases + i]));
	}
	return l->joined.len == 0 ? 0 : iana_pool_add(pool, l->joined.bytes, l->joined.len);
}

/* ---- entries and rows as assignments of one protocol ------------------------------------
 */

/* Take what a row says of its ports. */
static void
add_row_texts(struct assigning *l, struct iana_assignment x, const struct iana_row *row)
{
	struct iana_assignments *to = l->to;

	x.description = row->field[IANA_F_DESCRIPTION];
	x.registered = row->field[IANA_F_REGISTERED];
	x.modified = row->field[IANA_F_MODIFIED];
	x.reference = row->field[IANA_F_REFERENCE];
	x.unauthorized = row->field[IANA_F_UNAUTHORIZED];
	x.since = iana_date_parse(iana_pool_text(&l->reg->pool, x.registered));
	x.sequence = (uint32_t)to->n;
	to->item = iana_grow(to->item, &to->cap, to->n + 1, sizeof *to->item);
	to->item[to->n++] = x;
}

static void
list_entries(struct assigning *l)
{
	const struct iana_table *t = l->table;

	for (size_t i = 0; i < t->n_entries; i++) {
		const struct iana_entry *e = &t->entry[i];
		const struct iana_row *row = &l->reg->row[e->details];
		uint32_t protocol = t->protocol[e->proto];

		add_row_texts(
		    l,
		    (struct iana_assignment){
			.lo = e->port,
			.hi = e->port,
			.on = protocol_bit(iana_pool_text(&l->reg->pool, protocol)),
			.is_historic = says_historic(&l->reg->pool, row),
			.name = e->name,
			.aliases = join_aliases(l, e),
			.protocols = protocol,
		    },
		    row);
	}
}

static void
list_unnamed(struct assigning *l)
{
	size_t n;
	struct iana_placed_row *list = iana_unnamed_list(l->table, &n);

	for (size_t i = 0; i < n; i++) {
		const struct iana_row *row = &l->reg->row[list[i].row];
		uint32_t protocol = row->field[IANA_F_PROTOCOL];

		add_row_texts(l,
			      (struct iana_assignment){
				  .lo = row->port_lo,
				  .hi = row->port_hi,
				  .on = protocol == 0 ? 0
						      : protocol_bit(iana_pool_text(
							    &l->reg->pool, protocol)),
				  .protocols = protocol,
			      },
			      row);
	}
	free(list);
}

/* ---- putting them together
 * ---------------------------------------------------------------- */

#define ORDER(a, b) \
	do { \
		if ((a) != (b)) \
			return (a) < (b) ? -1 : 1; \
	} while (0)

/* Compare all that two assignments say, but for ports and protocols. */
static int
compare_texts(const struct iana_assignment *x, const struct iana_assignment *y)
{
	ORDER(x->name, y->name);
	ORDER(x->aliases, y->aliases);
	ORDER(x->description, y->description);
	ORDER(x->registered, y->registered);
	ORDER(x->modified, y->modified);
	ORDER(x->reference, y->reference);
	ORDER(x->unauthorized, y->unauthorized);
	ORDER(x->is_historic, y->is_historic);
	return 0;
}

static int
by_ports_and_texts(const void *a, const void *b)
{
	const struct iana_assignment *x = a;
	const struct iana_assignment *y = b;
	int c;

	ORDER(x->lo, y->lo);
	ORDER(x->hi, y->hi);
	c = compare_texts(x, y);
	if (c != 0)
		return c;
	ORDER(x->sequence, y->sequence);
	return 0;
}

static int
by_texts_and_ports(const void *a, const void *b)
{
	const struct iana_assignment *x = a;
	const struct iana_assignment *y = b;
	int c = compare_texts(x, y);

	if (c != 0)
		return c;
	ORDER(x->protocols, y->protocols);
	ORDER(x->lo, y->lo);
	ORDER(x->sequence, y->sequence);
	return 0;
}

static int
by_port(const void *a, const void *b)
{
	const struct iana_assignment *x = a;
	const struct iana_assignment *y = b;

	ORDER(x->lo, y->lo);
	ORDER(x->sequence, y->sequence);
	return 0;
}

static void
sort(struct iana_assignments *all, int (*order)(const void *, const void *))
{
	if (all->n != 0)
		qsort(all->item, all->n, sizeof *all->item, order);
}

static void
unite_protocols(struct assigning *l)
{
	struct iana_assignments *all = l->to;
	size_t kept = 0;

	sort(all, by_ports_and_texts);
	for (size_t i = 0; i < all->n; i++) {
		struct iana_assignment *x = &all->item[i];
		struct iana_assignment *last = kept != 0 ? &all->item[kept - 1] : NULL;

		if (last != NULL && last->lo == x->lo && last->hi == x->hi &&
		    compare_texts(last, x) == 0 && last->on != 0 && x->on != 0) {
			if (last->protocols != x->protocols)
				last->protocols =
				    join_word(l, last->protocols, x->protocols);
			last->on |= x->on;
		} else {
			all->item[kept++] = *x;
		}
	}
	all->n = kept;
}

/* Equal services at consecutive ports are one range. */
static void
unite_ports(struct iana_assignments *all)
{
	size_t kept = 0;

	sort(all, by_texts_and_ports);
	for (size_t i = 0; i < all->n; i++) {
		struct iana_assignment *x = &all->item[i];
		struct iana_assignment *last = kept != 0 ? &all->item[kept - 1] : NULL;

		if (last != NULL && x->name != 0 && last->protocols == x->protocols &&
		    last->hi + 1u == x->lo && compare_texts(last, x) == 0)
			last->hi = x->hi;
		else
			all->item[kept++] = *x;
	}
	all->n = kept;
}

void
iana_assignments_list(struct iana_assignments *ret, struct iana_registry *reg,
		      const struct iana_table *table)
{
	struct assigning l = { .to = ret, .reg = reg, .table = table };

	list_entries(&l);
	list_unnamed(&l);
	unite_protocols(&l);
	unite_ports(ret);
	sort(ret, by_port);
	iana_buffer_done(&l.joined);
}
