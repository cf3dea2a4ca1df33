/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Takes a registry from its file to all that is made of it, and sums up. */
#include "convert.h"
#include "index.h"
#include "load.h"
#include "output.h"
#include "services.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An output that is the registry itself would be the last of it. */
static bool
spares_registry(const struct iana_request *req, const char *output, struct iana_report *rep)
{
	struct stat from;
	struct stat to;
	int got = strcmp(req->registry, "-") == 0 ? fstat(STDIN_FILENO, &from)
						  : stat(req->registry, &from);

	if (output == NULL || got != 0 || stat(output, &to) != 0 || !S_ISREG(to.st_mode) ||
	    to.st_dev != from.st_dev || to.st_ino != from.st_ino)
		return true;
	return iana_fail(rep, output, 0, "is the registry: it would be overwritten");
}

/*
 * What the text names as its source: the file without its directory, cleaned.  A
 * name may hold line ends; its first paragraph holds none.
 */
static char *
source_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash != NULL ? slash + 1 : path;
	char *name;
	size_t len;

	if (strcmp(path, "-") == 0)
		base = "standard input";
	name = iana_calloc(IANA_TEXT_ROOM(strlen(base)) + 1, 1);
	len = iana_text_clean(name, base, strlen(base));
	name[iana_text_first_paragraph(name, len)] = '\0';
	return name;
}

static bool
write_outputs(const struct iana_request *req, const struct iana_table *table,
	      struct iana_report *rep)
{
	uint32_t date = req->date != 0 ? req->date : table->reg->date;
	struct iana_buffer text = { 0 };
	struct iana_buffer index = { 0 };
	struct iana_output out[2];
	size_t n = 0;
	bool ok = true;

	if (req->services != NULL || req->index == NULL) {
		char *source = source_name(req->registry);

		ok = iana_services_write(&text, table, date, source, rep);
		free(source);
	}
	if (ok && req->index != NULL)
		ok = iana_index_write(&index, table, date, req->exact_case, rep);
	if (req->services != NULL)
		out[n++] = (struct iana_output){ req->services, &text };
	if (req->index != NULL)
		out[n++] = (struct iana_output){ req->index, &index };
	if (ok && n == 0)
		ok = iana_output_fd(STDOUT_FILENO, "standard output", &text, rep);
	else if (ok)
		ok = iana_outputs_write(out, n, rep);
	iana_buffer_done(&text);
	iana_buffer_done(&index);
	return ok;
}

static void
print_summary(const struct iana_table *t, const struct iana_report *rep)
{
	char day[11];

	iana_date_format(t->reg->date, day);
	fprintf(stderr,
		"%zu records (latest date %s): %zu entries, %zu aliases, %lu ranges; "
		"%lu without a name, %lu without a port; %lu %s\n",
		t->reg->n_rows, day, t->n_entries, t->n_aliases, t->n_ranges, t->n_gaps,
		t->n_portless, rep->n_warnings,
		rep->n_warnings == 1 ? "warning" : "warnings");
}

bool
iana_convert(const struct iana_request *req, struct iana_report *rep)
{
	struct iana_registry reg;
	struct iana_table table = { 0 };
	bool ok;

	iana_registry_init(&reg, req->registry);
	ok = spares_registry(req, req->services, rep) &&
	     spares_registry(req, req->index, rep) && iana_load(&reg, req->registry, rep) &&
	     iana_table_build(&table, &reg, rep) && write_outputs(req, &table, rep);
	if (ok && !req->quiet)
		print_summary(&table, rep);
	iana_table_done(&table);
	iana_registry_done(&reg);
	return ok;
}
