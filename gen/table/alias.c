/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Follows aliases to their entries, one group of a port and protocol at a time. */
#include "table/alias.h"

#include <stdlib.h>
#include <string.h>

/* Where a name was seen last. */
struct seen {
	uint32_t group;	 /* IANA_KEY_GROUP + 1 */
	uint32_t placed; /* the placed row of the group that has the name */
};

struct linking {
	struct iana_table *table;
	struct iana_report *rep;
	const struct iana_placed_row *item;
	struct seen *seen; /* by string number */
	struct iana_links *links;
};

/* Values of a head that is not decided yet. */
#define HEAD_UNKNOWN UINT32_MAX
#define HEAD_OPEN (UINT32_MAX - 1)     /* on the path that is being followed */
#define HEAD_REPEATED (UINT32_MAX - 2) /* the name was in the group before */

static const struct iana_row *
row_at(const struct linking *w, uint32_t i)
{
	return &w->table->reg->row[w->item[i].row];
}

static uint32_t
name_at(const struct linking *w, uint32_t i)
{
	return row_at(w, i)->field[IANA_F_NAME];
}

/* Warn of a placed row; other is a name to quote behind the message, or NULL. */
static bool
warn_placed(struct linking *w, uint32_t i, const char *message, const char *other)
{
	const struct iana_registry *reg = w->table->reg;
	const struct iana_row *row = row_at(w, i);
	uint64_t key = w->item[i].key;

	return iana_warn(w->rep, iana_row_path(reg, row), row->line,
			 "\"%s\" at %u/%s %s%s%s%s",
			 iana_pool_text(&reg->pool, name_at(w, i)), IANA_KEY_PORT(key),
			 iana_pool_text(&reg->pool, w->table->protocol[IANA_KEY_RANK(key)]),
			 message, other != NULL ? " \"" : "", other != NULL ? other : "",
			 other != NULL ? "\"" : "");
}

static enum iana_level
level_at(const struct linking *w, uint32_t i)
{
	return iana_row_level(w->table->reg, row_at(w, i));
}

/* ---- names ---------------------------------------------------------------- */

/*
 * Must a repeated line stay an entry of its own?  In services(5) text as the registry, a
 * lookup finds each alias on its own line: so the line stays if its aliases differ (N7).
 */
static bool
stays(const struct linking *w, uint32_t first, uint32_t i)
{
	const struct iana_registry *reg = w->table->reg;
	const struct iana_row *x = row_at(w, first);
	const struct iana_row *y = row_at(w, i);

	return reg->source[0].keeps_order && x->source == 0 && y->source == 0 &&
	       !w->table->policy->drop_historic && y->n_aliases != 0 &&
	       (x->n_aliases != y->n_aliases ||
		memcmp(reg->alias + x->aliases, reg->alias + y->aliases,
		       y->n_aliases * sizeof *reg->alias) != 0);
}

/*
 * Note which row has which name; a repeated row is no entry of its own (N7).  A row that
 * repeats one of a higher level gets no warning: overlays are made for that (N10).
 */
static bool
note_names(struct linking *w, uint32_t from, uint32_t to)
{
	uint32_t group = IANA_KEY_GROUP(w->item[from].key) + 1;

	for (uint32_t i = from; i < to; i++) {
		struct seen *seen = &w->seen[name_at(w, i)];

		if (seen->group != group) {
			*seen = (struct seen){ group, i };
			w->links->head[i] = HEAD_UNKNOWN;
			continue;
		}
		if (stays(w, seen->placed, i)) {
			w->links->head[i] = HEAD_UNKNOWN;
			if (!warn_placed(w, i, "is repeated with other aliases", NULL))
				return false;
			continue;
		}
		w->links->head[i] = HEAD_REPEATED;
		if (level_at(w, seen->placed) != level_at(w, i))
			continue;
		w->table->n_repeated++;
		if (!warn_placed(w, i, "is repeated", NULL))
			return false;
	}
	return true;
}

/* The aliases that stand in a row itself are names of the group as well (N4). */
static void
note_own_aliases(struct linking *w, uint32_t from, uint32_t to)
{
	uint32_t group = IANA_KEY_GROUP(w->item[from].key) + 1;

	for (uint32_t i = from; i < to; i++) {
		const struct iana_row *row = row_at(w, i);

		for (uint32_t a = 0; a < row->n_aliases; a++) {
			struct seen *seen =
			    &w->seen[w->table->reg->alias[row->aliases + a]];

			if (seen->group == group)
				continue;
			/* A repeated row stands behind the first row of its name. */
			*seen = (struct seen){ group, w->links->head[i] == HEAD_REPEATED
							  ? w->seen[name_at(w, i)].placed
							  : i };
		}
	}
}

