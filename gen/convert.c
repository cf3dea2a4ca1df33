/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Takes a registry from its file to all that is made of it, and sums up. */
#include "convert.h"
#include "index.h"
#include "keep.h"
#include "load.h"
#include "output.h"
#include "services.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An output that is an input would be the last of it. */
static bool
spares(const char *input, const char *output, struct iana_report *rep)
{
	struct stat from;
	struct stat to;
	int got = strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &from) : stat(input, &from);

	if (output == NULL || got != 0 || stat(output, &to) != 0 || !S_ISREG(to.st_mode) ||
	    to.st_dev != from.st_dev || to.st_ino != from.st_ino)
		return true;
	return iana_fail(rep, output, 0, "is an input: it would be overwritten");
}

static bool
spares_inputs(const struct iana_request *req, const char *output, struct iana_report *rep)
{
	for (size_t i = 0; i < req->n_overlays; i++)
		if (!spares(req->overlay[i], output, rep))
			return false;
	return (req->keep == NULL || spares(req->keep, output, rep)) &&
	       spares(req->registry, output, rep);
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

	if (req->services != NULL || req->index == NULL)
		ok = iana_services_write(&text, table, date, rep);
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
		"%zu records (%s %s): %zu entries, %zu aliases, %lu ranges; "
		"%lu without a name, %lu without a port; ",
		t->reg->n_rows, t->reg->has_own_date ? "of" : "latest date", day,
		t->n_entries, t->n_aliases, t->n_ranges, t->n_gaps, t->n_portless);
	if (t->reg->n_sources > 1)
		fprintf(stderr, "%zu entries from overlays; ", t->n_overlay);
	if (t->n_kept + t->n_dropped != 0)
		fprintf(stderr, "%lu old names kept, %lu dropped; ", t->n_kept,
			t->n_dropped);
	fprintf(stderr, "%lu %s\n", rep->n_warnings,
		rep->n_warnings == 1 ? "warning" : "warnings");
}

static bool
load_inputs(const struct iana_request *req, struct iana_registry *reg,
	    struct iana_report *rep)
{
	bool ok = iana_load(reg, req->registry, rep);

	for (size_t i = 0; i < req->n_overlays && ok; i++)
		ok = iana_load_overlay(reg, req->overlay[i], rep);
	return ok;
}

/* Let the names of an old registry stay; what is odd in that one was told long ago. */
static bool
keep_names(const char *path, struct iana_registry *reg, struct iana_table *table,
	   struct iana_report *rep)
{
	struct iana_report quiet = { 0 };
	struct iana_registry old;
	struct iana_table old_table = { 0 };
	bool ok;

	iana_registry_init(&old, path);
	ok = iana_load(&old, path, &quiet) && iana_table_build(&old_table, &old, &quiet);
	if (ok)
		ok = iana_names_keep(table, reg, &old_table, rep);
	else
		rep->error = quiet.error;
	iana_table_done(&old_table);
	iana_registry_done(&old);
	return ok;
}

bool
iana_convert(const struct iana_request *req, struct iana_report *rep)
{
	struct iana_registry reg;
	struct iana_table table = { 0 };
	bool ok;

	iana_registry_init(&reg, req->registry);
	ok = spares_inputs(req, req->services, rep) &&
	     spares_inputs(req, req->index, rep) && load_inputs(req, &reg, rep) &&
	     iana_table_build(&table, &reg, rep) &&
	     (req->keep == NULL || keep_names(req->keep, &reg, &table, rep)) &&
	     write_outputs(req, &table, rep);
	if (ok && !req->quiet)
		print_summary(&table, rep);
	iana_table_done(&table);
	iana_registry_done(&reg);
	return ok;
}
