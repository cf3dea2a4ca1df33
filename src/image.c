/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Checks the header of an index and finds its sections. */
#include "image.h"

#include <string.h>

/* What must hold before any other field means anything. */
static enum iana_status
header_ok(const uint8_t *b, size_t size)
{
	if (size < IANA_HEADER_BYTES)
		return IANA_CORRUPT;
	if (memcmp(b + IANA_H_MAGIC, IANA_MAGIC, IANA_MAGIC_BYTES) != 0)
		return IANA_CORRUPT;
	if (iana_le16(b + IANA_H_MAJOR) != IANA_MAJOR)
		return IANA_UNSUPPORTED;
	if ((iana_le32(b + IANA_H_MUST_REFUSE) & ~IANA_FLAGS_KNOWN) != 0)
		return IANA_UNSUPPORTED;
	return IANA_OK;
}

enum iana_status
iana_image_hot_bytes(const uint8_t *bytes, size_t size, uint32_t *ret_hot_bytes)
{
	enum iana_status st = header_ok(bytes, size);

	if (st == IANA_OK)
		*ret_hot_bytes = iana_le32(bytes + IANA_H_HOT_BYTES);
	return st;
}

/* Hot sections lie in the hot part, cold ones in the file or nowhere. */
static bool
sections_ok(struct iana_image *im)
{
	const uint8_t *p = im->bytes + IANA_H_SECTIONS;

	for (unsigned i = 0; i < IANA_N_SECTIONS; i++, p += 8) {
		bool hot = i < IANA_N_HOT_SECTIONS;
		struct iana_span s = { iana_le32(p), iana_le32(p + 4) };

		if (!iana_span_ok(hot ? im->hot_bytes : im->total_bytes, s.off, s.len))
			return false;
		if (!hot && im->size < im->total_bytes)
			s = (struct iana_span){ 0, 0 };
		im->section[i] = s;
	}
	return true;
}

/* Lengths that lookups divide or index by; the rest is checked where used. */
static bool
shapes_ok(const struct iana_image *im)
{
	const struct iana_span *s = im->section;
	const struct iana_span *texts = &s[IANA_S_TEXTS];

	/* Whatever text offset is in range, its string then ends in range. */
	if (texts->len != 0 && im->bytes[texts->off + texts->len - 1] != 0)
		return false;
	return s[IANA_S_PILOTS].len >= 2 && s[IANA_S_NAMES].len >= 4 &&
	       s[IANA_S_PORTMAP].len == IANA_PORTMAP_BYTES;
}

enum iana_status
iana_image_open(const uint8_t *bytes, size_t size, struct iana_image *ret)
{
	struct iana_image im;
	enum iana_status st = header_ok(bytes, size);

	if (st != IANA_OK)
		return st;
	im.bytes = bytes;
	im.size = size;
	im.flags = iana_le32(bytes + IANA_H_MUST_REFUSE);
	im.minor = iana_le16(bytes + IANA_H_MINOR);
	im.date = iana_le32(bytes + IANA_H_DATE);
	im.total_bytes = iana_le32(bytes + IANA_H_TOTAL_BYTES);
	im.hot_bytes = iana_le32(bytes + IANA_H_HOT_BYTES);
	im.n_entries = iana_le32(bytes + IANA_H_N_ENTRIES);
	im.n_names = iana_le32(bytes + IANA_H_N_NAMES);
	im.n_aliases = iana_le32(bytes + IANA_H_N_ALIASES);
	im.n_rows = iana_le32(bytes + IANA_H_N_ROWS);
	im.seed = iana_le64(bytes + IANA_H_SEED);
	if (im.hot_bytes > size || im.hot_bytes > im.total_bytes ||
	    im.total_bytes > IANA_INDEX_MAX)
		return IANA_CORRUPT;
	if (!sections_ok(&im) || !shapes_ok(&im))
		return IANA_CORRUPT;
	*ret = im;
	return IANA_OK;
}
