/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Follows aliases to their entries, a group of one port and protocol at a time. */
#include "table/alias.h"

#include <stdlib.h>

/* Where a name was seen last. */
struct seen {
	uint32_t group; /* IANA_KEY_GROUP + 1 */
	uint32_t item;	/* the one of the group that has it as a name */
	uint32_t entry; /* the one that got it as an alias, + 1 */
};

struct work {
	struct iana_table *table;
	struct iana_report *rep;
	const struct iana_placed_row *item;
	size_t cap_aliases;
	struct seen *seen; /* of each string number */
	/* Of each item: the item whose entry it belongs to, itself for an entry. */
	uint32_t *root;
	/* Of each root: the first item that belongs to it; of each such: the next. */
	uint32_t *first;
	uint32_t *next;
};

#define NO_ITEM UINT32_MAX

#define ROOT_NONE UINT32_MAX	       /* not looked at yet */
#define ROOT_OPEN (UINT32_MAX - 1)     /* on the path being followed */
#define ROOT_REPEATED (UINT32_MAX - 2) /* its name stands already, and leads on */

static const struct iana_row *
row_of(const struct work *w, uint32_t i)
{
	return &w->table->reg->row[w->item[i].row];
}

static const char *
name_of(const struct work *w, uint32_t i)
{
	return iana_pool_text(&w->table->reg->pool, row_of(w, i)->field[IANA_F_NAME]);
}

static bool
warn_item(struct work *w, uint32_t i, const char *what, const char *other)
{
	uint64_t key = w->item[i].key;

	return iana_warn(
	    w->rep, iana_row_path(w->table->reg, row_of(w, i)), row_of(w, i)->line,
	    "\"%s\" at %u/%s %s%s%s%s", name_of(w, i), IANA_KEY_PORT(key),
	    iana_pool_text(&w->table->reg->pool, w->table->protocol[IANA_KEY_RANK(key)]),
	    what, other != NULL ? " \"" : "", other != NULL ? other : "",
	    other != NULL ? "\"" : "");
}

static enum iana_level
level_of(const struct work *w, uint32_t i)
{
	return iana_row_level(w->table->reg, row_of(w, i));
}

/*
 * Note who has which name; an entry repeated is one entry (N7).  That a line of the
 * registry melts into an overlay's is what overlays are for, and no word is lost on it.
 */
static bool
note_names(struct work *w, uint32_t from, uint32_t to)
{
	uint32_t group = IANA_KEY_GROUP(w->item[from].key) + 1;

	for (uint32_t i = from; i < to; i++) {
		uint32_t name = row_of(w, i)->field[IANA_F_NAME];

		if (w->seen[name].group == group) {
			w->root[i] = ROOT_REPEATED;
			if (level_of(w, w->seen[name].item) != level_of(w, i))
				continue;
			w->table->n_repeated++;
			if (!warn_item(w, i, "is repeated", NULL))
				return false;
			continue;
		}
		w->seen[name].group = group;
		w->seen[name].item = i;
		w->root[i] = ROOT_NONE;
	}
	return true;
}

/* A name that is an alias in a row of the group stands there as well (N4). */
static void
note_aliases(struct work *w, uint32_t from, uint32_t to)
{
	uint32_t group = IANA_KEY_GROUP(w->item[from].key) + 1;

	for (uint32_t i = from; i < to; i++) {
		const struct iana_row *row = row_of(w, i);

		for (uint32_t a = 0; a < row->n_aliases; a++) {
			uint32_t name = w->table->reg->alias[row->aliases + a];

			if (w->seen[name].group == group)
				continue;
			w->seen[name].group = group;
			w->seen[name].item = w->root[i] == ROOT_REPEATED
						 ? w->seen[row->field[IANA_F_NAME]].item
						 : i;
		}
	}
}

/* The item that i names as its target in the group; itself for none. */
static uint32_t
target_of(const struct work *w, uint32_t i)
{
	uint32_t of = row_of(w, i)->alias_of;

	if (of == 0 || w->seen[of].group != IANA_KEY_GROUP(w->item[i].key) + 1)
		return i;
	return w->seen[of].item;
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
			 iana_pool_text(&w->table->reg->pool, of));
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

/* ---- entries -------------------------------------------------------------- */

/* The item whose entry i belongs to. */
static uint32_t
root_of(const struct work *w, uint32_t i)
{
	if (w->root[i] == ROOT_REPEATED)
		return w->root[w->seen[row_of(w, i)->field[IANA_F_NAME]].item];
	return w->root[i];
}

