/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Verifying: each kind of damage is told, with the checksum made right again. */
#include "src/find.h"
#include "src/row.h"
#include "src/verify.h"
#include "support/fixture.h"
#include "support/unit.h"

#include <string.h>

#define HEAD "Service Name,Port Number,Transport Protocol,Description,Assignment Notes\n"

static const char not_found[] = "an entry is not found by its name, alias or port";
static const char counts[] = "the counts of the header are wrong";

static struct iana_buffer b;

static void
make(const char *csv)
{
	iana_buffer_done(&b);
	b = fixture_index(csv, false);
}

/* What verify says; "" when it is content.  Makes the checksum right first. */
static const char *
verdict(void)
{
	const char *what = "";
	struct iana_image im;
	struct iana_header h;

	fixture_set32(&b, IANA_H_MAY_IGNORE, 0);
	im = fixture_image(&b);
	h = fixture_header(&b);
	iana_verify(&im, &h, &what);
	return what;
}

static char *
section(enum iana_section s)
{
	size_t len;

	return b.bytes + fixture_section(&b, s, &len);
}

static char *
record(size_t number)
{
	return section(IANA_S_RECORDS) + number * IANA_RECORD_BYTES;
}

/* The u32 of the lists that are items, swapped: for lists of two items only. */
static void
swap_items(char *items)
{
	uint32_t first = iana_le32(items);

	iana_put32(items, iana_le32(items + 4));
	iana_put32(items + 4, first);
}

/* The list of a name: its items. */
static char *
items_of(const char *name)
{
	char *l = section(IANA_S_LISTS);
	size_t len;
	size_t n = strlen(name);

	fixture_section(&b, IANA_S_LISTS, &len);
	for (size_t at = 0; at < len; at += IANA_LIST_BYTES) {
		size_t size = IANA_L_RECORDS + 4u * (iana_u8(l + at + IANA_L_N_EXACT) +
						     iana_u8(l + at + IANA_L_N_FOLD));

		if (iana_u8(l + at + IANA_L_KEY_LEN) == n && at + size + n <= len &&
		    memcmp(l + at + size, name, n) == 0)
			return l + at + IANA_L_RECORDS;
	}
	ck_abort_msg("%s has no list", name);
	return NULL;
}

/* The list of a port, in the same way. */
static char *
items_of_port(unsigned port)
{
	size_t number = iana_le16(b.bytes + IANA_HEADER_BYTES + (size_t)(port / 16) * 2);
	const char *page = b.bytes + number * IANA_PP_UNIT;

	number = iana_le32(page + IANA_PP_LISTS) - IANA_PORT_LIST +
		 iana_le16(page + IANA_PP_PORTS + (size_t)(port % 16) * 2);
	return section(IANA_S_LISTS) + number * IANA_LIST_BYTES + 4;
}

/* ---- what is sound ------------------------------------------------------------------- */

START_TEST(a_name_that_is_an_alias_of_an_earlier_entry_is_sound)
{
	make(HEAD "main,1,tcp,,\n"
		  "more,1,tcp,,\"An alias to \"\"main\"\"\"\n"
		  "other,1,tcp,,\"An alias to \"\"main\"\"\"\n"
		  "other,2,tcp,,\n");
	ck_assert_str_eq(verdict(), "");
}
END_TEST

/* ---- counts, records -------------------------------------------------------------- */

START_TEST(counts_of_aliases_are_held_against_the_table)
{
	make(fixture_csv);
	ck_assert_str_eq(verdict(), "");
	fixture_set32(&b, IANA_H_N_ALIASES, IANA_INDEX_MAX + 1);
	ck_assert_str_eq(verdict(), counts);
	fixture_set32(&b, IANA_H_N_ALIASES, 2);
	ck_assert_str_eq(verdict(), counts);
	fixture_set32(&b, IANA_H_N_ALIASES, 4);
	ck_assert_str_eq(verdict(), counts);
	make(fixture_csv);
	ck_assert_uint_eq(iana_u8(record(0) + IANA_R_FORM), IANA_FORM_EXTRA);
	section(IANA_S_EXTRAS)[iana_le32(record(0) + IANA_R_EXTRA) + IANA_E_N_ALIASES]++;
	ck_assert_str_eq(verdict(), not_found);
}
END_TEST

