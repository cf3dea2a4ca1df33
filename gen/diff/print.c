/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints changes, as text or as JSON. */
#include "diff/print.h"
#include "base/date.h"
#include "base/json_object.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *title;
	const char *key; /* in JSON and in counts */
} kinds[IANA_N_CHANGE_KINDS] = {
	[IANA_ADDED] = { "Added", "added" },
	[IANA_REMOVED] = { "Removed", "removed" },
	[IANA_RENAMED] = { "Renamed", "renamed" },
	[IANA_MOVED] = { "Moved", "moved" },
	[IANA_BECAME_ALIAS] = { "Became aliases", "became_alias" },
	[IANA_BECAME_OFFICIAL] = { "Were aliases", "became_official" },
	[IANA_ALIAS_ADDED] = { "Aliases added", "alias_added" },
	[IANA_ALIAS_REMOVED] = { "Aliases removed", "alias_removed" },
	[IANA_UNNAMED_ADDED] = { "Reserved or unassigned, new", "ports_added" },
	[IANA_UNNAMED_REMOVED] = { "No longer reserved or unassigned", "ports_removed" },
	[IANA_PORTLESS_ADDED] = { "Names without a port, added", "name_added" },
	[IANA_PORTLESS_REMOVED] = { "Names without a port, removed", "name_removed" },
	[IANA_PORTLESS_GOT_PORT] = { "Names that have a port now", "name_got_port" },
	[IANA_SERVICE_LOST_PORT] = { "Names that have no port any more", "name_lost_port" },
};

static bool
is_portless(enum iana_change_kind kind)
{
	return kind >= IANA_PORTLESS_ADDED;
}

static bool
is_unnamed(enum iana_change_kind kind)
{
	return kind == IANA_UNNAMED_ADDED || kind == IANA_UNNAMED_REMOVED;
}

/* ---- text ------------------------------------------------------------------- */

/* Add a slash and the protocols, with commas between them; nothing for none. */
static void
put_protocols(struct iana_buffer *to, const char *set)
{
	if (*set != '\0')
		iana_buffer_u8(to, '/');
	for (; *set != '\0'; set++)
		iana_buffer_u8(to, *set == ' ' ? ',' : (uint8_t)*set);
}

static void
put_range(struct iana_buffer *to, unsigned lo, unsigned hi)
{
	if (hi != lo)
		iana_buffer_printf(to, "%u-%u", lo, hi);
	else
		iana_buffer_printf(to, "%u", lo);
}

static void
put_change(struct iana_buffer *to, const struct iana_diff *d, const struct iana_change *x)
{
	const char *name = iana_pool_text(d->pool, x->name);
	const char *other = iana_pool_text(d->pool, x->other);

	iana_buffer_puts(to, "  ");
	if (!is_unnamed(x->kind))
		iana_buffer_puts(to, x->kind == IANA_RENAMED ? other : name);
	if (!is_unnamed(x->kind) && !is_portless(x->kind))
		iana_buffer_u8(to, ' ');
	if (!is_portless(x->kind))
		put_range(to, x->from_lo, x->from_lo + (unsigned)x->port_hi - x->port_lo);
	put_protocols(to, iana_pool_text(d->pool, x->protocols));
	if (x->kind == IANA_MOVED) {
		iana_buffer_puts(to, " -> ");
		put_range(to, x->port_lo, x->port_hi);
	} else if (x->kind == IANA_RENAMED) {
		iana_buffer_printf(to, " -> %s", name);
	} else if (x->other != 0) {
		iana_buffer_printf(to, " (%s)", other);
	} else if (is_unnamed(x->kind) && x->name != 0) {
		iana_buffer_printf(
		    to, " %.*s", (int)iana_text_first_paragraph(name, strlen(name)), name);
	}
	iana_buffer_u8(to, '\n');
}

void
iana_diff_print_text(struct iana_buffer *to, const struct iana_diff *diff, bool stat)
{
	for (size_t i = 0; i < diff->n_changes && !stat; i++) {
		const struct iana_change *x = &diff->change[i];

		if (i == 0 || x[-1].kind != x->kind)
			iana_buffer_printf(to, "%s%s:\n", i == 0 ? "" : "\n",
					   kinds[x->kind].title);
		put_change(to, diff, x);
	}
	for (int k = 0; k < IANA_N_CHANGE_KINDS && stat; k++)
		if (diff->n_kind[k] != 0)
			iana_buffer_printf(to, "%s %zu\n", kinds[k].key, diff->n_kind[k]);
}

/* ---- JSON --------------------------------------------------------------------- */

/* Print an object and free it. */
static void
print_object(struct json_object *o)
{
	fputs(iana_json_line(o, NULL), stdout);
	json_object_put(o);
}

static struct json_object *
protocols_array(const char *set)
{
	struct json_object *list = iana_json_array();

	while (*set != '\0') {
		size_t len = strcspn(set, " ");

		iana_json_append(list, iana_json_text(set, len));
		set += len + (set[len] == ' ');
	}
	return list;
}

static void
print_json_change(const struct iana_diff *d, const struct iana_change *x)
{
	struct json_object *o = iana_json_object();
	const char *other = iana_pool_text(d->pool, x->other);

	iana_json_add_text(o, is_unnamed(x->kind) ? "description" : "name",
			   iana_pool_text(d->pool, x->name));
	if (x->kind == IANA_RENAMED)
		iana_json_add_text(o, "old_name", other);
	else if (x->other != 0)
		iana_json_add_text(o, "service", other);
	if (!is_portless(x->kind)) {
		iana_json_add_number(o, "first_port", x->port_lo);
		iana_json_add_number(o, "last_port", x->port_hi);
	}
	if (x->kind == IANA_MOVED) {
		iana_json_add_number(o, "old_first_port", x->from_lo);
		iana_json_add_number(o, "old_last_port",
				     x->from_lo + (x->port_hi - x->port_lo));
	}
	iana_json_add(o, "protocols",
		      protocols_array(iana_pool_text(d->pool, x->protocols)));
	print_object(o);
}

static void
print_json_side(const char *key, const struct iana_registry *reg)
{
	struct json_object *o = iana_json_object();
	char *source = iana_text_file_name(iana_registry_path(reg));
	char day[11];

	iana_date_format(reg->date, day);
	iana_json_add_text(o, "source", source);
	iana_json_add(o, "registry_date",
		      reg->date != 0 ? iana_json_text(day, strlen(day)) : NULL);
	printf("\"%s\":", key);
	print_object(o);
	fputs(",\n", stdout);
	free(source);
}

void
iana_diff_print_json(const struct iana_diff *diff, const struct iana_registry *old,
		     const struct iana_registry *new, bool stat)
{
	size_t i = 0;

	putchar('{');
	print_json_side("old", old);
	print_json_side("new", new);
	if (stat)
		fputs("\"counts\":{", stdout);
	for (unsigned k = 0; k < IANA_N_CHANGE_KINDS; k++) {
		printf("%s\"%s\":", k == 0 ? "" : ",\n", kinds[k].key);
		if (stat) {
			printf("%zu", diff->n_kind[k]);
			continue;
		}
		putchar('[');
		for (bool first = true; i < diff->n_changes && diff->change[i].kind == k;
		     i++, first = false) {
			fputs(first ? "\n" : ",\n", stdout);
			print_json_change(diff, &diff->change[i]);
		}
		putchar(']');
	}
	puts(stat ? "}}" : "}");
}
