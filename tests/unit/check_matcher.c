/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words are found in any case, also beyond ASCII, and nothing else is. */
#include "ask/matcher.h"
#include "support/unit.h"

#include <locale.h>
#include <string.h>

struct case_of_word {
	const char *word;
	const char *text;
	int at; /* -1: not there */
	size_t len;
};

static const struct case_of_word words[] = {
	{ "", "", 0, 0 },
	{ "", "x", 0, 0 },
	{ "x", "", -1, 0 },
	{ "mqtt", "MQTT", 0, 4 },
	{ "MQTT", "a mqtt b", 2, 4 },
	{ "mqtt", "mqt", -1, 0 },
	{ "aab", "aaab", 1, 3 },
	{ "abab", "abaabab", 3, 4 },
	{ "x", "yyyyX", 4, 1 },
	{ "1", "a1", 1, 1 },
	{ "(", "a(b", 1, 1 },
	{ ".", "ab", -1, 0 },
	{ "[", "{", -1, 0 }, /* 32 apart, and no letters */
	{ "@", "`", -1, 0 },
	{ "\303\266", "\303\245", -1, 0 },
	{ "\303", "\303\266", -1, 0 }, /* half of a character */
	{ "\266", "\303\266", -1, 0 },
	{ "\377", "a\377", 1, 1 },
	{ "\303\266", "\266\303", -1, 0 },
	{ "x", "\303\266x", 2, 1 },
};

/* U+00D6 and U+00F6. */
static const struct case_of_word letters[] = {
	{ "k\303\226ln", "in K\303\266LN", 3, 5 },
	{ "\303\266", "o\303\226", 1, 2 },
};

static void
is_found(const struct case_of_word *c)
{
	struct iana_matcher m = { 0 };
	struct iana_span span;
	bool found;

	ck_assert_ptr_null(iana_matcher_add(&m, c->word, false));
	found = iana_matcher_find(&m, 0, c->text, &span);
	ck_assert_int_eq(found, c->at >= 0);
	if (found) {
		ck_assert_uint_eq(span.at, (size_t)c->at);
		ck_assert_uint_eq(span.len, c->len);
	}
	iana_matcher_done(&m);
}

START_TEST(a_word_is_found_where_it_is)
{
	is_found(&words[_i]);
}
END_TEST

/*
 * A program of another byte order, run by an emulator, cannot read the locales of this
 * machine: its libc knows no letters beyond ASCII.
 */
START_TEST(a_letter_beyond_ascii_has_cases)
{
	locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);

	if (locale == (locale_t)0)
		return;
	freelocale(locale);
	is_found(&letters[_i]);
}
END_TEST

START_TEST(an_expression_is_found_in_any_case)
{
	struct iana_matcher m = { 0 };
	struct iana_span span;

	ck_assert_ptr_null(iana_matcher_add(&m, "S[hp]+$", true));
	ck_assert(iana_matcher_find(&m, 0, "xsPH", &span));
	ck_assert(span.at == 1 && span.len == 3);
	ck_assert(!iana_matcher_find(&m, 0, "ssh ", &span));
	iana_matcher_done(&m);
}
END_TEST

START_TEST(a_fault_of_an_expression_is_told)
{
	struct iana_matcher m = { 0 };

	ck_assert_ptr_nonnull(iana_matcher_add(&m, "(", true));
	ck_assert_ptr_nonnull(iana_matcher_add(&m, "[", true));
	ck_assert_ptr_nonnull(iana_matcher_add(&m, "a{1", true));
	ck_assert_uint_eq(m.n, 0);
	iana_matcher_done(&m);
}
END_TEST

START_TEST(any_is_the_first_and_the_longest)
{
	struct iana_matcher m = { 0 };
	struct iana_span span;

	ck_assert(!iana_matcher_any(&m, "x", &span));
	iana_matcher_add(&m, "b", false);
	iana_matcher_add(&m, "abc", false);
	iana_matcher_add(&m, "ab", false);
	iana_matcher_add(&m, "", false);
	ck_assert(iana_matcher_any(&m, "xxabcb", &span));
	ck_assert(span.at == 2 && span.len == 3);
	ck_assert(iana_matcher_any(&m, "b", &span));
	ck_assert(span.at == 0 && span.len == 1);
	/* An empty match is none: nothing would be marked, again and again. */
	ck_assert(!iana_matcher_any(&m, "xyz", &span));
	iana_matcher_done(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, a_word_is_found_where_it_is, 0,
			    (int)(sizeof words / sizeof *words));
	tcase_add_loop_test(tc, a_letter_beyond_ascii_has_cases, 0,
			    (int)(sizeof letters / sizeof *letters));
	tcase_add_test(tc, an_expression_is_found_in_any_case);
	tcase_add_test(tc, a_fault_of_an_expression_is_told);
	tcase_add_test(tc, any_is_the_first_and_the_longest);
}

int
main(void)
{
	return unit_run("matcher", add);
}
