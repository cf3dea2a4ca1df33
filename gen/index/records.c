/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cuts the table into runs, writes a record for each run, and writes the protocols. */
#include "index/records.h"
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* May b join the run of a to last: is it the same but for a later protocol? */
static bool
joins(const struct iana_table *t, const struct iana_entry *a, const struct iana_entry *last,
      const struct iana_entry *b)
{
	return a->name == b->name && a->port == b->port && a->unlisted == b->unlisted &&
	       a->local == b->local && b->proto > last->proto &&
	       b->proto / 8 == a->proto / 8 && a->n_aliases == b->n_aliases &&
	       (a->n_aliases == 0 || memcmp(t->alias + a->aliases, t->alias + b->aliases,
					    a->n_aliases * sizeof *t->alias) == 0);
}

/* Write size bytes: the string, then zeros. */
static void
write_filled(struct iana_buffer *to, const struct iana_pool_string *s, size_t size)
{
	static const uint8_t zeros[IANA_RECORD_BYTES];

	iana_buffer_add(to, s->bytes, s->len);
	iana_buffer_add(to, zeros, size - s->len);
}

/* Write a name whose extra block is written next. */
static void
write_reference(struct iana_buffer *to, const struct iana_pool_string *name,
		const struct iana_buffer *extras, bool unlisted)
{
	static const struct iana_pool_string none = { .bytes = "" };

	write_filled(to, name->len < IANA_R_EXTRA ? name : &none, IANA_R_EXTRA);
	iana_buffer_u32(to, (uint32_t)extras->len);
	iana_buffer_u8(to, unlisted ? IANA_FORM_UNLISTED : IANA_FORM_EXTRA);
}

/* Write the head of an extra block and its name.  Tells where the block starts. */
static size_t
write_extra(struct iana_buffer *to, const struct iana_pool_string *name, uint32_t n_aliases)
{
	size_t at = to->len;

	iana_buffer_u8(to, name->len);
	iana_buffer_u8(to, 0);
	iana_buffer_u16(to, n_aliases);
	iana_buffer_u32(to, 0);
	iana_buffer_add(to, name->bytes, name->len + (size_t)1);
	return at;
}

static void
write_aliases(struct iana_buffer *to, const struct iana_table *t,
	      const struct iana_entry *e, size_t at)
{
	size_t first = to->len;

	for (uint32_t i = 0; i < e->n_aliases; i++) {
		const struct iana_pool_string *s =
		    &t->reg->pool.item[t->alias[e->aliases + i]];

		iana_buffer_u8(to, s->len);
		iana_buffer_add(to, s->bytes, s->len + (size_t)1);
	}
	iana_put32(to->bytes + at + IANA_E_ALIAS_BYTES, (uint32_t)(to->len - first));
}

static bool
write_record(struct iana_records *r, const struct iana_table *t, const struct iana_run *run,
	     struct iana_report *rep)
{
	const struct iana_entry *e = &t->entry[run->entry];
	const struct iana_pool_string *name = &t->reg->pool.item[e->name];
	const struct iana_row *row = &t->reg->row[e->row];

	if (r->section.len + r->extras.len > IANA_INDEX_MAX)
		return iana_fail(rep, iana_row_path(t->reg, row), row->line,
				 "the index would be larger than 256 MiB");
	if (e->n_aliases > IANA_ALIASES_MAX)
		return iana_fail(rep, iana_row_path(t->reg, row), row->line,
				 "more than %d aliases of one service", IANA_ALIASES_MAX);
	if (e->n_aliases == 0 && name->len <= IANA_R_FORM && !e->unlisted) {
		write_filled(&r->section, name, IANA_R_FORM + 1);
	} else {
		write_reference(&r->section, name, &r->extras, e->unlisted);
		write_aliases(&r->extras, t, e,
			      write_extra(&r->extras, name, e->n_aliases));
	}
	iana_buffer_u16(&r->section, e->port);
	iana_buffer_u8(&r->section, run->base / 8);
	iana_buffer_u8(&r->section, run->mask);
	return true;
}

/* Write all protocols by rank. */
static void
write_protocols(struct iana_records *r, const struct iana_table *t)
{
	for (unsigned i = 0; i < t->n_protocols; i++) {
		const struct iana_pool_string *s = &t->reg->pool.item[t->protocol[i]];

		if (s->len <= IANA_P_FORM) {
			write_filled(&r->protocols, s, IANA_PROTOCOL_BYTES);
		} else {
			iana_buffer_u32(&r->protocols, (uint32_t)r->extras.len);
			iana_buffer_u32(&r->protocols,
					(uint32_t)IANA_FORM_EXTRA << 8 * (IANA_P_FORM - 4));
			write_extra(&r->extras, s, 0);
		}
	}
}

bool
iana_records_build(struct iana_records *ret, const struct iana_table *table,
		   struct iana_report *rep)
{
	const struct iana_entry *e = table->entry;
	size_t i = 0;

	ret->run = iana_calloc(table->n_entries, sizeof *ret->run);
	write_protocols(ret, table);
	while (i < table->n_entries) {
		struct iana_run run = { .entry = (uint32_t)i,
					.name = e[i].name,
					.base = e[i].proto & 0xf8,
					.mask = (uint8_t)(1u << e[i].proto % 8) };
		size_t n = 1;

		while (i + n < table->n_entries &&
		       joins(table, &e[i], &e[i + n - 1], &e[i + n])) {
			run.mask |= (uint8_t)(1u << (e[i + n].proto - run.base));
			n++;
		}
		if (!write_record(ret, table, &run, rep))
			return false;
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
	iana_buffer_done(&records->protocols);
	iana_buffer_done(&records->extras);
}
