/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decides which of the entries that are repeated melt into the first. */
#include "table/join.h"
#include "base/alloc.h"
#include "table/rules.h"
#include "table/twins.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

/* The first entry that has a name and a protocol. */
struct holder {
	uint32_t protocol; /* string number */
	uint32_t entry;
	uint32_t n;    /* how often an entry has them */
	uint32_t next; /* of the same name; NONE: the last */
};

/* An alias that an entry takes over from one that melts into it. */
struct taken {
	uint32_t entry;
	uint32_t name;
};

struct joining {
	const struct iana_new_entries *all;
	const struct iana_registry *reg;
	uint32_t *twin;	   /* of each entry: the first with its name, port and protocol */
	bool *stays;	   /* of each entry: it has a twin, but does not melt */
	bool *is_melted;   /* of each entry */
	bool *has_melted;  /* of each entry: one of the registry has melted into it */
	uint32_t *details; /* of each entry: the row of what the registry says */
	uint32_t *first; /* by string number: the first entry that has the name, or NONE */
	uint32_t *n_names; /* by string number: how often an entry has the name */
	uint32_t *list;	   /* by string number: its first holder, or NONE */
	struct holder *holder;
	size_t n_holders;
	size_t cap_holders;
	struct taken *taken;
	size_t n_taken;
	size_t cap_taken;
};

/* ---- who has a name ---------------------------------------------------------------------
 */

/* The first holder of a name with a protocol; NULL: there is none. */
static struct holder *
find_holder(const struct joining *w, uint32_t name, uint32_t protocol)
{
	uint32_t h = w->list[name];

	while (h != NONE && w->holder[h].protocol != protocol)
		h = w->holder[h].next;
	return h != NONE ? &w->holder[h] : NULL;
}

/* Note that an entry has a name. */
static void
note_name(struct joining *w, uint32_t name, uint32_t entry)
{
	uint32_t protocol = w->all->item[entry].protocol;
	struct holder *h = find_holder(w, name, protocol);

	if (entry < w->first[name])
		w->first[name] = entry;
	w->n_names[name]++;
	if (h != NULL) {
		h->n++;
		return;
	}
	w->holder =
	    iana_grow(w->holder, &w->cap_holders, w->n_holders + 1, sizeof *w->holder);
	w->holder[w->n_holders] = (struct holder){ protocol, entry, 1, w->list[name] };
	w->list[name] = (uint32_t)w->n_holders++;
}

static void
note_all_names(struct joining *w, uint32_t entry)
{
	const struct iana_entry *e = &w->all->item[entry].entry;

	note_name(w, e->name, entry);
	for (uint32_t a = 0; a < e->n_aliases; a++)
		note_name(w, w->all->alias[e->aliases + a], entry);
}

/* ---- melting
 * ------------------------------------------------------------------------------ */

/*
 * May an earlier entry take over a name?  Not if an entry behind it has the name: that one
 * answers now, for any protocol or for the entry's own.
 */
static bool
may_take(const struct joining *w, uint32_t name, uint32_t entry)
{
	const struct holder *h = find_holder(w, name, w->all->item[entry].protocol);

	return (w->first[name] == NONE || w->first[name] <= entry) &&
	       (h == NULL || h->entry <= entry);
}

/*
 * Has the entry a line in a file that nss_files reads?  Its aliases are those of its line,
 * also where a line before it has the same name, port and protocol.
 */
static bool
is_live(const struct joining *w, uint32_t entry)
{
	const struct iana_row *row = &w->reg->row[w->all->item[entry].entry.row];

	return w->reg->source[row->source].is_live;
}

/* Melt an entry into its twin, if no answer changes. */
static bool
melts(struct joining *w, uint32_t entry, uint32_t twin)
{
	const struct iana_entry *e = &w->all->item[entry].entry;
	const uint32_t *alias = w->all->alias + e->aliases;
	uint32_t protocol = w->all->item[twin].protocol;

	for (uint32_t a = 0; a < e->n_aliases; a++)
		if (!may_take(w, alias[a], twin) ||
		    (is_live(w, entry) && find_holder(w, alias[a], protocol) == NULL))
			return false;
	for (uint32_t a = 0; a < e->n_aliases; a++) {
		/* An entry that is not behind the twin answers for the name. */
		if (find_holder(w, alias[a], protocol) != NULL)
			continue;
		note_name(w, alias[a], twin);
		w->taken =
		    iana_grow(w->taken, &w->cap_taken, w->n_taken + 1, sizeof *w->taken);
		w->taken[w->n_taken++] = (struct taken){ twin, alias[a] };
	}
	return true;
}

/*
 * Can an entry that stays move to the end of the table?  Not if it answers for an alias
 * that an entry behind it has as well, and not if nss_files lists it.
 */
static bool
can_move(const struct joining *w, uint32_t entry)
{
	const struct iana_new_entry *new = &w->all->item[entry];

	if (is_live(w, entry))
		return false;
	for (uint32_t a = 0; a < new->entry.n_aliases; a++) {
		uint32_t name = w->all->alias[new->entry.aliases + a];
		const struct holder *h = find_holder(w, name, new->protocol);

		if ((h->entry == entry && h->n > 1) ||
		    (w->first[name] == entry && w->n_names[name] > 1))
			return false;
	}
	return true;
}

static bool
is_registrys(const struct joining *w, uint32_t row)
{
	return !iana_row_is_overlay(w->reg, &w->reg->row[row]);
}

