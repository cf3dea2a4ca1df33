/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds everything that an index knows about a name, a port or a range. */
#include "ask/query.h"
#include "base/alloc.h"
#include "base/ports.h"
#include "src/directory.h"
#include "src/find.h"

#include <stdlib.h>
#include <string.h>

/* Ports lo to hi, or a name; either with a protocol or for any. */
struct query {
	bool ports;
	uint32_t lo;
	uint32_t hi;
	const char *name;  /* NULL for ports */
	const char *proto; /* NULL for any */
};

/* Numbers of records or rows. */
struct numbers {
	uint32_t *item;
	size_t n;
	size_t cap;
};

struct work {
	const struct iana_image *im;
	const struct query *query;
	iana_take_answer *take;
	void *ctx;
	size_t n;	      /* answers given */
	uint64_t alias_bytes; /* of the entries given */
	struct numbers records;
	struct numbers rows;
};

/* ---- collecting ------------------------------------------------------------------ */

static void
collect_entry(struct numbers *to, uint32_t number)
{
	to->item = iana_grow(to->item, &to->cap, to->n + 1, sizeof *to->item);
	to->item[to->n++] = number;
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Sort, and leave each number once: a record may have a name in several spellings. */
static void
sort_once(struct numbers *numbers)
{
	size_t kept = 0;

	if (numbers->n != 0)
		qsort(numbers->item, numbers->n, sizeof *numbers->item, by_number);
	for (size_t i = 0; i < numbers->n; i++)
		if (i == 0 || numbers->item[i] != numbers->item[i - 1])
			numbers->item[kept++] = numbers->item[i];
	numbers->n = kept;
}

/* The records of the ports asked for, and the unnamed ports. */
static enum iana_status
collect_ports(struct work *w)
{
	const struct query *q = w->query;
	enum iana_status st;
	uint32_t number;
	uint32_t cursor;

	st = iana_port_start(w->im, q->lo, &cursor);
	while (st == IANA_OK) {
		st = iana_port_next(w->im, q->hi, &cursor, &number);
		if (st == IANA_OK)
			collect_entry(&w->records, number);
	}
	cursor = 0;
	while (st != IANA_CORRUPT &&
	       (st = iana_unnamed_next(w->im, q->lo, q->hi, &cursor, &number)) == IANA_OK)
		collect_entry(&w->rows, number);
	return st;
}

/* The records and rows that have the name asked for. */
static enum iana_status
collect_name(struct work *w, bool any_case)
{
	const char *name = w->query->name;
	struct iana_owner owner;
	enum iana_status st;
	uint32_t cursor;

	st = iana_name_start(w->im, name, any_case, &cursor);
	while (st == IANA_OK) {
		st = iana_name_next(w->im, name, any_case, &cursor, &owner);
		if (st == IANA_OK)
			collect_entry(owner.is_row ? &w->rows : &w->records, owner.number);
	}
	return st;
}

/* ---- giving ---------------------------------------------------------------------- */

static bool
proto_fits(const struct query *q, const char *proto)
{
	return q->proto == NULL || proto == NULL || strcmp(q->proto, proto) == 0;
}

static void
give_answer(struct work *w, const struct iana_answer *answer)
{
	w->n++;
	w->take(answer, w->ctx);
}

/* What the line of an overlay says, unless the registry's description is the same. */
static const char *
own_comment(const struct iana_answer *a)
{
	const char *comment = a->row->field[IANA_F_DESCRIPTION];
	const char *known;

	if (a->source->kind != IANA_FROM_OVERLAY || a->registry_row == NULL)
		return NULL;
	known = a->registry_row->field[IANA_F_DESCRIPTION];
	return comment != NULL && known != NULL && strcmp(comment, known) == 0 ? NULL
									       : comment;
}

/* Give an entry with its rows. */
static enum iana_status
give_entry(struct work *w, const struct iana_match *match,
	   const struct iana_index_entry *entry)
{
	struct iana_answer answer = { .entry = entry };
	struct iana_index_row row;
	struct iana_index_row registry_row;
	struct iana_index_source source;
	struct iana_origin origin;
	uint32_t number;

	if (iana_entry_number(w->im, match, &number) != IANA_OK ||
	    iana_origin_read(w->im, number, &origin) != IANA_OK ||
	    iana_row_read(w->im, origin.row, &row) != IANA_OK ||
	    iana_source_read(w->im, row.source, &source) != IANA_OK)
		return IANA_CORRUPT;
	answer.row = &row;
	answer.source = &source;
	if (origin.registry_row == origin.row) {
		answer.registry_row = &row;
	} else if (origin.registry_row != IANA_NO_ROW) {
		if (iana_row_read(w->im, origin.registry_row, &registry_row) != IANA_OK)
			return IANA_CORRUPT;
		answer.registry_row = &registry_row;
	}
	answer.comment = own_comment(&answer);
	give_answer(w, &answer);
	return IANA_OK;
}

/*
 * Give the entries of a record.  In a sound index no two records share the bytes of their
 * aliases, so that the entries of all records have eight times these bytes at most.
 */
static enum iana_status
give_record(struct work *w, uint32_t record)
{
	uint64_t most = 8 * (uint64_t)iana_section_len(w->im, IANA_S_EXTRAS);
	struct iana_index_entry entry;
	struct iana_match match;
	uint32_t cursor = record * 8;

	while (cursor / 8 == record) {
		if (iana_find_next(w->im, &cursor, &match) != IANA_OK ||
		    iana_entry_read(w->im, &match, &entry) != IANA_OK)
			return IANA_CORRUPT;
		w->alias_bytes += entry.alias_bytes;
		if (w->alias_bytes > most)
			return IANA_CORRUPT;
		if (proto_fits(w->query, entry.proto) &&
		    give_entry(w, &match, &entry) != IANA_OK)
			return IANA_CORRUPT;
	}
	return IANA_OK;
}

/* Give a row without a service: ports without a name, or a name without a port. */
static enum iana_status
give_row(struct work *w, uint32_t number)
{
	struct iana_index_row row;

	if (iana_row_read(w->im, number, &row) != IANA_OK ||
	    row.has_port != w->query->ports ||
	    (row.field[IANA_F_NAME] == NULL) != w->query->ports)
		return IANA_CORRUPT;
	if (proto_fits(w->query, row.field[IANA_F_PROTOCOL]))
		give_answer(w, &(struct iana_answer){ .row = &row });
	return IANA_OK;
}

/* ---- asking ---------------------------------------------------------------------- */

/* Give all answers to a query. */
static enum iana_status
answer_query(struct work *w, bool any_case)
{
	enum iana_status st;

	w->records.n = 0;
	w->rows.n = 0;
	w->alias_bytes = 0;
	st = w->query->ports ? collect_ports(w) : collect_name(w, any_case);
	if (st == IANA_CORRUPT)
		return st;
	sort_once(&w->records);
	sort_once(&w->rows);
	st = IANA_OK;
	for (size_t i = 0; i < w->records.n && st == IANA_OK; i++)
		st = give_record(w, w->records.item[i]);
	for (size_t i = 0; i < w->rows.n && st == IANA_OK; i++)
		st = give_row(w, w->rows.item[i]);
	return st;
}

/* Ask a query: a name in any case where the exact name gives no answer. */
static enum iana_status
ask(struct work *w, const struct query *q)
{
	enum iana_status st;

	w->query = q;
	st = answer_query(w, false);
	if (st == IANA_OK && w->n == 0 && !q->ports && !iana_image_exact_case(w->im))
		st = answer_query(w, true);
	return st;
}

/* Read ports or a name, with the protocol if there is one. */
static void
read_query(struct query *q, const char *subject, const char *proto)
{
	*q = (struct query){ .proto = proto };
	q->ports = iana_ports_parse(subject, strlen(subject), &q->lo, &q->hi);
	if (!q->ports)
		q->name = subject;
}

/* Are the ports of a query possible? */
static bool
check_ports(const struct query *q, const char *text, struct iana_report *rep)
{
	if (!q->ports || (q->hi <= 65535 && q->lo <= q->hi))
		return true;
	if (q->lo > 65535 || q->hi > 65535)
		return iana_fail(rep, NULL, 0, "\"%.60s\": ports end at 65535", text);
	return iana_fail(rep, NULL, 0, "\"%.60s\": the range ends before it starts", text);
}

bool
iana_query_ask(const struct iana_image *im, const char *path, const char *text,
	       iana_take_answer *take, void *ctx, size_t *ret_n, struct iana_report *rep)
{
	struct work w = { .im = im, .take = take, .ctx = ctx };
	size_t len = strlen(text);
	char *subject = memcpy(iana_calloc(len + 1, 1), text, len);
	char *slash = strrchr(subject, '/');
	struct query q = { .name = text };
	enum iana_status st = IANA_OK;
	bool ok = true;

	/* A name may hold a slash: 914c/g. */
	if (slash != NULL) {
		st = ask(&w, &q);
		*slash = '\0';
	}
	if (st == IANA_OK && w.n == 0) {
		read_query(&q, subject, slash != NULL ? slash + 1 : NULL);
		ok = check_ports(&q, text, rep);
		if (ok)
			st = ask(&w, &q);
	}
	if (st != IANA_OK)
		ok = iana_fail(rep, path, 0,
			       "the index is damaged: iana-services verify tells more");
	*ret_n = w.n;
	free(subject);
	free(w.records.item);
	free(w.rows.item);
	return ok;
}