START_TEST(an_alias_without_an_end_is_told)
{
	char *extra;

	make(fixture_csv);
	extra = section(IANA_S_EXTRAS) + iana_le32(record(0) + IANA_R_EXTRA);
	extra += IANA_E_NAME + iana_u8(extra + IANA_E_NAME_LEN) +
		 iana_le32(extra + IANA_E_ALIAS_BYTES);
	ck_assert_uint_eq(iana_u8(extra), 0); /* behind the last alias */
	*extra = 'x';
	ck_assert_str_eq(verdict(), not_found);
}
END_TEST

START_TEST(a_record_of_no_known_form_is_told)
{
	make(fixture_csv);
	record(0)[IANA_R_FORM] = 0x55;
	ck_assert_str_eq(verdict(), not_found);
}
END_TEST

START_TEST(a_record_of_no_protocol_is_told)
{
	make(HEAD "one,1,tcp,,\ntwo,2,tcp,,\n");
	record(1)[IANA_R_MASK] = 0;
	ck_assert_str_eq(verdict(), "the table of entries is damaged");
}
END_TEST

START_TEST(a_port_beside_the_table_is_told)
{
	make(HEAD "one,1,tcp,,\n");
	memset(b.bytes + IANA_HEADER_BYTES + (size_t)(60000 / 16) * 2, 0xff, 2);
	ck_assert_str_eq(verdict(), "the ports are damaged");
}
END_TEST

/* ---- answers ------------------------------------------------------------------------- */

/* "dup" is of udp at port 1 and of tcp at port 2; records are in the table's order. */
#define DUP HEAD "dup,1,udp,,\ndup,2,tcp,,\n"

START_TEST(a_name_that_answers_with_a_later_entry_is_told)
{
	char *items;

	make(DUP);
	items = items_of("dup");
	ck_assert_uint_eq(iana_le32(items), 0);
	swap_items(items); /* for any protocol alone */
	ck_assert_str_eq(verdict(), not_found);
	/* and where that one has no protocol, it does not answer at all */
	record(1)[IANA_R_MASK] = 0;
	ck_assert_str_eq(verdict(), not_found);
	/* two of one protocol: the later one alone stands in the list */
	make(HEAD "dup,1,tcp,,\ndup,2,udp,,\ndup,3,tcp,,\n");
	items = items_of("dup");
	ck_assert_str_eq(verdict(), "");
	iana_put32(items, 2);
	ck_assert_str_eq(verdict(), not_found);
}
END_TEST

START_TEST(a_name_that_answers_with_an_entry_of_another_is_told)
{
	make(HEAD "first,1,tcp,,\nlast,1,udp,,\ndup,3,udp,,\ndup,4,tcp,,\n");
	ck_assert_str_eq(verdict(), "");
	iana_put32(items_of("dup") + 4, 0); /* for tcp */
	ck_assert_str_eq(verdict(), not_found);
	make(HEAD "first,1,tcp,,\ndup,3,udp,,\ndup,4,tcp,,\n");
	iana_put32(items_of("dup"), 0); /* for any */
	iana_put32(items_of("dup") + 4, 1);
	ck_assert_str_eq(verdict(), not_found);
}
END_TEST

START_TEST(two_protocols_of_one_name_are_told)
{
	make(HEAD "one,1,sctp,,\none,1,dccp,,\n");
	ck_assert_str_eq(verdict(), "");
	memcpy(section(IANA_S_PROTOCOLS) + 3 * IANA_PROTOCOL_BYTES, "sctp", 4);
	ck_assert_str_eq(verdict(), not_found);
}
END_TEST

START_TEST(a_port_that_answers_with_a_later_entry_is_told)
{
	static const char csv[] = HEAD "a,5,tcp,,\nb,5,tcp,,\nc,5,udp,,\n";
	char *items;

	make(csv);
	ck_assert_str_eq(verdict(), "");
	items = items_of_port(5);
	ck_assert_uint_eq(iana_le32(items), 0);
	iana_put32(items, 1); /* of the same protocol */
	ck_assert_str_eq(verdict(), not_found);
	make(csv);
	swap_items(items_of_port(5)); /* for any protocol alone */
	ck_assert_str_eq(verdict(), not_found);
	record(2)[IANA_R_MASK] = 0;
	ck_assert_str_eq(verdict(), not_found);
}
END_TEST

/* ---- names --------------------------------------------------------------------------- */

