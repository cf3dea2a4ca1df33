/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Goes through the names of a table in its order, and remembers the protocols of each. */
#include "table/unique.h"
#include "base/alloc.h"

#include <stdlib.h>

/* A protocol of a name; next is another one of the same name, 0 for none. */
struct name_protocol {
	uint32_t next;
	uint8_t proto;
};

struct protocols_seen {
	uint32_t *first; /* of each string number: its first item of seen, 0 for none */
	struct name_protocol *seen;
	size_t n_seen;
	size_t cap_seen;
};

/* Is a name seen with this protocol for the first time? */
static bool
is_first(struct protocols_seen *w, uint32_t name, uint8_t proto)
{
	for (uint32_t i = w->first[name]; i != 0; i = w->seen[i].next)
		if (w->seen[i].proto == proto)
			return false;
	w->seen = iana_grow(w->seen, &w->cap_seen, w->n_seen + 1, sizeof *w->seen);
	w->seen[w->n_seen] = (struct name_protocol){ w->first[name], proto };
	w->first[name] = (uint32_t)w->n_seen++;
	return true;
}

/* Mark the names of entry i. */
static void
mark(struct protocols_seen *w, struct iana_table *t, size_t i)
{
	const struct iana_entry *e = &t->entry[i];
	bool *alias = t->elsewhere + t->n_entries + e->aliases;
	uint32_t n_left = 0;

	t->elsewhere[i] = !is_first(w, e->name, e->proto);
	for (uint32_t a = 0; a < e->n_aliases; a++) {
		alias[a] = !is_first(w, t->alias[e->aliases + a], e->proto);
		n_left += alias[a];
	}
	if (t->elsewhere[i] && n_left == e->n_aliases)
		t->left.by_unique++;
	else
		t->left.unique_names += t->elsewhere[i] + n_left;
}

void
iana_unique_mark(struct iana_table *table)
{
	struct protocols_seen w = { .n_seen = 1 };

	w.first = iana_calloc(table->reg->pool.n, sizeof *w.first);
	table->elsewhere = iana_calloc(table->n_entries + table->n_aliases, sizeof(bool));
	for (size_t i = 0; i < table->n_entries; i++)
		mark(&w, table, i);
	free(w.first);
	free(w.seen);
}
