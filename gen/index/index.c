/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts the sections of an index together. */
#include "index/index.h"
#include "index/answers.h"
#include "index/names.h"
#include "index/orders.h"
#include "src/checksum.h"

#include <stdlib.h>
#include <string.h>

#define PORTS 65536
#define SECTION_ALIGN 8
#define RECORD_WORDS (IANA_RECORD_BYTES / IANA_PP_WORD)

_Static_assert(IANA_RECORD_BYTES % IANA_PP_WORD == 0 && SECTION_ALIGN % IANA_PP_UNIT == 0 &&
		   IANA_PORT_PAGE_BYTES % IANA_PP_UNIT == 0,
	       "pages and records have numbers");

/* Where the next section starts. */
static size_t
section_start(size_t end)
{
	return (end + SECTION_ALIGN - 1) & -(size_t)SECTION_ALIGN;
}

/* The number for a port of a page: of its one record, or of a list that is written. */
static uint16_t
write_port(const struct iana_answers *a, uint32_t port, uint32_t first_record,
	   uint32_t first_list, struct iana_buffer *lists)
{
	uint32_t n = iana_answers_count(a, port);
	const uint32_t *run = &a->run[a->start[port]];
	size_t list = lists->len / IANA_LIST_BYTES - first_list;

	if (n == 0)
		return IANA_PORT_NONE;
	if (n == 1 && (run[0] - first_record) * RECORD_WORDS < IANA_PORT_LIST)
		return (uint16_t)((run[0] - first_record) * RECORD_WORDS);
	iana_buffer_u32(lists, n);
	for (uint32_t i = 0; i < n; i++)
		iana_buffer_u32(lists, run[i]);
	/* 16 lists of at most 255 records have less than 0x7fff words. */
	return (uint16_t)(IANA_PORT_LIST | list);
}

/*
 * The record that a page counts from: its least.  With overlays, it need not be one of the
 * page's first port.  A record far behind it gets a list.
 */
static uint32_t
least_record(const struct iana_answers *a, uint32_t port)
{
	uint32_t least = a->run[a->start[port]];

	for (uint32_t i = a->start[port]; i < a->start[port + 16]; i++)
		if (a->run[i] < least)
			least = a->run[i];
	return least;
}

/*
 * Write the port pages, the pages of ports, and lists.
 *
 * start   the offset of the pages of ports in the file
 *
 * Records are counted from the first record: shift_ports corrects this.
 */
static void
write_ports(const struct iana_table *table, const struct iana_records *records,
	    size_t start, struct iana_buffer *numbers, struct iana_buffer *pages,
	    struct iana_buffer *lists)
{
	struct iana_key_run *key_run = iana_calloc(records->n, sizeof *key_run);
	struct iana_answers a;

	for (uint32_t r = 0; r < records->n; r++)
		key_run[r] =
		    (struct iana_key_run){ table->entry[records->run[r].entry].port, r };
	iana_answers_build(&a, records, key_run, records->n, PORTS);
	for (uint32_t port = 0; port < PORTS; port += 16) {
		uint32_t first_list = (uint32_t)(lists->len / IANA_LIST_BYTES);
		uint32_t least;

		if (a.start[port + 16] == a.start[port]) {
			iana_buffer_u16(numbers, 0);
			continue;
		}
		least = least_record(&a, port);
		iana_buffer_u16(numbers, (unsigned)((start + pages->len) / IANA_PP_UNIT));
		iana_buffer_u32(pages, least * RECORD_WORDS);
		iana_buffer_u32(pages, first_list);
		for (uint32_t i = 0; i < 16; i++)
			iana_buffer_u16(pages,
					write_port(&a, port + i, least, first_list, lists));
	}
	iana_answers_done(&a);
	free(key_run);
}

/* Count the records of all pages from the start of the file. */
static void
shift_ports(char *pages, size_t len, size_t records)
{
	for (size_t at = 0; at < len; at += IANA_PORT_PAGE_BYTES) {
		char *r = pages + at + IANA_PP_RECORDS;

		iana_put32(r, iana_le32(r) + (uint32_t)(records / IANA_PP_WORD));
	}
}

/* Move the bytes of a buffer. */
static void
take_over(struct iana_buffer *to, struct iana_buffer *from)
{
	*to = *from;
	*from = (struct iana_buffer){ 0 };
}

