/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walks over the characters of a line. */
#include "read/column/column_walk.h"
#include "base/utf8.h"

#define TAB 8u

/* Does a terminal give two places to a character?  East Asian Width, in outline. */
static bool
is_wide(uint32_t c)
{
	static const struct {
		uint32_t first;
		uint32_t last;
	} wide[] = {
		{ 0x1100, 0x115f }, { 0x2e80, 0xa4cf },	  { 0xac00, 0xd7a3 },
		{ 0xf900, 0xfaff }, { 0xfe30, 0xfe6f },	  { 0xff00, 0xff60 },
		{ 0xffe0, 0xffe6 }, { 0x1f300, 0x1f64f }, { 0x20000, 0x3fffd },
	};

	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (c >= wide[i].first && c <= wide[i].last)
			return true;
	return false;
}

bool
iana_column_walk_next(struct iana_column_walk *w)
{
	unsigned at = w->to;
	uint32_t c;
	size_t len;

	for (; w->s < w->end && (*w->s == ' ' || *w->s == '\t'); w->s++)
		at += *w->s == ' ' ? 1 : TAB - at % TAB;
	if (w->s == w->end)
		return false;
	w->bytes = w->s++;
	w->from = at;
	w->to = at + 1;
	if (w->measure == IANA_COLUMN_BYTES || (unsigned char)*w->bytes < 0x80)
		return true;
	len = iana_utf8_decode((const unsigned char *)w->bytes, (size_t)(w->end - w->bytes),
			       &c);
	if (len != 0)
		w->s = w->bytes + len;
	if (len != 0 && w->measure == IANA_COLUMN_TERMINAL && is_wide(c))
		w->to++;
	return true;
}