/* A lookup of "up" would take the folded records, and answer the same. */
START_TEST(a_spelling_that_only_its_folded_key_answers_is_told)
{
	char *items;

	make(HEAD "up,1,tcp,,\nUp,2,tcp,,\n");
	ck_assert_str_eq(verdict(), "");
	items = items_of("up");
	ck_assert_uint_eq(iana_u8(items - IANA_L_RECORDS + IANA_L_N_EXACT), 1);
	ck_assert_uint_eq(iana_u8(items - IANA_L_RECORDS + IANA_L_N_FOLD), 1);
	items[-IANA_L_RECORDS + IANA_L_N_EXACT] = 0;
	items[-IANA_L_RECORDS + IANA_L_N_FOLD] = 2;
	ck_assert_str_eq(verdict(), not_found);
}
END_TEST

/* Bytes that no name has, in place of one that all its keys have. */
START_TEST(a_byte_that_no_name_has_is_told)
{
	static const char bytes[] = "\0\n #\x1f\x7f";

	for (size_t i = 0; i + 1 < sizeof bytes; i++) {
		make(HEAD "main,1,tcp,,\n"
			  "more,1,tcp,,\"An alias to \"\"main\"\"\"\n");
		for (size_t at = 0; at + 4 <= b.len; at++)
			if (memcmp(b.bytes + at, "more", 4) == 0)
				b.bytes[at + 1] = bytes[i];
		ck_assert_str_eq(verdict(), not_found);
	}
	make(HEAD "main,1,tcp,,\nmain,1,sctp,,\n");
	memcpy(section(IANA_S_PROTOCOLS) + 2 * IANA_PROTOCOL_BYTES, "s\ntp", 4);
	ck_assert_str_eq(verdict(), not_found);
}
END_TEST

START_TEST(sorted_names_out_of_order_are_told)
{
	char *items;
	size_t len;

	b = fixture_crowded(50);
	fixture_section(&b, IANA_S_SORTED_NAMES, &len);
	ck_assert_uint_eq(len, 50 * IANA_SORTED_NAME_BYTES);
	ck_assert_str_eq(verdict(), "");
	items = section(IANA_S_SORTED_NAMES);
	swap_items(items + 20);
	ck_assert_str_eq(verdict(), not_found);
	swap_items(items + 20);
	iana_put32(items + 20, 0);
	ck_assert_str_eq(verdict(), not_found);
	iana_put32(items + 20, UINT32_MAX);
	ck_assert_str_eq(verdict(), not_found);
}
END_TEST

START_TEST(a_control_character_of_a_text_is_told)
{
	make(HEAD "one,1,tcp,Tune,\n");
	ck_assert_str_eq(section(IANA_S_TEXTS) + sizeof "\0one\0tcp", "Tune");
	section(IANA_S_TEXTS)[sizeof "\0one\0tcp"] = '\t';
	ck_assert_str_eq(verdict(), "the texts are damaged");
	section(IANA_S_TEXTS)[sizeof "\0one\0tcp"] = '\x7f';
	ck_assert_str_eq(verdict(), "the texts are damaged");
}
END_TEST

START_TEST(a_file_of_a_part_of_a_word_is_told)
{
	make(HEAD "one,1,tcp,,\n");
	iana_buffer_u8(&b, 0);
	fixture_set32(&b, IANA_H_TOTAL_BYTES, (uint32_t)b.len);
	ck_assert_str_eq(verdict(), "the file is not whole");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_name_that_is_an_alias_of_an_earlier_entry_is_sound);
	tcase_add_test(tc, counts_of_aliases_are_held_against_the_table);
	tcase_add_test(tc, an_alias_without_an_end_is_told);
	tcase_add_test(tc, a_record_of_no_known_form_is_told);
	tcase_add_test(tc, a_record_of_no_protocol_is_told);
	tcase_add_test(tc, a_port_beside_the_table_is_told);
	tcase_add_test(tc, a_name_that_answers_with_a_later_entry_is_told);
	tcase_add_test(tc, a_name_that_answers_with_an_entry_of_another_is_told);
	tcase_add_test(tc, two_protocols_of_one_name_are_told);
	tcase_add_test(tc, a_port_that_answers_with_a_later_entry_is_told);
	tcase_add_test(tc, a_spelling_that_only_its_folded_key_answers_is_told);
	tcase_add_test(tc, a_byte_that_no_name_has_is_told);
	tcase_add_test(tc, sorted_names_out_of_order_are_told);
	tcase_add_test(tc, a_control_character_of_a_text_is_told);
	tcase_add_test(tc, a_file_of_a_part_of_a_word_is_told);
}

int
main(void)
{
	return unit_run("verify", add);
}
