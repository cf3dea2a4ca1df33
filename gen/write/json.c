/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes JSON one object at a time: a tree of all objects would take gigabytes. */
#include "write/json.h"
#include "base/date.h"
#include "base/json_object.h"
#include "base/text.h"
#include "table/unnamed.h"
#include "write/fields.h"

#include <stdlib.h>
#include <string.h>

struct json_writer {
	struct iana_buffer *to;
	const struct iana_table *table;
	struct iana_report *rep;
	char **source; /* the name of each source for readers */
	bool first;    /* the list has no object yet */
};

/* ---- objects -------------------------------------------------------------- */

/* Add a string of the pool under a key; leave the key out if it is blank. */
static void
add_pool_text(const struct json_writer *w, struct json_object *o, const char *key,
	      uint32_t id)
{
	const struct iana_pool_string *s = &w->table->reg->pool.item[id];

	if (id != 0)
		iana_json_add(o, key, iana_json_text(s->bytes, s->len));
}

static void
put_text_of(struct iana_buffer *to, struct json_object *o)
{
	size_t len;
	const char *text = iana_json_line(o, &len);

	iana_buffer_add(to, text, len);
}

/* Write an object as the next of its list, and free it.  A message names its row. */
static bool
put_object(struct json_writer *w, struct json_object *o, const struct iana_row *row)
{
	iana_buffer_puts(w->to, w->first ? "\n" : ",\n");
	w->first = false;
	put_text_of(w->to, o);
	json_object_put(o);
	return w->to->len <= IANA_JSON_MAX ||
	       iana_fail(w->rep, iana_row_path(w->table->reg, row), row->line,
			 "the JSON would be larger than 1 GiB");
}

static void
add_fields(const struct json_writer *w, struct json_object *o, const struct iana_row *row)
{
	for (size_t i = 0; i < IANA_N_SHOWN_FIELDS; i++)
		add_pool_text(w, o, iana_shown_fields[i].key,
			      row->field[iana_shown_fields[i].field]);
}

static bool
put_entry(struct json_writer *w, const struct iana_entry *e)
{
	const struct iana_table *t = w->table;
	const struct iana_row *row = &t->reg->row[e->row];
	const struct iana_row *details = &t->reg->row[e->details];
	struct json_object *o = iana_json_object();
	struct json_object *aliases = iana_json_array();

	for (uint32_t i = 0; i < e->n_aliases; i++) {
		const struct iana_pool_string *s =
		    &t->reg->pool.item[t->alias[e->aliases + i]];

		iana_json_append(aliases, iana_json_text(s->bytes, s->len));
	}
	iana_json_add_text(o, "kind", "service");
	add_pool_text(w, o, "name", e->name);
	iana_json_add_number(o, "port", e->port);
	add_pool_text(w, o, "protocol", t->protocol[e->proto]);
	iana_json_add(o, "aliases", aliases);
	if (iana_row_is_overlay(t->reg, row)) {
		iana_json_add_text(o, "overlay", w->source[row->source]);
		if (e->comment != details->field[IANA_F_DESCRIPTION])
			add_pool_text(w, o, "comment", e->comment);
	}
	if (iana_row_is_kept(t->reg, row))
		iana_json_add_text(o, "kept_from", w->source[row->source]);
	add_fields(w, o, details);
	return put_object(w, o, row);
}

static bool
put_row(struct json_writer *w, const struct iana_row *row)
{
	struct json_object *o = iana_json_object();

	iana_json_add_text(o, "kind", row->kind == IANA_ROW_UNNAMED ? "ports" : "name");
	add_pool_text(w, o, "name", row->field[IANA_F_NAME]);
	if (row->kind == IANA_ROW_UNNAMED) {
		iana_json_add_number(o, "first_port", row->port_lo);
		iana_json_add_number(o, "last_port", row->port_hi);
	}
	add_pool_text(w, o, "protocol", row->field[IANA_F_PROTOCOL]);
	add_fields(w, o, row);
	return put_object(w, o, row);
}

/* ---- the lists ------------------------------------------------------------- */

static bool
put_services(struct json_writer *w)
{
	for (size_t i = 0; i < w->table->n_entries; i++)
		if (!put_entry(w, &w->table->entry[i]))
			return false;
	return true;
}

static bool
put_unnamed(struct json_writer *w)
{
	size_t n;
	struct iana_placed_row *unnamed = iana_unnamed_list(w->table, &n);
	bool ok = true;

	for (size_t i = 0; i < n && ok; i++)
		ok = put_row(w, &w->table->reg->row[unnamed[i].row]);
	free(unnamed);
	return ok;
}

static bool
put_portless(struct json_writer *w)
{
	const struct iana_registry *reg = w->table->reg;

	for (size_t i = 0; i < reg->n_rows; i++) {
		const struct iana_row *row = &reg->row[i];

		if (row->kind == IANA_ROW_PORTLESS && row->wanted && !put_row(w, row))
			return false;
	}
	return true;
}

/* Write the keys before the lists: the sources. */
static void
put_head(struct json_writer *w, uint32_t date)
{
	struct json_object *o = iana_json_object();
	struct json_object *overlays = iana_json_array();
	const struct iana_registry *reg = w->table->reg;
	char day[11];

	for (size_t i = 1; i < reg->n_sources; i++)
		if (!reg->source[i].is_kept)
			iana_json_append(
			    overlays, iana_json_text(w->source[i], strlen(w->source[i])));
	iana_date_format(date, day);
	iana_json_add_number(o, "schema_version", IANA_JSON_VERSION);
	iana_json_add_text(o, "generator", "iana-services " PACKAGE_VERSION);
	iana_json_add_text(o, "source", w->source[0]);
	iana_json_add(o, "overlays", overlays);
	/* For json-c, NULL is null. */
	iana_json_add(o, "registry_date",
		      date != 0 ? iana_json_text(day, strlen(day)) : NULL);
	put_text_of(w->to, o);
	json_object_put(o);
	w->to->len--; /* the lists go before its closing brace */
}

static bool
put_list(struct json_writer *w, const char *key, bool (*put_all)(struct json_writer *))
{
	iana_buffer_printf(w->to, ",\n\"%s\":[", key);
	w->first = true;
	if (!put_all(w))
		return false;
	iana_buffer_puts(w->to, "]");
	return true;
}

bool
iana_json_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		struct iana_report *rep)
{
	const struct iana_registry *reg = table->reg;
	struct json_writer w = { .to = to, .table = table, .rep = rep };
	bool ok;

	w.source = iana_calloc(reg->n_sources, sizeof *w.source);
	for (size_t i = 0; i < reg->n_sources; i++)
		w.source[i] = iana_text_file_name(iana_source_name(reg, i));
	put_head(&w, date);
	ok = put_list(&w, "services", put_services) && put_list(&w, "ports", put_unnamed) &&
	     put_list(&w, "names", put_portless);
	iana_buffer_puts(to, "}\n");
	for (size_t i = 0; i < reg->n_sources; i++)
		free(w.source[i]);
	free(w.source);
	return ok;
}
