/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ASCII for what is UTF-8, the same on every machine and in every locale. */
#ifndef IANA_BASE_ASCII_H
#define IANA_BASE_ASCII_H

#include "base/buffer.h"

/* An addition has at most so many bytes for len of UTF-8. */
#define IANA_ASCII_ROOM(len) ((len)*2)

/*
 * Add a cleaned text in ASCII: Latin letters lose their marks or become two (ae, ss),
 * dashes, quotes and the common signs become what typists write for them, marks that
 * combine go, and any other character is '?'.  Cost: O(len).
 */
void iana_ascii_add(struct iana_buffer *to, const char *text, size_t len);

#endif
