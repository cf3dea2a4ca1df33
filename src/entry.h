/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Entries of an index: what a search gives, and how to read it. */
#ifndef IANA_ENTRY_H
#define IANA_ENTRY_H

#include "image.h"

/* What a search gives: an entry that has not been read yet. */
struct iana_match {
	const char *record; /* IANA_RECORD_BYTES in the image */
	uint32_t rank;	    /* of the protocol, which need not be in the image */
};

/* The prover does not follow bits of a mask: ranks are less than half of this bound. */
/*@ predicate match_ok(struct iana_image *im, struct iana_match *match) =
      \valid_read(match) && match->rank <= 4095 &&
      in_image(im, match->record, IANA_RECORD_BYTES); */

/* An entry that has been read.  It points into the image, and lives as long. */
struct iana_index_entry {
	const char *name;    /* official name, NUL-terminated */
	const char *proto;   /* NUL-terminated */
	const char *aliases; /* n_aliases times: length, bytes, NUL */
	uint32_t n_aliases;
	uint32_t alias_bytes; /* of all of aliases */
	uint16_t port;	      /* host order */
	uint8_t name_len;     /* without the NUL */
	uint8_t proto_len;
};

/*@ predicate entry_ok(struct iana_index_entry *v) =
      \valid_read(v) && v->alias_bytes <= IANA_INDEX_MAX &&
      \valid_read(v->name + (0 .. v->name_len)) &&
      \valid_read(v->proto + (0 .. v->proto_len)) &&
      \valid_read(v->aliases + (0 .. v->alias_bytes - 1));

    predicate entry_in(struct iana_image *im, struct iana_index_entry *v) =
      in_image(im, v->name, v->name_len + 1) &&
      in_image(im, v->proto, v->proto_len + 1) &&
      in_image(im, v->aliases, v->alias_bytes); */

/*
 * Is the entry of a match a part of the enumeration?  In a merged index, entries at the end
 * of the table can be unlisted: each repeats the name, port and protocol of an earlier one,
 * and is there for its aliases (gen/table/join.h).
 */
/*@ requires image_ok(im) && match_ok(im, match);
    assigns \nothing; */
static inline bool
iana_is_listed(const struct iana_image *im, const struct iana_match *match)
{
	(void)im; /* the contract's alone */
	return !iana_is8(match->record + IANA_R_FORM, IANA_FORM_UNLISTED);
}

/*
 * Read the entry of a match.
 *
 * ret     set on IANA_OK
 *
 * Errors: IANA_CORRUPT.  Cost: O(1).
 * Source: doc/index-format.md "Records", "Extra blocks".
 */
/*@ requires image_ok(im) && match_ok(im, match);
    requires \valid(ret) && \separated(ret, im) && \separated(ret, match);
    assigns *ret;
    ensures \result == IANA_OK ==> entry_in(im, ret) && entry_ok(ret); */
enum iana_status iana_entry_read(const struct iana_image *im,
				 const struct iana_match *match,
				 struct iana_index_entry *ret);

/*
 * Take the next alias of an entry.
 *
 * pos     0 before the first; moved on IANA_OK
 * ret     set on IANA_OK: NUL-terminated bytes in the image
 *
 * Errors: IANA_NOTFOUND after the last byte, IANA_CORRUPT.
 */
/*@ requires entry_ok(entry);
    requires \valid(pos) && \valid(ret) && \valid(ret_len);
    requires \separated(entry, pos, ret, ret_len);
    assigns *pos, *ret, *ret_len;
    ensures \result == IANA_OK ==> \valid_read(*ret + (0 .. *ret_len)) &&
      *ret == entry->aliases + \old(*pos) + 1;
    ensures \result == IANA_OK ==>
      *pos == \old(*pos) + *ret_len + 2 && *pos <= entry->alias_bytes;
    ensures \result != IANA_OK ==> *pos == \old(*pos); */
enum iana_status iana_entry_alias(const struct iana_index_entry *entry, uint32_t *pos,
				  const char **ret, uint8_t *ret_len);

#endif
