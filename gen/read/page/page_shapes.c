/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tells words of page text by their shapes. */
#include "read/page/page_shapes.h"
#include "base/alloc.h"
#include "base/ports.h"
#include "input/errata.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool
iana_page_is_protocol(struct iana_cell word)
{
	static const char *const protocols[] = { "tcp", "udp", "sctp", "dccp" };

	for (size_t i = 0; i < sizeof protocols / sizeof *protocols; i++)
		if (strlen(protocols[i]) == word.len &&
		    memcmp(protocols[i], word.bytes, word.len) == 0)
			return true;
	return false;
}

bool
iana_page_is_date(struct iana_cell word)
{
	if (word.len != 7 && word.len != 10)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.bytes[i];

		if (i == 4 || i == 7 ? c != '-' : c < '0' || c > '9')
			return false;
	}
	return true;
}

bool
iana_page_is_bracket(struct iana_cell word)
{
	bool inside = false;

	for (size_t i = 0; i < word.len; i++) {
		if (inside == (word.bytes[i] == '['))
			return false;
		if (word.bytes[i] == '[' || word.bytes[i] == ']')
			inside = !inside;
	}
	return word.len > 0 && !inside;
}

bool
iana_page_is_document(struct iana_cell word)
{
	static const char *const starts[] = { "[RFC", "[draft-", "[ISO", "[ITU",
					      "[TR-", "[http",	 "[IEEE" };

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		size_t n = strlen(starts[i]);

		if (word.len > n && strncasecmp(word.bytes, starts[i], n) == 0 &&
		    word.bytes[n] != '_' && word.bytes[n] != ']')
			return true;
	}
	return memchr(word.bytes, '/', word.len) != NULL ||
	       (word.len > 2 && word.bytes[1] >= '0' && word.bytes[1] <= '9' &&
		memchr(word.bytes, '_', word.len) == NULL);
}

/* A name has a letter and none of the signs that mark the cells of other columns. */
static bool
may_be_name(struct iana_cell word)
{
	bool letter = false;

	for (size_t i = 0; i < word.len; i++) {
		char c = word.bytes[i] | 0x20;

		if (strchr("[]\"(),:;", word.bytes[i]) != NULL)
			return false;
		letter = letter || (c >= 'a' && c <= 'z');
	}
	return letter;
}

/* Is the start of the line one of the few old names with blanks in them? */
static bool
odd_name(struct iana_cell line, struct iana_page_key *key)
{
	key->rest = line;
	for (int i = 0; i < 8; i++) {
		struct iana_cell word = iana_cell_word(&key->rest);

		key->name = (struct iana_cell){ line.bytes, (size_t)(word.bytes + word.len -
								     line.bytes) };
		if (iana_errata_name(key->name.bytes, key->name.len) != NULL)
			return true;
	}
	return false;
}

struct iana_page_key
iana_page_start(struct iana_cell line)
{
	struct iana_page_key key = { .sure = IANA_PAGE_NOT };
	struct iana_cell ahead = line;
	struct iana_cell word = iana_cell_word(&ahead);
	uint32_t high;

	key.rest = line;
	if (!iana_ports_parse(word.bytes, word.len, &key.lowest, &high)) {
		if (!odd_name(line, &key)) {
			if (!may_be_name(word))
				return key;
			key.name = word;
			key.rest = ahead;
		}
		key.sure = IANA_PAGE_NAME;
		ahead = key.rest;
		word = iana_cell_word(&ahead);
	}
	if (iana_ports_parse(word.bytes, word.len, &key.lowest, &high)) {
		key.port = word;
		key.rest = ahead;
		/* A range that ends before it starts may be a date. */
		key.sure = high >= key.lowest ? IANA_PAGE_PORT : IANA_PAGE_NOT;
		word = iana_cell_word(&ahead);
	}
	if (iana_page_is_protocol(word)) {
		key.protocol = word;
		key.rest = ahead;
		key.sure = key.port.len != 0 ? IANA_PAGE_ALL : IANA_PAGE_PROTOCOL;
	}
	key.rest = iana_cell_trim(key.rest);
	return key;
}

/* ---- people ---------------------------------------------------------------- */

static int
by_bytes(const void *a, const void *b)
{
	const struct iana_cell *x = a;
	const struct iana_cell *y = b;
	int by = memcmp(x->bytes, y->bytes, x->len < y->len ? x->len : y->len);

	return by != 0 ? by : (x->len > y->len) - (x->len < y->len);
}

void
iana_page_people_read(struct iana_page_people *ret, const struct iana_lines *lines,
		      size_t from)
{
	for (size_t i = from; i < lines->n; i++) {
		struct iana_cell line = iana_lines_get(lines, i);
		struct iana_cell id = iana_cell_word(&line);

		if (!iana_page_is_bracket(id))
			continue;
		ret->id = iana_grow(ret->id, &ret->cap, ret->n + 1, sizeof *ret->id);
		ret->id[ret->n++] = id;
	}
	if (ret->n != 0)
		qsort(ret->id, ret->n, sizeof *ret->id, by_bytes);
}

bool
iana_page_people_know(const struct iana_page_people *people, struct iana_cell word)
{
	const char *close = memchr(word.bytes, ']', word.len);

	/* A cell of several persons counts if the first of them is known. */
	if (close == NULL || people->n == 0)
		return false;
	word.len = (size_t)(close - word.bytes) + 1;
	return bsearch(&word, people->id, people->n, sizeof word, by_bytes) != NULL;
}
