/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps the first entry of each port and of each name, and compares the others with it. */
#include "check/collide.h"
#include "check/holders.h"

#include <stdlib.h>
#include <string.h>

#define PORTS 65536

struct colliding {
	struct iana_checked *c;
	struct iana_known *known;
	struct iana_holders exact;
	struct iana_holders folded;
	uint32_t *twin; /* of each entry: the next one with its name, ports and protocol */
	uint32_t **at;	/* by protocol, then by port: the first entry, or IANA_NO_ENTRY */
	size_t cap_at;
	size_t n_at; /* protocols, by number of the pool */
};

/* ---- ports ---------------------------------------------------------------------- */

/* The first entries of a protocol, by port. */
static uint32_t *
ports_of(struct colliding *w, uint32_t protocol)
{
	w->at = iana_grow(w->at, &w->cap_at, (size_t)protocol + 1, sizeof *w->at);
	while (w->n_at <= protocol)
		w->at[w->n_at++] = NULL;
	if (w->at[protocol] == NULL) {
		w->at[protocol] = iana_calloc(PORTS, sizeof **w->at);
		memset(w->at[protocol], 0xff, PORTS * sizeof **w->at);
	}
	return w->at[protocol];
}

/* Has the registry the names of both at the port? */
static bool
shares_port(struct colliding *w, const struct iana_checked_entry *a,
	    const struct iana_checked_entry *b, uint32_t port)
{
	const char *protocol = iana_checked_text(w->c, a->protocol);

	return iana_known_has(w->known, iana_checked_text(w->c, a->name), port, protocol) &&
	       iana_known_has(w->known, iana_checked_text(w->c, b->name), port, protocol);
}

/* Say that an earlier entry has one or more ports of this one. */
static void
say_taken(struct colliding *w, const struct iana_checked_entry *e,
	  const struct iana_checked_entry *other, uint32_t port, unsigned n)
{
	char place[IANA_PLACE_ROOM];

	iana_checked_place(w->c, other, place);
	if (n == 1)
		iana_fault(
		    &w->c->remarks, "port-taken",
		    "%u/%.20s is \"%.60s\" already, by %s: a lookup of the port never "
		    "gives \"%.60s\"",
		    port, iana_checked_text(w->c, e->protocol),
		    iana_checked_text(w->c, other->name), place,
		    iana_checked_text(w->c, e->name));
	else
		iana_fault(&w->c->remarks, "port-taken",
			   "%u ports of the range have other names already; the first is "
			   "%u/%.20s, \"%.60s\" by %s",
			   n, port, iana_checked_text(w->c, e->protocol),
			   iana_checked_text(w->c, other->name), place);
}

static void
say_repeated(struct colliding *w, const struct iana_checked_entry *e,
	     const struct iana_checked_entry *other, uint32_t port)
{
	char place[IANA_PLACE_ROOM];

	iana_caution(
	    &w->c->remarks, "repeated", "\"%.60s\" at %u/%.20s is there already, by %s",
	    iana_checked_text(w->c, e->name), port, iana_checked_text(w->c, e->protocol),
	    iana_checked_place(w->c, other, place));
}

static void
compare_ports(struct colliding *w, uint32_t entry)
{
	struct iana_checked_entry *e = &w->c->entry[entry];
	uint32_t *first = ports_of(w, e->protocol);
	uint32_t taken_port = 0;
	uint32_t repeated_port = IANA_NO_ENTRY;
	uint32_t taken_by = IANA_NO_ENTRY;
	unsigned n_taken = 0;

	for (uint32_t port = e->port_lo; port <= e->port_hi; port++) {
		const struct iana_checked_entry *other;

		if (first[port] == IANA_NO_ENTRY) {
			first[port] = entry;
			continue;
		}
		other = &w->c->entry[first[port]];
		if (other->name == e->name) {
			repeated_port =
			    repeated_port == IANA_NO_ENTRY ? port : repeated_port;
		} else if (!shares_port(w, e, other, port)) {
			taken_port = n_taken == 0 ? port : taken_port;
			taken_by = n_taken == 0 ? first[port] : taken_by;
			n_taken++;
		}
		e->is_taken = true;
	}
	if (repeated_port != IANA_NO_ENTRY)
		say_repeated(w, e, &w->c->entry[first[repeated_port]], repeated_port);
	if (n_taken != 0 && !e->is_elsewhere)
		say_taken(w, e, &w->c->entry[taken_by], taken_port, n_taken);
}

