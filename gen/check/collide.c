/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps the first entry of each port and of each name, and compares the others with it. */
#include "check/collide.h"
#include "base/buffer.h"
#include "src/bytes.h"

#include <stdlib.h>
#include <string.h>

#define PORTS 65536
#define NONE UINT32_MAX

/* The first entry that has a name at a protocol. */
struct first_holder {
	uint32_t entry; /* NONE: no entry has it so far */
	uint32_t name;	/* in the spelling of this entry */
	uint32_t last;	/* the last port of the lines that go on with its ports */
	bool is_alias;
};

struct colliding {
	struct iana_checked *c;
	struct iana_known *known;
	/* A key is a protocol, '/' and a name.  One pool has them with the letters as they
	 * are, the other has them in small letters. */
	struct iana_pool exact;
	struct iana_pool folded;
	struct first_holder *of_exact; /* by number of the key */
	struct first_holder *of_folded;
	size_t cap_exact;
	size_t cap_folded;
	uint32_t **at; /* by protocol, then by port: the first entry, or NONE */
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
	uint32_t repeated_port = NONE;
	uint32_t taken_by = NONE;
	unsigned n_taken = 0;

	for (uint32_t port = e->port_lo; port <= e->port_hi; port++) {
		const struct iana_checked_entry *other;

		if (first[port] == NONE) {
			first[port] = entry;
			continue;
		}
		other = &w->c->entry[first[port]];
		if (other->name == e->name) {
			repeated_port = repeated_port == NONE ? port : repeated_port;
		} else if (!shares_port(w, e, other, port)) {
			taken_port = n_taken == 0 ? port : taken_port;
			taken_by = n_taken == 0 ? first[port] : taken_by;
			n_taken++;
		}
		e->is_taken = true;
	}
	if (repeated_port != NONE)
		say_repeated(w, e, &w->c->entry[first[repeated_port]], repeated_port);
	if (n_taken != 0 && !e->is_elsewhere)
		say_taken(w, e, &w->c->entry[taken_by], taken_port, n_taken);
}

/* ---- names ---------------------------------------------------------------------- */

/* The holder of a key, which is NONE if the key is new. */
static struct first_holder *
holder_of(struct colliding *w, uint32_t protocol, uint32_t name, bool is_folded)
{
	struct iana_pool *pool = is_folded ? &w->folded : &w->exact;
	struct first_holder **of = is_folded ? &w->of_folded : &w->of_exact;
	size_t *cap = is_folded ? &w->cap_folded : &w->cap_exact;
	size_t n_before = pool->n;
	struct iana_buffer key = { 0 };
	uint32_t id;

	iana_buffer_puts(&key, iana_checked_text(w->c, protocol));
	iana_buffer_u8(&key, '/');
	iana_buffer_puts(&key, iana_checked_text(w->c, name));
	for (size_t i = 0; is_folded && i < key.len; i++)
		key.bytes[i] = (char)iana_lower((uint8_t)key.bytes[i]);
	id = iana_pool_add(pool, key.bytes, key.len);
	iana_buffer_done(&key);
	*of = iana_grow(*of, cap, (size_t)id + 1, sizeof **of);
	if (id >= n_before)
		(*of)[id] = (struct first_holder){ .entry = NONE };
	return &(*of)[id];
}

static bool
overlap(const struct iana_checked_entry *a, const struct iana_checked_entry *b)
{
	return a->port_lo <= b->port_hi && b->port_lo <= a->port_hi;
}

