/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Collects remarks, and counts those that are too many to keep. */
#include "check/remark.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
add_remark(struct iana_remarks *to, bool is_fault, const char *rule, const char *fmt,
	   va_list ap)
{
	char text[400];
	size_t room;
	char *copy;

	is_fault |= to->strict;
	to->n_faults += is_fault;
	to->n_warnings += !is_fault;
	if (to->n == IANA_REMARKS_MAX)
		return;
	vsnprintf(text, sizeof text, fmt, ap);
	room = strlen(text) + 1;
	copy = iana_arena_bytes(&to->arena, room);
	memcpy(copy, text, room);
	to->item = iana_grow(to->item, &to->cap, to->n + 1, sizeof *to->item);
	to->item[to->n] = (struct iana_remark){ .file = to->file,
						.line = to->line,
						.sequence = (uint32_t)to->n,
						.is_fault = is_fault,
						.rule = rule,
						.text = copy };
	to->n++;
}

void
iana_fault(struct iana_remarks *to, const char *rule, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_remark(to, true, rule, fmt, ap);
	va_end(ap);
}

void
iana_caution(struct iana_remarks *to, const char *rule, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_remark(to, false, rule, fmt, ap);
	va_end(ap);
}

static int
compare_remarks(const void *a, const void *b)
{
	const struct iana_remark *x = a;
	const struct iana_remark *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

void
iana_remarks_sort(struct iana_remarks *remarks)
{
	if (remarks->n != 0)
		qsort(remarks->item, remarks->n, sizeof *remarks->item, compare_remarks);
}

void
iana_remarks_done(struct iana_remarks *remarks)
{
	free(remarks->item);
	iana_arena_done(&remarks->arena);
}
