/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes the registry's prose safe to print: one line a paragraph, sound UTF-8. */
#ifndef IANA_BASE_TEXT_H
#define IANA_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* White space of ASCII, whatever the locale. */
static inline bool
iana_is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * Decode one character of UTF-8: its length, or 0 when the bytes are none
 * (overlong, surrogate, beyond U+10FFFF, cut short).  len is above 0.
 */
size_t iana_utf8_decode(const unsigned char *s, size_t len, uint32_t *ret);

/* Room that iana_text_clean may need for len bytes. */
#define IANA_TEXT_ROOM(len) ((len)*3 + 1)

/*
 * Clean a text: white space folded to single blanks, none at the ends;
 * paragraphs (separated by blank lines) joined by one '\n'; control characters,
 * Unicode's line separators and what reorders a line's display removed; bytes that are no
 * UTF-8 replaced by U+FFFD.
 *
 * to    room for IANA_TEXT_ROOM(len) bytes; not NUL-terminated
 *
 * Returns the length written.  Cost: O(len).  Source: rule N12.
 */
size_t iana_text_clean(char *to, const char *from, size_t len);

/*
 * Is a text printable ASCII, with single blanks and none at the ends?  Then cleaning
 * leaves it as it is, as it does nearly all of them.  False may be wrong.
 */
bool iana_text_is_clean(const char *text, size_t len);

/* The length of the first paragraph of a cleaned text (N12). */
size_t iana_text_first_paragraph(const char *text, size_t len);

/*
 * The name of a file without its directory, cleaned, to be freed.  A name may hold line
 * ends; its first paragraph holds none.
 */
char *iana_text_file_name(const char *path);

/*
 * Copy a text of a stranger, with '?' for each byte that cleaning would remove or
 * replace, so that no terminal is steered; lines says that '\n' may stay.
 *
 * to    room for strlen(from) + 1 bytes
 */
void iana_text_mask(char *to, const char *from, bool lines);

/*
 * May these bytes be a service name, or a protocol, in a services(5) line?
 * NULL if so; else a phrase that says what they have and must not have.
 */
const char *iana_name_fault(const char *name, size_t len);
const char *iana_protocol_fault(const char *proto, size_t len);

/*
 * The X of a note that says `alias to "X"` or `duplicate of the "X" service`
 * (N4).  note is cleaned.  False when it says neither.
 */
bool iana_note_alias(const char *note, size_t len, const char **ret_name, size_t *ret_len);

/*
 * Read "22" or "6000-6063", all of len bytes.  What is above 65535 comes out above it;
 * a range may end before it starts.  False when it is neither a port nor a range.
 */
bool iana_ports_parse(const char *s, size_t len, uint32_t *ret_lo, uint32_t *ret_hi);

#endif