/* A line that is the entry's own name again leaves it what it tells of it (N10). */
static void
melt(struct work *w, struct iana_entry *e, uint32_t i)
{
	const struct iana_registry *reg = w->table->reg;

	if (e->comment == 0)
		e->comment = row_of(w, i)->field[IANA_F_DESCRIPTION];
	if (iana_row_is_overlay(reg, &reg->row[e->details]) &&
	    level_of(w, i) == IANA_LEVEL_REGISTRY)
		e->details = w->item[i].row;
}

/*
 * What the line of an entry brings itself stays as it is; later aliases come once.  One
 * to be dropped is counted alone (N6).
 */
static void
add_alias(struct work *w, struct iana_entry *e, uint32_t name, bool once, bool drop)
{
	struct iana_table *t = w->table;
	uint32_t mark = (uint32_t)(e - t->entry) + 1;

	if (once && (w->seen[name].entry == mark || name == e->name))
		return;
	w->seen[name].entry = mark;
	if (drop) {
		t->left.historic++;
		return;
	}
	t->alias = iana_grow(t->alias, &w->cap_aliases, t->n_aliases + 1, sizeof *t->alias);
	t->alias[t->n_aliases++] = name;
	e->n_aliases++;
}

/* Give an entry what item i brings: its name, if another, and its own aliases. */
static void
add_names(struct work *w, struct iana_entry *e, uint32_t i)
{
	const struct iana_row *row = row_of(w, i);
	bool is_root = w->root[i] == i;
	bool drop =
	    w->table->policy->drop_historic && level_of(w, i) == IANA_LEVEL_REGISTRY;

	if (!is_root)
		add_alias(w, e, row->field[IANA_F_NAME], true, drop);
	for (uint32_t a = 0; a < row->n_aliases; a++)
		add_alias(w, e, w->table->reg->alias[row->aliases + a], !is_root, drop);
	if (!is_root && row->field[IANA_F_NAME] == e->name)
		melt(w, e, i);
}

/* Chain all other items to their roots, in order. */
static void
chain_items(struct work *w, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		w->first[i] = NO_ITEM;
	for (uint32_t i = to; i-- > from;) {
		uint32_t root = root_of(w, i);

		if (root == i)
			continue;
		w->next[i] = w->first[root];
		w->first[root] = i;
	}
}

/* Append the group's entries in order, each with its aliases in order. */
static void
emit(struct work *w, uint32_t from, uint32_t to)
{
	struct iana_table *t = w->table;

	chain_items(w, from, to);
	for (uint32_t i = from; i < to; i++) {
		struct iana_entry *e = &t->entry[t->n_entries];

		if (w->root[i] != i)
			continue;
		*e = (struct iana_entry){
			.name = row_of(w, i)->field[IANA_F_NAME],
			.row = w->item[i].row,
			.details = w->item[i].row,
			.comment = row_of(w, i)->field[IANA_F_DESCRIPTION],
			.aliases = (uint32_t)t->n_aliases,
			.port = IANA_KEY_PORT(w->item[i].key),
			.proto = IANA_KEY_RANK(w->item[i].key),
		};
		add_names(w, e, i);
		for (uint32_t j = w->first[i]; j != NO_ITEM; j = w->next[j])
			add_names(w, e, j);
		t->n_entries++;
	}
}

static bool
resolve_group(struct work *w, uint32_t from, uint32_t to)
{
	if (!note_names(w, from, to))
		return false;
	note_aliases(w, from, to);
	for (uint32_t i = from; i < to; i++)
		if (w->root[i] == ROOT_NONE && !find_root(w, i))
			return false;
	emit(w, from, to);
	return true;
}

bool
iana_aliases_resolve(struct iana_table *table, const struct iana_placed_row *item,
		     uint32_t n, struct iana_report *rep)
{
	struct work w = { .table = table, .rep = rep, .item = item };
	uint32_t from = 0;
	uint32_t to;
	bool ok = true;

	w.seen = iana_calloc(table->reg->pool.n, sizeof *w.seen);
	table->entry = iana_calloc(n, sizeof *table->entry); /* at most: one an item */
	w.root = iana_calloc(n, sizeof *w.root);
	w.first = iana_calloc(n, sizeof *w.first);
	w.next = iana_calloc(n, sizeof *w.next);
	for (; from < n && ok; from = to) {
		for (to = from + 1; to < n; to++)
			if (IANA_KEY_GROUP(item[to].key) != IANA_KEY_GROUP(item[from].key))
				break;
		ok = resolve_group(&w, from, to);
	}
	free(w.seen);
	free(w.root);
	free(w.first);
	free(w.next);
	return ok;
}
