/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Clean prose (N12), allowed names (N6), aliases in notes (N4). */
#include "base/text.h"
#include "support/unit_gen.h"
#include "table/rules.h"

#define BAD "\357\277\275" /* U+FFFD */

/* Clean len bytes into a block of exactly the room promised. */
static char *
clean(const char *from, size_t len, size_t *ret_len)
{
	char *to = malloc(IANA_TEXT_ROOM(len));
	char *copy;

	*ret_len = iana_text_clean(to, from, len);
	UNIT_HOLDS(*ret_len <= IANA_TEXT_ROOM(len));
	copy = strndup(to, *ret_len);
	UNIT_HOLDS(strlen(copy) == *ret_len);
	free(to);
	return copy;
}

static void
expect_bytes(const char *from, size_t from_len, const char *to)
{
	size_t len;
	char *got = clean(from, from_len, &len);

	ck_assert_str_eq(got, to);
	free(got);
}

static void
expect(const char *from, const char *to)
{
	expect_bytes(from, strlen(from), to);
}

START_TEST(white_space_folds_to_single_blanks)
{
	expect("", "");
	expect("a", "a");
	expect("  a \t b  ", "a b");
	expect("a\nb", "a b");
	expect("a\r\nb", "a b");
	expect("a\rb", "a b");
	expect("a\v\f b", "a b");
	expect(" \t\r\n ", "");
}
END_TEST

START_TEST(blank_lines_part_paragraphs)
{
	expect("a\n\nb", "a\nb");
	expect("a\r\n\r\nb", "a\nb");
	expect("a\r\rb", "a\nb");
	expect("a \n \t \n\n\n b", "a\nb");
	expect("\n\na\n\n", "a");
	expect("a b\nc\n\nd", "a b c\nd");
}
END_TEST

START_TEST(every_control_character_is_removed)
{
	for (uint32_t c = 0; c < 0xa0; c++) {
		char text[5] = { 'a' };
		size_t n = 1;

		if (c >= 0x20 && c < 0x7f)
			continue;
		if (c >= 0x80)
			text[n++] = '\302';
		text[n++] = (char)c;
		text[n++] = 'b';
		expect_bytes(text, n, c >= '\t' && c <= '\r' ? "a b" : "ab");
	}
	expect("a\342\200\250b\342\200\251c", "abc"); /* U+2028, U+2029 */
	/* Embeddings, overrides and isolates: U+202A to U+202E, U+2066 to U+2069. */
	expect("a\342\200\252b\342\200\256c\342\201\246d\342\201\251e", "abcde");
	/* Marks: U+200E, U+200F, U+061C. */
	expect("a\342\200\216b\342\200\217c\330\234d", "abcd");
	expect("a \001 b", "a b");
	expect("\033[31mred", "[31mred");
}
END_TEST

START_TEST(sound_utf8_stays)
{
	/* The first and last of each length, and those beside the surrogates. */
	static const char *const sound[] = {
		"!",
		"~",
		"\302\240",
		"\337\277",
		"\340\240\200",
		"\355\237\277",
		"\356\200\200",
		"\357\277\277",
		"\330\233",
		"\330\235",
		"\342\200\215",
		"\342\200\220",
		"\342\200\247",
		"\342\200\257",
		"\342\201\245",
		"\342\201\252",
		"\360\220\200\200",
		"\364\217\277\277",
	};

	for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
		expect(sound[i], sound[i]);
	expect("caf\303\251 \342\202\254", "caf\303\251 \342\202\254");
}
END_TEST

START_TEST(each_byte_that_is_no_utf8_becomes_a_replacement)
{
	static const char *const two[] = { "\300\200", "\300\212", "\301\277", "\200\277",
					   "\342\202", "\364\277", "\365\200", "\377\376" };
	static const char *const three[] = { "\340\200\200", "\340\237\277", "\355\240\200",
					     "\355\277\277", "\360\237\230" };
	static const char *const four[] = { "\360\200\200\200", "\360\217\277\277",
					    "\364\220\200\200", "\367\277\277\277" };

	for (size_t i = 0; i < sizeof two / sizeof *two; i++)
		expect(two[i], BAD BAD);
	for (size_t i = 0; i < sizeof three / sizeof *three; i++)
		expect(three[i], BAD BAD BAD);
	for (size_t i = 0; i < sizeof four / sizeof *four; i++)
		expect(four[i], BAD BAD BAD BAD);
	expect("a\303b", "a" BAD "b");
	expect("\303\n\nb", BAD "\nb");
	/* Cut short by the end of the text, not by the end of its storage. */
	expect_bytes("\303\251", 1, BAD);
	expect_bytes("\360\237\230\200", 3, BAD BAD BAD);
}
END_TEST

