/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts are cut and wrapped where a terminal ends; nothing steers it. */
#include "support/unit.h"
#include "term/terminal.h"

#include <locale.h>
#include <string.h>

static struct iana_term term;

static void
setup(void)
{
	setenv("LC_ALL", "C.UTF-8", 1);
	iana_term_init(&term, IANA_COLOR_NEVER);
}

/* U+6F22, two columns; U+0301, none. */
#define WIDE "\346\274\242"
#define ACCENT "\314\201"

/*
 * Does libc know how wide characters are?  A program of another byte order, run by an
 * emulator, cannot read the locales of this machine.
 */
static bool
has_widths(void)
{
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

START_TEST(columns_are_those_of_characters)
{
	if (!has_widths())
		return;
	ck_assert_int_eq(iana_term_columns("abc", 3), 3);
	ck_assert_int_eq(iana_term_columns("\303\266", 2), 1);
	ck_assert_int_eq(iana_term_columns(WIDE "x", 4), 3);
	ck_assert_int_eq(iana_term_columns("e" ACCENT, 3), 1);
	ck_assert_int_eq(iana_term_columns("\377\377", 2), 2);
	ck_assert_int_eq(iana_term_columns("", 0), 0);
}
END_TEST

START_TEST(a_cut_is_between_characters)
{
	if (!has_widths())
		return;
	ck_assert_uint_eq(iana_term_cut("abc", 3, 2), 2);
	ck_assert_uint_eq(iana_term_cut("abc", 3, 9), 3);
	ck_assert_uint_eq(iana_term_cut("abc", 3, 0), 0);
	ck_assert_uint_eq(iana_term_cut("\303\266\303\266", 4, 1), 2);
	ck_assert_uint_eq(iana_term_cut(WIDE WIDE, 6, 3), 3);
	ck_assert_uint_eq(iana_term_cut("e" ACCENT "x", 4, 1), 3);
}
END_TEST

static const struct {
	const char *text;
	int columns;
	size_t len;
} lines[] = {
	{ "", 5, 0 },
	{ "one two", 0, 7 },
	{ "one two", 7, 7 },
	{ "one two", 6, 3 },
	{ "one two", 3, 3 },
	{ "one two", 2, 3 },
	{ "one\ntwo", 9, 3 },
	{ "one\ntwo", 0, 3 },
	{ "one two three", 8, 7 },
	{ "toolongaword x", 4, 12 },
	{ "toolong", 4, 7 },
	{ "\nx", 4, 0 },
};

START_TEST(a_line_ends_at_a_blank)
{
	ck_assert_uint_eq(
	    iana_term_line(lines[_i].text, strlen(lines[_i].text), lines[_i].columns),
	    lines[_i].len);
}
END_TEST

static void
text_is(const char *want, const char *text, bool lines_stay)
{
	struct iana_buffer b = { 0 };

	iana_term_text(&term, &b, text, lines_stay);
	iana_buffer_u8(&b, '\0');
	ck_assert_str_eq(b.bytes != NULL ? b.bytes : "", want);
	iana_buffer_done(&b);
}

START_TEST(a_text_steers_nothing)
{
	text_is("a?[31mb", "a\033[31mb", false);
	text_is("a?b", "a\nb", false);
	text_is("a\nb", "a\nb", true);
	text_is("gr\303\274n", "gr\303\274n", false);
	term.utf8 = false;
	text_is("grun", "gr\303\274n", false);
	text_is("a?[31mb", "a\033[31mb", false);
}
END_TEST

START_TEST(styles_are_for_colour_alone)
{
	struct iana_buffer b = { 0 };

	iana_term_style(&term, &b, IANA_STYLE_NAME);
	ck_assert_uint_eq(b.len, 0);
	term.color = true;
	for (int s = 0; s < IANA_N_STYLES; s++) {
		b.len = 0;
		iana_term_style(&term, &b, (enum iana_style)s);
		ck_assert(b.len > 3 && memcmp(b.bytes, "\033[", 2) == 0);
	}
	iana_buffer_done(&b);
}
END_TEST

START_TEST(the_words_of_color_are_read)
{
	enum iana_color color = IANA_COLOR_AUTO;

	ck_assert_ptr_null(iana_color_read(&color, "never"));
	ck_assert_int_eq(color, IANA_COLOR_NEVER);
	ck_assert_ptr_null(iana_color_read(&color, "always"));
	ck_assert_int_eq(color, IANA_COLOR_ALWAYS);
	ck_assert_ptr_nonnull(iana_color_read(&color, "Always"));
	ck_assert_ptr_nonnull(iana_color_read(&color, ""));
	ck_assert_int_eq(color, IANA_COLOR_ALWAYS);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, NULL);
	tcase_add_test(tc, columns_are_those_of_characters);
	tcase_add_test(tc, a_cut_is_between_characters);
	tcase_add_loop_test(tc, a_line_ends_at_a_blank, 0,
			    (int)(sizeof lines / sizeof *lines));
	tcase_add_test(tc, a_text_steers_nothing);
	tcase_add_test(tc, styles_are_for_colour_alone);
	tcase_add_test(tc, the_words_of_color_are_read);
}

int
main(void)
{
	return unit_run("terminal", add);
}
