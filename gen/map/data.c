/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes the data of the page. */
#include "map/data.h"
#include "base/date.h"
#include "base/json_object.h"
#include "base/text.h"
#include "map/escape.h"

#include <stdlib.h>

/* The texts of the page, each once, numbered as they are first used. */
struct texts {
	const struct iana_pool *pool;
	uint32_t *number; /* by string number of the pool; 0: not used yet */
	uint32_t n;
	struct json_object *list;
};

/* A text of unknown bytes; paragraphs stay. */
static struct json_object *
clean_text(const char *text)
{
	size_t len = strlen(text);
	char *clean = iana_calloc(IANA_TEXT_ROOM(len), 1);
	struct json_object *o = iana_json_text(clean, iana_text_clean(clean, text, len));

	free(clean);
	return o;
}

static struct json_object *
number(long long n)
{
	return iana_json_made(json_object_new_int64(n));
}

static void
append_number(struct json_object *list, long long n)
{
	iana_json_append(list, number(n));
}

static void
append_text(struct json_object *list, const char *text)
{
	iana_json_append(list, clean_text(text));
}

static struct json_object *
day_or_null(uint32_t date)
{
	char day[11];

	iana_date_format(date, day);
	return date != 0 ? iana_json_text(day, strlen(day)) : NULL;
}

/* ---- assignments ------------------------------------------------------------------------
 */

static void
append_known_text(struct json_object *list, struct texts *texts, uint32_t id)
{
	if (id != 0 && texts->number[id] == 0) {
		texts->number[id] = ++texts->n;
		append_text(texts->list, iana_pool_text(texts->pool, id));
	}
	append_number(list, id == 0 ? 0 : texts->number[id]);
}

/* What an assignment is: data.h tells the numbers. */
static int
number_of_kind(const struct iana_map_cells *cells, const struct iana_assignment *x)
{
	if (x->name != 0)
		return x->is_historic ? 1 : 0;
	switch (iana_unnamed_status(iana_pool_text(&cells->reg->pool, x->description), 0)) {
	case IANA_PORT_RESERVED:
		return 2;
	case IANA_PORT_HISTORIC:
		return 3;
	default:
		return 4;
	}
}

static struct json_object *
assignments(const struct iana_map_cells *cells, struct texts *texts)
{
	struct json_object *list = iana_json_array();
	unsigned before = 0;

	for (size_t i = 0; i < cells->assignments.n; i++) {
		const struct iana_assignment *x = &cells->assignments.item[i];

		append_number(list, x->lo - before);
		append_number(list, x->hi - x->lo);
		append_number(list, x->on);
		append_number(list, number_of_kind(cells, x));
		append_known_text(list, texts, x->name);
		append_known_text(list, texts, x->aliases);
		append_known_text(list, texts, x->protocols);
		append_known_text(list, texts, x->description);
		append_known_text(list, texts, x->registered);
		append_known_text(list, texts, x->modified);
		append_known_text(list, texts, x->reference);
		append_known_text(list, texts, x->unauthorized);
		before = x->lo;
	}
	return list;
}

static void
add_assignments(struct json_object *o, const struct iana_map_cells *cells)
{
	struct texts texts = {
		.pool = &cells->reg->pool,
		.number = iana_calloc(cells->reg->pool.n, sizeof(uint32_t)),
		.list = iana_json_array(),
	};

	append_text(texts.list, "");
	iana_json_add(o, "assignments", assignments(cells, &texts));
	iana_json_add(o, "texts", texts.list);
	free(texts.number);
}

/* ---- legends and counts
 * ------------------------------------------------------------------- */

static struct json_object *
legend_line(const struct iana_legend *line)
{
	struct json_object *o = iana_json_array();

	append_text(o, line->key);
	append_text(o, line->label);
	return o;
}

static void
add_fixed(struct json_object *o)
{
	struct json_object *status = iana_json_array();
	struct json_object *classes = iana_json_array();
	struct json_object *famous = iana_json_array();

	for (int s = 0; s < IANA_N_PORT_STATUS; s++)
		iana_json_append(status, legend_line(&iana_status_legend[s]));
	for (int c = 0; c < IANA_N_PORT_CLASSES; c++) {
		const struct iana_class_of_ports *class = &iana_port_classes[c];
		struct json_object *x = iana_json_array();

		append_number(x, class->first);
		append_number(x, class->last);
		append_text(x, class->key);
		append_text(x, class->label);
		iana_json_append(classes, x);
	}
	for (int i = 0; i < IANA_N_FAMOUS_PORTS; i++)
		append_number(famous, iana_famous_ports[i]);
	iana_json_add(o, "status", status);
	iana_json_add(o, "classes", classes);
	iana_json_add(o, "famous", famous);
}

static struct json_object *
counts(const struct iana_map_counts *c)
{
	struct json_object *o = iana_json_object();
	struct json_object *status = iana_json_array();

	iana_json_add_number(o, "rows", (long long)c->n_rows);
	iana_json_add_number(o, "entries", (long long)c->n_entries);
	iana_json_add_number(o, "aliases", (long long)c->n_aliases);
	iana_json_add_number(o, "unnamed", (long long)c->n_unnamed);
	iana_json_add_number(o, "portless", (long long)c->n_portless);
	for (int s = 0; s < IANA_N_PORT_STATUS; s++)
		append_number(status, (long long)c->n_status[s]);
	iana_json_add(o, "status", status);
	return o;
}

/* ---- changes ----------------------------------------------------------------------------
 */

static struct json_object *
change_list(const struct iana_map_changes *changes)
{
	struct json_object *list = iana_json_array();
	struct iana_buffer words = { 0 };

	for (size_t i = 0; i < changes->n; i++) {
		const struct iana_map_change *x = &changes->item[i];
		struct json_object *o = iana_json_array();

		words.len = 0;
		iana_map_change_words(&words, changes, x);
		iana_buffer_add(&words, "", 1);
		append_number(o, x->kind);
		append_number(o, x->lo);
		append_number(o, x->hi);
		append_text(o, iana_pool_text(changes->pool, x->protocols));
		append_text(o, words.bytes);
		iana_json_append(list, o);
	}
	iana_buffer_done(&words);
	return list;
}

static struct json_object *
changes_object(const struct iana_map_changes *changes)
{
	struct json_object *o = iana_json_object();
	struct json_object *kinds = iana_json_array();

	for (int k = 0; k < IANA_N_PORT_CHANGES; k++) {
		struct json_object *line = legend_line(&iana_change_legend[k]);

		append_number(line, (long long)changes->n_ports[k]);
		iana_json_append(kinds, line);
	}
	iana_json_add(o, "old_date", day_or_null(changes->old_date));
	iana_json_add(o, "kinds", kinds);
	iana_json_add(o, "list", change_list(changes));
	return o;
}

void
iana_map_data(struct iana_buffer *to, const struct iana_map_cells *cells,
	      const struct iana_map_changes *changes)
{
	struct json_object *o = iana_json_object();
	const char *text;
	size_t len;

	iana_json_add(o, "date", day_or_null(cells->reg->date));
	iana_json_add(o, "counts", counts(&cells->counts));
	add_fixed(o);
	iana_json_add(o, "changes", changes != NULL ? changes_object(changes) : NULL);
	add_assignments(o, cells);
	text = iana_json_line(o, &len);
	iana_escape_script(to, text, len);
	json_object_put(o);
}
