/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asks the registry for the ports and names of each entry. */
#include "check/against.h"

#include <string.h>
#include <strings.h>

#define FIRST_DYNAMIC 49152

struct comparing {
	struct iana_checked *c;
	struct iana_known *known;
	const struct iana_checked_entry *e;
	const char *name;
	const char *protocol;
	char ports[IANA_PORTS_ROOM];
};

/* ---- names ---------------------------------------------------------------------- */

/* The registry has the name of the entry as an alias of another service. */
static void
say_alias(struct comparing *w, const struct iana_index_entry *there)
{
	iana_caution(
	    &w->c->remarks, "registry-alias",
	    "\"%.60s\" is an alias of \"%.60s\" %u/%.20s in the registry: with this "
	    "line it is \"%.60s\" %.40s",
	    w->name, there->name, there->port, there->proto, w->name, w->ports);
}

/*
 * Compare the official name.  Returns whether the remark also says that the port has
 * another name now.
 */
static bool
judge_name(struct comparing *w)
{
	const struct iana_checked_entry *e = w->e;
	struct iana_known_holder there =
	    iana_known_name(w->known, w->name, w->protocol, e->port_lo, e->port_hi);

	if (!there.has_entry) {
		if (there.is_portless)
			iana_caution(
			    &w->c->remarks, "registry-name",
			    "\"%.60s\" is in the registry, for a service without a "
			    "port",
			    w->name);
		return false;
	}
	if (!there.is_official) {
		say_alias(w, &there.entry);
		return there.is_here;
	}
	if (!there.is_here)
		iana_caution(&w->c->remarks, "registry-name",
			     "\"%.60s\" is %u/%.20s in the registry: with this line it is "
			     "%.40s",
			     w->name, there.entry.port, there.entry.proto, w->ports);
	return false;
}

static void
judge_alias(struct comparing *w, const char *alias)
{
	struct iana_known_holder there =
	    iana_known_name(w->known, alias, w->protocol, w->e->port_lo, w->e->port_hi);

	if (!there.has_entry || there.is_here)
		return;
	iana_caution(&w->c->remarks, "registry-alias",
		     "alias \"%.60s\" is %s\"%.60s\" %u/%.20s in the registry: with this "
		     "line it is \"%.60s\" %.40s",
		     alias, there.is_official ? "" : "an alias of ", there.entry.name,
		     there.entry.port, there.entry.proto, w->name, w->ports);
}

/* ---- ports ---------------------------------------------------------------------- */

static void
judge_ports(struct comparing *w)
{
	const struct iana_checked_entry *e = w->e;
	struct iana_index_entry there;
	struct iana_index_entry first = { 0 };
	unsigned n = 0;

	for (uint32_t port = e->port_lo; port <= e->port_hi; port++)
		if (iana_known_port(w->known, port, w->protocol, &there) &&
		    strcasecmp(there.name, w->name) != 0 && n++ == 0)
			first = there;
	if (n == 1)
		iana_caution(&w->c->remarks, "registry-port",
			     "%u/%.20s is \"%.60s\" in the registry: with this line it is "
			     "\"%.60s\"",
			     first.port, first.proto, first.name, w->name);
	else if (n != 0)
		iana_caution(&w->c->remarks, "registry-port",
			     "%u ports of the range have other names in the registry; the "
			     "first is %u/%.20s, \"%.60s\"",
			     n, first.port, first.proto, first.name);
}

/* Compare with the classes of ports (RFC 6335 section 6). */
static void
judge_classes(struct comparing *w)
{
	const struct iana_checked_entry *e = w->e;
	uint32_t lo;
	uint32_t hi;

	if (iana_known_reserved(w->known, e->port_lo, e->port_hi, w->protocol, &lo, &hi) &&
	    !iana_known_has(w->known, w->name, e->port_lo, w->protocol)) {
		if (lo == hi)
			iana_fault(&w->c->remarks, "reserved-port",
				   "the registry reserves port %u/%.20s", lo, w->protocol);
		else
			iana_fault(&w->c->remarks, "reserved-port",
				   "the registry reserves the ports %u-%u/%.20s", lo, hi,
				   w->protocol);
	}
	if (e->port_hi >= FIRST_DYNAMIC && !e->is_again)
		iana_caution(&w->c->remarks, "dynamic-port",
			     "the ports %d-65535 are dynamic: any program may hold one of "
			     "them",
			     FIRST_DYNAMIC);
}

/* ---- all ------------------------------------------------------------------------ */

static void
judge_entry(struct iana_checked *c, struct iana_known *known,
	    const struct iana_checked_entry *e)
{
	struct comparing w = { .c = c,
			       .known = known,
			       .e = e,
			       .name = iana_checked_text(c, e->name),
			       .protocol = iana_checked_text(c, e->protocol) };
	bool port_is_told = false;

	iana_checked_at(c, e->file, e->line);
	iana_checked_ports(c, e, w.ports);
	if (!iana_known_protocol(known, w.protocol))
		iana_caution(&c->remarks, "unknown-protocol",
			     "no service of the registry has the protocol \"%.60s\"",
			     w.protocol);
	judge_classes(&w);
	/* Of an entry behind another, the remark on the first one tells. */
	if (!e->is_elsewhere)
		port_is_told = judge_name(&w);
	for (uint32_t a = 0; a < e->n_aliases; a++)
		judge_alias(&w, iana_checked_text(c, c->alias[e->aliases + a]));
	if (!e->is_taken && !port_is_told)
		judge_ports(&w);
}

void
iana_check_against(struct iana_checked *c, struct iana_known *known)
{
	for (size_t i = 0; i < c->n_entries; i++)
		if (c->entry[i].protocol != 0)
			judge_entry(c, known, &c->entry[i]);
}
