/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds everything that an index knows about a name, a port or a range. */
#include "ask/query.h"
#include "ask/findings.h"
#include "ask/near.h"
#include "ask/protocols.h"
#include "base/alloc.h"
#include "src/find.h"

#include <stdlib.h>
#include <string.h>

struct work {
	const struct iana_image *im;
	const struct iana_question *question;
	iana_take_answer *take;
	void *ctx;
	size_t n;	      /* answers given */
	uint64_t alias_bytes; /* of the entries of one walk */
	struct iana_findings found;
	struct iana_protocols there; /* the protocols of all findings */
	bool notes_only;	     /* the walk fills `there`, and gives no answer */
	bool any_case_proto;	     /* protocols match in any case */
};

/* ---- giving ---------------------------------------------------------------------- */

/*
 * Does the walk give a finding of this protocol?  If it notes only, it adds the protocol
 * to `there`.
 */
static bool
wants_answer(struct work *w, const char *proto)
{
	if (w->notes_only) {
		iana_protocols_note(&w->there, proto);
		return false;
	}
	return iana_protocol_fits(w->question->proto, proto, w->any_case_proto);
}

static void
give_answer(struct work *w, const struct iana_answer *answer)
{
	w->n++;
	w->take(answer, w->ctx);
}

/* Give an entry with its rows. */
static enum iana_status
give_entry(struct work *w, const struct iana_match *match,
	   const struct iana_index_entry *entry)
{
	struct iana_answer_room room;
	struct iana_answer answer;
	enum iana_status st = iana_answer_read(w->im, match, entry, &answer, &room);

	if (st == IANA_OK)
		give_answer(w, &answer);
	return st;
}

/*
 * Give the entries of a record.  In a sound index no two records share the bytes of their
 * aliases, so that the entries of all records have eight times these bytes at most.
 */
static enum iana_status
give_record(struct work *w, uint32_t record)
{
	uint64_t most = 8 * (uint64_t)iana_section_len(w->im, IANA_S_EXTRAS);
	struct iana_index_entry entry;
	struct iana_match match;
	uint32_t cursor = record * 8;

	while (cursor / 8 == record) {
		if (iana_find_next(w->im, &cursor, &match) != IANA_OK ||
		    iana_entry_read(w->im, &match, &entry) != IANA_OK)
			return IANA_CORRUPT;
		w->alias_bytes += entry.alias_bytes;
		if (w->alias_bytes > most)
			return IANA_CORRUPT;
		if (wants_answer(w, entry.proto) &&
		    give_entry(w, &match, &entry) != IANA_OK)
			return IANA_CORRUPT;
	}
	return IANA_OK;
}

/* Give a row without a service: ports without a name, or a name without a port. */
static enum iana_status
give_row(struct work *w, uint32_t number)
{
	struct iana_index_row row;

	if (iana_row_read(w->im, number, &row) != IANA_OK ||
	    row.has_port != w->question->ports ||
	    (row.field[IANA_F_NAME] == NULL) != w->question->ports)
		return IANA_CORRUPT;
	if (wants_answer(w, row.field[IANA_F_PROTOCOL]))
		give_answer(w, &(struct iana_answer){ .row = &row });
	return IANA_OK;
}

/* Walk over all findings: give each, or only note its protocol. */
static enum iana_status
walk_found(struct work *w, bool notes_only)
{
	const struct iana_findings *found = &w->found;
	enum iana_status st = IANA_OK;

	w->notes_only = notes_only;
	w->alias_bytes = 0;
	for (size_t i = 0; i < found->records.n && st == IANA_OK; i++)
		st = give_record(w, found->records.item[i]);
	for (size_t i = 0; i < found->rows.n && st == IANA_OK; i++)
		st = give_row(w, found->rows.item[i]);
	return st;
}

/* ---- asking ---------------------------------------------------------------------- */

/*
 * Give all answers to a question.  A protocol matches in any case, if no finding has it
 * exactly.  A row without a protocol does not count as one that has it.
 */
static enum iana_status
answer_question(struct work *w, bool any_case_name)
{
	const char *proto = w->question->proto;
	enum iana_status st =
	    iana_findings_search(w->im, w->question, any_case_name, &w->found);

	w->there = (struct iana_protocols){ .asked = proto };
	if (st == IANA_OK && proto != NULL)
		st = walk_found(w, true);
	w->any_case_proto = !w->there.exact && !iana_image_exact_case(w->im);
	return st == IANA_OK ? walk_found(w, false) : st;
}

/* Ask a question: a name in any case where the exact name gives no answer. */
static enum iana_status
ask(struct work *w, const struct iana_question *q)
{
	enum iana_status st;

	w->question = q;
	st = answer_question(w, false);
	if (st == IANA_OK && w->n == 0 && !q->ports && !iana_image_exact_case(w->im))
		st = answer_question(w, true);
	return st;
}

/* Tell that a query found nothing: for which protocols there is something, or what is near.
 */
static void
tell_miss(const struct work *w, const struct iana_question *q, const char *text,
	  struct iana_report *rep)
{
	struct iana_buffer hint = { 0 };

	if (w->there.n != 0) {
		iana_buffer_puts(&hint, "; it is there for ");
		iana_protocols_add(&hint, &w->there);
	} else {
		iana_near_add(&hint, w->im, q);
	}
	iana_buffer_u8(&hint, 0);
	iana_tell(rep, NULL, 0, "\"%.60s\": not found%s", text, hint.bytes);
	iana_buffer_done(&hint);
}

bool
iana_query_fail_damaged(const char *path, struct iana_report *rep)
{
	return iana_fail(rep, path, 0,
			 "the index is damaged: iana-services verify tells more");
}

bool
iana_question_ask(const struct iana_image *im, const char *path,
		  const struct iana_question *q, iana_take_answer *take, void *ctx,
		  struct iana_report *rep)
{
	struct work w = { .im = im, .take = take, .ctx = ctx };
	enum iana_status st = ask(&w, q);

	iana_findings_done(&w.found);
	return st == IANA_OK || iana_query_fail_damaged(path, rep);
}

bool
iana_query_ask(const struct iana_image *im, const char *path, const char *text,
	       iana_take_answer *take, void *ctx, size_t *ret_n, struct iana_report *rep)
{
	struct work w = { .im = im, .take = take, .ctx = ctx };
	struct iana_question q = { .name = text };
	char *room = iana_calloc(strlen(text) + 1, 1);
	enum iana_status st = IANA_OK;
	bool ok = true;

	/* A name may hold a slash, 914c/g, and a text may have names as of SRV records. */
	if (strchr(text, '/') != NULL || text[0] == '_' || text[0] == ':')
		st = ask(&w, &q);
	if (st == IANA_OK && w.n == 0) {
		ok = iana_question_read(im, text, room, &q, rep);
		if (ok)
			st = ask(&w, &q);
	}
	if (st != IANA_OK)
		ok = iana_query_fail_damaged(path, rep);
	else if (ok && w.n == 0)
		tell_miss(&w, &q, text, rep);
	*ret_n = w.n;
	free(room);
	iana_findings_done(&w.found);
	return ok;
}
