/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Follows aliases to their entries, a group of one port and protocol at a time. */
#include "aliases.h"

#include <stdlib.h>

struct work {
	struct iana_table *table;
	struct iana_report *rep;
	const struct iana_item *item;
	size_t cap_entries;
	size_t cap_aliases;
	/* Of each string number: the item that has it as a name in a group. */
	uint64_t *seen_group; /* IANA_KEY_GROUP + 1 */
	uint32_t *seen_item;
	/* Of each item: the item whose entry it belongs to, itself for an entry. */
	uint32_t *root;
};

#define ROOT_NONE UINT32_MAX	       /* not looked at yet */
#define ROOT_OPEN (UINT32_MAX - 1)     /* on the path being followed */
#define ROOT_REPEATED (UINT32_MAX - 2) /* stands already: no entry, no alias */

static const struct iana_row *
row_of(const struct work *w, uint32_t i)
{
	return &w->table->reg->row[w->item[i].row];
}

static const char *
name_of(const struct work *w, uint32_t i)
{
	return iana_string(&w->table->reg->strings, row_of(w, i)->field[IANA_F_NAME]);
}

static bool
warn_item(struct work *w, uint32_t i, const char *what, const char *other)
{
	uint64_t key = w->item[i].key;

	return iana_warn(
	    w->rep, w->table->reg->path, row_of(w, i)->line, "\"%s\" at %u/%s %s%s%s%s",
	    name_of(w, i), IANA_KEY_PORT(key),
	    iana_string(&w->table->reg->strings, w->table->protocol[IANA_KEY_RANK(key)]),
	    what, other != NULL ? " \"" : "", other != NULL ? other : "",
	    other != NULL ? "\"" : "");
}

/* Note who has which name; an entry repeated is one entry (N7). */
static bool
note_names(struct work *w, uint32_t from, uint32_t to)
{
	uint64_t group = IANA_KEY_GROUP(w->item[from].key) + 1;

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

	if (of == 0 || w->seen_group[of] != IANA_KEY_GROUP(w->item[i].key) + 1)
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
			 iana_string(&w->table->reg->strings, of));
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
			.port = IANA_KEY_PORT(w->item[i].key),
			.proto = IANA_KEY_RANK(w->item[i].key),
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

bool
iana_aliases_resolve(struct iana_table *table, const struct iana_item *item, uint32_t n,
		     struct iana_report *rep)
{
	struct work w = { .table = table, .rep = rep, .item = item };
	size_t n_strings = table->reg->strings.n;
	uint32_t from = 0;
	uint32_t to;
	bool ok = true;

	w.seen_group = iana_calloc(n_strings, sizeof *w.seen_group);
	w.seen_item = iana_calloc(n_strings, sizeof *w.seen_item);
	w.root = iana_calloc(n, sizeof *w.root);
	for (; from < n && ok; from = to) {
		for (to = from + 1; to < n; to++)
			if (IANA_KEY_GROUP(item[to].key) != IANA_KEY_GROUP(item[from].key))
				break;
		ok = resolve_group(&w, from, to);
	}
	free(w.seen_group);
	free(w.seen_item);
	free(w.root);
	return ok;
}
