/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs expat over an input, and finds the XML form of the registry in it. */
#include "read/markup.h"
#include "base/alloc.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "read/entities.h"
#include "read/xhtml.h"
#include "read/xml.h"

#include <expat.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 100 /* the registry nests 4 elements, the web page 8 */

/*
 * Expat keeps a tag or comment until its end, and scans all of it again with each chunk.
 * A tag without end would cost quadratic time, so this refuses it early.
 */
#define TOKEN_MAX (IANA_FIELD_MAX + IANA_INPUT_CHUNK)

/*
 * Expat keeps the name of each element and attribute: a document of many names would
 * need memory without end.  A registry needs 200 KiB.
 */
#define MEMORY_MAX ((size_t)16 << 20)

static const struct iana_markup_form *const forms[] = { &iana_xml_form, &iana_xhtml_form };
#define N_FORMS (sizeof forms / sizeof *forms)

/* ---- memory for expat ------------------------------------------------------ */

static size_t in_use; /* bytes; only one parser runs at a time */

static void *
memory_new(size_t size)
{
	void *p = in_use + size <= MEMORY_MAX ? malloc(size) : NULL;

	in_use += malloc_usable_size(p);
	return p;
}

static void *
memory_resize(void *old, size_t size)
{
	size_t had = malloc_usable_size(old);
	void *p = in_use - had + size <= MEMORY_MAX ? realloc(old, size) : NULL;

	if (p != NULL)
		in_use += malloc_usable_size(p) - had;
	return p;
}

static void
memory_free(void *p)
{
	in_use -= malloc_usable_size(p);
	free(p);
}

static const XML_Memory_Handling_Suite memory = { memory_new, memory_resize, memory_free };

/* ---- expat's callbacks ----------------------------------------------------- */

/* Expat gives "NAMESPACE NAME" or "NAME".  Returns the name, or "" if it is foreign. */
static const char *
name_in(const char *name, const struct iana_markup_form *form)
{
	const char *blank = strchr(name, ' ');
	size_t n = strlen(form->space);

	if (blank == NULL)
		return name;
	return (size_t)(blank - name) == n && memcmp(name, form->space, n) == 0 ? blank + 1
										: "";
}

static void
find_form(struct iana_markup *m, const char *name)
{
	for (size_t i = 0; i < N_FORMS && m->form == NULL; i++)
		if (strcmp(name_in(name, forms[i]), forms[i]->root) == 0)
			m->form = forms[i];
	if (m->form != NULL)
		m->state = m->form->new ();
	else
		iana_markup_check(m,
				  iana_fail(m->rep, m->in->name, iana_markup_line(m),
					    "no registry: the outermost element is "
					    "\"%.100s\", neither IANA's registry nor html",
					    name));
}

static void
on_start(void *ctx, const char *name, const char **attributes)
{
	struct iana_markup *m = ctx;

	if (m->failed)
		return;
	if (++m->depth > DEPTH_MAX)
		iana_markup_check(m, iana_fail(m->rep, m->in->name, iana_markup_line(m),
					       "elements nested more than %d deep",
					       DEPTH_MAX));
	else if (m->form == NULL)
		find_form(m, name);
	if (!m->failed)
		m->form->start(m, name_in(name, m->form), (const char *const *)attributes);
}

static void
on_end(void *ctx, const char *name)
{
	struct iana_markup *m = ctx;

	if (m->failed)
		return;
	m->form->end(m, name_in(name, m->form));
	m->depth--;
}

static void
on_text(void *ctx, const char *bytes, int len)
{
	struct iana_markup *m = ctx;

	if (!m->failed)
		m->form->text(m, bytes, (size_t)len);
}

/*
 * Entities that a document declares itself can expand without end.  Those of an external
 * DTD are never loaded: on_entity knows the entities of XHTML.
 */
static void
on_doctype(void *ctx, const char *name, const char *system, const char *public, int has_own)
{
	struct iana_markup *m = ctx;

	(void)name;
	(void)system;
	(void)public;
	if (has_own && !m->failed)
		iana_markup_check(m, iana_fail(m->rep, m->in->name, iana_markup_line(m),
					       "a DOCTYPE with declarations of its own, "
					       "which no registry has"));
}

/* An entity of XHTML, whose DTD is not loaded. */
static void
on_entity(void *ctx, const char *name, int is_parameter)
{
	struct iana_markup *m = ctx;
	char text[IANA_ENTITY_ROOM];
	size_t len;

	if (is_parameter || m->failed)
		return;
	len = iana_entity_text(name, text);
	if (len != 0)
		m->form->text(m, text, len);
	else
		iana_markup_check(m, iana_fail(m->rep, m->in->name, iana_markup_line(m),
					       "unknown entity \"&%.60s;\"", name));
}

