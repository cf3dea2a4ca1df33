/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists the names of a table, sorted_port, with their ports. */
#include "write/port_sets.h"

#include <stdlib.h>
#include <string.h>

/* ---- names ---------------------------------------------------------------------- */

/* What an item is sorted_port by. */
struct sorted_port {
	const char *name;
	struct iana_named_port item;
};

static unsigned char
folded(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Compare without regard to ASCII case, whatever the locale. */
static int
spellings_order(const char *a, const char *b)
{
	while (*a != '\0' && folded(*a) == folded(*b)) {
		a++;
		b++;
	}
	return (int)folded(*a) - (int)folded(*b);
}

static int
places_order(const struct iana_named_port *a, const struct iana_named_port *b)
{
	if (a->proto != b->proto)
		return a->proto < b->proto ? -1 : 1;
	if (a->port != b->port)
		return a->port < b->port ? -1 : 1;
	return a->entry < b->entry ? -1 : a->entry > b->entry;
}

static int
by_any_spelling(const void *p, const void *q)
{
	const struct sorted_port *a = p;
	const struct sorted_port *b = q;
	int names = spellings_order(a->name, b->name);

	return names != 0 ? names : places_order(&a->item, &b->item);
}

/* Names of one spelling stay together, beside their other spellings. */
static int
by_spelling(const void *p, const void *q)
{
	const struct sorted_port *a = p;
	const struct sorted_port *b = q;
	int names = spellings_order(a->name, b->name);

	if (names == 0)
		names = strcmp(a->name, b->name);
	return names != 0 ? names : places_order(&a->item, &b->item);
}

/* ---- the list ------------------------------------------------------------------- */

static bool
is_known(const struct iana_port_program *program, const char *protocol)
{
	const char *const *p = program->protocol;

	while (*p != NULL && strcmp(*p, protocol) != 0)
		p++;
	return *p != NULL;
}

/* Add an entry under each of its names.  Returns how many items there are then. */
static size_t
name_entry(struct sorted_port *to, size_t n, const struct iana_table *t, size_t entry)
{
	const struct iana_entry *e = &t->entry[entry];

	for (uint32_t i = 0; i <= e->n_aliases; i++) {
		uint32_t name = i == 0 ? e->name : t->alias[e->aliases + i - 1];

		to[n++] = (struct sorted_port){
			.name = iana_pool_text(&t->reg->pool, name),
			.item = { name, (uint32_t)entry, e->port, e->proto },
		};
	}
	return n;
}

static bool
name_entries(struct sorted_port *to, size_t *ret_n, const struct iana_table *t,
	     const struct iana_port_program *program, struct iana_report *rep)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n_entries; i++) {
		const struct iana_row *row = &t->reg->row[t->entry[i].row];
		const char *protocol =
		    iana_pool_text(&t->reg->pool, t->protocol[t->entry[i].proto]);

		if (is_known(program, protocol))
			n = name_entry(to, n, t, i);
		else if (!iana_warn_counted(rep, iana_row_path(t->reg, row), row->line,
					    "%s knows no ports of the protocol \"%.60s\": "
					    "left out there",
					    program->name, protocol))
			return false;
	}
	*ret_n = n;
	return true;
}

bool
iana_named_ports_list(struct iana_named_ports *ret, const struct iana_table *table,
		      const struct iana_port_program *program, struct iana_report *rep)
{
	struct sorted_port *all =
	    iana_calloc(table->n_entries + table->n_aliases, sizeof *all);
	bool ok;

	*ret = (struct iana_named_ports){ .table = table, .program = program };
	ok = name_entries(all, &ret->n, table, program, rep);
	if (ok) {
		qsort(all, ret->n, sizeof *all,
		      program->any_case ? by_any_spelling : by_spelling);
		ret->item = iana_calloc(ret->n, sizeof *ret->item);
		for (size_t i = 0; i < ret->n; i++)
			ret->item[i] = all[i].item;
	}
	free(all);
	return ok;
}

void
iana_named_ports_done(struct iana_named_ports *list)
{
	free(list->item);
}

/* ---- parts of it ------------------------------------------------------------------ */

static bool
has_same_name(const struct iana_named_ports *list, uint32_t a, uint32_t b)
{
	const struct iana_pool *pool = &list->table->reg->pool;

	return a == b ||
	       (list->program->any_case &&
		spellings_order(iana_pool_text(pool, a), iana_pool_text(pool, b)) == 0);
}

size_t
iana_named_ports_end(const struct iana_named_ports *list, size_t i, bool same_protocol)
{
	size_t end = i + 1;

	while (end < list->n &&
	       has_same_name(list, list->item[i].name, list->item[end].name) &&
	       (!same_protocol || list->item[i].proto == list->item[end].proto))
		end++;
	return end;
}

size_t
iana_named_ports_run(const struct iana_named_ports *list, size_t i, size_t end,
		     unsigned *ret_lo, unsigned *ret_hi)
{
	unsigned hi = list->item[i].port;

	*ret_lo = hi;
	for (i++; i < end && list->item[i].port <= hi + 1; i++)
		hi = list->item[i].port;
	*ret_hi = hi;
	return i;
}

uint32_t
iana_named_ports_comment(const struct iana_named_ports *list, size_t i, size_t end)
{
	const struct iana_entry *first = NULL;

	for (; i < end; i++) {
		const struct iana_entry *e = &list->table->entry[list->item[i].entry];

		if (e->comment != 0 && (first == NULL || e < first))
			first = e;
	}
	return first != NULL ? first->comment : 0;
}
