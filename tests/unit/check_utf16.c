/* SPDX-License-Identifier: GPL-2.0-or-later */
/* UTF-16 turned into UTF-8: every character, every cut, every size of room. */
#include "base/utf8.h"
#include "input/utf16.h"
#include "support/unit.h"

#include <string.h>

/* Write a code unit. */
static size_t
put(char *to, uint32_t unit, bool big_endian)
{
	to[big_endian ? 0 : 1] = (char)(unit >> 8);
	to[big_endian ? 1 : 0] = (char)unit;
	return 2;
}

/* Write a character in UTF-16; returns its bytes. */
static size_t
put_char(char *to, uint32_t c, bool big_endian)
{
	if (c < 0x10000)
		return put(to, c, big_endian);
	put(to, 0xd800 + ((c - 0x10000) >> 10), big_endian);
	return 2 + put(to + 2, 0xdc00 + ((c - 0x10000) & 0x3ff), big_endian);
}

START_TEST(every_character_is_turned)
{
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		bool big_endian = c % 2 == 0;
		char wide[4];
		char utf8[4];
		size_t n = put_char(wide, c, big_endian);
		uint32_t got;
		size_t used;
		size_t made;

		if (c >= 0xd800 && c <= 0xdfff)
			continue;
		UNIT_HOLDS(
		    iana_utf16_turn(big_endian, wide, n, utf8, sizeof utf8, &used, &made));
		UNIT_HOLDS(used == n);
		UNIT_HOLDS(iana_utf8_decode((unsigned char *)utf8, made, &got) == made);
		UNIT_HOLDS(got == c);
	}
}
END_TEST

START_TEST(a_part_of_a_character_waits)
{
	/* 'a', U+00E9, U+20AC, U+1F600 */
	static const uint32_t text[] = { 'a', 0xe9, 0x20ac, 0x1f600 };
	static const size_t whole[] = { 0, 0, 2, 2, 4, 4, 6, 6, 6, 6, 10 };
	static const size_t bytes[] = { 0, 0, 1, 1, 3, 3, 6, 6, 6, 6, 10 };
	char wide[10];
	char utf8[16];
	size_t n = 0;
	size_t used;
	size_t made;

	for (size_t i = 0; i < 4; i++)
		n += put_char(wide + n, text[i], false);
	for (size_t len = 0; len <= n; len++) {
		ck_assert(
		    iana_utf16_turn(false, wide, len, utf8, sizeof utf8, &used, &made));
		ck_assert_uint_eq(used, whole[len]);
		ck_assert_uint_eq(made, bytes[len]);
		ck_assert_mem_eq(utf8, "a\303\251\342\202\254\360\237\230\200", made);
	}
}
END_TEST

START_TEST(no_byte_is_written_behind_the_room)
{
	char wide[12];
	size_t n = 0;

	n += put_char(wide + n, 0x20ac, true);
	n += put_char(wide + n, 0xe9, true);
	n += put_char(wide + n, 0x1f600, true);
	n += put_char(wide + n, 'b', true);
	for (size_t room = 0; room <= 10; room++) {
		char utf8[10];
		size_t used;
		size_t made;

		memset(utf8, '.', sizeof utf8);
		ck_assert(iana_utf16_turn(true, wide, n, utf8, room, &used, &made));
		ck_assert_uint_eq(made, room == 10  ? 10
					: room == 9 ? 9
					: room >= 5 ? 5
					: room >= 3 ? 3
						    : 0);
		for (size_t i = made; i < sizeof utf8; i++)
			ck_assert_int_eq(utf8[i], '.');
	}
}
END_TEST

START_TEST(half_of_a_surrogate_pair_is_refused)
{
	static const struct {
		uint32_t unit[3];
		size_t used; /* in front of the half */
	} halves[] = {
		{ { 'a', 0xdc00, 'b' }, 2 },	   { { 'a', 0xdfff, 'b' }, 2 },
		{ { 'a', 0xd800, 'b' }, 2 },	   { { 'a', 0xdbff, 0xd800 }, 2 },
		{ { 0xd83d, 0xde00, 0xde00 }, 4 },
	};

	for (size_t i = 0; i < 2 * sizeof halves / sizeof *halves; i++) {
		bool big_endian = i % 2 != 0;
		char wide[6];
		char utf8[16];
		size_t n = 0;
		size_t used;
		size_t made;

		for (size_t k = 0; k < 3; k++)
			n += put(wide + n, halves[i / 2].unit[k], big_endian);
		ck_assert(
		    !iana_utf16_turn(big_endian, wide, n, utf8, sizeof utf8, &used, &made));
		ck_assert_uint_eq(used, halves[i / 2].used);
	}
}
END_TEST

START_TEST(marks_are_told_apart)
{
	ck_assert_int_eq(iana_mark_of("\377\376a\0", 4), IANA_MARK_UTF16_LE);
	ck_assert_int_eq(iana_mark_of("\377\376", 2), IANA_MARK_UTF16_LE);
	ck_assert_int_eq(iana_mark_of("\376\377\0a", 4), IANA_MARK_UTF16_BE);
	ck_assert_int_eq(iana_mark_of("\377\376\0\0", 4), IANA_MARK_UTF32);
	ck_assert_int_eq(iana_mark_of("\0\0\376\377", 4), IANA_MARK_UTF32);
	ck_assert_int_eq(iana_mark_of("\357\273\277a", 4), IANA_MARK_NONE);
	ck_assert_int_eq(iana_mark_of("\377", 1), IANA_MARK_NONE);
	ck_assert_int_eq(iana_mark_of("", 0), IANA_MARK_NONE);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, every_character_is_turned);
	tcase_add_test(tc, a_part_of_a_character_waits);
	tcase_add_test(tc, no_byte_is_written_behind_the_room);
	tcase_add_test(tc, half_of_a_surrogate_pair_is_refused);
	tcase_add_test(tc, marks_are_told_apart);
}

int
main(void)
{
	return unit_run("utf16", add);
}