static int
on_encoding(void *ctx, const char *name, XML_Encoding *ret)
{
	struct iana_markup *m = ctx;

	(void)ret;
	m->failed = true;
	iana_fail(
	    m->rep, m->in->name, iana_markup_line(m),
	    "encoding \"%.60s\": only UTF-8, UTF-16, ISO-8859-1 and US-ASCII are read",
	    name);
	return XML_STATUS_ERROR;
}

/* ---- the whole document ---------------------------------------------------- */

static bool
parse_failed(struct iana_markup *m)
{
	enum XML_Error error = XML_GetErrorCode(m->parser);

	if (m->failed)
		return false;
	if (m->in->len == 0 &&
	    (error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN ||
	     error == XML_ERROR_UNCLOSED_CDATA_SECTION || error == XML_ERROR_PARTIAL_CHAR))
		return iana_fail(m->rep, m->in->name, iana_markup_line(m),
				 "elements that do not end: the file is cut short");
	if (error == XML_ERROR_NO_MEMORY)
		return iana_fail(m->rep, m->in->name, iana_markup_line(m),
				 "more names of elements and attributes than any registry "
				 "has");
	return iana_fail(m->rep, m->in->name, iana_markup_line(m),
			 "not well-formed XML: %s", XML_ErrorString(error));
}

/* The length of a byte order mark and of blanks in front, which expat refuses. */
static size_t
skip_start(const struct iana_input *in, unsigned long *ret_lines)
{
	size_t n = iana_utf8_mark(in->chunk, in->len);

	*ret_lines = 0;
	for (; n < in->len && iana_is_space((unsigned char)in->chunk[n]); n++)
		*ret_lines += in->chunk[n] == '\n';
	return n;
}

static bool
feed_markup(struct iana_markup *m, size_t skipped)
{
	struct iana_input *in = m->in;
	bool last = in->len == 0;
	long at;

	if (XML_Parse(m->parser, in->chunk + skipped, (int)(in->len - skipped), last) !=
	    XML_STATUS_OK)
		return parse_failed(m);
	m->fed_bytes += in->len - skipped;
	at = XML_GetCurrentByteIndex(m->parser);
	return last || at < 0 || m->fed_bytes - (size_t)at <= TOKEN_MAX ||
	       iana_fail(m->rep, in->name, iana_markup_line(m),
			 "a tag or comment of more than 64 KiB");
}

static bool
read_markup(struct iana_markup *m)
{
	bool started = false;
	bool last;

	do {
		unsigned long lines = 0;
		size_t skipped = started ? 0 : skip_start(m->in, &lines);

		m->lines_before += lines;
		started = skipped < m->in->len;
		last = m->in->len == 0;
		if (!feed_markup(m, skipped))
			return false;
	} while (!last && iana_input_next(m->in, m->rep));
	return last && m->form->finish(m);
}

bool
iana_markup_knows(const struct iana_input *in)
{
	/* UTF-16, with a byte order mark and without. */
	static const struct {
		size_t len;
		const char *bytes;
	} wide[] = { { 4, "\376\377\0<" }, { 4, "\377\376<" }, { 2, "\0<" }, { 2, "<" } };
	unsigned long lines;
	size_t n = skip_start(in, &lines);

	if (n + 1 < in->len && in->chunk[n] == '<' && in->chunk[n + 1] > ' ')
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (in->len > wide[i].len &&
		    memcmp(in->chunk, wide[i].bytes, wide[i].len) == 0)
			return true;
	return false;
}

bool
iana_markup_read(struct iana_input *in, const struct iana_sink *sink,
		 struct iana_report *rep)
{
	struct iana_markup m = { .in = in, .sink = sink, .rep = rep };
	bool ok;

	m.parser = XML_ParserCreate_MM(NULL, &memory, " ");
	if (m.parser == NULL)
		return iana_fail(rep, in->name, 0, "expat does not start");
	XML_SetUserData(m.parser, &m);
	XML_SetElementHandler(m.parser, on_start, on_end);
	XML_SetCharacterDataHandler(m.parser, on_text);
	XML_SetStartDoctypeDeclHandler(m.parser, on_doctype);
	XML_SetSkippedEntityHandler(m.parser, on_entity);
	XML_SetUnknownEncodingHandler(m.parser, on_encoding, &m);
	XML_UseForeignDTD(m.parser, XML_TRUE); /* unknown entities go to on_entity */
	ok = read_markup(&m);
	if (m.form != NULL)
		m.form->free(m.state);
	XML_ParserFree(m.parser);
	return ok;
}
