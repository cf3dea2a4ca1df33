/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes objects of answers. */
#include "ask/json.h"
#include "ask/machine.h"
#include "ask/says.h"
#include "base/ports.h"
#include "base/text.h"
#include "write/fields.h"

#include <stdlib.h>
#include <string.h>

/* Add a text of the index, masked as in text; leave the key out if it is blank. */
static void
add_masked(struct json_object *o, const char *key, const char *value)
{
	char *safe;

	if (value == NULL)
		return;
	safe = iana_text_masked(value, true);
	iana_json_add_text(o, key, safe);
	free(safe);
}

static void
add_aliases(struct json_object *o, const struct iana_index_entry *e)
{
	struct json_object *aliases = iana_json_array();
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	while (iana_entry_alias(e, &pos, &alias, &len) == IANA_OK) {
		char *safe = iana_text_masked(alias, true);

		iana_json_append(aliases, iana_json_text(safe, strlen(safe)));
		free(safe);
	}
	iana_json_add(o, "aliases", aliases);
}

/* Add the ports of a row, and its protocol unless it is for any. */
static void
add_ports(struct json_object *o, const struct iana_index_row *row)
{
	if (row->has_port) {
		iana_json_add_number(o, "first_port", row->port_lo);
		iana_json_add_number(o, "last_port", row->port_hi);
	}
	add_masked(o, "protocol", row->field[IANA_F_PROTOCOL]);
}

/* Add what is known of the origin of an entry, unless it is the registry's own. */
static void
add_origin(struct json_object *o, const struct iana_card_line *a)
{
	if (a->source.kind == IANA_FROM_KEPT)
		add_masked(o, "kept_from", a->source.name);
	if (a->source.kind != IANA_FROM_OVERLAY)
		return;
	add_masked(o, "overlay", a->source.name);
	if (a->row.line != 0)
		iana_json_add_number(o, "overlay_line", a->row.line);
	add_masked(o, "comment", a->comment);
	if (a->has_registry_row) {
		struct json_object *registry = iana_json_object();

		add_ports(registry, &a->registry_row);
		iana_json_add(o, "registry", registry);
	}
}

static void
add_entry(struct json_object *o, const struct iana_card_line *a)
{
	add_masked(o, "kind", "service");
	add_masked(o, "name", a->entry.name);
	iana_json_add_number(o, "port", a->entry.port);
	add_masked(o, "protocol", a->entry.proto);
	add_aliases(o, &a->entry);
	add_origin(o, a);
}

static void
add_row(struct json_object *o, const struct iana_index_row *row)
{
	add_masked(o, "kind", row->has_port ? "ports" : "name");
	add_masked(o, "name", row->field[IANA_F_NAME]);
	add_ports(o, row);
}

/* Add an answer of this machine: a name and a port, or null for none. */
static void
add_machine_answer(struct json_object *o, const char *key,
		   const struct iana_machine_answer *answer)
{
	struct json_object *found = NULL;

	if (!answer->differs)
		return;
	if (answer->found) {
		found = iana_json_object();
		add_masked(found, "name", answer->name);
		iana_json_add_number(found, "port", answer->port);
	}
	iana_json_add(o, key, found);
}

static void
add_machine(struct json_object *o, const struct iana_card_line *a,
	    const struct iana_image *im)
{
	struct iana_machine_answer by_name;
	struct iana_machine_answer by_port;
	struct json_object *machine;

	iana_machine_ask(im, a, &by_name, &by_port);
	if (!by_name.differs && !by_port.differs)
		return;
	machine = iana_json_object();
	add_machine_answer(machine, "by_name", &by_name);
	add_machine_answer(machine, "by_port", &by_port);
	iana_json_add(o, "machine", machine);
}

struct json_object *
iana_answer_json(const struct iana_card_line *a, const char *query,
		 const struct iana_image *im, bool asks_machine)
{
	const struct iana_index_row *row = iana_card_row(a);
	struct json_object *o = iana_json_object();

	add_masked(o, "query", query);
	if (a->is_entry)
		add_entry(o, a);
	else
		add_row(o, row);
	if (a->is_entry || row->has_port)
		iana_json_add_text(
		    o, "class",
		    iana_port_class(a->is_entry ? a->entry.port : row->port_lo));
	for (size_t i = 0; i < IANA_N_SHOWN_FIELDS; i++)
		add_masked(o, iana_shown_fields[i].key,
			   row->field[iana_shown_fields[i].field]);
	if (asks_machine && a->is_entry)
		add_machine(o, a, im);
	return o;
}
