/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts of a registry as text inside HTML, SVG and scripts: never as markup. */
#ifndef IANA_MAP_ESCAPE_H
#define IANA_MAP_ESCAPE_H

#include "base/buffer.h"

/*
 * Add a text as characters of HTML or XML, also for an attribute in quotes.  It is cleaned
 * first (base/text.h), and paragraphs are joined by a blank.
 */
void iana_escape_markup(struct iana_buffer *to, const char *text);

/* Add JSON so that it can stand in a script element: no <, >, &, U+2028 or U+2029. */
void iana_escape_script(struct iana_buffer *to, const char *json, size_t len);

#endif
