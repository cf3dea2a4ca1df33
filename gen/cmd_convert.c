/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services convert: from a registry to services(5) text and an index. */
#include "command.h"
#include "index.h"
#include "load.h"
#include "output.h"
#include "services.h"
#include "text.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct request {
	const char *registry;
	const char *services;
	const char *index;
	uint32_t date; /* 0: the latest in the registry */
	bool exact_case;
};

/* An output that is the registry itself would be the last of it. */
static bool
spares_registry(const struct request *req, const char *output, struct iana_report *rep)
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
write_outputs(const struct request *req, const struct iana_table *table,
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

static bool
convert(const struct request *req, bool quiet, struct iana_report *rep)
{
	struct iana_registry reg;
	struct iana_table table = { 0 };
	bool ok;

	iana_registry_init(&reg, req->registry);
	ok = spares_registry(req, req->services, rep) &&
	     spares_registry(req, req->index, rep) && iana_load(&reg, req->registry, rep) &&
	     iana_table_build(&table, &reg, rep) && write_outputs(req, &table, rep);
	if (ok && !quiet)
		print_summary(&table, rep);
	iana_table_done(&table);
	iana_registry_done(&reg);
	return ok;
}

static int
run(int argc, char **argv, struct iana_report *rep)
{
	struct request req = { 0 };
	bool quiet = false;
	int code = IANA_EXIT_OK;
	int c;

	while ((c = iana_command_option(&iana_command_convert, argc, argv, rep, &code)) >=
	       0) {
		if (c == 's')
			req.services = optarg;
		else if (c == 'i')
			req.index = optarg;
		else if (c == 'x')
			req.exact_case = true;
		else if (c == 'S')
			rep->strict = true;
		else if (c == 'q')
			quiet = true;
		else if (c == 'd' && (strlen(optarg) != 10 ||
				      (req.date = iana_date_parse(optarg)) == 0))
			return iana_command_usage(&iana_command_convert, rep,
						  "--date \"%s\" is no YYYY-MM-DD", optarg);
	}
	if (c == -2)
		return code;
	if (argc - optind != 1)
		return iana_command_usage(&iana_command_convert, rep,
					  "one REGISTRY is needed");
	req.registry = argv[optind];
	return convert(&req, quiet, rep) ? IANA_EXIT_OK : IANA_EXIT_FAILED;
}

static const struct iana_option options[] = {
	{ "services", 's', "FILE", "write services(5) text" },
	{ "index", 'i', "FILE", "write the binary index that libnss_iana reads" },
	{ "date", 'd', "YYYY-MM-DD",
	  "the registry's date (default: its own, or the latest in its records)" },
	{ "exact-case", 'x', NULL, "the index shall match names by their bytes alone" },
	{ "strict", 'S', NULL, "a warning is an error" },
	{ "quiet", 'q', NULL, "print no summary" },
	{ 0 },
};

const struct iana_command iana_command_convert = {
	.name = "convert",
	.summary = "Turn a registry into services(5) text and a binary index",
	.usage = "REGISTRY [--services FILE] [--index FILE] [OPTION...]",
	.about =
	    "REGISTRY is a file in one of IANA's forms, recognised by its content, or - for\n"
	    "standard input.  Without an output option services(5) text goes to standard\n"
	    "output.",
	.options = options,
	.run = run,
};
