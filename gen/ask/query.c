/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds everything that an index knows about a name, a port or a range. */
#include "ask/query.h"
#include "base/alloc.h"
#include "base/ports.h"
#include "src/find.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PORTS 65536
#define NO_ROW UINT32_MAX

struct iana_rows {
	struct iana_index_row *row;
	size_t n;
	size_t cap;
	uint32_t *next;		 /* of a row: the next one of the same single port */
	uint32_t of_port[PORTS]; /* the first row of a single port */
	uint32_t *range;	 /* the rows of more ports than one */
	size_t n_ranges;
};

struct iana_rows *
iana_rows_load(const struct iana_image *im)
{
	struct iana_rows *rows = iana_calloc(1, sizeof *rows);
	uint32_t cursor = 0;
	struct iana_index_row d;

	while (iana_row_next(im, &cursor, &d) == IANA_OK) {
		rows->row =
		    iana_grow(rows->row, &rows->cap, rows->n + 1, sizeof *rows->row);
		rows->row[rows->n++] = d;
	}
	rows->next = iana_calloc(rows->n, sizeof *rows->next);
	rows->range = iana_calloc(rows->n, sizeof *rows->range);
	memset(rows->of_port, 0xff, sizeof rows->of_port);
	for (size_t i = rows->n; i-- > 0;) {
		const struct iana_index_row *r = &rows->row[i];

		if (!r->has_port)
			continue;
		if (r->port_lo == r->port_hi) {
			rows->next[i] = rows->of_port[r->port_lo];
			rows->of_port[r->port_lo] = (uint32_t)i;
		} else {
			rows->range[rows->n_ranges++] = (uint32_t)i;
		}
	}
	return rows;
}

void
iana_rows_free(struct iana_rows *rows)
{
	free(rows->row);
	free(rows->next);
	free(rows->range);
	free(rows);
}

/* Does a row speak of this name at this port and protocol? */
static bool
row_is(const struct iana_index_row *r, const struct iana_index_entry *v)
{
	const char *name = r->field[IANA_F_NAME];
	const char *proto = r->field[IANA_F_PROTOCOL];

	return name != NULL && r->port_lo <= v->port && v->port <= r->port_hi &&
	       strcmp(name, v->name) == 0 &&
	       (proto == NULL || strcmp(proto, v->proto) == 0);
}

static const struct iana_index_row *
row_of(const struct iana_rows *rows, const struct iana_index_entry *v)
{
	for (uint32_t i = rows->of_port[v->port]; i != NO_ROW; i = rows->next[i])
		if (row_is(&rows->row[i], v))
			return &rows->row[i];
	for (size_t i = 0; i < rows->n_ranges; i++)
		if (row_is(&rows->row[rows->range[i]], v))
			return &rows->row[rows->range[i]];
	return NULL;
}

/* ---- matching ----------------------------------------------------------- */

typedef int compare_fn(const char *, const char *);

static bool
proto_fits(const struct iana_query *q, const char *proto)
{
	return q->proto == NULL || proto == NULL || strcmp(q->proto, proto) == 0;
}

static bool
view_fits(const struct iana_query *q, const struct iana_index_entry *v, compare_fn *compare)
{
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	if (!proto_fits(q, v->proto))
		return false;
	if (q->ports)
		return q->lo <= v->port && v->port <= q->hi;
	if (compare(v->name, q->name) == 0)
		return true;
	while (iana_entry_alias(v, &pos, &alias, &len) == IANA_OK)
		if (compare(alias, q->name) == 0)
			return true;
	return false;
}

/* Rows that no service answers for: reserved ports, names without a port. */
static bool
row_fits(const struct iana_query *q, const struct iana_index_row *r, compare_fn *compare)
{
	if (!proto_fits(q, r->field[IANA_F_PROTOCOL]))
		return false;
	if (q->ports)
		return r->has_port && r->field[IANA_F_NAME] == NULL &&
		       r->port_lo <= q->hi && q->lo <= r->port_hi;
	return !r->has_port && r->field[IANA_F_NAME] != NULL &&
	       compare(r->field[IANA_F_NAME], q->name) == 0;
}

static size_t
run_with(const struct iana_image *im, const struct iana_rows *rows,
	 const struct iana_query *q, compare_fn *compare,
	 void (*take)(const struct iana_answer *answer, void *ctx), void *ctx)
{
	struct iana_match hit;
	struct iana_index_entry v;
	uint32_t cursor = 0;
	size_t n = 0;

	while (iana_find_next(im, &cursor, &hit) == IANA_OK &&
	       iana_entry_read(im, &hit, &v) == IANA_OK) {
		if (!view_fits(q, &v, compare))
			continue;
		n++;
		if (take != NULL)
			take(&(struct iana_answer){ &v, row_of(rows, &v) }, ctx);
	}
	for (size_t i = 0; i < rows->n; i++) {
		if (!row_fits(q, &rows->row[i], compare))
			continue;
		n++;
		if (take != NULL)
			take(&(struct iana_answer){ NULL, &rows->row[i] }, ctx);
	}
	return n;
}

size_t
iana_query_run(const struct iana_image *im, const struct iana_rows *rows,
	       const struct iana_query *q,
	       void (*take)(const struct iana_answer *answer, void *ctx), void *ctx)
{
	size_t n = run_with(im, rows, q, strcmp, take, ctx);

	if (n == 0 && !q->ports && !iana_image_exact_case(im))
		n = run_with(im, rows, q, strcasecmp, take, ctx);
	return n;
}

/* ---- parsing ------------------------------------------------------------ */

static char *
copy(const char *s, size_t len)
{
	return memcpy(iana_calloc(len + 1, 1), s, len);
}

/* Set the question without a protocol part: what stands before len. */
static void
set_what(struct iana_query *q, const char *text, size_t len)
{
	q->ports = iana_ports_parse(text, len, &q->lo, &q->hi);
	if (!q->ports)
		q->name = copy(text, len);
}

bool
iana_query_parse(const struct iana_image *im, const struct iana_rows *rows,
		 const char *text, struct iana_query *ret, struct iana_report *rep)
{
	const char *slash = strrchr(text, '/');

	memset(ret, 0, sizeof *ret);
	ret->text = text;
	set_what(ret, text, strlen(text));
	if (slash != NULL && iana_query_run(im, rows, ret, NULL, NULL) == 0) {
		free(ret->name);
		ret->name = NULL;
		set_what(ret, text, (size_t)(slash - text));
		ret->proto = copy(slash + 1, strlen(slash + 1));
	}
	if (!ret->ports || (ret->hi <= 65535 && ret->lo <= ret->hi))
		return true;
	if (ret->lo > 65535 || ret->hi > 65535)
		iana_fail(rep, NULL, 0, "\"%.60s\": ports end at 65535", text);
	else
		iana_fail(rep, NULL, 0, "\"%.60s\": the range ends before it starts", text);
	iana_query_done(ret);
	return false;
}

void
iana_query_done(struct iana_query *q)
{
	free(q->name);
	free(q->proto);
	q->name = NULL;
	q->proto = NULL;
}
