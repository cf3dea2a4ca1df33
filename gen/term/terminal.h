/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where answers for people go: what standard output can show. */
#ifndef IANA_TERM_TERMINAL_H
#define IANA_TERM_TERMINAL_H

#include "base/buffer.h"

#include <stdbool.h>

/* The words of --color, for the table of options. */
#define IANA_COLOR_WORDS "auto|always|never"

enum iana_color {
	IANA_COLOR_AUTO, /* on a terminal, unless NO_COLOR is set, or TERM is "dumb" */
	IANA_COLOR_ALWAYS,
	IANA_COLOR_NEVER
};

enum iana_style {
	IANA_STYLE_PLAIN,
	IANA_STYLE_NAME,  /* what an answer is about */
	IANA_STYLE_LABEL, /* of a field */
	IANA_STYLE_MATCH, /* what was searched for */
	IANA_N_STYLES
};

struct iana_term {
	bool is_terminal;
	bool color;
	bool utf8; /* a file gets UTF-8; a terminal, if its locale has it, and else ASCII */
	int width; /* in columns; 0: without a limit, as for a file */
	int lines; /* of the window; 0 unknown */
};

/* Read a word of --color.  Returns NULL, or a phrase for a message about the word. */
const char *iana_color_read(enum iana_color *ret, const char *word);

/*
 * Look at standard output and the locale.  The width is that of the window, or COLUMNS.
 * Sets LC_CTYPE of the program, and nothing else of its locale.
 */
void iana_term_init(struct iana_term *ret, enum iana_color color);

/* Begin a style; IANA_STYLE_PLAIN ends it.  Adds nothing without colour. */
void iana_term_style(const struct iana_term *term, struct iana_buffer *to,
		     enum iana_style style);

/*
 * Add a text of an unknown source: nothing in it steers a terminal.  Without UTF-8, a
 * character becomes the letters of ASCII that stand for it, or '?'.
 *
 * lines   '\n' stays
 */
void iana_term_text(const struct iana_term *term, struct iana_buffer *to, const char *text,
		    bool lines);

/* How many columns a text fills that iana_term_text has written, without styles. */
int iana_term_columns(const char *text, size_t len);

/*
 * The length of the first line of a text: up to its line end, or to the last blank before
 * which it fits so many columns.  0 columns: without a limit.  A word that is too long
 * stays whole.  What stands behind the length is the blank or the line end.
 */
size_t iana_term_line(const char *text, size_t len, int columns);

/*
 * The length of the longest start of a text that fills at most so many columns.  Returns
 * len if all of it does.
 */
size_t iana_term_cut(const char *text, size_t len, int columns);

#endif
