/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds what the author of a skipped line may have meant. */
#include "check/skipped.h"
#include "base/ascii.h"

#include <string.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
all_digits(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len && is_digit(s[i]))
		i++;
	return len != 0 && i == len;
}

/* How a remark of a skipped line begins. */
static const char *
skips(const struct iana_checked *c)
{
	return iana_checked_last(c)->form == IANA_CHECK_SERVICES
		   ? "nss_files skips the line"
		   : "skipped, as nss_files does";
}

/* Does a word have the port behind the protocol: "tcp/22"? */
static bool
is_reversed(struct iana_cell word)
{
	const char *slash = memchr(word.bytes, '/', word.len);
	size_t at = slash != NULL ? (size_t)(slash - word.bytes) : 0;

	return at != 0 && !is_digit(word.bytes[0]) &&
	       all_digits(slash + 1, word.len - at - 1);
}

/* Has the octal number at the start of a word a digit that octal numbers lack? */
static bool
is_broken_octal(struct iana_cell word)
{
	size_t i = 0;

	if (word.len < 2 || word.bytes[0] != '0')
		return false;
	while (i < word.len && word.bytes[i] >= '0' && word.bytes[i] <= '7')
		i++;
	return i < word.len && is_digit(word.bytes[i]);
}

/* Is this a negative number, or one of more than 32 bits? */
static bool
is_out_of_range(struct iana_cell word)
{
	const char *slash = memchr(word.bytes, '/', word.len);
	size_t len = slash != NULL ? (size_t)(slash - word.bytes) : word.len;
	bool negative = word.bytes[0] == '-' || word.bytes[0] == '+';

	return all_digits(word.bytes + negative, len - negative);
}

static void
say_no_port(struct iana_checked *c, struct iana_cell word)
{
	int quoted = iana_cell_quoted(word);

	if (word.len == 0)
		iana_fault(&c->remarks, "no-port", "%s: no port behind the name", skips(c));
	else if (is_reversed(word))
		iana_fault(&c->remarks, "no-port",
			   "%s: \"%.*s\" has the protocol first; write PORT/PROTOCOL",
			   skips(c), quoted, word.bytes);
	else if (is_out_of_range(word))
		iana_fault(&c->remarks, "no-port",
			   "%s: \"%.*s\" is no port from 0 to 65535", skips(c), quoted,
			   word.bytes);
	else
		iana_fault(&c->remarks, "no-port",
			   "%s: \"%.*s\" behind the name is no port", skips(c), quoted,
			   word.bytes);
}

static void
say_no_slash(struct iana_checked *c, struct iana_cell word, struct iana_cell rest)
{
	int quoted = iana_cell_quoted(word);
	struct iana_cell next = iana_cell_word(&rest);

	if (is_broken_octal(word))
		iana_fault(&c->remarks, "no-slash",
			   "%s: \"%.*s\" is octal, by its leading zero, and has a "
			   "digit 8 or 9",
			   skips(c), quoted, word.bytes);
	else if (next.len != 0 && next.bytes[0] == '/')
		iana_fault(&c->remarks, "no-slash",
			   "%s: a blank between the port and its '/'", skips(c));
	else if (memchr(word.bytes, '/', word.len) != NULL)
		iana_fault(&c->remarks, "no-slash",
			   "%s: in \"%.*s\", '/' does not follow the port", skips(c),
			   quoted, word.bytes);
	else
		iana_fault(&c->remarks, "no-slash", "%s: no '/' behind the port \"%.*s\"",
			   skips(c), quoted, word.bytes);
}

void
iana_check_skipped(struct iana_checked *c, struct iana_cell line, enum iana_line_kind kind)
{
	struct iana_cell word;

	iana_cell_word(&line);
	word = iana_cell_word(&line);
	if (kind == IANA_LINE_NO_PORT)
		say_no_port(c, word);
	else if (kind == IANA_LINE_NO_SLASH)
		say_no_slash(c, word, line);
	else
		iana_fault(&c->remarks, "range",
			   "%s: a range of ports, which only overlays may have", skips(c));
}
