/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes an object of free ports, and of what is in their way. */
#include "free/json.h"
#include "base/date.h"
#include "base/ports.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static struct json_object *
range_object(uint32_t lo, uint32_t hi)
{
	struct json_object *o = iana_json_object();

	iana_json_add_number(o, "first_port", lo);
	iana_json_add_number(o, "last_port", hi);
	return o;
}

static void
add_safe_text(struct json_object *o, const char *key, const char *text)
{
	char *safe = iana_text_masked(text, false);

	iana_json_add_text(o, key, safe);
	free(safe);
}

/* What was asked, and what this machine is. */
static void
add_question(struct json_object *o, const struct iana_free_about *about)
{
	const struct iana_wanted *w = &about->request->wanted;
	struct json_object *protocols = iana_json_array();
	struct json_object *ephemeral;
	char day[11];

	iana_date_format(about->date, day);
	iana_json_add(o, "registry_date",
		      about->date != 0 ? iana_json_text(day, strlen(day)) : NULL);
	for (size_t i = 0; i < w->n; i++)
		iana_json_append(protocols, iana_json_text(w->name[i], strlen(w->name[i])));
	iana_json_add(o, "protocols", protocols);
	ephemeral = range_object(about->ephemeral.lo, about->ephemeral.hi);
	iana_json_add(ephemeral, "assumed",
		      iana_json_made(json_object_new_boolean(about->ephemeral.is_assumed)));
	iana_json_add(o, "ephemeral", ephemeral);
	if (about->wish->stable != NULL)
		add_safe_text(o, "stable", about->wish->stable);
}

static struct json_object *
port_object(const struct iana_free_about *about, const struct iana_free_port *p)
{
	unsigned by = about->taken->by[p->port];
	struct json_object *o = iana_json_object();

	iana_json_add_number(o, "port", p->port);
	iana_json_add_text(o, "class", iana_port_class(p->port));
	iana_json_add_text(o, "registry",
			   (by & IANA_PORT_UNASSIGNED) != 0 ? "unassigned" : "not listed");
	iana_json_add(o, "gap", range_object(p->gap_lo, p->gap_hi));
	iana_json_add_number(o, "room", iana_free_room(p));
	iana_json_add(
	    o, "other_protocols",
	    iana_json_made(json_object_new_boolean((by & IANA_PORT_ELSEWHERE) != 0)));
	return o;
}

/* A port of a key that is taken here. */
static struct json_object *
against_object(const struct iana_free_about *about, const struct iana_free_port *p)
{
	const struct iana_taken *t = about->taken;
	struct json_object *o = iana_json_object();
	struct json_object *reasons = iana_json_array();

	iana_json_add_number(o, "port", p->port);
	for (unsigned bit = 1; bit < IANA_TAKEN_ALL; bit <<= 1) {
		const char *key;

		if ((p->against & bit) == 0)
			continue;
		key = iana_taken_key(bit);
		iana_json_append(reasons, iana_json_text(key, strlen(key)));
	}
	iana_json_add(o, "reasons", reasons);
	if (t->place[p->port].path != NULL) {
		add_safe_text(o, "file", t->place[p->port].path);
		iana_json_add_number(o, "line", (long long)t->place[p->port].line);
	}
	return o;
}

static void
add_reason(struct json_object *list, const char *key, size_t n)
{
	struct json_object *o = iana_json_object();

	if (n == 0) {
		json_object_put(o);
		return;
	}
	iana_json_add_text(o, "reason", key);
	iana_json_add_number(o, "ports", (long long)n);
	iana_json_append(list, o);
}

static struct json_object *
way_array(const struct iana_choice *c)
{
	struct json_object *list = iana_json_array();

	for (size_t i = 0; i < IANA_N_TAKEN_BITS; i++)
		add_reason(list, iana_taken_key(1u << i), c->kept[i].n);
	add_reason(list, "room", c->n_free - c->n_roomy);
	return list;
}

struct json_object *
iana_free_json(const struct iana_free_about *about)
{
	const struct iana_choice *c = about->choice;
	struct json_object *o = iana_json_object();
	struct json_object *ports = iana_json_array();
	struct json_object *taken_here = iana_json_array();

	iana_json_add_number(o, "schema_version", 1);
	add_question(o, about);
	for (size_t i = 0; i < c->n; i++) {
		if (c->port[i].against == 0)
			iana_json_append(ports, port_object(about, &c->port[i]));
		else
			iana_json_append(taken_here, against_object(about, &c->port[i]));
	}
	iana_json_add(o, "ports", ports);
	iana_json_add(o, "taken_here", taken_here);
	iana_json_add_number(o, "candidates", (long long)c->n_roomy);
	iana_json_add(o, "in_the_way", way_array(c));
	return o;
}
