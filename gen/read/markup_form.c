/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The functions that both XML forms call. */
#include "read/markup_form.h"

#include <expat.h>
#include <string.h>

void
iana_markup_check(struct iana_markup *m, bool ok)
{
	if (ok)
		return;
	m->failed = true;
	XML_StopParser(m->parser, XML_FALSE);
}

unsigned long
iana_markup_line(const struct iana_markup *m)
{
	return m->lines_before + XML_GetCurrentLineNumber(m->parser);
}

const char *
iana_markup_attribute(const char *const *attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}
