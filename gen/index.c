/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts the sections of an index together. */
#include "index.h"
#include "answers.h"
#include "checksum.h"
#include "details.h"
#include "names.h"

#include <stdlib.h>
#include <string.h>

#define PORTS 65536
#define SECTION_ALIGN 8

/* Write the port map, the port slots, and a list where a port has more records. */
static void
write_ports(const struct iana_table *table, const struct iana_records *records,
	    struct iana_buffer *map, struct iana_buffer *slots, struct iana_buffer *lists)
{
	struct iana_claim *claims = iana_calloc(records->n, sizeof *claims);
	struct iana_answers a;

	for (uint32_t r = 0; r < records->n; r++)
		claims[r] =
		    (struct iana_claim){ table->entry[records->run[r].entry].port, r };
	iana_answers_build(&a, records, claims, records->n, PORTS);
	for (uint32_t block = 0; block < PORTS / 32; block++) {
		uint32_t bits = 0;

		for (uint32_t i = 0; i < 32; i++)
			if (iana_answers_count(&a, block * 32 + i) != 0)
				bits |= UINT32_C(1) << i;
		iana_buffer_u32(map, bits);
		iana_buffer_u32(map, (uint32_t)(slots->len / 4));
		for (uint32_t port = block * 32; port < block * 32 + 32; port++) {
			uint32_t n = iana_answers_count(&a, port);

			if (n == 0)
				continue;
			if (n == 1) {
				iana_buffer_u32(slots,
						records->run[a.run[a.start[port]]].off);
				continue;
			}
			iana_buffer_u32(slots, (uint32_t)lists->len | IANA_SLOT_LIST);
			iana_buffer_u8(lists, n);
			for (uint32_t i = 0; i < n; i++)
				iana_buffer_u32(lists,
						records->run[a.run[a.start[port] + i]].off);
		}
	}
	iana_answers_done(&a);
	free(claims);
}

/* Offsets of the protocols, then the protocols: length, bytes, NUL. */
static void
write_protocols(const struct iana_table *table, struct iana_buffer *to)
{
	uint32_t off = table->n_protocols * 4;

	for (unsigned i = 0; i < table->n_protocols; i++) {
		iana_buffer_u32(to, off);
		off += table->reg->strings.item[table->protocol[i]].len + 2;
	}
	for (unsigned i = 0; i < table->n_protocols; i++) {
		const struct iana_string *s = &table->reg->strings.item[table->protocol[i]];

		iana_buffer_u8(to, s->len);
		iana_buffer_add(to, s->bytes, s->len + (size_t)1);
	}
}

/* Append the sections behind a header that is still to be filled. */
static bool
join_sections(struct iana_buffer *to, const struct iana_buffer section[IANA_N_SECTIONS],
	      const char *path, struct iana_report *rep)
{
	static const uint8_t zeros[IANA_HEADER_BYTES];
	size_t total = IANA_HEADER_BYTES;

	for (int s = 0; s < IANA_N_SECTIONS; s++)
		total += section[s].len + SECTION_ALIGN;
	if (total > IANA_INDEX_MAX)
		return iana_fail(rep, path, 0, "the index would be larger than 256 MiB");
	iana_buffer_add(to, zeros, sizeof zeros);
	for (int s = 0; s < IANA_N_SECTIONS; s++) {
		iana_buffer_add(to, zeros, -to->len % SECTION_ALIGN);
		iana_put32(to->bytes + IANA_H_SECTIONS + 8 * s, (uint32_t)to->len);
		iana_put32(to->bytes + IANA_H_SECTIONS + 8 * s + 4,
			   (uint32_t)section[s].len);
		iana_buffer_add(to, section[s].bytes, section[s].len);
		if (s == IANA_N_HOT_SECTIONS - 1)
			iana_put32(to->bytes + IANA_H_HOT_BYTES, (uint32_t)to->len);
	}
	return true;
}

static void
fill_header(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
	    bool exact_case, uint64_t seed, uint32_t n_names, size_t n_aliases)
{
	uint8_t *h = to->bytes;

	memcpy(h + IANA_H_MAGIC, IANA_MAGIC, IANA_MAGIC_BYTES);
	iana_put16(h + IANA_H_MAJOR, IANA_MAJOR);
	iana_put16(h + IANA_H_MINOR, IANA_MINOR);
	iana_put32(h + IANA_H_MUST_REFUSE, exact_case ? IANA_FLAG_EXACT_CASE : 0);
	iana_put32(h + IANA_H_DATE, date);
	iana_put32(h + IANA_H_TOTAL_BYTES, (uint32_t)to->len);
	iana_put32(h + IANA_H_N_ENTRIES, (uint32_t)table->n_entries);
	iana_put32(h + IANA_H_N_NAMES, n_names);
	iana_put32(h + IANA_H_N_ALIASES, (uint32_t)n_aliases);
	iana_put32(h + IANA_H_N_ROWS, (uint32_t)table->reg->n_rows);
	iana_put64(h + IANA_H_SEED, seed);
	iana_put64(h + IANA_H_CHECKSUM, iana_checksum(h, to->len));
}

bool
iana_index_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		 bool exact_case, struct iana_report *rep)
{
	struct iana_buffer section[IANA_N_SECTIONS] = { 0 };
	struct iana_records records = { 0 };
	uint64_t seed = 0;
	uint32_t n_names = 0;
	bool ok = iana_records_build(&records, table, rep);

	if (ok) {
		iana_names_write(table, &records, exact_case, &section[IANA_S_PILOTS],
				 &section[IANA_S_NAMES], &section[IANA_S_LISTS], &seed,
				 &n_names);
		write_ports(table, &records, &section[IANA_S_PORTMAP],
			    &section[IANA_S_PORTS], &section[IANA_S_LISTS]);
		write_protocols(table, &section[IANA_S_PROTOCOLS]);
		iana_details_write(table->reg, &section[IANA_S_ROWS],
				   &section[IANA_S_TEXTS]);
		/* The section takes the bytes over from the records. */
		section[IANA_S_RECORDS] = records.section;
		records.section = (struct iana_buffer){ 0 };
		ok = join_sections(to, section, table->reg->path, rep);
	}
	if (ok)
		fill_header(to, table, date, exact_case, seed, n_names, table->n_aliases);
	for (int s = 0; s < IANA_N_SECTIONS; s++)
		iana_buffer_done(&section[s]);
	iana_records_done(&records);
	return ok;
}
