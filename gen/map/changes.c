/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Turns changes of services and rows into changes of ports. */
#include "map/changes.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct changes_from {
	struct iana_map_changes *to;
	const struct iana_map_cells *old;
	const struct iana_map_cells *new;
};

static void
add_change(struct changes_from *t, enum iana_port_change kind, const struct iana_change *x,
	   uint16_t lo, uint16_t other_lo)
{
	struct iana_map_changes *to = t->to;

	to->item = iana_grow(to->item, &to->cap, to->n + 1, sizeof *to->item);
	to->item[to->n++] = (struct iana_map_change){
		.kind = kind,
		.reason = x->kind,
		.lo = lo,
		.hi = (uint16_t)(lo + (x->port_hi - x->port_lo)),
		.other_lo = other_lo,
		.protocols = x->protocols,
		.name = x->name,
		.other = x->other,
	};
}

/* ---- unnamed ports ----------------------------------------------------------------------
 */

/* Are all of some ports free? */
static bool
are_free(const struct iana_map_cells *cells, unsigned lo, unsigned hi)
{
	for (unsigned p = lo; p <= hi; p++)
		if (!iana_status_is_free((enum iana_port_status)cells->status[p]))
			return false;
	return true;
}

/* A reserved port that is unassigned now is told by the row that went, not by the new one.
 */
static void
take_unnamed_change(struct changes_from *t, const struct iana_change *x)
{
	bool is_new = x->kind == IANA_UNNAMED_ADDED;
	enum iana_port_status s =
	    iana_unnamed_status(iana_pool_text(t->to->pool, x->name), x->port_lo);

	if (is_new && s == IANA_PORT_RESERVED)
		add_change(t, IANA_PORT_NEWLY_RESERVED, x, x->port_lo, 0);
	else if (is_new
		     ? iana_map_cells_assigned(t->old, x->port_lo, x->port_hi) != 0
		     : !iana_status_is_free(s) && are_free(t->new, x->port_lo, x->port_hi))
		add_change(t, IANA_PORT_FREED, x, x->port_lo, 0);
}

static void
take_change(struct changes_from *t, const struct iana_change *x)
{
	switch (x->kind) {
	case IANA_ADDED:
		add_change(t, IANA_PORT_ADDED, x, x->port_lo, 0);
		break;
	case IANA_REMOVED:
		add_change(t, IANA_PORT_REMOVED, x, x->port_lo, 0);
		break;
	case IANA_MOVED:
		add_change(t, IANA_PORT_ADDED, x, x->port_lo, x->from_lo);
		add_change(t, IANA_PORT_REMOVED, x, x->from_lo, x->port_lo);
		break;
	case IANA_RENAMED:
	case IANA_BECAME_ALIAS:
	case IANA_BECAME_OFFICIAL:
	case IANA_ALIAS_ADDED:
	case IANA_ALIAS_REMOVED:
		add_change(t, IANA_PORT_RENAMED, x, x->port_lo, 0);
		break;
	case IANA_UNNAMED_ADDED:
	case IANA_UNNAMED_REMOVED:
		take_unnamed_change(t, x);
		break;
	default: /* names without a port are on no map */
		break;
	}
}

/* ---- all of them
 * ---------------------------------------------------------------------------
 */

static int
by_kind_and_port(const void *a, const void *b)
{
	const struct iana_map_change *x = a;
	const struct iana_map_change *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->lo != y->lo)
		return x->lo < y->lo ? -1 : 1;
	if (x->hi != y->hi)
		return x->hi < y->hi ? -1 : 1;
	if (x->reason != y->reason)
		return x->reason < y->reason ? -1 : 1;
	if (x->protocols != y->protocols)
		return x->protocols < y->protocols ? -1 : 1;
	return x->name < y->name ? -1 : x->name > y->name;
}

/* Give each port the kinds of its changes. */
static void
spread_kinds(struct iana_map_changes *all)
{
	int32_t(*step)[IANA_N_PORT_CHANGES] = iana_calloc(IANA_N_PORTS + 1, sizeof *step);
	int32_t now[IANA_N_PORT_CHANGES] = { 0 };

	for (size_t i = 0; i < all->n; i++) {
		step[all->item[i].lo][all->item[i].kind]++;
		step[all->item[i].hi + 1][all->item[i].kind]--;
	}
	for (unsigned p = 0; p < IANA_N_PORTS; p++) {
		for (int k = IANA_N_PORT_CHANGES - 1; k >= 0; k--) {
			now[k] += step[p][k];
			if (now[k] == 0)
				continue;
			all->at[p] = (uint8_t)(k + 1);
			all->kinds[p] |= (uint8_t)(1u << k);
			all->n_ports[k]++;
		}
	}
	free(step);
}

void
iana_map_changes_take(struct iana_map_changes *ret, const struct iana_diff *diff,
		      const struct iana_map_cells *old, const struct iana_map_cells *new)
{
	struct changes_from t = { ret, old, new };

	ret->pool = diff->pool;
	ret->old_date = old->reg->date;
	for (size_t i = 0; i < diff->n_changes; i++)
		take_change(&t, &diff->change[i]);
	if (ret->n != 0)
		qsort(ret->item, ret->n, sizeof *ret->item, by_kind_and_port);
	spread_kinds(ret);
}

void
iana_map_changes_done(struct iana_map_changes *changes)
{
	free(changes->item);
}

/* ---- words ----------------------------------------------------------------------------
 */

void
iana_map_change_words(struct iana_buffer *to, const struct iana_map_changes *changes,
		      const struct iana_map_change *x)
{
	const char *name = iana_pool_text(changes->pool, x->name);
	const char *other = iana_pool_text(changes->pool, x->other);

	switch (x->reason) {
	case IANA_RENAMED:
		iana_buffer_printf(to, "%s, was %s", name, other);
		break;
	case IANA_MOVED:
		iana_buffer_printf(to, "%s, moved %s %u", name,
				   x->kind == IANA_PORT_ADDED ? "from" : "to", x->other_lo);
		break;
	case IANA_BECAME_ALIAS:
		iana_buffer_printf(to, "%s, an alias of %s now", name, other);
		break;
	case IANA_BECAME_OFFICIAL:
		iana_buffer_printf(to, "%s, no alias any more", name);
		break;
	case IANA_ALIAS_ADDED:
		iana_buffer_printf(to, "%s, new alias of %s", name, other);
		break;
	case IANA_ALIAS_REMOVED:
		iana_buffer_printf(to, "%s, no alias of %s any more", name, other);
		break;
	case IANA_UNNAMED_REMOVED:
		iana_buffer_printf(to, "was: %.*s",
				   (int)iana_text_first_paragraph(name, strlen(name)),
				   name);
		break;
	case IANA_UNNAMED_ADDED:
		iana_buffer_printf(
		    to, "%.*s", (int)iana_text_first_paragraph(name, strlen(name)), name);
		break;
	default:
		iana_buffer_puts(to, name);
		break;
	}
}

void
iana_map_ports_print(struct iana_buffer *to, unsigned lo, unsigned hi,
		     const char *protocols)
{
	iana_buffer_printf(to, hi != lo ? "%u-%u" : "%u", lo, hi);
	if (*protocols != '\0')
		iana_buffer_puts(to, "/");
	for (const char *s = protocols; *s != '\0'; s++)
		iana_buffer_add(to, *s == ' ' ? "," : s, 1);
}
