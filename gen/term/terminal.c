/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asks the terminal and the locale, and writes what they can show. */
#include "term/terminal.h"
#include "base/ascii.h"
#include "base/text.h"
#include "base/utf8.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

const char *
iana_color_read(enum iana_color *ret, const char *word)
{
	static const char *const words[] = { "auto", "always", "never" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i]) == 0) {
			*ret = (enum iana_color)i;
			return NULL;
		}
	return "is none of auto, always and never";
}

/* ---- what there is ------------------------------------------------------------------- */

/* Is a variable of the environment there, and not empty?  no-color.org */
static bool
is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value != NULL && value[0] != '\0';
}

static bool
wants_color(const struct iana_term *term, enum iana_color color)
{
	const char *name = getenv("TERM");

	if (color != IANA_COLOR_AUTO)
		return color == IANA_COLOR_ALWAYS;
	return term->is_terminal && !is_set("NO_COLOR") && name != NULL &&
	       strcmp(name, "dumb") != 0;
}

static void
find_size(struct iana_term *term)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size = { 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
		term->width = size.ws_col;
		term->lines = size.ws_row;
	}
	if (columns != NULL && atoi(columns) > 0)
		term->width = atoi(columns);
	if (term->width == 0)
		term->width = 80;
}

void
iana_term_init(struct iana_term *ret, enum iana_color color)
{
	*ret = (struct iana_term){ .is_terminal = isatty(STDOUT_FILENO) != 0 };
	setlocale(LC_CTYPE, "");
	ret->utf8 = !ret->is_terminal || strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	ret->color = wants_color(ret, color);
	if (ret->is_terminal)
		find_size(ret);
}

/* ---- text ---------------------------------------------------------------------------- */

void
iana_term_style(const struct iana_term *term, struct iana_buffer *to, enum iana_style style)
{
	static const char *const codes[IANA_N_STYLES] = {
		[IANA_STYLE_PLAIN] = "\033[0m",
		[IANA_STYLE_NAME] = "\033[1m",
		[IANA_STYLE_LABEL] = "\033[2m",
		[IANA_STYLE_MATCH] = "\033[1;31m",
	};

	if (term->color)
		iana_buffer_puts(to, codes[style]);
}

void
iana_term_text(const struct iana_term *term, struct iana_buffer *to, const char *text,
	       bool lines)
{
	char *safe = iana_text_masked(text, lines);

	if (term->utf8)
		iana_buffer_puts(to, safe);
	else
		iana_ascii_add(to, safe, strlen(safe));
	free(safe);
}

/* How many bytes the first character of a text has, and how many columns it fills. */
static size_t
measure(const char *text, size_t len, int *ret_columns)
{
	uint32_t c;
	size_t n = iana_utf8_decode((const unsigned char *)text, len, &c);
	int columns = n > 1 ? wcwidth((wchar_t)c) : 1;

	*ret_columns = columns < 0 ? 1 : columns;
	return n == 0 ? 1 : n;
}

int
iana_term_columns(const char *text, size_t len)
{
	int sum = 0;

	for (size_t at = 0; at < len;) {
		int columns;

		at += measure(text + at, len - at, &columns);
		sum += columns;
	}
	return sum;
}

size_t
iana_term_cut(const char *text, size_t len, int columns)
{
	size_t at = 0;

	while (at < len) {
		int more;
		size_t n = measure(text + at, len - at, &more);

		if (more > columns)
			break;
		columns -= more;
		at += n;
	}
	return at;
}

size_t
iana_term_line(const char *text, size_t len, int columns)
{
	const char *end = memchr(text, '\n', len);
	size_t n = end != NULL ? (size_t)(end - text) : len;
	size_t cut = columns > 0 ? iana_term_cut(text, n, columns) : n;
	size_t at = cut;

	if (cut == n)
		return n;
	while (at > 0 && text[at] != ' ')
		at--;
	if (at > 0)
		return at;
	while (cut < n && text[cut] != ' ')
		cut++;
	return cut;
}
