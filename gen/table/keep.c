/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the names that are gone, and the entries that have their ports now. */
#include "table/keep.h"
#include "base/order.h"

#include <stdlib.h>
#include <string.h>

#define PORTS 65536
#define NO_ENTRY UINT32_MAX

/* A name that stays, and the entry that gets it as an alias. */
struct kept {
	uint32_t entry;
	uint32_t name;
};

struct keeping {
	struct iana_table *table;
	struct iana_registry *reg;
	const struct iana_table *old;
	uint32_t *first;		   /* by rank and port: the entry that answers */
	unsigned rank[IANA_PROTOCOLS_MAX]; /* of each protocol of old, in the table */
	bool *present; /* by string number of reg: the registry has the name at a port */
	size_t n_present;
	/* By string number of old: */
	uint32_t *now;	/* the number in reg, 0: not known yet */
	uint32_t *last; /* the last entry that got the name, + 1 */
	bool *counted;
	struct kept *kept;
	size_t n_kept;
	size_t cap_kept;
};

/* Mark the names that the registry has at a port, wanted or not. */
static void
note_present(struct keeping *w)
{
	const struct iana_registry *reg = w->reg;

	w->n_present = reg->pool.n;
	w->present = iana_calloc(w->n_present, sizeof *w->present);
	for (size_t i = 0; i < reg->n_rows; i++)
		w->present[reg->row[i].field[IANA_F_NAME]] |=
		    iana_row_has_port(&reg->row[i]);
	for (size_t i = 0; i < reg->n_aliases; i++)
		w->present[reg->alias[i]] = true;
}

/* Note which entry answers for each port and protocol. */
static void
note_answers(struct keeping *w)
{
	const struct iana_table *t = w->table;
	size_t n = (size_t)t->n_protocols * PORTS;

	w->first = iana_calloc(n, sizeof *w->first);
	memset(w->first, 0xff, n * sizeof *w->first);
	for (size_t i = t->n_entries; i-- > 0;)
		w->first[(size_t)t->entry[i].proto * PORTS + t->entry[i].port] =
		    (uint32_t)i;
	for (unsigned p = 0; p < w->old->n_protocols; p++) {
		const char *name = iana_pool_text(&w->old->reg->pool, w->old->protocol[p]);

		w->rank[p] =
		    iana_table_rank(t, iana_pool_find(&w->reg->pool, name, strlen(name)));
	}
}

/* The entry that now has the port and protocol of an old entry. */
static uint32_t
entry_now(const struct keeping *w, const struct iana_entry *e)
{
	unsigned rank = w->rank[e->proto];

	return rank < w->table->n_protocols ? w->first[(size_t)rank * PORTS + e->port]
					    : NO_ENTRY;
}

/* The number of a name of old in the registry's pool. */
static uint32_t
name_now(struct keeping *w, uint32_t name)
{
	const struct iana_pool_string *s = &w->old->reg->pool.item[name];

	if (w->now[name] == 0)
		w->now[name] = iana_pool_add(&w->reg->pool, s->bytes, s->len);
	return w->now[name];
}

/* By port, then protocol, then as they stand in old. */
static int
compare_old(const void *a, const void *b)
{
	const struct iana_entry *x = *(const struct iana_entry *const *)a;
	const struct iana_entry *y = *(const struct iana_entry *const *)b;
	int by = iana_order(x->port, y->port);

	if (by == 0)
		by = iana_order(x->proto, y->proto);
	return by != 0 ? by : iana_order((uintptr_t)x, (uintptr_t)y);
}

/* All entries of old, those of one port and protocol together. */
static const struct iana_entry **
sort_old(const struct iana_table *old)
{
	const struct iana_entry **entry = iana_calloc(old->n_entries, sizeof(void *));

	for (size_t i = 0; i < old->n_entries; i++)
		entry[i] = &old->entry[i];
	qsort(entry, old->n_entries, sizeof(void *), compare_old);
	return entry;
}

