/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is known of the generations: where each came from, and when. */
#ifndef IANA_UPDATE_STATE_H
#define IANA_UPDATE_STATE_H

#include "update/receipt.h"

/* Find what is known of an index.  False: nothing, or the file cannot be read. */
bool iana_state_find(const char *path, uint64_t checksum, struct iana_receipt *ret);

/*
 * Find the receipt that was fetched last from a source, so that its server can be asked for
 * something newer.
 */
bool iana_state_latest(const char *path, const char *source, struct iana_receipt *ret);

/*
 * Add a receipt, before its index is installed; of the others, only that of one more index
 * stays.  Nothing is lost if the index is not installed after all.
 *
 * keep   the checksum of the index in place; 0: none
 */
bool iana_state_add(const char *path, const struct iana_receipt *receipt, uint64_t keep,
		    struct iana_report *rep);

#endif