/* ---- chains --------------------------------------------------------------- */

/* The row of the group that row i calls its target; i itself if there is none. */
static uint32_t
target_of(const struct linking *w, uint32_t i)
{
	uint32_t of = row_at(w, i)->alias_of;

	if (of == 0 || w->seen[of].group != IANA_KEY_GROUP(w->item[i].key) + 1)
		return i;
	return w->seen[of].placed;
}

/* The first row, in registry order, of the ring that row `at` is part of. */
static uint32_t
first_of_ring(const struct linking *w, uint32_t at)
{
	uint32_t first = at;

	for (uint32_t i = target_of(w, at); i != at; i = target_of(w, i))
		if (i < first)
			first = i;
	return first;
}

static bool
warn_ring(struct linking *w, uint32_t i)
{
	return warn_placed(w, i, "is kept as an entry: it is an alias of itself", NULL);
}

/* Warn of a row that calls itself an alias and makes an entry all the same. */
static bool
warn_no_target(struct linking *w, uint32_t i)
{
	uint32_t of = row_at(w, i)->alias_of;

	if (of == name_at(w, i))
		return warn_ring(w, i);
	return warn_placed(w, i,
			   "is kept as an entry: its port and protocol have no service",
			   iana_pool_text(&w->table->reg->pool, of));
}

/* Follow the chain from i to the row that makes the entry, and mark all of it so. */
static bool
find_head(struct linking *w, uint32_t i)
{
	uint32_t *head = w->links->head;
	uint32_t at = i;
	uint32_t end;

	while (head[at] == HEAD_UNKNOWN && target_of(w, at) != at) {
		head[at] = HEAD_OPEN;
		at = target_of(w, at);
	}
	if (head[at] == HEAD_UNKNOWN) {
		end = at;
		head[end] = end;
		if (row_at(w, end)->alias_of != 0 && !warn_no_target(w, end))
			return false;
	} else if (head[at] == HEAD_OPEN) {
		end = first_of_ring(w, at);
		head[end] = end;
		if (!warn_ring(w, end))
			return false;
	} else {
		end = head[at];
	}
	for (at = i; head[at] == HEAD_OPEN; at = target_of(w, at))
		head[at] = end;
	/* Behind the head of a ring the rest of the ring may still be open. */
	for (at = target_of(w, end); head[at] == HEAD_OPEN; at = target_of(w, at))
		head[at] = end;
	return true;
}

/* ---- groups --------------------------------------------------------------- */

/* Link the other rows of the group to their heads, in order. */
static void
link_rows(struct linking *w, uint32_t from, uint32_t to)
{
	struct iana_links *links = w->links;

	for (uint32_t i = from; i < to; i++) {
		if (links->head[i] == HEAD_REPEATED)
			links->head[i] = links->head[w->seen[name_at(w, i)].placed];
		links->first[i] = IANA_NO_PLACED;
	}
	for (uint32_t i = to; i-- > from;) {
		uint32_t head = links->head[i];

		if (head == i)
			continue;
		links->next[i] = links->first[head];
		links->first[head] = i;
	}
}

static bool
link_group(struct linking *w, uint32_t from, uint32_t to)
{
	if (!note_names(w, from, to))
		return false;
	note_own_aliases(w, from, to);
	for (uint32_t i = from; i < to; i++)
		if (w->links->head[i] == HEAD_UNKNOWN && !find_head(w, i))
			return false;
	link_rows(w, from, to);
	return true;
}

bool
iana_aliases_link(struct iana_links *ret, struct iana_table *table,
		  const struct iana_placed_rows *placed, struct iana_report *rep)
{
	struct linking w = { .table = table, .rep = rep, .item = placed->item };
	uint32_t n = (uint32_t)placed->n;
	uint32_t from = 0;
	uint32_t to;
	bool ok = true;

	w.links = ret;
	w.seen = iana_calloc(table->reg->pool.n, sizeof *w.seen);
	ret->head = iana_calloc(n, sizeof *ret->head);
	ret->first = iana_calloc(n, sizeof *ret->first);
	ret->next = iana_calloc(n, sizeof *ret->next);
	for (; from < n && ok; from = to) {
		uint32_t group = IANA_KEY_GROUP(w.item[from].key);

		for (to = from + 1; to < n; to++)
			if (IANA_KEY_GROUP(w.item[to].key) != group)
				break;
		ok = link_group(&w, from, to);
	}
	free(w.seen);
	return ok;
}

void
iana_links_done(struct iana_links *links)
{
	free(links->head);
	free(links->first);
	free(links->next);
}