/* Keep a name of an old entry if the name is gone and an entry can take it. */
static void
keep_name(struct keeping *w, const struct iana_entry *e, uint32_t name)
{
	uint32_t now = name_now(w, name);
	uint32_t entry;

	if (now < w->n_present && w->present[now])
		return;
	entry = entry_now(w, e);
	if (entry == NO_ENTRY || w->last[name] == entry + 1)
		return;
	w->last[name] = entry + 1;
	w->kept = iana_grow(w->kept, &w->cap_kept, w->n_kept + 1, sizeof *w->kept);
	w->kept[w->n_kept++] = (struct kept){ entry, now };
}

/* Count a name that is gone, once; warn if no entry took it. */
static bool
count_name(struct keeping *w, const struct iana_entry *e, uint32_t name,
	   struct iana_report *rep)
{
	const struct iana_registry *old = w->old->reg;
	const struct iana_row *row = &old->row[e->row];
	uint32_t now = name_now(w, name);

	if (w->counted[name] || (now < w->n_present && w->present[now]))
		return true;
	w->counted[name] = true;
	if (w->last[name] != 0) {
		w->table->n_kept++;
		return true;
	}
	w->table->n_dropped++;
	return iana_warn(
	    rep, iana_row_path(old, row), row->line,
	    "\"%s\" is not in the registry any more, and no entry at %u/%s can "
	    "take it as an alias",
	    iana_pool_text(&old->pool, name), e->port,
	    iana_pool_text(&old->pool, w->old->protocol[e->proto]));
}

/* Write all alias lists again, with the kept names at the end of each. */
static void
append_kept(struct keeping *w)
{
	struct iana_table *t = w->table;
	uint32_t *alias = iana_calloc(t->n_aliases + w->n_kept, sizeof *alias);
	uint32_t *more = iana_calloc(t->n_entries, sizeof *more);
	size_t n = 0;

	for (size_t i = 0; i < w->n_kept; i++)
		more[w->kept[i].entry]++;
	for (size_t i = 0; i < t->n_entries; i++) {
		struct iana_entry *e = &t->entry[i];

		if (e->n_aliases != 0)
			memcpy(alias + n, t->alias + e->aliases,
			       e->n_aliases * sizeof *alias);
		e->aliases = (uint32_t)n;
		n += e->n_aliases + more[i];
	}
	for (size_t i = 0; i < w->n_kept; i++) {
		struct iana_entry *e = &t->entry[w->kept[i].entry];

		alias[e->aliases + e->n_aliases++] = w->kept[i].name;
	}
	free(more);
	free(t->alias);
	t->alias = alias;
	t->n_aliases = n;
}

bool
iana_names_keep(struct iana_table *table, struct iana_registry *reg,
		const struct iana_table *old, struct iana_report *rep)
{
	struct keeping w = { .table = table, .reg = reg, .old = old };
	size_t n_strings = old->reg->pool.n;
	const struct iana_entry **entry = sort_old(old);
	bool ok = true;

	w.now = iana_calloc(n_strings, sizeof *w.now);
	w.last = iana_calloc(n_strings, sizeof *w.last);
	w.counted = iana_calloc(n_strings, sizeof *w.counted);
	note_present(&w);
	note_answers(&w);
	for (size_t i = 0; i < old->n_entries; i++) {
		const struct iana_entry *e = entry[i];

		keep_name(&w, e, e->name);
		for (uint32_t a = 0; a < e->n_aliases; a++)
			keep_name(&w, e, old->alias[e->aliases + a]);
	}
	for (size_t i = 0; i < old->n_entries && ok; i++) {
		const struct iana_entry *e = entry[i];

		ok = count_name(&w, e, e->name, rep);
		for (uint32_t a = 0; a < e->n_aliases && ok; a++)
			ok = count_name(&w, e, old->alias[e->aliases + a], rep);
	}
	if (w.n_kept != 0)
		append_kept(&w);
	free(entry);
	free(w.now);
	free(w.last);
	free(w.counted);
	free(w.present);
	free(w.first);
	free(w.kept);
	return ok;
}
