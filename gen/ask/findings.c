/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walks the directories of an index. */
#include "ask/findings.h"
#include "base/alloc.h"
#include "src/directory.h"

#include <stdlib.h>

static void
add_found(struct iana_numbers *to, uint32_t number)
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
sort_once(struct iana_numbers *numbers)
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
search_ports(const struct iana_image *im, const struct iana_question *q,
	     struct iana_findings *to)
{
	enum iana_status st;
	uint32_t number;
	uint32_t cursor;

	st = iana_port_start(im, q->lo, &cursor);
	while (st == IANA_OK) {
		st = iana_port_next(im, q->hi, &cursor, &number);
		if (st == IANA_OK)
			add_found(&to->records, number);
	}
	cursor = 0;
	while (st != IANA_CORRUPT &&
	       (st = iana_unnamed_next(im, q->lo, q->hi, &cursor, &number)) == IANA_OK)
		add_found(&to->rows, number);
	return st;
}

/* The records and rows that have the name asked for. */
static enum iana_status
search_name(const struct iana_image *im, const char *name, bool any_case,
	    struct iana_findings *to)
{
	struct iana_owner owner;
	enum iana_status st;
	uint32_t cursor;

	st = iana_name_start(im, name, any_case, &cursor);
	while (st == IANA_OK) {
		st = iana_name_next(im, name, any_case, &cursor, &owner);
		if (st == IANA_OK)
			add_found(owner.is_row ? &to->rows : &to->records, owner.number);
	}
	return st;
}

enum iana_status
iana_findings_search(const struct iana_image *im, const struct iana_question *q,
		     bool any_case, struct iana_findings *ret)
{
	enum iana_status st;

	ret->records.n = 0;
	ret->rows.n = 0;
	st = q->ports ? search_ports(im, q, ret) : search_name(im, q->name, any_case, ret);
	if (st == IANA_CORRUPT)
		return st;
	sort_once(&ret->records);
	sort_once(&ret->rows);
	return IANA_OK;
}

void
iana_findings_done(struct iana_findings *found)
{
	free(found->records.item);
	free(found->rows.item);
}
