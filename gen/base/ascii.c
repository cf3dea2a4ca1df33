/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes UTF-8 in ASCII. */
#include "base/ascii.h"
#include "base/utf8.h"

#define LATIN_FIRST 0xa0
#define LATIN_LAST 0x17f

/* U+00A0 to U+017F, 16 on each line: Latin-1 and Latin Extended-A. */
static const char latin[LATIN_LAST - LATIN_FIRST + 1][4] = {
	/* clang-format off */
	" ", "!", "c", "?", "?", "?", "|", "?", "\"", "(C)", "a", "<<", "?", "", "(R)", "-",
	"?", "+-", "2", "3", "'", "u", "?", ".", ",", "1", "o", ">>", "1/4", "1/2", "3/4", "?",
	"A", "A", "A", "A", "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I",
	"D", "N", "O", "O", "O", "O", "O", "x", "O", "U", "U", "U", "U", "Y", "Th", "ss",
	"a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
	"d", "n", "o", "o", "o", "o", "o", "/", "o", "u", "u", "u", "u", "y", "th", "y",
	"A", "a", "A", "a", "A", "a", "C", "c", "C", "c", "C", "c", "C", "c", "D", "d",
	"D", "d", "E", "e", "E", "e", "E", "e", "E", "e", "E", "e", "G", "g", "G", "g",
	"G", "g", "G", "g", "H", "h", "H", "h", "I", "i", "I", "i", "I", "i", "I", "i",
	"I", "i", "IJ", "ij", "J", "j", "K", "k", "k", "L", "l", "L", "l", "L", "l", "L",
	"l", "L", "l", "N", "n", "N", "n", "N", "n", "'n", "N", "n", "O", "o", "O", "o",
	"O", "o", "OE", "oe", "R", "r", "R", "r", "R", "r", "S", "s", "S", "s", "S", "s",
	"S", "s", "T", "t", "T", "t", "T", "t", "U", "u", "U", "u", "U", "u", "U", "u",
	"U", "u", "U", "u", "W", "w", "Y", "y", "Y", "Z", "z", "Z", "z", "Z", "z", "s",
	/* clang-format on */
};

static const struct {
	uint32_t first;
	uint32_t last;
	const char *is;
} others[] = {
	{ 0x0300, 0x036f, "" },				  /* combining marks */
	{ 0x2000, 0x200a, " " },  { 0x200b, 0x200f, "" }, /* characters without width */
	{ 0x2010, 0x2015, "-" },  { 0x2018, 0x201b, "'" },   { 0x201c, 0x201f, "\"" },
	{ 0x2022, 0x2022, "*" },  { 0x2026, 0x2026, "..." }, { 0x202f, 0x202f, " " },
	{ 0x2032, 0x2032, "'" },  { 0x2033, 0x2033, "\"" },  { 0x2039, 0x2039, "<" },
	{ 0x203a, 0x203a, ">" },  { 0x20ac, 0x20ac, "EUR" }, { 0x2122, 0x2122, "(TM)" },
	{ 0x2212, 0x2212, "-" },  { 0x3000, 0x3000, " " },   { 0xfb00, 0xfb00, "ff" },
	{ 0xfb01, 0xfb01, "fi" }, { 0xfb02, 0xfb02, "fl" },  { 0xfeff, 0xfeff, "" },
};
#define N_OTHERS (sizeof others / sizeof *others)

/* The ASCII for a character. */
static const char *
ascii_of(uint32_t c)
{
	if (c >= LATIN_FIRST && c <= LATIN_LAST)
		return latin[c - LATIN_FIRST];
	for (size_t i = 0; i < N_OTHERS; i++)
		if (others[i].first <= c && c <= others[i].last)
			return others[i].is;
	return "?";
}

void
iana_ascii_add(struct iana_buffer *to, const char *text, size_t len)
{
	while (len > 0) {
		uint32_t c = 0;
		size_t n = iana_utf8_decode((const unsigned char *)text, len, &c);

		if (c < 0x80 && n == 1)
			iana_buffer_u8(to, c);
		else
			iana_buffer_puts(to, n == 0 ? "?" : ascii_of(c));
		n += n == 0;
		text += n;
		len -= n;
	}
}
