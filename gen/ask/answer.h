/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One answer: an entry with the rows that it comes from, or a row without a service. */
#ifndef IANA_ASK_ANSWER_H
#define IANA_ASK_ANSWER_H

#include "src/row.h"

struct iana_answer {
	const struct iana_index_entry *entry; /* NULL: a row without a service */
	const struct iana_index_row *row; /* the row that put the entry where it stands */
	const struct iana_index_row
	    *registry_row; /* the registry's row of the entry; NULL: there is none */
	const struct iana_index_source *source; /* of the row; NULL without an entry */
	/* What an overlay's line says beside the registry's row; NULL: nothing, or the
	 * same. */
	const char *comment;
};

/* What the answer of an entry points to. */
struct iana_answer_room {
	struct iana_index_row row;
	struct iana_index_row registry_row;
	struct iana_index_source source;
};

/*
 * Read the rows of an entry.
 *
 * match   that the entry was read from
 * ret     set on IANA_OK; borrows entry and room
 *
 * Errors: IANA_CORRUPT, also for an image without its cold part.  Cost: O(1).
 */
enum iana_status iana_answer_read(const struct iana_image *im,
				  const struct iana_match *match,
				  const struct iana_index_entry *entry,
				  struct iana_answer *ret, struct iana_answer_room *room);

#endif
