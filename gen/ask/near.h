/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What comes closest to a query that found nothing. */
#ifndef IANA_ASK_NEAR_H
#define IANA_ASK_NEAR_H

#include "ask/question.h"
#include "base/buffer.h"

/*
 * Add a sentence's end for a message: "; did you mean rpcbind, sunrpc?", or "; the nearest
 * ports are 4710/tcp (xgrid) and ...".  Nothing if nothing is near.
 *
 * Names are near by few mistakes, or if they begin with the query.  Ports are near below
 * and above.  Cost: for a name, O(n) of all names.
 */
void iana_near_add(struct iana_buffer *to, const struct iana_image *im,
		   const struct iana_question *q);

#endif
