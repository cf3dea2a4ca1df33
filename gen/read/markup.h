/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of the registry's forms in XML: IANA's own, and the web page in XHTML. */
#ifndef IANA_READ_MARKUP_H
#define IANA_READ_MARKUP_H

#include "input/input.h"
#include "input/raw_row.h"

/* Does the first chunk start as XML does?  A byte order mark and blanks aside. */
bool iana_markup_knows(const struct iana_input *in);

/*
 * Read every record of an opened input, in order.  A record's line is that of its
 * start tag.  The outermost element tells the form: xml.c and xhtml.c have them.
 *
 * Fails on what is not well-formed, is cut short or is no registry; on a DOCTYPE
 * with declarations of its own, whose entities might grow without end (one of
 * another place is passed over, never loaded); on a field, tag or comment of more
 * than 64 KiB; on too many elements in each other; on no record at all.
 * Cost: O(size); memory for one record, and for the names of elements.
 */
bool iana_markup_read(struct iana_input *in, const struct iana_sink *sink,
		      struct iana_report *rep);

/* ---- between markup.c and the forms ---------------------------------------- */

/* What the form of a document is given. */
struct iana_markup {
	struct iana_input *in;
	const struct iana_sink *sink;
	struct iana_report *rep;
	unsigned depth; /* of the element that starts or ends; the outermost has 1 */
	bool failed;	/* rep says why; nothing more is called */
	const struct iana_markup_form *form;
	void *state;
	void *parser;
	unsigned long lines_before; /* skipped before the document starts */
	size_t fed_bytes;
};

/*
 * A form: what to do at the start and end of each element, and with the text between,
 * which comes in pieces.  An element of another namespace has the name "".
 */
struct iana_markup_form {
	const char *root;  /* the name of the outermost element */
	const char *space; /* its namespace; one that names none is taken as well */
	void *(*new)(void);
	void (*start)(struct iana_markup *m, const char *name,
		      const char *const *attributes);
	void (*end)(struct iana_markup *m, const char *name);
	void (*text)(struct iana_markup *m, const char *bytes, size_t len);
	bool (*finish)(struct iana_markup *m); /* after the end of a sound document */
	void (*free)(void *state);
};

extern const struct iana_markup_form iana_xml_form;
extern const struct iana_markup_form iana_xhtml_form;

/* Not ok, which rep tells: nothing more is read. */
void iana_markup_check(struct iana_markup *m, bool ok);

/* The line of what is read just now. */
unsigned long iana_markup_line(const struct iana_markup *m);

/* The value of an attribute; NULL when there is none. */
const char *iana_markup_attribute(const char *const *attributes, const char *name);

#endif