START_TEST(a_cleaned_text_is_clean_already)
{
	/* Bytes that meet in all ways: blanks, line ends, parts of characters. */
	static const char pick[] =
	    " \t\n\r\v\001\177ab\"\302\205\240\342\200\250\355\377\360";
	uint32_t state = 1;

	for (int round = 0; round < 20000; round++) {
		char text[24];
		size_t len = unit_random(&state) % sizeof text;
		size_t n;
		char *once;
		char *again;

		for (size_t i = 0; i < len; i++)
			text[i] = pick[unit_random(&state) % (sizeof pick - 1)];
		once = clean(text, len, &n);
		again = iana_calloc(2 * n + 1, 1);
		for (size_t i = 0, at = 0; i < n; i++) {
			if (once[i] == '\n') /* a blank line again */
				again[at++] = '\n';
			again[at++] = once[i];
		}
		expect(again, once);
		free(again);
		for (size_t i = 0; i < n; i++) {
			bool gap = once[i] == ' ' || once[i] == '\n';

			UNIT_HOLDS(gap || (unsigned char)once[i] > 0x20);
			UNIT_HOLDS(!gap || (i != 0 && i != n - 1));
			UNIT_HOLDS(!gap || (once[i + 1] != ' ' && once[i + 1] != '\n'));
		}
		free(once);
	}
}
END_TEST

/* Put c, and a blank after it if two, into len letters at i: is that clean? */
static void
expect_clean(size_t len, size_t i, int c, bool two)
{
	char *text = iana_calloc(len, 1); /* of its own, so that reads past it show */
	bool end = i == 0 || i == len - 1;
	bool sound =
	    c >= ' ' && c <= '~' && (c != ' ' || (!two && !end)) && (!two || i + 2 < len);
	size_t n;
	char *to;

	memset(text, 'x', len);
	text[i] = (char)c;
	if (two)
		text[i + 1] = ' ';
	UNIT_HOLDS(iana_text_is_clean(text, len) == sound);
	to = clean(text, len, &n);
	UNIT_HOLDS(!sound || (n == len && memcmp(to, text, n) == 0));
	free(to);
	free(text);
}

START_TEST(a_text_known_to_be_clean_is_left_as_it_is)
{
	ck_assert(iana_text_is_clean("", 0));
	for (size_t len = 1; len < 26; len++) {
		for (size_t i = 0; i < len; i++) {
			for (int c = 0; c < 256; c++) {
				expect_clean(len, i, c, false);
				if (i + 1 < len)
					expect_clean(len, i, c, true);
			}
		}
	}
}
END_TEST

START_TEST(the_first_paragraph_ends_at_the_first_line_end)
{
	ck_assert_uint_eq(iana_text_first_paragraph("", 0), 0);
	ck_assert_uint_eq(iana_text_first_paragraph("a b", 3), 3);
	ck_assert_uint_eq(iana_text_first_paragraph("a b\nc\nd", 7), 3);
	ck_assert_uint_eq(iana_text_first_paragraph("a b\nc", 2), 2);
}
END_TEST

START_TEST(a_name_may_hold_what_a_line_can)
{
	char longest[257];

	memset(longest, 'x', sizeof longest);
	ck_assert_ptr_null(iana_name_fault("ssh", 3));
	ck_assert_ptr_null(iana_name_fault("914c/g", 6));
	ck_assert_ptr_null(iana_name_fault("nburn_id", 8));
	ck_assert_ptr_null(iana_name_fault("\303\251", 2));
	ck_assert_ptr_nonnull(strstr(iana_name_fault("\303\251\377", 3), "UTF-8"));
	ck_assert_ptr_nonnull(strstr(iana_name_fault("a\303", 2), "UTF-8"));
	ck_assert_ptr_nonnull(strstr(iana_name_fault("a\302\233m", 4), "control"));
	ck_assert_ptr_nonnull(strstr(iana_name_fault("a\342\200\256m", 5), "control"));
	ck_assert_ptr_null(iana_name_fault(longest, 255));
	ck_assert_ptr_nonnull(strstr(iana_name_fault(longest, 256), "255"));
	for (int c = 0; c < 0x21; c++) {
		char name[3] = { 'a', (char)c, 'b' };

		ck_assert_ptr_nonnull(iana_name_fault(name, 3));
	}
	ck_assert_ptr_nonnull(iana_name_fault("\177", 1));
	ck_assert_ptr_nonnull(strstr(iana_name_fault("a#", 2), "'#'"));
	ck_assert_ptr_nonnull(strstr(iana_name_fault("a b", 3), "white space"));
}
END_TEST

