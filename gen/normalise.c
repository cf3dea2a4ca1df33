/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Turns registry rows into the service table: expansion, order, aliases. */
#include "table.h"

#include <stdlib.h>
#include <string.h>

/* One name at one port and protocol, before aliases are told from entries. */
struct item {
	uint64_t key; /* port, rank of the protocol, sequence: the order N7 */
	uint32_t row;
};

#define KEY(port, rank, seq) ((uint64_t)(port) << 48 | (uint64_t)(rank) << 40 | (seq))
#define KEY_PORT(key) ((uint16_t)((key) >> 48))
#define KEY_RANK(key) ((uint8_t)((key) >> 40))
#define KEY_GROUP(key) ((key) >> 40)

struct work {
	struct iana_table *table;
	struct iana_registry *reg;
	struct iana_report *rep;
	struct item *item;
	size_t n_items;
	size_t cap_items;
	size_t cap_entries;
	size_t cap_aliases;
	/* Of each string number: the item that has it as a name in a group. */
	uint64_t *seen_group; /* KEY_GROUP + 1 */
	uint32_t *seen_item;
	/* Of each item: the item whose entry it belongs to, itself for an entry. */
	uint32_t *root;
	size_t n_strings;
	uint8_t rank_of[IANA_PROTOCOLS_MAX]; /* of a protocol by first appearance */
};

#define ROOT_NONE UINT32_MAX	       /* not looked at yet */
#define ROOT_OPEN (UINT32_MAX - 1)     /* on the path being followed */
#define ROOT_REPEATED (UINT32_MAX - 2) /* stands already: no entry, no alias */

/* ---- protocols --------------------------------------------------------- */

/* The place of a protocol in N7: the four of old, then all others by name. */
static int
protocol_place(const char *name)
{
	static const char *const first[] = { "tcp", "udp", "sctp", "dccp" };

	for (int i = 0; i < 4; i++)
		if (strcmp(name, first[i]) == 0)
			return i;
	return 4;
}

/* Sorts the ranks by name; few protocols, so insertion will do. */
static void
sort_protocols(struct work *w)
{
	struct iana_table *t = w->table;

	for (unsigned i = 1; i < t->n_protocols; i++) {
		uint32_t id = t->protocol[i];
		const char *name = iana_string(&w->reg->strings, id);
		unsigned j = i;

		for (; j > 0; j--) {
			const char *other =
			    iana_string(&w->reg->strings, t->protocol[j - 1]);
			int by = protocol_place(other) - protocol_place(name);

			if (by < 0 || (by == 0 && strcmp(other, name) <= 0))
				break;
			t->protocol[j] = t->protocol[j - 1];
		}
		t->protocol[j] = id;
	}
}

static bool
is_service(const struct iana_row *row)
{
	return row->has_port && row->field[IANA_F_NAME] != 0;
}

static bool
add_protocol(struct work *w, uint32_t id, const struct iana_row *row)
{
	struct iana_table *t = w->table;

	for (unsigned i = 0; i < t->n_protocols; i++)
		if (t->protocol[i] == id)
			return true;
	if (t->n_protocols == IANA_PROTOCOLS_MAX)
		return iana_fail(w->rep, w->reg->path, row->line,
				 "more than %d distinct protocols", IANA_PROTOCOLS_MAX);
	t->protocol[t->n_protocols++] = id;
	return true;
}

/* Collect the protocols of all services; tcp and udp also for blank ones (N2). */
static bool
collect_protocols(struct work *w)
{
	uint32_t tcp = iana_strings_add(&w->reg->strings, "tcp", 3);
	uint32_t udp = iana_strings_add(&w->reg->strings, "udp", 3);

	for (size_t i = 0; i < w->reg->n_rows; i++) {
		const struct iana_row *row = &w->reg->row[i];
		uint32_t id = row->field[IANA_F_PROTOCOL];

		if (!is_service(row))
			continue;
		if (id != 0 ? !add_protocol(w, id, row)
			    : !add_protocol(w, tcp, row) || !add_protocol(w, udp, row))
			return false;
	}
	sort_protocols(w);
	return true;
}

static unsigned
rank_of(const struct work *w, uint32_t id)
{
	unsigned i = 0;

	while (w->table->protocol[i] != id)
		i++;
	return i;
}

/* ---- expansion (N1, N2, N3) -------------------------------------------- */

