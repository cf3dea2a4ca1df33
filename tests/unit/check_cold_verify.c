/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Verifying the cold part: every wrong row, link, order and count is told. */
#include "src/checksum.h"
#include "src/verify.h"
#include "src/verify_cold.h"
#include "support/unit_cold.h"

#include <stdlib.h>

static struct unit_gen g;

static void
done(void)
{
	unit_gen_done(&g);
}

/*
 * Is the index refused?  Asks the part of iana_verify that is for the cold part: all of it
 * would look at all ports each time.
 */
static bool
is_refused_as(const struct iana_image *im, const struct iana_header *h)
{
	struct iana_tally tally = { 0 };

	return iana_verify_rows(im, h, &tally) != NULL ||
	       iana_verify_directories(im, &tally) != NULL;
}

static bool
is_refused(void)
{
	struct iana_image im;
	struct iana_header h;

	return iana_image_open(g.index.bytes, g.index.len, &im, &h) != IANA_OK ||
	       is_refused_as(&im, &h);
}

/* A change of any bit of a byte is told. */
static void
told(size_t at)
{
	for (unsigned bit = 0; bit < 8; bit++) {
		g.index.bytes[at] ^= (char)(1u << bit);
		if (!is_refused())
			ck_abort_msg("bit %u of byte %zu", bit, at);
		g.index.bytes[at] ^= (char)(1u << bit);
	}
}

/* Is a byte of a source its kind or its count?  Nothing else knows its name and date. */
static bool
is_link(size_t at)
{
	return at < IANA_SOURCE_NAME || at >= IANA_SOURCE_ROWS;
}

START_TEST(each_wrong_bit_of_a_link_an_order_or_a_count_is_told)
{
	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	for (enum iana_section s = IANA_S_ROW_STARTS; s < IANA_S_TEXTS; s++)
		for (size_t i = 0; i < iana_section_len(&g.image, s); i++)
			if (s != IANA_S_SOURCES || is_link(i % IANA_SOURCE_BYTES))
				told(unit_cold_start(&g, s) + i);
	for (uint32_t n = 0; n < g.header.n_rows; n++) {
		const char *start = iana_item(&g.image, IANA_S_ROW_STARTS, n, 4);

		for (size_t i = IANA_ROW_SOURCE; i < IANA_ROW_TEXTS; i++)
			told(unit_cold_start(&g, IANA_S_ROWS) + iana_le32(start) + i);
	}
	told(IANA_H_N_ROWS);
	told(IANA_H_DATE);
}
END_TEST

/* Write a node of the tree: its row, and the first ports of its part. */
static void
put_node(uint32_t number, uint32_t row_number, unsigned least, unsigned greatest)
{
	char *node = g.index.bytes + unit_cold_start(&g, IANA_S_UNNAMED_PORTS) +
		     (size_t)number * IANA_UNNAMED_BYTES;
	struct iana_index_row r = unit_cold_row(&g, row_number);

	iana_put16(node + IANA_U_FIRST_PORT, r.port_lo);
	iana_put16(node + IANA_U_LAST_PORT, r.port_hi);
	iana_put16(node + IANA_U_LEAST, least);
	iana_put16(node + IANA_U_GREATEST, greatest);
	iana_put32(node + IANA_U_ROW, row_number);
}

/* Trees in which each node says the truth of itself, but which no search can use. */
START_TEST(a_tree_in_another_order_is_told)
{
	unit_cold_index(&g, "a,1,tcp,,\n,5-9,,,\n,6,,,\n,7,,,\n,5-9,tcp,,\n", NULL);
	put_node(0, 1, 5, 7);
	put_node(1, 4, 5, 6);
	put_node(2, 2, 6, 6);
	put_node(3, 3, 7, 7);
	ck_assert(!is_refused());
	put_node(1, 1, 5, 6); /* one row twice, and another of the same ports not at all */
	ck_assert(is_refused());
	put_node(1, 4, 5, 6);
	put_node(2, 3, 7, 7); /* the halves have changed places */
	put_node(1, 4, 5, 7);
	put_node(3, 2, 6, 6);
	ck_assert(is_refused());
	put_node(0, 3, 5, 7); /* the first half has a greater last port than the root */
	put_node(1, 4, 5, 5);
	put_node(2, 1, 5, 5);
	ck_assert(is_refused());
	done();
	unit_cold_index(&g, "a,1,tcp,,\n,5-9,,,\n,6,,,\n,7,,,\n,8-20,,,\n", NULL);
	put_node(0, 1, 5, 8); /* and so has the second */
	put_node(1, 3, 6, 7);
	put_node(2, 2, 6, 6);
	put_node(3, 4, 8, 8);
	ck_assert(is_refused());
}
END_TEST