/* ---- names ---------------------------------------------------------------------- */

static bool
overlap(const struct iana_checked_entry *a, const struct iana_checked_entry *b)
{
	return a->port_lo <= b->port_hi && b->port_lo <= a->port_hi;
}

/* Is this line the next one of a range that is written port by port? */
static bool
continues_range(struct iana_holder *h, const struct iana_checked_entry *e,
		const struct iana_checked_entry *other)
{
	if (other->file != e->file || other->name != e->name || e->port_lo != h->last + 1)
		return false;
	h->last = e->port_hi;
	return true;
}

/* Has the registry the name at the ports of both? */
static bool
has_both_ports(struct colliding *w, const struct iana_checked_entry *a,
	       const struct iana_checked_entry *b, uint32_t name)
{
	const char *text = iana_checked_text(w->c, name);
	const char *protocol = iana_checked_text(w->c, a->protocol);

	return iana_known_has(w->known, text, a->port_lo, protocol) &&
	       iana_known_has(w->known, text, b->port_lo, protocol);
}

/* An earlier entry answers for a name of this one. */
static void
say_hidden(struct colliding *w, struct iana_checked_entry *e, uint32_t name,
	   enum iana_hold hold, const struct iana_holder *h)
{
	const struct iana_checked_entry *other = &w->c->entry[h->entry];
	const char *too = h->hold == IANA_HOLD_REGISTRY ? " and the registry" : "";
	char place[IANA_PLACE_ROOM];
	char ports[IANA_PORTS_ROOM];

	iana_checked_place(w->c, &w->c->entry[h->by], place);
	iana_checked_ports(w->c, other, ports);
	e->is_elsewhere |= hold == IANA_HOLD_NAME;
	if (hold != IANA_HOLD_NAME)
		iana_fault(
		    &w->c->remarks, "alias-hidden",
		    "alias \"%.60s\" is a name of \"%.60s\" %.40s already, by %s%s: a "
		    "lookup of it never gives this line",
		    iana_checked_text(w->c, name), iana_checked_text(w->c, other->name),
		    ports, place, too);
	else if (h->hold != IANA_HOLD_NAME)
		iana_fault(&w->c->remarks, "alias-hides",
			   "\"%.60s\" is an alias of \"%.60s\" %.40s, by %s%s: a lookup of "
			   "the name never gives this line",
			   iana_checked_text(w->c, name),
			   iana_checked_text(w->c, other->name), ports, place, too);
	else
		iana_fault(&w->c->remarks, "name-taken",
			   "\"%.60s\" is at %.40s already, by %s: a lookup of the name "
			   "never gives this line",
			   iana_checked_text(w->c, name), ports, place);
}

/* Compare with the entry that has the very same name. */
static void
compare_same(struct colliding *w, uint32_t entry, uint32_t name, enum iana_hold hold,
	     struct iana_holder *h)
{
	struct iana_checked_entry *e = &w->c->entry[entry];
	const struct iana_checked_entry *other = &w->c->entry[h->entry];

	if (h->entry == entry) {
		if (!e->is_again)
			iana_caution(&w->c->remarks, "repeated",
				     "\"%.60s\" is on the line twice",
				     iana_checked_text(w->c, name));
		return;
	}
	if (overlap(e, other)) {
		/* The names of one port: its own remark tells of them, but not of this. */
		if (hold == IANA_HOLD_NAME && h->hold != IANA_HOLD_NAME)
			say_hidden(w, e, name, hold, h);
		return;
	}
	if (hold == IANA_HOLD_NAME
		? continues_range(h, e, other) || has_both_ports(w, e, other, name)
		: e->name == other->name)
		return;
	say_hidden(w, e, name, hold, h);
}

