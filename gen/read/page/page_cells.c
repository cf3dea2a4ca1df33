/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the cells of a row in page text by their shapes. */
#include "read/page/page_cells.h"

#include <string.h>
#include <strings.h>

static struct iana_cell
between(const char *from, const char *to)
{
	return iana_cell_trim((struct iana_cell){ from, (size_t)(to - from) });
}

static bool
equal(struct iana_cell a, struct iana_cell b)
{
	return a.len == b.len && memcmp(a.bytes, b.bytes, a.len) == 0;
}

static bool
is_person(const struct iana_page_people *people, struct iana_cell word)
{
	return iana_page_people_know(people, word) ||
	       (!iana_page_is_document(word) && memchr(word.bytes, '_', word.len) != NULL);
}

/*
 * Find assignee and contact: two brackets side by side of which one is a person, or
 * which are equal.  Of more than two side by side, the last two count.  Without such a
 * pair, one bracket alone that is a person is the assignee.
 */
static bool
find_persons(const struct iana_page_people *people, struct iana_cell text,
	     struct iana_cell *ret_assignee, struct iana_cell *ret_contact)
{
	struct iana_cell before = { NULL, 0 };
	struct iana_cell word;

	*ret_assignee = *ret_contact = before;
	while ((word = iana_cell_word(&text)).len != 0) {
		if (!iana_page_is_bracket(word) ||
		    (iana_page_is_document(word) && !iana_page_people_know(people, word))) {
			if (ret_assignee->len != 0)
				break;
			before.len = 0;
			continue;
		}
		if (before.len != 0 && (is_person(people, word) ||
					is_person(people, before) || equal(word, before))) {
			*ret_assignee = before;
			*ret_contact = word;
		} else if (before.len == 0 && is_person(people, word)) {
			*ret_assignee = word;
		}
		before = word;
	}
	return ret_assignee->len != 0;
}

bool
iana_page_has_persons(const struct iana_page_people *people, struct iana_cell text)
{
	struct iana_cell assignee;
	struct iana_cell contact;

	return find_persons(people, text, &assignee, &contact);
}

/* One or two dates at the start of text. */
static void
take_dates(struct iana_cell *text, struct iana_raw_row *raw)
{
	struct iana_cell after = *text;
	struct iana_cell first = iana_cell_word(&after);
	struct iana_cell rest = after;
	struct iana_cell second = iana_cell_word(&after);

	if (!iana_page_is_date(first))
		return;
	*text = rest;
	if (iana_page_is_date(second)) {
		raw->field[IANA_F_REGISTERED] = first;
		raw->field[IANA_F_MODIFIED] = second;
		*text = after;
	} else if (raw->field[IANA_F_NAME].len != 0) {
		raw->field[IANA_F_REGISTERED] = first;
	} else {
		/* Unnamed ports were never registered: the date is that of a change. */
		raw->field[IANA_F_MODIFIED] = first;
	}
}

/* Brackets at the start of text, whatever they hold, are the reference. */
static void
take_reference(struct iana_cell *text, struct iana_raw_row *raw)
{
	struct iana_cell left = iana_cell_trim(*text);
	const char *from = left.bytes;

	while (left.len > 0 && left.bytes[0] == '[') {
		const char *close = memchr(left.bytes, ']', left.len);

		if (close == NULL)
			break;
		left.len -= (size_t)(close + 1 - left.bytes);
		left.bytes = close + 1;
	}
	if (left.bytes == from || (left.len != 0 && left.bytes[0] != ' ' &&
				   left.bytes[0] != '\t' && left.bytes[0] != '\n'))
		return;
	raw->field[IANA_F_REFERENCE] = between(from, left.bytes);
	*text = left;
}

/* A number is the service code, on DCCP alone. */
static void
take_code(struct iana_cell *text, struct iana_raw_row *raw)
{
	struct iana_cell after = *text;
	struct iana_cell word = iana_cell_word(&after);

	if (!iana_cell_is(raw->field[IANA_F_PROTOCOL], "dccp") || word.len == 0)
		return;
	for (size_t i = 0; i < word.len; i++)
		if (word.bytes[i] < '0' || word.bytes[i] > '9')
			return;
	raw->field[IANA_F_SERVICE_CODE] = word;
	*text = after;
}

/* The first place in text where one of the phrases starts, case aside; else its end. */
static const char *
find_phrase(struct iana_cell text, const char *const *phrases)
{
	const char *end = text.bytes + text.len;
	struct iana_cell word;

	while ((word = iana_cell_word(&text)).len != 0)
		for (size_t i = 0; phrases[i] != NULL; i++) {
			size_t n = strlen(phrases[i]);

			if ((size_t)(end - word.bytes) >= n &&
			    strncasecmp(word.bytes, phrases[i], n) == 0)
				return word.bytes;
		}
	return end;
}

/* The first words of assignment notes, and of notes of unauthorized use. */
static const char *const notes[] = { "This entry ",    "Defined TXT keys",
				     "Formerly was ",  "De-assigned on ",
				     "New contact",    "Microsoft (unof",
				     "Compuserve (un", "<== NOTE",
				     "(Removed 2",     "Deprecated June",
				     "This port ",     "This is a ",
				     "Not a real ",    NULL };
static const char *const uses[] = { "Known Unauthorized Use", "Unauthorized Use",
				    "Unofficial use of", NULL };

static void
take_notes(struct iana_cell text, struct iana_raw_row *raw)
{
	const char *end = text.bytes + text.len;

	text = iana_cell_trim(text);
	if (find_phrase(text, uses) == text.bytes ||
	    (text.len != 0 && raw->field[IANA_F_UNAUTHORIZED].len != 0)) {
		const char *note = find_phrase(text, notes);

		raw->field[IANA_F_UNAUTHORIZED] = between(text.bytes, note);
		text = between(note, end);
	}
	raw->field[IANA_F_NOTES] = text;
}

/* The end of a description that has no persons behind it; at most the end of text. */
static const char *
end_without_persons(struct iana_cell text)
{
	const char *note = find_phrase(text, notes);
	const char *use = find_phrase(text, uses);
	const char *stop = note < use ? note : use;
	struct iana_cell word;

	while ((word = iana_cell_word(&text)).len != 0 && word.bytes < stop)
		if (iana_page_is_date(word) ||
		    (iana_page_is_bracket(word) && iana_page_is_document(word)))
			return word.bytes;
	return stop;
}

void
iana_page_cells(const struct iana_page_people *people, struct iana_cell text,
		struct iana_raw_row *raw)
{
	const char *end = text.bytes + text.len;
	const char *stop = end_without_persons(text);
	struct iana_cell left = between(stop, end);
	struct iana_cell assignee;
	struct iana_cell contact;

	/* An assignee without a contact may also be a person that a note names. */
	if (find_persons(people, text, &assignee, &contact) &&
	    (contact.len != 0 || assignee.bytes <= stop)) {
		raw->field[IANA_F_ASSIGNEE] = assignee;
		raw->field[IANA_F_CONTACT] = contact;
		stop = assignee.bytes;
		if (contact.len != 0)
			assignee = contact;
		left = between(assignee.bytes + assignee.len, end);
	}
	raw->field[IANA_F_DESCRIPTION] = between(text.bytes, stop);
	take_dates(&left, raw);
	take_reference(&left, raw);
	take_code(&left, raw);
	take_notes(left, raw);
}
