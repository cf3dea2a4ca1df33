/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words or regular expressions, in any case. */
#ifndef IANA_ASK_MATCHER_H
#define IANA_ASK_MATCHER_H

#include <stdbool.h>
#include <stddef.h>

/* Start with all zero; to be freed with iana_matcher_done. */
struct iana_matcher {
	struct iana_pattern *pattern;
	size_t n;
	size_t cap;
};

/* A part of a text. */
struct iana_span {
	size_t at;
	size_t len;
};

/*
 * Add a word that must occur, or a POSIX extended regular expression.  Case does not count,
 * also not that of letters beyond ASCII.
 *
 * Returns NULL, or a phrase for a message about the word, which lives until the next call.
 */
const char *iana_matcher_add(struct iana_matcher *matcher, const char *word, bool is_regex);

/* Where does pattern number i occur first in a text?  A match may be empty. */
bool iana_matcher_find(const struct iana_matcher *matcher, size_t i, const char *text,
		       struct iana_span *ret);

/* The first part of a text that any pattern matches, and is not empty; of those the
 * longest. */
bool iana_matcher_any(const struct iana_matcher *matcher, const char *text,
		      struct iana_span *ret);

void iana_matcher_done(struct iana_matcher *matcher);

#endif