static void
melt_all(struct joining *w)
{
	for (uint32_t i = 0; i < w->all->n; i++) {
		uint32_t twin = w->twin[i];

		w->details[i] = w->all->item[i].entry.details;
		w->is_melted[i] = twin != i && melts(w, i, twin);
		w->stays[i] = twin != i && !w->is_melted[i];
		if (!w->is_melted[i])
			note_all_names(w, i);
		else if (!w->all->item[i].entry.local)
			w->has_melted[twin] = true;
		if (twin != i && !is_registrys(w, w->details[twin]) &&
		    is_registrys(w, w->details[i]))
			w->details[twin] = w->details[i];
	}
}

/* ---- the table
 * ---------------------------------------------------------------------------- */

/*
 * The protocols by rank.  The one without a name, which a line of /etc/services may have,
 * is the last.
 */
static bool
join_protocols(struct iana_table *t, struct iana_registry *reg,
	       const struct iana_new_entries *all, struct iana_report *rep)
{
	bool has_blank = false;

	t->protocol[t->n_protocols++] = iana_pool_add(&reg->pool, "tcp", 3);
	t->protocol[t->n_protocols++] = iana_pool_add(&reg->pool, "udp", 3);
	for (size_t i = 0; i < all->n; i++) {
		uint32_t protocol = all->item[i].protocol;

		has_blank |= protocol == 0;
		if (protocol == 0 || iana_table_rank(t, protocol) < t->n_protocols)
			continue;
		if (t->n_protocols + has_blank >= IANA_PROTOCOLS_MAX)
			return iana_fail(rep, iana_registry_path(reg), 0,
					 "more than %d distinct protocols, with those of "
					 "the local files",
					 IANA_PROTOCOLS_MAX);
		t->protocol[t->n_protocols++] = protocol;
	}
	iana_protocols_sort(t->protocol, t->n_protocols, &reg->pool);
	if (has_blank)
		t->protocol[t->n_protocols++] = 0;
	return true;
}

/* How many aliases each entry takes over, by its number. */
static uint32_t *
count_taken(const struct joining *w)
{
	uint32_t *n = iana_calloc(w->all->n, sizeof *n);

	for (size_t i = 0; i < w->n_taken; i++)
		n[w->taken[i].entry]++;
	return n;
}

/* Make the entry of a new one: its own aliases, and room for those that it takes over. */
static void
join_entry(struct iana_table *t, const struct joining *w, uint32_t i, uint32_t n_taken)
{
	const struct iana_new_entry *new = &w->all->item[i];
	struct iana_entry *e = &t->entry[t->n_entries++];

	*e = new->entry;
	e->details = w->details[i];
	e->local = e->local && !w->has_melted[i];
	e->proto = (uint8_t)iana_table_rank(t, new->protocol);
	e->aliases = (uint32_t)t->n_aliases;
	if (e->n_aliases != 0)
		memcpy(t->alias + t->n_aliases, w->all->alias + new->entry.aliases,
		       e->n_aliases * sizeof *t->alias);
	t->n_aliases += e->n_aliases + n_taken;
}

/* Make the entries that are listed, or those that are not. */
static void
join_entries(struct iana_table *t, const struct joining *w, bool listed,
	     const uint32_t *n_taken, uint32_t *number)
{
	for (uint32_t i = 0; i < w->all->n; i++) {
		bool is_listed = !w->stays[i] || !can_move(w, i);

		if (w->is_melted[i] || is_listed != listed)
			continue;
		number[i] = (uint32_t)t->n_entries;
		join_entry(t, w, i, n_taken[i]);
		t->entry[number[i]].unlisted = !listed;
	}
}

static void
make_table(struct iana_table *t, const struct joining *w)
{
	uint32_t *n_taken = count_taken(w);
	uint32_t *number = iana_calloc(w->all->n, sizeof *number);

	t->entry = iana_calloc(w->all->n, sizeof *t->entry);
	t->alias = iana_calloc(w->all->n_aliases + w->n_taken, sizeof *t->alias);
	join_entries(t, w, true, n_taken, number);
	join_entries(t, w, false, n_taken, number);
	for (size_t i = 0; i < w->n_taken; i++) {
		struct iana_entry *e = &t->entry[number[w->taken[i].entry]];

		t->alias[e->aliases + e->n_aliases++] = w->taken[i].name;
	}
	free(number);
	free(n_taken);
}

static uint32_t *
all_none(size_t n)
{
	uint32_t *p = iana_calloc(n, sizeof *p);

	memset(p, 0xff, n * sizeof *p);
	return p;
}

bool
iana_entries_join(struct iana_table *table, struct iana_registry *reg,
		  const struct iana_new_entries *all, struct iana_report *rep)
{
	static const struct iana_policy everything;
	struct joining w = { .all = all, .reg = reg };

	memset(table, 0, sizeof *table);
	table->reg = reg;
	table->policy = &everything;
	if (all->n > IANA_ENTRIES_MAX)
		return iana_fail(rep, iana_registry_path(reg), 0,
				 "more than %d entries, with those of the local files",
				 IANA_ENTRIES_MAX);
	if (!join_protocols(table, reg, all, rep))
		return false;
	w.twin = iana_twins_find(all);
	w.is_melted = iana_calloc(all->n, sizeof *w.is_melted);
	w.has_melted = iana_calloc(all->n, sizeof *w.has_melted);
	w.stays = iana_calloc(all->n, sizeof *w.stays);
	w.details = iana_calloc(all->n, sizeof *w.details);
	w.n_names = iana_calloc(reg->pool.n, sizeof *w.n_names);
	w.first = all_none(reg->pool.n);
	w.list = all_none(reg->pool.n);
	melt_all(&w);
	make_table(table, &w);
	free(w.twin);
	free(w.is_melted);
	free(w.has_melted);
	free(w.stays);
	free(w.details);
	free(w.n_names);
	free(w.first);
	free(w.list);
	free(w.holder);
	free(w.taken);
	return true;
}