/* Is this line the next one of a range that is written port by port? */
static bool
goes_on(struct first_holder *h, const struct iana_checked_entry *e,
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
say_hidden(struct colliding *w, struct iana_checked_entry *e, uint32_t name, bool is_alias,
	   const struct first_holder *h)
{
	const struct iana_checked_entry *other = &w->c->entry[h->entry];
	char place[IANA_PLACE_ROOM];
	char ports[IANA_PORTS_ROOM];

	iana_checked_place(w->c, other, place);
	iana_checked_ports(w->c, other, ports);
	e->is_elsewhere |= !is_alias;
	if (is_alias)
		iana_fault(&w->c->remarks, "alias-hidden",
			   "alias \"%.60s\" is a name of \"%.60s\" %.40s already, by %s: a "
			   "lookup of it never gives this line",
			   iana_checked_text(w->c, name),
			   iana_checked_text(w->c, other->name), ports, place);
	else if (h->is_alias)
		iana_fault(&w->c->remarks, "alias-hides",
			   "\"%.60s\" is an alias of \"%.60s\" %.40s, by %s: a lookup of "
			   "the name never gives this line",
			   iana_checked_text(w->c, name),
			   iana_checked_text(w->c, other->name), ports, place);
	else
		iana_fault(&w->c->remarks, "name-taken",
			   "\"%.60s\" is at %.40s already, by %s: a lookup of the name "
			   "never gives this line",
			   iana_checked_text(w->c, name), ports, place);
}

/* Compare with the entry that has the very same name. */
static void
compare_same(struct colliding *w, uint32_t entry, uint32_t name, bool is_alias,
	     struct first_holder *h)
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
		if (!is_alias && h->is_alias)
			say_hidden(w, e, name, is_alias, h);
		return;
	}
	if (is_alias ? e->name == other->name : goes_on(h, e, other))
		return;
	if (!is_alias && has_both_ports(w, e, other, name))
		return;
	say_hidden(w, e, name, is_alias, h);
}

/* Compare with the entry that has the name in other letters. */
static void
compare_folded(struct colliding *w, uint32_t entry, uint32_t name,
	       const struct first_holder *h)
{
	const struct iana_checked_entry *other = &w->c->entry[h->entry];
	char place[IANA_PLACE_ROOM];

	if (h->entry == entry || overlap(other, &w->c->entry[entry]))
		return;
	iana_caution(&w->c->remarks, "case",
		     "\"%.60s\" and \"%.60s\" of %s differ in the case of letters alone",
		     iana_checked_text(w->c, name), iana_checked_text(w->c, h->name),
		     iana_checked_place(w->c, other, place));
}

static void
compare_name(struct colliding *w, uint32_t entry, uint32_t name, bool is_alias)
{
	const struct iana_checked_entry *e = &w->c->entry[entry];
	struct first_holder *h = holder_of(w, e->protocol, name, false);
	struct first_holder *folded = holder_of(w, e->protocol, name, true);
	struct first_holder own = { entry, name, e->port_hi, is_alias };

	if (h->entry != NONE)
		compare_same(w, entry, name, is_alias, h);
	else
		*h = own;
	if (folded->entry == NONE)
		*folded = own;
	else if (folded->name != name)
		compare_folded(w, entry, name, folded);
}

/* ---- all ------------------------------------------------------------------------ */

static void
compare_entry(struct colliding *w, uint32_t entry)
{
	const struct iana_checked_entry *e = &w->c->entry[entry];

	iana_checked_at(w->c, e->file, e->line);
	compare_name(w, entry, e->name, false);
	for (uint32_t a = 0; a < e->n_aliases; a++)
		compare_name(w, entry, w->c->alias[e->aliases + a], true);
	compare_ports(w, entry);
}

void
iana_check_collisions(struct iana_checked *c, struct iana_known *known)
{
	struct colliding w = { .c = c, .known = known };

	iana_pool_init(&w.exact);
	iana_pool_init(&w.folded);
	for (uint32_t i = 0; i < c->n_entries; i++)
		compare_entry(&w, i);
	for (size_t p = 0; p < w.n_at; p++)
		free(w.at[p]);
	free(w.at);
	free(w.of_exact);
	free(w.of_folded);
	iana_pool_done(&w.exact);
	iana_pool_done(&w.folded);
}
