/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the names that are gone, and the entries that stand in their places. */
#include "table/keep.h"

#include <stdlib.h>
#include <string.h>

#define PORTS 65536
#define NOWHERE UINT32_MAX

/* A name that stays, with its entry. */
struct kept {
	uint32_t entry;
	uint32_t name;
};

struct work {
	struct iana_table *table;
	struct iana_registry *reg;
	const struct iana_table *old;
	uint32_t *first; /* of each rank and port: the number of the entry that answers */
	unsigned rank[IANA_PROTOCOLS_MAX]; /* of each of old's protocols, in the table */
	bool *present; /* of each string number of reg: the registry has the name */
	size_t n_present;
	uint32_t *now;	/* of each string number of old: that in reg, 0 not known yet */
	uint32_t *last; /* the last entry that the name was given to, + 1 */
	bool *told;	/* of each string number of old: it was counted */
	struct kept *kept;
	size_t n_kept;
	size_t cap_kept;
};

/* Mark what the registry has with a port, even where a policy leaves it out. */
static void
note_present(struct work *w)
{
	const struct iana_registry *reg = w->reg;
	const struct iana_table *t = w->table;

	w->n_present = reg->pool.n;
	w->present = iana_calloc(w->n_present, sizeof *w->present);
	for (size_t i = 0; i < reg->n_rows; i++)
		w->present[reg->row[i].field[IANA_F_NAME]] |= reg->row[i].has_port;
	for (size_t i = 0; i < reg->n_aliases; i++)
		w->present[reg->alias[i]] = true;
	for (size_t i = 0; i < t->n_entries; i++)
		w->present[t->entry[i].name] = true;
}

/* Note which entry answers for each port and protocol. */
static void
note_places(struct work *w)
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
		unsigned r = 0;

		while (r < t->n_protocols &&
		       strcmp(iana_pool_text(&w->reg->pool, t->protocol[r]), name) != 0)
			r++;
		w->rank[p] = r;
	}
}

/* The entry that now has the port and protocol of an old one. */
static uint32_t
place_of(const struct work *w, const struct iana_entry *e)
{
	unsigned rank = w->rank[e->proto];

	return rank < w->table->n_protocols ? w->first[(size_t)rank * PORTS + e->port]
					    : NOWHERE;
}

/* The number of a name of old in the registry's pool. */
static uint32_t
now_of(struct work *w, uint32_t name)
{
	const struct iana_pool_string *s = &w->old->reg->pool.item[name];

	if (w->now[name] == 0)
		w->now[name] = iana_pool_add(&w->reg->pool, s->bytes, s->len);
	return w->now[name];
}

/* By port, then protocol, then as they stand. */
static int
compare_old(const void *a, const void *b)
{
	const struct iana_entry *x = *(const struct iana_entry *const *)a;
	const struct iana_entry *y = *(const struct iana_entry *const *)b;

	if (x->port != y->port)
		return (int)x->port - (int)y->port;
	if (x->proto != y->proto)
		return (int)x->proto - (int)y->proto;
	return x < y ? -1 : x > y;
}

/* All entries of old; what stands in one place is together, overlays or not. */
static const struct iana_entry **
sort_old(const struct iana_table *old)
{
	const struct iana_entry **entry = iana_calloc(old->n_entries, sizeof(void *));

	for (size_t i = 0; i < old->n_entries; i++)
		entry[i] = &old->entry[i];
	qsort(entry, old->n_entries, sizeof(void *), compare_old);
	return entry;
}

/* Let a name of an old entry stay, if it is gone and there is where. */
static void
keep(struct work *w, const struct iana_entry *e, uint32_t name)
{
	uint32_t now = now_of(w, name);
	uint32_t place;

	if (now < w->n_present && w->present[now])
		return;
	place = place_of(w, e);
	if (place == NOWHERE || w->last[name] == place + 1)
		return;
	w->last[name] = place + 1;
	w->kept = iana_grow(w->kept, &w->cap_kept, w->n_kept + 1, sizeof *w->kept);
	w->kept[w->n_kept++] = (struct kept){ place, now };
}

/* Count a name that was gone, and warn if it found no place anywhere. */
static bool
tell(struct work *w, const struct iana_entry *e, uint32_t name, struct iana_report *rep)
{
	const struct iana_registry *old = w->old->reg;
	const struct iana_row *row = &old->row[e->row];
	uint32_t now = now_of(w, name);

	if (w->told[name] || (now < w->n_present && w->present[now]))
		return true;
	w->told[name] = true;
	if (w->last[name] != 0) {
		w->table->n_kept++;
		return true;
	}
	w->table->n_dropped++;
	return iana_warn(rep, iana_row_path(old, row), row->line,
			 "\"%s\" is gone, and nothing stands at %u/%s to keep it with",
			 iana_pool_text(&old->pool, name), e->port,
			 iana_pool_text(&old->pool, w->old->protocol[e->proto]));
}

/* Write all alias lists anew, each with what its entry keeps behind it. */
static void
append(struct work *w)
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
	struct work w = { .table = table, .reg = reg, .old = old };
	size_t n_strings = old->reg->pool.n;
	const struct iana_entry **entry = sort_old(old);
	bool ok = true;

	w.now = iana_calloc(n_strings, sizeof *w.now);
	w.last = iana_calloc(n_strings, sizeof *w.last);
	w.told = iana_calloc(n_strings, sizeof *w.told);
	note_present(&w);
	note_places(&w);
	for (size_t i = 0; i < old->n_entries; i++) {
		const struct iana_entry *e = entry[i];

		keep(&w, e, e->name);
		for (uint32_t a = 0; a < e->n_aliases; a++)
			keep(&w, e, old->alias[e->aliases + a]);
	}
	for (size_t i = 0; i < old->n_entries && ok; i++) {
		const struct iana_entry *e = entry[i];

		ok = tell(&w, e, e->name, rep);
		for (uint32_t a = 0; a < e->n_aliases && ok; a++)
			ok = tell(&w, e, old->alias[e->aliases + a], rep);
	}
	if (w.n_kept != 0)
		append(&w);
	free(entry);
	free(w.now);
	free(w.last);
	free(w.told);
	free(w.present);
	free(w.first);
	free(w.kept);
	return ok;
}
