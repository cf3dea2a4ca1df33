/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds words without regard to case: ASCII by a table, other letters by libc. */
#include "ask/matcher.h"
#include "base/alloc.h"
#include "base/utf8.h"

#include <locale.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

struct iana_pattern {
	bool is_regex;
	regex_t regex;
	uint32_t *letter; /* of a word, in lower case */
	size_t n;
};

/* Letters of every language, whatever the locale of the user. */
static locale_t
all_letters(void)
{
	static locale_t locale;

	if (locale == (locale_t)0)
		locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return locale;
}

/* Where that locale is missing, the user's has to do. */
static uint32_t
lower_letter(uint32_t c)
{
	locale_t all = all_letters();

	return (uint32_t)(all != (locale_t)0 ? towlower_l((wint_t)c, all)
					     : towlower((wint_t)c));
}

/* The next letter of a text in lower case; a byte that is not UTF-8 is one by itself. */
static inline size_t
next_letter(const char *text, uint32_t *ret)
{
	unsigned char byte = (unsigned char)text[0];
	size_t n;

	if (byte < 0x80) {
		*ret = byte >= 'A' && byte <= 'Z' ? byte + 32u : byte;
		return 1;
	}
	n = iana_utf8_decode((const unsigned char *)text, strnlen(text, 4), ret);
	if (n == 0) {
		*ret = 0x110000u + byte;
		return 1;
	}
	*ret = lower_letter(*ret);
	return n;
}

const char *
iana_matcher_add(struct iana_matcher *matcher, const char *word, bool is_regex)
{
	static char fault[200];
	struct iana_pattern p = { .is_regex = is_regex };
	size_t cap = 0;
	int error;

	if (is_regex) {
		error = regcomp(&p.regex, word, REG_EXTENDED | REG_ICASE);
		if (error != 0) {
			regerror(error, &p.regex, fault, sizeof fault);
			return fault;
		}
	}
	while (!is_regex && *word != '\0') {
		p.letter = iana_grow(p.letter, &cap, p.n + 1, sizeof *p.letter);
		word += next_letter(word, &p.letter[p.n]);
		p.n++;
	}
	matcher->pattern = iana_grow(matcher->pattern, &matcher->cap, matcher->n + 1,
				     sizeof *matcher->pattern);
	matcher->pattern[matcher->n++] = p;
	return NULL;
}

/* How many bytes of a text are the word?  0: it does not begin with it. */
static size_t
word_at(const struct iana_pattern *p, const char *text)
{
	const char *s = text;
	uint32_t letter;

	for (size_t i = 0; i < p->n; i++) {
		size_t n = next_letter(s, &letter);

		if (*s == '\0' || letter != p->letter[i])
			return 0;
		s += n;
	}
	return (size_t)(s - text);
}

/* Nearly all letters of nearly all words are ASCII: skip to the first one, in either case.
 */
static const char *
skip_to(const struct iana_pattern *p, const char *text)
{
	char set[3] = { (char)p->letter[0], '\0', '\0' };

	if (p->letter[0] >= 0x80)
		return text;
	if (set[0] >= 'a' && set[0] <= 'z')
		set[1] = (char)(set[0] - 32);
	return text + strcspn(text, set);
}

static bool
find_word(const struct iana_pattern *p, const char *text, struct iana_span *ret)
{
	const char *s = text;
	uint32_t letter;

	ret->at = 0;
	ret->len = 0;
	if (p->n == 0)
		return true;
	for (; *(s = skip_to(p, s)) != '\0'; s += next_letter(s, &letter)) {
		size_t n = word_at(p, s);

		if (n == 0)
			continue;
		ret->at = (size_t)(s - text);
		ret->len = n;
		return true;
	}
	return false;
}

bool
iana_matcher_find(const struct iana_matcher *matcher, size_t i, const char *text,
		  struct iana_span *ret)
{
	const struct iana_pattern *p = &matcher->pattern[i];
	regmatch_t match;

	if (!p->is_regex)
		return find_word(p, text, ret);
	if (regexec(&p->regex, text, 1, &match, 0) != 0)
		return false;
	ret->at = (size_t)match.rm_so;
	ret->len = (size_t)(match.rm_eo - match.rm_so);
	return true;
}

bool
iana_matcher_any(const struct iana_matcher *matcher, const char *text,
		 struct iana_span *ret)
{
	struct iana_span found;
	bool has = false;

	for (size_t i = 0; i < matcher->n; i++)
		if (iana_matcher_find(matcher, i, text, &found) && found.len != 0 &&
		    (!has || found.at < ret->at ||
		     (found.at == ret->at && found.len > ret->len))) {
			*ret = found;
			has = true;
		}
	return has;
}

void
iana_matcher_done(struct iana_matcher *matcher)
{
	for (size_t i = 0; i < matcher->n; i++) {
		if (matcher->pattern[i].is_regex)
			regfree(&matcher->pattern[i].regex);
		free(matcher->pattern[i].letter);
	}
	free(matcher->pattern);
}
