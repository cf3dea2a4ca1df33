/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The service codes of DCCP. */
#ifndef IANA_ASK_SERVICE_CODE_H
#define IANA_ASK_SERVICE_CODE_H

#include "ask/query.h"

/*
 * Read a service code as RFC 4340 section 8.1.2 writes it: a number, SC=1145656131,
 * SC=x44495343, or the four letters of SC:DISC.  Returns NULL, or a phrase about the text.
 */
const char *iana_service_code_read(uint32_t *ret, const char *text);

/*
 * Give all entries whose row in the registry has this service code.
 *
 * Fails on a damaged index.  Cost: O(n) of all rows.
 */
bool iana_service_code_ask(const struct iana_image *im, const char *path, uint32_t code,
			   iana_take_answer *take, void *ctx, size_t *ret_n,
			   struct iana_report *rep);

#endif