/* The place of a section in the header: its offset, then its length. */
static char *
section_entry(const struct iana_buffer *to, enum iana_section s)
{
	return to->bytes + IANA_H_SECTIONS + 8 * (size_t)s;
}

/* Start a section at the end of the file. */
static void
begin_section(struct iana_buffer *to, enum iana_section s)
{
	iana_buffer_align(to, SECTION_ALIGN);
	iana_put32(section_entry(to, s), (uint32_t)to->len);
}

/* End it there. */
static void
end_section(struct iana_buffer *to, enum iana_section s)
{
	iana_put32(section_entry(to, s) + 4,
		   (uint32_t)to->len - iana_le32(section_entry(to, s)));
}

/* Append the hot sections behind an empty header.  Frees them. */
static void
write_hot(struct iana_buffer *to, struct iana_buffer section[IANA_N_HOT_SECTIONS])
{
	static const uint8_t zeros[IANA_HEADER_BYTES];
	size_t pages = section[IANA_S_PORTS].len;

	iana_buffer_add(to, zeros, sizeof zeros);
	for (int s = 0; s < IANA_N_HOT_SECTIONS; s++) {
		begin_section(to, s);
		iana_buffer_add(to, section[s].bytes, section[s].len);
		end_section(to, s);
		iana_buffer_done(&section[s]);
	}
	iana_put32(to->bytes + IANA_H_HOT_BYTES, (uint32_t)to->len);
	shift_ports(to->bytes + iana_le32(section_entry(to, IANA_S_PORTS)), pages,
		    iana_le32(section_entry(to, IANA_S_RECORDS)));
}

/* Append the sections that link entries to rows, and those that list ports and names. */
static void
write_links(struct iana_buffer *to, const struct iana_table *table,
	    const struct iana_records *records, const struct iana_rows *rows,
	    struct iana_texts *texts)
{
	begin_section(to, IANA_S_FIRST_ENTRIES);
	iana_first_entries_write(to, records);
	end_section(to, IANA_S_FIRST_ENTRIES);
	begin_section(to, IANA_S_ORIGINS);
	iana_origins_write(to, table, rows);
	end_section(to, IANA_S_ORIGINS);
	begin_section(to, IANA_S_PORTS_IN_ORDER);
	iana_port_order_write(to, table, records);
	end_section(to, IANA_S_PORTS_IN_ORDER);
	begin_section(to, IANA_S_NAMES_IN_ORDER);
	iana_name_order_write(to, table, records, rows, texts);
	end_section(to, IANA_S_NAMES_IN_ORDER);
	begin_section(to, IANA_S_UNNAMED_PORTS);
	iana_unnamed_tree_write(to, table, rows);
	end_section(to, IANA_S_UNNAMED_PORTS);
}

/*
 * Append the cold sections to the index itself: they are the larger part.  Tells the
 * number of rows.
 */
static bool
write_cold(struct iana_buffer *to, const struct iana_table *table,
	   const struct iana_records *records, uint32_t date, uint32_t *ret_n_rows,
	   struct iana_report *rep)
{
	struct iana_rows rows = { 0 };
	struct iana_texts texts;
	uint32_t *name;

	iana_texts_init(&texts, &table->reg->pool);
	name = iana_source_names(table->reg, &texts, rep);
	if (name != NULL) {
		begin_section(to, IANA_S_ROWS);
		iana_rows_write(to, table, &texts, &rows);
		end_section(to, IANA_S_ROWS);
		begin_section(to, IANA_S_ROW_STARTS);
		iana_row_starts_write(to, &rows);
		end_section(to, IANA_S_ROW_STARTS);
		write_links(to, table, records, &rows, &texts);
		begin_section(to, IANA_S_SOURCES);
		iana_sources_write(to, table->reg, &rows, name, date);
		end_section(to, IANA_S_SOURCES);
		begin_section(to, IANA_S_TEXTS);
		iana_texts_write(to, &texts);
		end_section(to, IANA_S_TEXTS);
		/* The checksum reads eight bytes at a time. */
		iana_buffer_align(to, SECTION_ALIGN);
		*ret_n_rows = rows.n;
	}
	iana_rows_done(&rows);
	iana_texts_done(&texts);
	free(name);
	return name != NULL;
}