/* Compare with the entry that has the name in other letters. */
static void
compare_folded(struct colliding *w, uint32_t entry, uint32_t name,
	       const struct iana_holder *h)
{
	char place[IANA_PLACE_ROOM];

	if (overlap(&w->c->entry[h->entry], &w->c->entry[entry]))
		return;
	iana_caution(&w->c->remarks, "case",
		     "\"%.60s\" and \"%.60s\" of %s differ in the case of letters alone",
		     iana_checked_text(w->c, name), iana_checked_text(w->c, h->name),
		     iana_checked_place(w->c, &w->c->entry[h->by], place));
}

/* Compare a name of an entry with those before it. */
static void
compare_name(struct colliding *w, uint32_t entry, uint32_t name, enum iana_hold hold)
{
	const struct iana_checked_entry *e = &w->c->entry[entry];
	struct iana_holder own = { entry, entry, name, e->port_hi, hold };
	struct iana_holder *h = iana_holder_of(&w->exact, w->c, e->protocol, name);
	struct iana_holder *folded = iana_holder_of(&w->folded, w->c, e->protocol, name);

	if (h->entry != IANA_NO_ENTRY)
		compare_same(w, entry, name, hold, h);
	else
		*h = own;
	if (folded->entry == IANA_NO_ENTRY)
		*folded = own;
	else if (folded->name != name)
		compare_folded(w, entry, name, folded);
}

/* An entry takes over a name, unless an entry before it has the name. */
static void
take_name_over(struct colliding *w, uint32_t entry, uint32_t by, uint32_t name,
	       enum iana_hold hold)
{
	const struct iana_checked_entry *e = &w->c->entry[entry];
	struct iana_holder *h = iana_holder_of(&w->exact, w->c, e->protocol, name);

	if (h->entry == IANA_NO_ENTRY)
		*h = (struct iana_holder){ entry, by, name, e->port_hi, hold };
}

/*
 * convert adds the aliases of lines that repeat this one, and those of the registry's
 * entry, to the first of them (rule N10).
 */
static void
take_names_over(struct colliding *w, uint32_t entry)
{
	const struct iana_checked_entry *e = &w->c->entry[entry];
	struct iana_index_entry there;
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	for (uint32_t t = w->twin[entry]; t != IANA_NO_ENTRY; t = w->twin[t])
		for (uint32_t a = 0; a < w->c->entry[t].n_aliases; a++)
			take_name_over(w, entry, t, w->c->alias[w->c->entry[t].aliases + a],
				       IANA_HOLD_ALIAS);
	if (!iana_known_entry(w->known, iana_checked_text(w->c, e->name), e->port_lo,
			      iana_checked_text(w->c, e->protocol), &there))
		return;
	while (iana_entry_alias(&there, &pos, &alias, &len) == IANA_OK)
		take_name_over(w, entry, entry, iana_pool_add(&w->c->pool, alias, len),
			       IANA_HOLD_REGISTRY);
}

/* ---- all ------------------------------------------------------------------------ */

static void
compare_entry(struct colliding *w, uint32_t entry)
{
	const struct iana_checked_entry *e = &w->c->entry[entry];

	iana_checked_at(w->c, e->file, e->line);
	compare_name(w, entry, e->name, IANA_HOLD_NAME);
	for (uint32_t a = 0; a < e->n_aliases; a++)
		compare_name(w, entry, w->c->alias[e->aliases + a], IANA_HOLD_ALIAS);
	if (w->c->file[e->file].form != IANA_CHECK_SERVICES)
		take_names_over(w, entry);
	compare_ports(w, entry);
}

void
iana_check_collisions(struct iana_checked *c, struct iana_known *known)
{
	struct colliding w = { .c = c, .known = known };

	iana_holders_init(&w.exact, false);
	iana_holders_init(&w.folded, true);
	w.twin = iana_checked_twins(c);
	for (uint32_t i = 0; i < c->n_entries; i++)
		compare_entry(&w, i);
	for (size_t p = 0; p < w.n_at; p++)
		free(w.at[p]);
	free(w.at);
	free(w.twin);
	iana_holders_done(&w.exact);
	iana_holders_done(&w.folded);
}
