/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The generations of the local index: the one in place, and the one before (rule U4). */
#ifndef IANA_UPDATE_GENERATION_H
#define IANA_UPDATE_GENERATION_H

#include "base/buffer.h"
#include "base/report.h"

/* Their files; none of them need be there.  Without a local index, the package's answers.
 */
struct iana_generations {
	char *folder;
	char *current;	/* the local index */
	char *previous; /* the one before */
	char *next;	/* while it is being installed */
	char *state;	/* what is known of them (state.h) */
};

void iana_generations_init(struct iana_generations *g);
void iana_generations_done(struct iana_generations *g);

/*
 * Install an index; the one in place becomes the previous one.
 *
 * One rename decides: whatever ends the program, the index in place is the old one or the
 * new one, complete.  Fails as iana_outputs_write does, with the old one in place.
 */
bool iana_generation_install(const struct iana_generations *g,
			     const struct iana_buffer *index, struct iana_report *rep);

/*
 * Exchange the two generations.  Either may be missing: without a previous one, the local
 * index goes, and the package's answers; the next rollback brings it back.
 */
bool iana_generation_rollback(const struct iana_generations *g, struct iana_report *rep);

#endif
