/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a registry came from, and when. */
#ifndef IANA_UPDATE_RECEIPT_H
#define IANA_UPDATE_RECEIPT_H

#include "fetch/fetch.h"

#include <json-c/json.h>

/* The receipt of a fetched file lies beside it, under its name and this. */
#define IANA_RECEIPT_SUFFIX ".receipt"

/* What it belongs to is known by a checksum: of an index, that in its header. */
struct iana_receipt {
	uint64_t checksum;
	char source[1024]; /* the URL or file */
	char fetched[32];  /* when: a date and time of ISO 8601, in UTC */
	struct iana_version version;
};

/* An object's receipt; what is missing or of another type is blank. */
void iana_receipt_from_json(struct json_object *o, struct iana_receipt *ret);

struct json_object *iana_receipt_to_json(const struct iana_receipt *receipt);

/*
 * Copy a receipt that nobody trusts.  A text becomes blank unless it is printable ASCII, as
 * URLs and headers of HTTP are, and ends within its room.
 */
void iana_receipt_take(struct iana_receipt *to, const struct iana_receipt *from);

/* Note the time of now as that of the fetch. */
void iana_receipt_stamp(struct iana_receipt *receipt);

/* The checksum by which the receipt of a file knows its content. */
uint64_t iana_receipt_checksum(const char *bytes, size_t n);

/*
 * Read the receipt of a file, as iana_receipt_take does: others may have written it.
 *
 * fd     the receipt's
 * about  the file's, which may stand anywhere
 *
 * False: it cannot be read, or belongs to another content.
 */
bool iana_receipt_read(int fd, int about, struct iana_receipt *ret);

#endif