/* ---- one fault at a time ----------------------------------------------------------- */

static char *sound; /* the bytes of the index before the fault */

static void
restore(void)
{
	memcpy(g.index.bytes, sound, g.index.len);
}

/* Make a change, hold that the index is refused then, and take the change back. */
#define TOLD(change) \
	do { \
		change; \
		if (!is_refused()) \
			ck_abort_msg("%s", #change); \
		restore(); \
	} while (0)

/* The same for a change of the header that opening has not seen. */
#define TOLD_OPENED(change) \
	do { \
		change; \
		if (!is_refused_as(&g.image, &g.header)) \
			ck_abort_msg("%s", #change); \
		restore(); \
	} while (0)

static void
open_to_break(const char *rows, const char *overlay)
{
	unit_cold_index(&g, rows, overlay);
	sound = iana_calloc(g.index.len, 1);
	memcpy(sound, g.index.bytes, g.index.len);
	ck_assert(!is_refused());
}

static void
set32(enum iana_section s, size_t at, uint32_t v)
{
	iana_put32(g.index.bytes + unit_cold_start(&g, s) + at, v);
}

/* The place of a row in the file. */
static char *
row_bytes(uint32_t number)
{
	const char *start = iana_item(&g.image, IANA_S_ROW_STARTS, number, 4);

	return g.index.bytes + unit_cold_start(&g, IANA_S_ROWS) + iana_le32(start);
}

/* The offset of a text. */
static uint32_t
text(const char *s)
{
	size_t len = iana_section_len(&g.image, IANA_S_TEXTS);
	const char *texts = g.index.bytes + unit_cold_start(&g, IANA_S_TEXTS);

	for (size_t at = 1; at + strlen(s) < len; at++)
		if (texts[at - 1] == '\0' && strcmp(texts + at, s) == 0)
			return (uint32_t)at;
	ck_abort_msg("no text \"%s\"", s);
}

/* Give a row another name. */
static void
set_name(uint32_t number, uint32_t offset)
{
	iana_put32(row_bytes(number) + IANA_ROW_TEXTS, offset);
}

/* Let an entry come from other rows. */
static void
set_origin(uint32_t entry, uint32_t its_row, uint32_t registry_row)
{
	set32(IANA_S_ORIGINS, (size_t)entry * IANA_ORIGIN_BYTES + IANA_O_ROW, its_row);
	set32(IANA_S_ORIGINS, (size_t)entry * IANA_ORIGIN_BYTES + IANA_O_REGISTRY_ROW,
	      registry_row);
}

/* Move a section; the reader finds its items outside, or finds the last ones alone. */
static void
move_section(enum iana_section s, size_t start)
{
	iana_put32(g.index.bytes + IANA_H_SECTIONS + 8 * (size_t)s, (uint32_t)start);
}

START_TEST(a_row_that_cannot_be_is_told)
{
	struct iana_buffer rows = { 0 };
	size_t end;

	iana_buffer_puts(&rows, "a,5,tcp,");
	for (int i = 0; i < 300; i++)
		iana_buffer_u8(&rows, 'x');
	iana_buffer_puts(&rows, ",\nb,6,tcp,B,\n,7,,Reserved,\nlone,,tcp,,\n");
	open_to_break(unit_string(&rows), "own 9/tcp\n");
	iana_buffer_done(&rows);
	end = g.index.len;
	TOLD(set32(IANA_S_ROW_STARTS, 0, 1u << 30));
	TOLD(set32(IANA_S_ROW_STARTS, 4, 4));
	TOLD(iana_put16(row_bytes(1) + IANA_ROW_FIRST_PORT, 7));
	TOLD(iana_put16(row_bytes(3) + IANA_ROW_LAST_PORT, 1));
	TOLD(iana_put16(row_bytes(0) + IANA_ROW_FIELDS,
			0xf007)); /* bits that nobody knows */
	TOLD(set_name(1, 1u << 30));
	TOLD(set_name(1, text("tcp") + 1));  /* the middle of a text */
	TOLD(set_name(1, text("tcp") + 3));  /* its end */
	TOLD(set_name(0, text("tcp") + 4));  /* the long text, which is no name */
	TOLD(set_name(3, text("Reserved"))); /* a name, but not one of the directory */
	TOLD(set32(IANA_S_SOURCES, IANA_SOURCE_KIND, IANA_FROM_KEPT));
	TOLD(set32(IANA_S_SOURCES, IANA_SOURCE_KIND, IANA_N_SOURCE_KINDS));
	TOLD(set32(IANA_S_SOURCES, IANA_SOURCE_NAME, text("tcp") + 1));
	TOLD(set32(IANA_S_SOURCES, IANA_SOURCE_DATE, 20240501));
	TOLD(set32(IANA_S_SOURCES, IANA_SOURCE_ROWS, 3));
	TOLD(iana_put16(row_bytes(4) + IANA_ROW_SOURCE, 0));
	TOLD_OPENED(move_section(IANA_S_ROW_STARTS, end));
	TOLD_OPENED(move_section(IANA_S_ROWS, end));
	TOLD_OPENED(move_section(IANA_S_SOURCES, end));
	TOLD_OPENED(move_section(IANA_S_TEXTS, end));
	free(sound);
}
END_TEST

START_TEST(an_entry_that_leads_to_another_row_is_told)
{
	/* entries: a 5/tcp and b 5/udp of the overlay, a 5/udp, a 5/sctp, a 5/xyz, bb 7 */
	open_to_break(
	    "a,5,,,\na,5,sctp,,\na,5,xyz,,\na,,tcp,,\n,5,,,\nbb,7,tcp,,\na,6,tcp,,\n"
	    "longer-than-the-last-text-and-all-behind-it,8,tcp,,\n",
	    "a 5/tcp\na 5/tcp al longest-alias\nb 5/udp\n");
	ck_assert_str_eq(unit_cold_row(&g, 8).field[IANA_F_NAME], "a");
	ck_assert_uint_eq(unit_cold_row(&g, 9).source, 1);
	TOLD(set_origin(0, 100, 0));
	TOLD(set_origin(0, 8, 1));	     /* another protocol */
	TOLD(set_origin(0, 8, 3));	     /* no port */
	TOLD(set_origin(0, 8, 4));	     /* no name */
	TOLD(set_origin(0, 8, 5));	     /* another name */
	TOLD(set_origin(0, 8, 6));	     /* a later port */
	TOLD(set_origin(0, 8, 9));	     /* not the registry's */
	TOLD(set_origin(0, 8, 100));	     /* nowhere */
	TOLD(set_origin(2, 0, IANA_NO_ROW)); /* the registry's own, and not its own */
	TOLD(set_origin(3, 0, 0)); /* without a protocol it is tcp and udp, not sctp */
	TOLD(set_origin(4, 0, 0)); /* nor xyz */
	set_origin(0, 9, 0);
	ck_assert(!is_refused()); /* the other line says the same */
	restore();
	TOLD(set_name(0, text("al")));
	TOLD(set_name(10, text("bb")));		  /* it starts as b does */
	TOLD(set_name(7, text("longest-alias"))); /* it ends before the name could */
	TOLD(set32(IANA_S_FIRST_ENTRIES, 0, 1));
	TOLD(set32(IANA_S_FIRST_ENTRIES, 8, UINT32_MAX));
	TOLD(set32(IANA_S_RECORDS, 4 * IANA_RECORD_BYTES, 0)); /* no name */
	TOLD(set32(IANA_S_RECORDS, IANA_R_PORT, 5));	       /* a mask of no protocol */
	TOLD(set32(IANA_S_RECORDS, IANA_R_EXTRA, 1u << 30));
	TOLD(set32(IANA_S_EXTRAS, 0, 0)); /* a name and aliases of no length */
	TOLD(set32(IANA_S_EXTRAS, 8, 0));
	TOLD_OPENED(move_section(IANA_S_ORIGINS, g.index.len));
	TOLD_OPENED(move_section(IANA_S_FIRST_ENTRIES, g.index.len));
	free(sound);
}
END_TEST

/* The same for the directories alone, with the rows counted before. */
#define TOLD_OF_DIRECTORIES(change) \
	do { \
		change; \
		if (iana_verify_directories(&g.image, &tally) == NULL) \
			ck_abort_msg("%s", #change); \
		restore(); \
	} while (0)

static void
set_length(enum iana_section s, uint32_t len)
{
	iana_put32(g.index.bytes + IANA_H_SECTIONS + 8 * (size_t)s + 4, len);
}

START_TEST(a_directory_of_other_items_is_told)
{
	struct iana_tally tally = { 0 };
	size_t end;
	size_t tree;

	open_to_break("a,5,tcp,,\na,4,udp,,\n,3-5,,,\n,3,,,\n,4,,,\n", NULL);
	tree = unit_cold_start(&g, IANA_S_UNNAMED_PORTS);
	ck_assert_ptr_null(iana_verify_rows(&g.image, &g.header, &tally));
	ck_assert_ptr_null(iana_verify_directories(&g.image, &tally));
	end = g.index.len;
	TOLD(set32(IANA_S_PORTS_IN_ORDER, 0, 7));
	TOLD(set32(IANA_S_PORTS_IN_ORDER, 4, 0)); /* one twice */
	TOLD((set32(IANA_S_PORTS_IN_ORDER, 0, 1), set32(IANA_S_PORTS_IN_ORDER, 4, 0)));
	TOLD(set32(IANA_S_NAMES_IN_ORDER, IANA_NAMED_TEXT, 0)); /* an empty text */
	TOLD(set32(IANA_S_NAMES_IN_ORDER, IANA_NAMED_TEXT, 1u << 30));
	TOLD((set32(IANA_S_NAMES_IN_ORDER, IANA_NAMED_OWNER, 1),
	      set32(IANA_S_NAMES_IN_ORDER, IANA_NAMED_BYTES + IANA_NAMED_OWNER, 0)));
	TOLD(set32(IANA_S_UNNAMED_PORTS, IANA_U_END, 2));
	TOLD(set32(IANA_S_UNNAMED_PORTS, IANA_U_ROW, 100));
	TOLD(set32(IANA_S_UNNAMED_PORTS, IANA_U_ROW, 0));
	TOLD_OF_DIRECTORIES(move_section(IANA_S_PORTS_IN_ORDER, end));
	TOLD_OF_DIRECTORIES(move_section(IANA_S_NAMES_IN_ORDER, end));
	TOLD_OF_DIRECTORIES(move_section(IANA_S_UNNAMED_PORTS, end));
	TOLD_OF_DIRECTORIES(move_section(IANA_S_TEXTS, end));
	TOLD_OF_DIRECTORIES(set_length(IANA_S_TEXTS, 1));
	TOLD_OF_DIRECTORIES(
	    set_length(IANA_S_TEXTS, iana_section_len(&g.image, IANA_S_TEXTS) - 1));
	/* The root of the tree is inside, and the first half is not; then the second. */
	ck_assert_uint_eq(iana_section_len(&g.image, IANA_S_UNNAMED_PORTS), 48);
	for (size_t n = 16; n <= 32; n += 16)
		TOLD_OF_DIRECTORIES(
		    (memmove(g.index.bytes + end - n, g.index.bytes + tree, n),
		     move_section(IANA_S_UNNAMED_PORTS, end - n)));
	free(sound);
}
END_TEST

/* iana_verify asks both parts. */
START_TEST(a_wrong_cold_part_is_told_by_name)
{
	const char *what = NULL;

	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	g.index.bytes[unit_cold_start(&g, IANA_S_ORIGINS)] ^= 1;
	iana_put64(g.index.bytes + IANA_H_CHECKSUM,
		   iana_checksum(g.index.bytes, g.index.len));
	ck_assert_int_eq(iana_verify(&g.image, &g.header, &what), IANA_CORRUPT);
	ck_assert_str_eq(what, "an entry does not lead to its row");
	g.index.bytes[unit_cold_start(&g, IANA_S_ORIGINS)] ^= 1;
	g.index.bytes[unit_cold_start(&g, IANA_S_PORTS_IN_ORDER)] ^= 1;
	iana_put64(g.index.bytes + IANA_H_CHECKSUM,
		   iana_checksum(g.index.bytes, g.index.len));
	ck_assert_int_eq(iana_verify(&g.image, &g.header, &what), IANA_CORRUPT);
	ck_assert_str_eq(what, "the order of ports is damaged");
}
END_TEST

/* A section that says less or more than it should. */
START_TEST(each_wrong_length_is_told)
{
	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	for (enum iana_section s = IANA_S_ROWS; s <= IANA_S_TEXTS; s++) {
		char *len = g.index.bytes + IANA_H_SECTIONS + 8 * (size_t)s + 4;
		uint32_t was = iana_le32(len);

		for (uint32_t now = was > 20 ? was - 20 : 0; now <= was + 20; now++) {
			if (now == was || unit_cold_start(&g, s) + now > g.index.len)
				continue;
			iana_put32(len, now);
			if (!is_refused())
				ck_abort_msg("section %d of %u bytes, not %u", (int)s, now,
					     was);
		}
		iana_put32(len, was);
	}
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, NULL, done);
	tcase_add_test(tc, each_wrong_bit_of_a_link_an_order_or_a_count_is_told);
	tcase_add_test(tc, a_tree_in_another_order_is_told);
	tcase_add_test(tc, a_row_that_cannot_be_is_told);
	tcase_add_test(tc, an_entry_that_leads_to_another_row_is_told);
	tcase_add_test(tc, a_directory_of_other_items_is_told);
	tcase_add_test(tc, a_wrong_cold_part_is_told_by_name);
	tcase_add_test(tc, each_wrong_length_is_told);
}

int
main(void)
{
	return unit_run("cold_verify", add);
}
