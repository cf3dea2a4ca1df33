/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes objects of answers. */
#include "ask/json.h"
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
add_origin(struct json_object *o, const struct iana_answer *a)
{
	if (a->source->kind == IANA_FROM_KEPT)
		add_masked(o, "kept_from", a->source->name);
	if (a->source->kind != IANA_FROM_OVERLAY)
		return;
	add_masked(o, "overlay", a->source->name);
	if (a->row->line != 0)
		iana_json_add_number(o, "overlay_line", a->row->line);
	add_masked(o, "comment", a->comment);
	if (a->registry_row != NULL) {
		struct json_object *registry = iana_json_object();

		add_ports(registry, a->registry_row);
		iana_json_add(o, "registry", registry);
	}
}

static void
add_entry(struct json_object *o, const struct iana_answer *a)
{
	add_masked(o, "kind", "service");
	add_masked(o, "name", a->entry->name);
	iana_json_add_number(o, "port", a->entry->port);
	add_masked(o, "protocol", a->entry->proto);
	add_aliases(o, a->entry);
	add_origin(o, a);
}

static void
add_row(struct json_object *o, const struct iana_index_row *row)
{
	add_masked(o, "kind", row->has_port ? "ports" : "name");
	add_masked(o, "name", row->field[IANA_F_NAME]);
	add_ports(o, row);
}

struct json_object *
iana_answer_json(const struct iana_answer *a, const char *query)
{
	const struct iana_index_row *row =
	    a->registry_row != NULL ? a->registry_row : a->row;
	struct json_object *o = iana_json_object();

	add_masked(o, "query", query);
	if (a->entry != NULL)
		add_entry(o, a);
	else
		add_row(o, row);
	for (size_t i = 0; i < IANA_N_SHOWN_FIELDS; i++)
		add_masked(o, iana_shown_fields[i].key,
			   row->field[iana_shown_fields[i].field]);
	return o;
}
