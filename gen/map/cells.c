/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Adds up over all ports where assignments begin and end. */
#include "map/cells.h"

#include <stdlib.h>
#include <string.h>

/* What assignments give to their ports. */
enum given {
	GIVES_TCP,
	GIVES_UDP,
	GIVES_OTHER,
	GIVES_HISTORIC,
	GIVES_RESERVED,
	GIVES_DEASSIGNED,
	N_GIVEN
};

/* At each port: how many more assignments give something there than at the port before. */
struct sweep {
	int32_t step[IANA_N_PORTS + 1][N_GIVEN];
};

enum iana_port_status
iana_unnamed_status(const char *description, uint16_t port)
{
	if (strcasestr(description, "unassigned") != NULL)
		return port < IANA_DYNAMIC_FIRST ? IANA_PORT_UNASSIGNED : IANA_PORT_DYNAMIC;
	return iana_text_is_historic(description) ? IANA_PORT_HISTORIC : IANA_PORT_RESERVED;
}

static void
give(struct sweep *s, const struct iana_assignment *x, enum given what)
{
	s->step[x->lo][what]++;
	s->step[x->hi + 1][what]--;
}

static void
give_unnamed(struct sweep *s, const struct iana_assignment *x, const char *description)
{
	switch (iana_unnamed_status(description, 0)) {
	case IANA_PORT_RESERVED:
		give(s, x, GIVES_RESERVED);
		break;
	case IANA_PORT_HISTORIC:
		give(s, x, GIVES_DEASSIGNED);
		break;
	default:
		break;
	}
}

static void
give_service(struct sweep *s, const struct iana_assignment *x)
{
	if (x->is_historic) {
		give(s, x, GIVES_HISTORIC);
		return;
	}
	if (x->on & IANA_ON_TCP)
		give(s, x, GIVES_TCP);
	if (x->on & IANA_ON_UDP)
		give(s, x, GIVES_UDP);
	if (x->on & (IANA_ON_SCTP | IANA_ON_DCCP | IANA_ON_OTHER))
		give(s, x, GIVES_OTHER);
}

static enum iana_port_status
status_of(const int32_t n[N_GIVEN], unsigned port)
{
	if (n[GIVES_OTHER] != 0)
		return IANA_PORT_OTHER;
	if (n[GIVES_TCP] != 0)
		return n[GIVES_UDP] != 0 ? IANA_PORT_BOTH : IANA_PORT_TCP;
	if (n[GIVES_UDP] != 0)
		return IANA_PORT_UDP;
	if (n[GIVES_HISTORIC] != 0)
		return IANA_PORT_HISTORIC;
	if (n[GIVES_RESERVED] != 0)
		return IANA_PORT_RESERVED;
	if (n[GIVES_DEASSIGNED] != 0)
		return IANA_PORT_HISTORIC;
	return port < IANA_DYNAMIC_FIRST ? IANA_PORT_UNASSIGNED : IANA_PORT_DYNAMIC;
}

/* Set the first named assignment of each port; a later one does not replace it. */
static void
set_first(struct iana_map_cells *cells, uint32_t number)
{
	const struct iana_assignment *x = &cells->assignments.item[number];

	for (uint32_t p = x->lo; p <= x->hi; p++)
		if (cells->first[p] == 0)
			cells->first[p] = number + 1;
}

static void
count_ports(struct iana_map_cells *cells, const struct iana_table *table)
{
	struct iana_map_counts *c = &cells->counts;

	c->n_entries = table->n_entries;
	c->n_aliases = table->n_aliases;
	c->n_rows = table->reg->n_rows;
	c->n_unnamed = table->n_unnamed;
	c->n_portless = table->n_portless;
	for (unsigned p = 0; p < IANA_N_PORTS; p++)
		c->n_status[cells->status[p]]++;
}

void
iana_map_cells_fill(struct iana_map_cells *ret, struct iana_registry *reg,
		    const struct iana_table *table)
{
	struct sweep *s = iana_calloc(1, sizeof *s);
	int32_t now[N_GIVEN] = { 0 };

	ret->reg = reg;
	iana_assignments_list(&ret->assignments, reg, table);
	for (uint32_t i = 0; i < ret->assignments.n; i++) {
		const struct iana_assignment *x = &ret->assignments.item[i];

		if (x->name == 0) {
			give_unnamed(s, x, iana_pool_text(&reg->pool, x->description));
			continue;
		}
		give_service(s, x);
		set_first(ret, i);
	}
	for (unsigned p = 0; p < IANA_N_PORTS; p++) {
		for (int g = 0; g < N_GIVEN; g++)
			now[g] += s->step[p][g];
		ret->status[p] = (uint8_t)status_of(now, p);
	}
	count_ports(ret, table);
	free(s);
}

void
iana_map_cells_done(struct iana_map_cells *cells)
{
	free(cells->assignments.item);
}

size_t
iana_map_cells_assigned(const struct iana_map_cells *cells, unsigned lo, unsigned hi)
{
	size_t n = 0;

	for (unsigned p = lo; p <= hi; p++)
		n += iana_status_is_assigned((enum iana_port_status)cells->status[p]);
	return n;
}