/* Does the index keep to the limits?  Lists of names have numbers of a few bits only. */
static bool
check_size(const struct iana_buffer *to, const char *path, struct iana_report *rep)
{
	return (to->len <= IANA_INDEX_MAX &&
		iana_le32(section_entry(to, IANA_S_LISTS) + 4) / IANA_LIST_BYTES <=
		    IANA_NAME_NUMBER) ||
	       iana_fail(rep, path, 0, "the index would be larger than 256 MiB");
}

/* Fill the fields about the services file. */
static void
fill_merged(char *h, const struct iana_merged *merged)
{
	const struct iana_file_id *f = &merged->file;

	iana_put32(h + IANA_H_MAY_IGNORE,
		   IANA_FLAG_MERGED | (merged->absent ? IANA_FLAG_NO_FILE : 0));
	iana_put64(h + IANA_H_FILE_SIZE, f->size);
	iana_put64(h + IANA_H_FILE_HASH, merged->hash);
	iana_put64(h + IANA_H_FILE_DEVICE, f->device);
	iana_put64(h + IANA_H_FILE_INODE, f->inode);
	iana_put64(h + IANA_H_FILE_MODIFIED, (uint64_t)f->modified.tv_sec);
	iana_put32(h + IANA_H_FILE_MODIFIED + 8, (uint32_t)f->modified.tv_nsec);
	iana_put64(h + IANA_H_FILE_CHANGED, (uint64_t)f->changed.tv_sec);
	iana_put32(h + IANA_H_FILE_CHANGED + 8, (uint32_t)f->changed.tv_nsec);
}

static void
fill_header(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
	    bool exact_case, const struct iana_merged *merged, uint32_t n_names,
	    uint32_t n_rows)
{
	char *h = to->bytes;

	memcpy(h + IANA_H_MAGIC, IANA_MAGIC, IANA_MAGIC_BYTES);
	iana_put16(h + IANA_H_MAJOR, IANA_MAJOR);
	iana_put16(h + IANA_H_MINOR, IANA_MINOR);
	iana_put32(h + IANA_H_MUST_REFUSE, exact_case ? IANA_FLAG_EXACT_CASE : 0);
	iana_put32(h + IANA_H_DATE, date);
	iana_put32(h + IANA_H_TOTAL_BYTES, (uint32_t)to->len);
	iana_put32(h + IANA_H_N_ENTRIES, (uint32_t)table->n_entries);
	iana_put32(h + IANA_H_N_NAMES, n_names);
	iana_put32(h + IANA_H_N_ALIASES, (uint32_t)table->n_aliases);
	iana_put32(h + IANA_H_N_ROWS, n_rows);
	if (merged != NULL)
		fill_merged(h, merged);
	iana_put64(h + IANA_H_CHECKSUM, iana_checksum(h, to->len));
}

bool
iana_index_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		 bool exact_case, const struct iana_merged *merged, struct iana_report *rep)
{
	const char *path = iana_registry_path(table->reg);
	struct iana_buffer section[IANA_N_HOT_SECTIONS] = { 0 };
	struct iana_records records = { 0 };
	uint32_t n_names = 0;
	uint32_t n_rows = 0;
	bool ok = iana_records_build(&records, table, rep);

	if (ok) {
		n_names = iana_names_write(table, &records, exact_case, section);
		write_ports(table, &records,
			    section_start(IANA_PROTOCOLS_AT + records.protocols.len),
			    &section[IANA_S_PORT_PAGES], &section[IANA_S_PORTS],
			    &section[IANA_S_LISTS]);
		take_over(&section[IANA_S_RECORDS], &records.section);
		take_over(&section[IANA_S_PROTOCOLS], &records.protocols);
		take_over(&section[IANA_S_EXTRAS], &records.extras);
		write_hot(to, section);
	}
	/* Check before the cold part as well: of a large table, it takes long to write. */
	ok = ok && check_size(to, path, rep) &&
	     write_cold(to, table, &records, date, &n_rows, rep) &&
	     check_size(to, path, rep);
	if (ok)
		fill_header(to, table, date, exact_case, merged, n_names, n_rows);
	for (int s = 0; s < IANA_N_HOT_SECTIONS; s++)
		iana_buffer_done(&section[s]);
	iana_records_done(&records);
	return ok;
}

void
iana_index_set_flags(struct iana_buffer *index, uint32_t flags)
{
	char *h = index->bytes;

	iana_put32(h + IANA_H_MAY_IGNORE, iana_le32(h + IANA_H_MAY_IGNORE) | flags);
	iana_put64(h + IANA_H_CHECKSUM, iana_checksum(h, index->len));
}