static bool
expand(struct work *w, uint32_t r, unsigned rank)
{
	const struct iana_row *row = &w->reg->row[r];
	size_t n = (size_t)row->port_hi - row->port_lo + 1;

	if (w->n_items + n > IANA_ENTRIES_MAX)
		return iana_fail(w->rep, w->reg->path, row->line,
				 "more than %d entries, ranges expanded", IANA_ENTRIES_MAX);
	w->item = iana_grow(w->item, &w->cap_items, w->n_items + n, sizeof *w->item);
	for (uint32_t port = row->port_lo; port <= row->port_hi; port++) {
		w->item[w->n_items] = (struct item){ KEY(port, rank, w->n_items), r };
		w->n_items++;
	}
	return true;
}

static bool
expand_rows(struct work *w)
{
	struct iana_table *t = w->table;

	for (uint32_t r = 0; r < w->reg->n_rows; r++) {
		const struct iana_row *row = &w->reg->row[r];
		uint32_t id = row->field[IANA_F_PROTOCOL];

		t->n_gaps += row->has_port && row->field[IANA_F_NAME] == 0;
		t->n_portless += !row->has_port && row->field[IANA_F_NAME] != 0;
		if (!is_service(row))
			continue;
		t->n_ranges += row->port_hi > row->port_lo;
		/* A blank protocol is tcp and udp, which rank 0 and 1. */
		if (!expand(w, r, id != 0 ? rank_of(w, id) : 0) ||
		    (id == 0 && !expand(w, r, 1)))
			return false;
	}
	return true;
}

static int
by_key(const void *a, const void *b)
{
	const struct item *x = a;
	const struct item *y = b;

	return x->key < y->key ? -1 : x->key > y->key;
}

/* ---- aliases (N4, N5, N6), a group of one port and protocol at a time --- */

static const struct iana_row *
row_of(const struct work *w, uint32_t i)
{
	return &w->reg->row[w->item[i].row];
}

static const char *
name_of(const struct work *w, uint32_t i)
{
	return iana_string(&w->reg->strings, row_of(w, i)->field[IANA_F_NAME]);
}

static bool
warn_item(struct work *w, uint32_t i, const char *what, const char *other)
{
	uint64_t key = w->item[i].key;

	return iana_warn(w->rep, w->reg->path, row_of(w, i)->line,
			 "\"%s\" at %u/%s %s%s%s%s", name_of(w, i), KEY_PORT(key),
			 iana_string(&w->reg->strings, w->table->protocol[KEY_RANK(key)]),
			 what, other != NULL ? " \"" : "", other != NULL ? other : "",
			 other != NULL ? "\"" : "");
}

/* Note who has which name; an entry repeated is one entry (N7). */
static bool
note_names(struct work *w, uint32_t from, uint32_t to)
{
	uint64_t group = KEY_GROUP(w->item[from].key) + 1;

	for (uint32_t i = from; i < to; i++) {
		uint32_t name = row_of(w, i)->field[IANA_F_NAME];

		if (w->seen_group[name] == group) {
			w->root[i] = ROOT_REPEATED;
			if (!warn_item(w, i, "is repeated", NULL))
				return false;
			continue;
		}
		w->seen_group[name] = group;
		w->seen_item[name] = i;
		w->root[i] = ROOT_NONE;
	}
	return true;
}

/* The item that i names as its target in the group; itself for none. */
static uint32_t
target_of(const struct work *w, uint32_t i)
{
	uint32_t of = row_of(w, i)->alias_of;

	if (of == 0 || w->seen_group[of] != KEY_GROUP(w->item[i].key) + 1)
		return i;
	return w->seen_item[of];
}

/* The first item, in registry order, of the ring that at is part of. */
static uint32_t
first_of_ring(const struct work *w, uint32_t at)
{
	uint32_t first = at;

	for (uint32_t i = target_of(w, at); i != at; i = target_of(w, i))
		if (i < first)
			first = i;
	return first;
}

/* An item that calls itself an alias and ends a chain all the same. */
static bool
warn_rootless(struct work *w, uint32_t i)
{
	uint32_t of = row_of(w, i)->alias_of;

	if (of == row_of(w, i)->field[IANA_F_NAME])
		return warn_item(w, i, "is kept as an entry: it is an alias of itself",
				 NULL);
	return warn_item(w, i, "is kept as an entry: no such service there as",
			 iana_string(&w->reg->strings, of));
}

