/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cuts the table into runs and writes a record for each. */
#include "records.h"
#include "alloc.h"

#include <stdlib.h>
#include <string.h>

/* May b join the run that a starts: the same line but for a later protocol? */
static bool
joins(const struct iana_table *t, const struct iana_entry *a, const struct iana_entry *last,
      const struct iana_entry *b)
{
	return a->name == b->name && a->port == b->port && b->proto > last->proto &&
	       b->proto - a->proto < 8 && a->n_aliases == b->n_aliases &&
	       (a->n_aliases == 0 || memcmp(t->alias + a->aliases, t->alias + b->aliases,
					    a->n_aliases * sizeof *t->alias) == 0);
}

static bool
write_aliases(struct iana_buffer *to, const struct iana_table *t,
	      const struct iana_entry *e, struct iana_report *rep)
{
	size_t head = to->len;

	if (e->n_aliases > IANA_ALIASES_MAX)
		return iana_fail(rep, t->reg->path, t->reg->row[e->row].line,
				 "more than %d aliases of one service", IANA_ALIASES_MAX);
	iana_buffer_u16(to, e->n_aliases);
	iana_buffer_u32(to, 0);
	for (uint32_t i = 0; i < e->n_aliases; i++) {
		const struct iana_string *s =
		    &t->reg->strings.item[t->alias[e->aliases + i]];

		iana_buffer_u8(to, s->len);
		iana_buffer_add(to, s->bytes, s->len + (size_t)1);
	}
	iana_put32(to->bytes + head + 2, (uint32_t)(to->len - head - IANA_ALIAS_HEAD));
	return true;
}

static bool
write_record(struct iana_records *r, const struct iana_table *t, struct iana_run *run,
	     struct iana_report *rep)
{
	const struct iana_entry *e = &t->entry[run->entry];
	const struct iana_string *name = &t->reg->strings.item[e->name];
	struct iana_buffer *to = &r->section;

	if (to->len > IANA_INDEX_MAX)
		return iana_fail(rep, t->reg->path, t->reg->row[e->row].line,
				 "the index would be larger than 256 MiB");
	run->off = (uint32_t)to->len;
	iana_buffer_u16(to, e->port);
	iana_buffer_u8(to, run->base);
	iana_buffer_u8(to, run->mask);
	iana_buffer_u8(to, name->len);
	iana_buffer_u8(to, e->n_aliases != 0 ? IANA_RECORD_ALIASES : 0);
	iana_buffer_add(to, name->bytes, name->len + (size_t)1);
	return e->n_aliases == 0 || write_aliases(to, t, e, rep);
}

bool
iana_records_build(struct iana_records *ret, const struct iana_table *table,
		   struct iana_report *rep)
{
	const struct iana_entry *e = table->entry;
	size_t i = 0;

	while (i < table->n_entries) {
		struct iana_run run = { .entry = (uint32_t)i,
					.base = e[i].proto,
					.mask = 1 };
		size_t n = 1;

		while (i + n < table->n_entries &&
		       joins(table, &e[i], &e[i + n - 1], &e[i + n])) {
			run.mask |= (uint8_t)(1u << (e[i + n].proto - run.base));
			n++;
		}
		if (!write_record(ret, table, &run, rep))
			return false;
		ret->run = iana_grow(ret->run, &ret->cap, ret->n + 1, sizeof *ret->run);
		ret->run[ret->n++] = run;
		i += n;
	}
	return true;
}

void
iana_records_done(struct iana_records *records)
{
	free(records->run);
	iana_buffer_done(&records->section);
}
