/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the form of a registry by its content. */
#include "read/reader.h"
#include "read/column/column_text.h"
#include "read/csv_form.h"
#include "read/csv_reader.h"
#include "read/markup.h"
#include "read/page/page_text.h"
#include "read/port_list.h"
#include "read/services_form.h"
#include "read/services_reader.h"
#include "read/unknown.h"

#include <stdio.h>

/* The first reader that knows an input reads it: the strictest tests come first. */
static const struct iana_reader readers[] = {
	{ "XML", iana_markup_knows, iana_markup_read },
	{ "CSV", iana_csv_knows, iana_csv_read },
	{ "page text", iana_page_knows, iana_page_read },
	{ "column text", iana_column_text_knows, iana_column_text_read },
	{ "IANA's port-numbers until 2010", iana_port_list_knows, iana_port_list_read },
	{ "services(5) text", iana_services_knows, iana_services_read },
};
#define N_READERS (sizeof readers / sizeof *readers)

/* A table that may be CSV: its reader tells which column the header lacks. */
static const struct iana_reader csv_perhaps = { "CSV", iana_csv_guesses, iana_csv_read };

static void
fail_unknown(const struct iana_input *in, struct iana_report *rep)
{
	char forms[200] = "";
	size_t len = 0;

	for (size_t i = 0; i < N_READERS && len < sizeof forms; i++)
		len += (size_t)snprintf(forms + len, sizeof forms - len, "%s%s",
					i == 0 ? "" : ", ", readers[i].form);
	iana_fail(rep, in->name, 1, "no form of the registry that can be read (%s)", forms);
}

const struct iana_reader *
iana_reader_known(const struct iana_input *in)
{
	for (size_t i = 0; i < N_READERS; i++)
		if (readers[i].knows(in))
			return &readers[i];
	return NULL;
}

const struct iana_reader *
iana_reader_find(const struct iana_input *in, struct iana_report *rep)
{
	const struct iana_reader *reader = iana_reader_known(in);
	const char *name = iana_unknown_name(in);

	if (reader != NULL)
		return reader;
	if (in->len == 0)
		iana_fail(rep, in->name, 0, "empty: no registry in it");
	else if (name != NULL)
		iana_fail(rep, in->name, 1, "%s", name);
	else if (iana_csv_guesses(in))
		return &csv_perhaps;
	else
		fail_unknown(in, rep);
	return NULL;
}