/* Follow the chain from i to the entry at its end, and mark all of it so. */
static bool
find_root(struct work *w, uint32_t i)
{
	uint32_t at = i;
	uint32_t root;

	while (w->root[at] == ROOT_NONE && target_of(w, at) != at) {
		w->root[at] = ROOT_OPEN;
		at = target_of(w, at);
	}
	if (w->root[at] == ROOT_NONE) {
		root = at;
		w->root[at] = at;
		if (row_of(w, at)->alias_of != 0 && !warn_rootless(w, at))
			return false;
	} else if (w->root[at] == ROOT_OPEN) {
		root = first_of_ring(w, at);
		w->root[root] = root;
		if (!warn_item(w, root, "is kept as an entry: it is an alias of itself",
			       NULL))
			return false;
	} else {
		root = w->root[at];
	}
	for (at = i; w->root[at] == ROOT_OPEN; at = target_of(w, at))
		w->root[at] = root;
	/* Past the root of a ring the rest of it may still be open. */
	for (at = target_of(w, root); w->root[at] == ROOT_OPEN; at = target_of(w, at))
		w->root[at] = root;
	return true;
}

/* Append the group's entries in order, each with its aliases in order. */
static void
emit(struct work *w, uint32_t from, uint32_t to)
{
	struct iana_table *t = w->table;
	size_t first = t->n_entries;
	uint32_t next = (uint32_t)t->n_aliases;

	t->entry =
	    iana_grow(t->entry, &w->cap_entries, first + (to - from), sizeof *t->entry);
	t->alias =
	    iana_grow(t->alias, &w->cap_aliases, next + (to - from), sizeof *t->alias);
	for (uint32_t i = from; i < to; i++) {
		if (w->root[i] != i)
			continue;
		t->entry[t->n_entries] = (struct iana_entry){
			.name = row_of(w, i)->field[IANA_F_NAME],
			.row = w->item[i].row,
			.port = KEY_PORT(w->item[i].key),
			.proto = KEY_RANK(w->item[i].key),
		};
		/* From here on an entry's name leads to its place in the table. */
		w->seen_item[row_of(w, i)->field[IANA_F_NAME]] = (uint32_t)t->n_entries++;
	}
	if (t->n_entries - first == to - from)
		return; /* no aliases: almost every group */
	for (uint32_t i = from; i < to; i++)
		if (w->root[i] < ROOT_REPEATED && w->root[i] != i)
			t->entry[w->seen_item[row_of(w, w->root[i])->field[IANA_F_NAME]]]
			    .n_aliases++;
	for (size_t e = first; e < t->n_entries; e++) {
		t->entry[e].aliases = next;
		next += t->entry[e].n_aliases;
		t->entry[e].n_aliases = 0;
	}
	for (uint32_t i = from; i < to; i++) {
		struct iana_entry *e;

		if (w->root[i] >= ROOT_REPEATED || w->root[i] == i)
			continue;
		e = &t->entry[w->seen_item[row_of(w, w->root[i])->field[IANA_F_NAME]]];
		t->alias[e->aliases + e->n_aliases++] = row_of(w, i)->field[IANA_F_NAME];
	}
	t->n_aliases = next;
}

static bool
resolve_group(struct work *w, uint32_t from, uint32_t to)
{
	if (!note_names(w, from, to))
		return false;
	for (uint32_t i = from; i < to; i++)
		if (w->root[i] == ROOT_NONE && !find_root(w, i))
			return false;
	emit(w, from, to);
	return true;
}

static bool
resolve(struct work *w)
{
	uint32_t from = 0;

	w->n_strings = w->reg->strings.n;
	w->seen_group = iana_calloc(w->n_strings, sizeof *w->seen_group);
	w->seen_item = iana_calloc(w->n_strings, sizeof *w->seen_item);
	w->root = iana_calloc(w->n_items, sizeof *w->root);
	while (from < w->n_items) {
		uint32_t to = from + 1;

		while (to < w->n_items &&
		       KEY_GROUP(w->item[to].key) == KEY_GROUP(w->item[from].key))
			to++;
		if (!resolve_group(w, from, to))
			return false;
		from = to;
	}
	return true;
}

bool
iana_table_build(struct iana_table *table, struct iana_registry *reg,
		 struct iana_report *rep)
{
	struct work w = { .table = table, .reg = reg, .rep = rep };
	bool ok;

	memset(table, 0, sizeof *table);
	table->reg = reg;
	ok = collect_protocols(&w) && expand_rows(&w);
	if (ok) {
		if (w.n_items > 1)
			qsort(w.item, w.n_items, sizeof *w.item, by_key);
		ok = resolve(&w);
	}
	if (ok && table->n_entries == 0)
		ok = iana_fail(rep, reg->path, 0, "no record has both a name and a port");
	free(w.item);
	free(w.seen_group);
	free(w.seen_item);
	free(w.root);
	return ok;
}

void
iana_table_done(struct iana_table *table)
{
	free(table->entry);
	free(table->alias);
}
