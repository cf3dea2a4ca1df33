/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the names that are gone, and the entries that have their ports now. */
#include "table/keep.h"
#include "base/order.h"
#include "base/text.h"
#include "table/insert.h"

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
	uint32_t *last; /* the last place that got the name, + 1; 0: none */
	uint32_t *copy; /* by row of old: the last copy of it in reg, + 1; 0: none */
	struct iana_new_entries new;
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

/* ---- names at ports that an entry has ------------------------------------- */

static void
keep_as_alias(struct keeping *w, uint32_t entry, uint32_t name)
{
	w->kept = iana_grow(w->kept, &w->cap_kept, w->n_kept + 1, sizeof *w->kept);
	w->kept[w->n_kept++] = (struct kept){ entry, name };
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

/* ---- names at ports that no entry has ------------------------------------- */

/* The source of copies of an old row: the registry that it was in first. */
static bool
source_of(struct keeping *w, const struct iana_row *old, uint32_t *ret,
	  struct iana_report *rep)
{
	const struct iana_registry *reg = w->old->reg;
	bool again = iana_row_is_kept(reg, old);
	const char *path =
	    again ? iana_source_name(reg, old->source) : iana_registry_path(reg);
	char *name = iana_text_file_name(path);
	bool ok = iana_registry_kept_source(
	    w->reg, iana_registry_path(reg), (struct iana_cell){ name, strlen(name) },
	    again ? reg->source[old->source].date : reg->date, ret, rep);

	free(name);
	return ok;
}

/* Copy the row of an old entry to the registry, for a name of the entry. */
static bool
copy_row(struct keeping *w, const struct iana_entry *e, uint32_t name, uint32_t *ret,
	 struct iana_report *rep)
{
	struct iana_registry *reg = w->reg;
	const struct iana_row *old = &w->old->reg->row[e->details];
	struct iana_row copy = *old;

	if (reg->n_rows == IANA_ROWS_MAX)
		return iana_fail(rep, iana_row_path(w->old->reg, old), old->line,
				 "more than %d rows, with those that are kept",
				 IANA_ROWS_MAX);
	if (!source_of(w, old, &copy.source, rep))
		return false;
	for (int f = 0; f < IANA_N_FIELDS; f++)
		copy.field[f] = name_now(w, old->field[f]);
	copy.field[IANA_F_NAME] = name;
	copy.field[IANA_F_DESCRIPTION] = name_now(w, e->comment);
	copy.aliases = 0;
	copy.n_aliases = 0;
	copy.alias_of = 0;
	copy.wanted = true;
	reg->row = iana_grow(reg->row, &reg->cap_rows, reg->n_rows + 1, sizeof *reg->row);
	*ret = (uint32_t)reg->n_rows;
	reg->row[reg->n_rows++] = copy;
	w->copy[e->details] = *ret + 1;
	return true;
}

/* Make an entry of the first name that is kept of an old entry. */
static bool
keep_as_entry(struct keeping *w, const struct iana_entry *e, uint32_t name,
	      struct iana_report *rep)
{
	struct iana_new_entries *new = &w->new;
	uint32_t protocol = name_now(w, w->old->protocol[e->proto]);
	uint32_t comment = name_now(w, e->comment);
	uint32_t row = w->copy[e->details] - 1;

	/* A row with a range or two protocols is copied once for all its entries. */
	if (w->copy[e->details] == 0 || w->reg->row[row].field[IANA_F_NAME] != name ||
	    w->reg->row[row].field[IANA_F_DESCRIPTION] != comment)
		if (!copy_row(w, e, name, &row, rep))
			return false;
	new->item = iana_grow(new->item, &new->cap, new->n + 1, sizeof *new->item);
	new->item[new->n++] = (struct iana_new_entry){
		.entry = { .name = name,
			   .row = row,
			   .details = row,
			   .comment = comment,
			   .aliases = (uint32_t) new->n_aliases,
			   .port = e->port },
		.protocol = protocol,
	};
	return true;
}

static void
add_new_alias(struct iana_new_entries *new, uint32_t name)
{
	new->alias = iana_grow(new->alias, &new->cap_aliases, new->n_aliases + 1,
			       sizeof *new->alias);
	new->alias[new->n_aliases++] = name;
	new->item[new->n - 1].entry.n_aliases++;
}

/* ---- entries of the old table ---------------------------------------------- */

/* Should a place get this name of old?  It is marked as given, then. */
static bool
takes_name(struct keeping *w, uint32_t name, uint32_t place)
{
	uint32_t now = name_now(w, name);

	if ((now < w->n_present && w->present[now]) || w->last[name] == place + 1)
		return false;
	w->table->n_kept += w->last[name] == 0;
	w->last[name] = place + 1;
	return true;
}

/* Keep the names of an old entry that are gone. */
static bool
keep_entry(struct keeping *w, const struct iana_entry *e, struct iana_report *rep)
{
	uint32_t entry = entry_now(w, e);
	/* Places without an entry have numbers behind those of all entries. */
	uint32_t place = entry != NO_ENTRY
			     ? entry
			     : (uint32_t)w->table->n_entries + e->proto * PORTS + e->port;
	bool has_entry = entry != NO_ENTRY;

	for (uint32_t i = 0; i <= e->n_aliases; i++) {
		uint32_t name = i == 0 ? e->name : w->old->alias[e->aliases + i - 1];
		uint32_t now;

		if (!takes_name(w, name, place))
			continue;
		now = name_now(w, name);
		if (entry != NO_ENTRY)
			keep_as_alias(w, entry, now);
		else if (has_entry)
			add_new_alias(&w->new, now);
		else if (!keep_as_entry(w, e, now, rep))
			return false;
		has_entry = true;
	}
	return true;
}

static bool
keep_all(struct keeping *w, struct iana_report *rep)
{
	const struct iana_entry **entry = sort_old(w->old);
	bool ok = true;

	for (size_t i = 0; i < w->old->n_entries && ok; i++)
		ok = keep_entry(w, entry[i], rep);
	free(entry);
	return ok;
}

bool
iana_names_keep(struct iana_table *table, struct iana_registry *reg,
		const struct iana_table *old, struct iana_report *rep)
{
	struct keeping w = { .table = table, .reg = reg, .old = old };
	bool ok;

	w.now = iana_calloc(old->reg->pool.n, sizeof *w.now);
	w.last = iana_calloc(old->reg->pool.n, sizeof *w.last);
	w.copy = iana_calloc(old->reg->n_rows, sizeof *w.copy);
	note_present(&w);
	note_answers(&w);
	ok = keep_all(&w, rep);
	if (ok && w.n_kept != 0)
		append_kept(&w);
	table->n_kept_entries += w.new.n;
	ok = ok && iana_entries_insert(table, reg, &w.new, rep);
	free(w.now);
	free(w.last);
	free(w.copy);
	free(w.present);
	free(w.first);
	free(w.kept);
	free(w.new.item);
	free(w.new.alias);
	return ok;
}
