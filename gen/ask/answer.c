/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Leads from an entry to its rows. */
#include "ask/answer.h"

#include <string.h>

/* What the line of an overlay says, unless the registry's description is the same. */
static const char *
own_comment(const struct iana_answer *a)
{
	const char *comment = a->row->field[IANA_F_DESCRIPTION];
	const char *known;

	if (a->source->kind != IANA_FROM_OVERLAY || a->registry_row == NULL)
		return NULL;
	known = a->registry_row->field[IANA_F_DESCRIPTION];
	return comment != NULL && known != NULL && strcmp(comment, known) == 0 ? NULL
									       : comment;
}

enum iana_status
iana_answer_read(const struct iana_image *im, const struct iana_match *match,
		 const struct iana_index_entry *entry, struct iana_answer *ret,
		 struct iana_answer_room *room)
{
	struct iana_answer answer = { .entry = entry,
				      .row = &room->row,
				      .source = &room->source };
	struct iana_origin origin;
	uint32_t number;

	if (iana_entry_number(im, match, &number) != IANA_OK ||
	    iana_origin_read(im, number, &origin) != IANA_OK ||
	    iana_row_read(im, origin.row, &room->row) != IANA_OK ||
	    iana_source_read(im, room->row.source, &room->source) != IANA_OK)
		return IANA_CORRUPT;
	if (origin.registry_row == origin.row) {
		answer.registry_row = &room->row;
	} else if (origin.registry_row != IANA_NO_ROW) {
		if (iana_row_read(im, origin.registry_row, &room->registry_row) != IANA_OK)
			return IANA_CORRUPT;
		answer.registry_row = &room->registry_row;
	}
	answer.comment = own_comment(&answer);
	*ret = answer;
	return IANA_OK;
}
