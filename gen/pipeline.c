/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a conversion from the inputs to the outputs and the summary. */
#include "pipeline.h"
#include "base/output.h"
#include "base/usable.h"
#include "index/index.h"
#include "table/build.h"
#include "table/keep.h"
#include "table/load.h"
#include "table/unique.h"
#include "write/csv_writer.h"
#include "write/firewalld.h"
#include "write/json.h"
#include "write/nftables.h"
#include "write/services.h"
#include "write/summary.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Does an output leave an input alone? */
static bool
spares_input(const char *input, const char *output, struct iana_report *rep)
{
	struct stat from;
	struct stat to;
	int got_from =
	    strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &from) : stat(input, &from);
	int got_to =
	    strcmp(output, "-") == 0 ? fstat(STDOUT_FILENO, &to) : stat(output, &to);

	if (got_from != 0 || got_to != 0 || !S_ISREG(to.st_mode) ||
	    to.st_dev != from.st_dev || to.st_ino != from.st_ino)
		return true;
	return iana_fail(rep, strcmp(output, "-") == 0 ? "standard output" : output, 0,
			 "is an input: it would be overwritten");
}

/* The outputs, in the order in which they are written. */
enum { SERVICES, INDEX, JSON, CSV, NFTABLES, FIREWALLD };

/* The path of each output, NULL if it is not asked for. */
static void
all_paths(const struct iana_request *req, const char *path[static IANA_REQUEST_OUTPUTS])
{
	path[SERVICES] = req->services;
	path[INDEX] = req->index;
	path[JSON] = req->json;
	path[CSV] = req->csv;
	path[NFTABLES] = req->nftables;
	path[FIREWALLD] = req->firewalld;
}

size_t
iana_request_outputs(const struct iana_request *req, const char **ret_path)
{
	const char *path[IANA_REQUEST_OUTPUTS];
	size_t n = 0;

	all_paths(req, path);
	for (size_t i = 0; i < IANA_REQUEST_OUTPUTS; i++)
		if (path[i] != NULL)
			ret_path[n++] = path[i];
	return n;
}

/* Refuse to overwrite an input. */
static bool
spares_inputs(const struct iana_request *req, struct iana_report *rep)
{
	const char *output[IANA_REQUEST_OUTPUTS];
	size_t n = iana_request_outputs(req, output);

	if (n == 0)
		output[n++] = "-";
	for (size_t k = 0; k < n; k++) {
		for (size_t i = 0; i < req->n_overlays; i++)
			if (!spares_input(req->overlay[i], output[k], rep))
				return false;
		if ((req->keep != NULL && !spares_input(req->keep, output[k], rep)) ||
		    !spares_input(req->registry, output[k], rep))
			return false;
	}
	return true;
}

static uint32_t
date_of(const struct iana_request *req, const struct iana_table *table)
{
	return req->date != 0 ? req->date : table->reg->date;
}

/* Fill the buffer of one output. */
static bool
fill_output(int output, struct iana_buffer *to, const struct iana_request *req,
	    const struct iana_table *table, struct iana_report *rep)
{
	uint32_t date = date_of(req, table);

	switch (output) {
	case SERVICES:
		return iana_services_write(to, table, date, rep);
	case INDEX:
		return iana_index_write(to, table, date, req->exact_case, NULL, rep);
	case JSON:
		return iana_json_write(to, table, date, rep);
	case CSV:
		return iana_csv_write(to, table, date, req->without, rep);
	default:
		return iana_nftables_write(to, table, date, rep);
	}
}

static bool
write_outputs(const struct iana_request *req, const struct iana_table *table,
	      struct iana_report *rep)
{
	const char *path[IANA_REQUEST_OUTPUTS];
	struct iana_buffer content[IANA_REQUEST_OUTPUTS] = { 0 };
	struct iana_output out[IANA_REQUEST_OUTPUTS];
	struct iana_folder folder = { 0 };
	bool none = iana_request_outputs(req, path) == 0;
	size_t n = 0;
	bool ok = true;

	all_paths(req, path);
	if (none)
		path[SERVICES] = "-";
	for (int i = 0; i < FIREWALLD && ok; i++) {
		if (path[i] == NULL)
			continue;
		ok = fill_output(i, &content[i], req, table, rep);
		out[n++] = (struct iana_output){ path[i], &content[i] };
	}
	if (ok && path[FIREWALLD] != NULL)
		ok = iana_firewalld_write(&folder, table, date_of(req, table), rep);
	ok = ok && iana_outputs_write_with(out, n, path[FIREWALLD],
					   path[FIREWALLD] != NULL ? &folder : NULL, rep);
	iana_folder_done(&folder);
	for (int i = 0; i < IANA_REQUEST_OUTPUTS; i++)
		iana_buffer_done(&content[i]);
	return ok;
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

/* Keep the names of an old registry.  Its own warnings came when it was new. */
static bool
keep_names(const char *path, const struct iana_policy *policy, struct iana_registry *reg,
	   struct iana_table *table, struct iana_report *rep)
{
	struct iana_report quiet = { 0 };
	struct iana_registry old;
	struct iana_table old_table = { 0 };
	bool ok;

	iana_registry_init(&old, path);
	ok = iana_load(&old, path, &quiet) &&
	     iana_table_build(&old_table, &old, policy, &quiet);
	if (!ok)
		rep->error = quiet.error;
	ok = ok && iana_names_keep(table, reg, &old_table, rep);
	if (ok && table->n_aliases > IANA_OWN_ALIASES_MAX)
		ok = iana_fail(rep, path, 0,
			       "more than %d aliases, with the names that stay",
			       IANA_OWN_ALIASES_MAX);
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
	ok = spares_inputs(req, rep) && load_inputs(req, &reg, rep) &&
	     iana_table_build(&table, &reg, &req->policy, rep) &&
	     (req->keep == NULL || keep_names(req->keep, &req->policy, &reg, &table, rep));
	if (ok && req->policy.unique)
		iana_unique_mark(&table);
	ok = ok && write_outputs(req, &table, rep);
	if (ok && !req->quiet) {
		iana_summary_print(stderr, &table, rep->n_warnings);
		if (req->index != NULL)
			iana_usable_tell(req->index, rep);
	}
	iana_table_done(&table);
	iana_registry_done(&reg);
	return ok;
}
