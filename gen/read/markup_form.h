/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The two XML forms as markup.c runs them, and the functions that both call. */
#ifndef IANA_READ_MARKUP_FORM_H
#define IANA_READ_MARKUP_FORM_H

#include "input/input.h"
#include "input/raw_row.h"

/* A document that is being read. */
struct iana_markup {
	struct iana_input *in;
	const struct iana_sink *sink;
	struct iana_report *rep;
	unsigned depth; /* of the element that starts or ends; 1 is the outermost */
	bool failed;	/* rep has the reason; no function of the form is called again */
	const struct iana_markup_form *form;
	void *state;		    /* of the form */
	void *parser;		    /* expat's */
	unsigned long lines_before; /* lines that were skipped before the document */
	size_t fed_bytes;
};

/*
 * A form: the functions for the start and the end of each element, and for the text
 * between these, which comes in pieces.  An element of a foreign namespace has the
 * name "".
 */
struct iana_markup_form {
	const char *root;  /* the name of the outermost element */
	const char *space; /* its namespace; elements without a namespace are read too */
	void *(*new)(void);
	void (*start)(struct iana_markup *m, const char *name,
		      const char *const *attributes);
	void (*end)(struct iana_markup *m, const char *name);
	void (*text)(struct iana_markup *m, const char *bytes, size_t len);
	bool (*finish)(struct iana_markup *m); /* at the end of a well-formed document */
	void (*free)(void *state);
};

/* If not ok, stop reading; rep has the reason already. */
void iana_markup_check(struct iana_markup *m, bool ok);

/* The current line of the input. */
unsigned long iana_markup_line(const struct iana_markup *m);

/* The value of an attribute; NULL without it. */
const char *iana_markup_attribute(const char *const *attributes, const char *name);

#endif
