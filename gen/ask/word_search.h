/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searches all that an index says for words, for `search`. */
#ifndef IANA_ASK_WORD_SEARCH_H
#define IANA_ASK_WORD_SEARCH_H

#include "ask/cards.h"
#include "ask/matcher.h"

#define IANA_SEARCH_PROTOCOLS_MAX 16
#define IANA_SEARCH_RANGES_MAX 64

/* What an answer must be.  All zero: anything. */
struct iana_search {
	struct iana_matcher matcher; /* all patterns must occur in what an answer says */
	const char *proto[IANA_SEARCH_PROTOCOLS_MAX]; /* one of these, in any case */
	size_t n_protos;
	uint32_t range[IANA_SEARCH_RANGES_MAX][2]; /* at a port of one of these */
	size_t n_ranges;
	uint32_t since;	   /* registered or modified then or later: YYYYMMDD */
	bool unauthorized; /* with a report of unauthorized use */
	bool historic;
	bool no_port;	   /* a name without a port */
	const char *class; /* NULL: any */
	bool joined;	   /* ports in a row that say the same are one card */
};

/* Read a list of protocols or ports, separated by commas.  Returns NULL, or a phrase. */
const char *iana_search_protocols(struct iana_search *s, const char *list, char *room);
const char *iana_search_ports(struct iana_search *s, const char *list);

/*
 * Collect the cards of all answers, best first: what has the words in its name comes
 * before what has them in an alias, in its description, in its assignee and in its notes;
 * then by port.
 *
 * ret   all zero; to be freed with iana_cards_done
 *
 * Fails on a damaged index.  Cost: O(n) of all that the index has.
 */
bool iana_search_run(const struct iana_search *s, const struct iana_image *im,
		     const char *path, struct iana_cards *ret, struct iana_report *rep);

#endif