START_TEST(a_mask_hides_what_steers_a_terminal)
{
	static const struct {
		const char *from;
		const char *to;
		bool lines;
	} texts[] = {
		{ "", "", false },
		{ "caf\303\251 ~", "caf\303\251 ~", false },
		{ "a\033[1m\177", "a?[1m?", false },
		{ "a\302\233b\233c", "a??b?c", false },
		{ "a\342\200\256b", "a???b", false },
		{ "a\nb\tc", "a?b?c", false },
		{ "a\nb\tc\r", "a\nb?c?", true },
		{ "a\303", "a?", true },
	};
	char to[16];

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		iana_text_mask(to, texts[i].from, texts[i].lines);
		ck_assert_str_eq(to, texts[i].to);
	}
}
END_TEST

START_TEST(a_protocol_may_hold_what_a_name_may_but_a_slash)
{
	ck_assert_ptr_null(iana_protocol_fault("udp-lite", 8));
	ck_assert_ptr_null(iana_protocol_fault("", 0));
	ck_assert_ptr_nonnull(strstr(iana_protocol_fault("tcp/udp", 7), "'/'"));
	ck_assert_ptr_nonnull(strstr(iana_protocol_fault("t#", 2), "'#'"));
	ck_assert_ptr_nonnull(strstr(iana_protocol_fault("t p", 3), "white space"));
}
END_TEST

START_TEST(a_note_names_its_target_in_quotes)
{
	static const struct {
		const char *note;
		const char *name;
	} notes[] = {
		{ "alias to \"x\"", "x" },
		{ "This entry is an alias to \"a-b_c\". Not for use.", "a-b_c" },
		{ "Historic\nThis is an alias to \"x\"", "x" },
		{ "This is a duplicate of the \"www\" service", "www" },
		{ "not an alias to anything, but an alias to \"x\"", "x" },
		{ "alias to x", NULL },
		{ "alias to \"\"", NULL },
		{ "alias to \"x", NULL },
		{ "alias to ", NULL },
		{ "alias to \"", NULL },
		{ "is aliased \"x\"", NULL },
		{ "a replacement for \"x\"", NULL },
		{ "duplicate of the x service", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
		const char *name = NULL;
		size_t len = 0;
		bool is =
		    iana_note_alias(notes[i].note, strlen(notes[i].note), &name, &len);

		ck_assert_msg(is == (notes[i].name != NULL), "%s", notes[i].note);
		if (!is)
			continue;
		ck_assert_uint_eq(len, strlen(notes[i].name));
		ck_assert_mem_eq(name, notes[i].name, len);
	}
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, white_space_folds_to_single_blanks);
	tcase_add_test(tc, blank_lines_part_paragraphs);
	tcase_add_test(tc, every_control_character_is_removed);
	tcase_add_test(tc, sound_utf8_stays);
	tcase_add_test(tc, each_byte_that_is_no_utf8_becomes_a_replacement);
	tcase_add_test(tc, a_cleaned_text_is_clean_already);
	tcase_add_test(tc, a_text_known_to_be_clean_is_left_as_it_is);
	tcase_add_test(tc, the_first_paragraph_ends_at_the_first_line_end);
	tcase_add_test(tc, a_name_may_hold_what_a_line_can);
	tcase_add_test(tc, a_mask_hides_what_steers_a_terminal);
	tcase_add_test(tc, a_protocol_may_hold_what_a_name_may_but_a_slash);
	tcase_add_test(tc, a_note_names_its_target_in_quotes);
}

int
main(void)
{
	return unit_run("text", add);
}
