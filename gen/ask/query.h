/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A question of `lookup`, and the answers of an index. */
#ifndef IANA_ASK_QUERY_H
#define IANA_ASK_QUERY_H

#include "ask/answer.h"
#include "ask/question.h"
#include "base/report.h"

typedef void iana_take_answer(const struct iana_answer *answer, void *ctx);

/*
 * Ask an index one question.
 *
 * im      the whole index, mapped
 * path    of the index, for messages
 * text    a query, as iana_question_read takes it; a text that is a name of the index as
 *         a whole (914c/g) is that name
 * take    called with each answer, which lives as long as the call
 * ret_n   the number of answers, also on failure
 *
 * Answers are the entries in the table's order, then the rows without a service in the
 * registry's: reserved ports, names without a port.  A name matches exactly; if that
 * gives no answer, it matches in any ASCII case.  So does a protocol.  In an index that
 * was made with exact case, both match exactly.
 *
 * No answer is told to rep, with the protocols that the name or the ports have.
 *
 * Fails on a port above 65535, on a range that ends before it starts, and on a damaged
 * index.  Cost: O(log n) and the length of the answer.  Whatever the bytes, each
 * entry and each row is given once at most.  Source: rules I5 and I6.
 */
bool iana_query_ask(const struct iana_image *im, const char *path, const char *text,
		    iana_take_answer *take, void *ctx, size_t *ret_n,
		    struct iana_report *rep);

/* Fail with a damaged index. */
bool iana_query_fail_damaged(const char *path, struct iana_report *rep);

/* Give the answers to one question that has been read, and tell nothing of none. */
bool iana_question_ask(const struct iana_image *im, const char *path,
		       const struct iana_question *q, iana_take_answer *take, void *ctx,
		       struct iana_report *rep);

#endif
