/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes prose of a registry safe to print: valid UTF-8, one line for each paragraph. */
#ifndef IANA_BASE_TEXT_H
#define IANA_BASE_TEXT_H

#include "base/buffer.h"

#include <stdbool.h>

/* Room that iana_text_clean may need for len bytes. */
#define IANA_TEXT_ROOM(len) ((len)*3 + 1)

/*
 * Clean a text:
 *   - white space becomes one blank, and none stays at the ends;
 *   - blank lines separate paragraphs; one '\n' takes their place;
 *   - control characters, Unicode's line separators and the characters that change the
 *     direction of writing go;
 *   - bytes that are not UTF-8 become U+FFFD.
 *
 * to    room for IANA_TEXT_ROOM(len) bytes; not NUL-terminated
 *
 * Returns the length written.  Cost: O(len).  Source: rule N12.
 */
size_t iana_text_clean(char *to, const char *from, size_t len);

/*
 * Is the text clean already?  True only for printable ASCII with single blanks and none
 * at the ends, as nearly all texts are.  False may be wrong.
 */
bool iana_text_is_clean(const char *text, size_t len);

/* The length of the first paragraph of a cleaned text (N12). */
size_t iana_text_first_paragraph(const char *text, size_t len);

/*
 * The name of a file without its directory, cleaned, to be freed.  A line end in the name
 * ends it.
 */
char *iana_text_file_name(const char *path);

/*
 * Copy a text from an unknown source, with '?' for each byte that cleaning would remove
 * or replace, so that the text cannot steer a terminal.
 *
 * to      room for strlen(from) + 1 bytes
 * lines   '\n' stays
 */
void iana_text_mask(char *to, const char *from, bool lines);

/* The same as a new string, to be freed. */
char *iana_text_masked(const char *text, bool lines);

/* Add the same to a buffer, without '\n'. */
void iana_text_add_masked(struct iana_buffer *to, const char *text);

#endif
