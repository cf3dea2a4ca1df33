/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services convert: its options. */
#include "alloc.h"
#include "command.h"
#include "convert.h"
#include "registry.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

/* How many inputs are standard input, which can be read once. */
static size_t
count_standard(const struct iana_request *req)
{
	size_t n = strcmp(req->registry, "-") == 0;

	n += req->keep != NULL && strcmp(req->keep, "-") == 0;
	for (size_t i = 0; i < req->n_overlays; i++)
		n += strcmp(req->overlay[i], "-") == 0;
	return n;
}

/* Fill the request; req->overlay has room for all arguments.  -1, or an exit code. */
static int
read_arguments(int argc, char **argv, struct iana_request *req, struct iana_report *rep)
{
	int code = IANA_EXIT_OK;
	int c;

	while ((c = iana_command_option(&iana_command_convert, argc, argv, rep, &code)) >=
	       0) {
		if (c == 's')
			req->services = optarg;
		else if (c == 'i')
			req->index = optarg;
		else if (c == 'o')
			req->overlay[req->n_overlays++] = optarg;
		else if (c == 'k')
			req->keep = optarg;
		else if (c == 'x')
			req->exact_case = true;
		else if (c == 'S')
			rep->strict = true;
		else if (c == 'q')
			req->quiet = true;
		else if (c == 'd' && (strlen(optarg) != 10 ||
				      (req->date = iana_date_parse(optarg)) == 0))
			return iana_command_usage(&iana_command_convert, rep,
						  "--date \"%s\" is no YYYY-MM-DD", optarg);
	}
	if (c == -2)
		return code;
	if (argc - optind != 1)
		return iana_command_usage(&iana_command_convert, rep,
					  "one REGISTRY is needed");
	req->registry = argv[optind];
	if (count_standard(req) > 1)
		return iana_command_usage(&iana_command_convert, rep,
					  "standard input can be one input alone");
	return -1;
}

static int
run(int argc, char **argv, struct iana_report *rep)
{
	struct iana_request req = { .overlay =
					iana_calloc((size_t)argc, sizeof *req.overlay) };
	int code = read_arguments(argc, argv, &req, rep);

	if (code < 0)
		code = iana_convert(&req, rep) ? IANA_EXIT_OK : IANA_EXIT_FAILED;
	free(req.overlay);
	return code;
}

static const struct iana_option options[] = {
	{ "services", 's', "FILE", "write services(5) text" },
	{ "index", 'i', "FILE", "write the binary index that libnss_iana reads" },
	{ "overlay", 'o', "FILE",
	  "services(5) text whose lines come first; may be given again" },
	{ "keep-names-from", 'k', "OLD",
	  "names that this older registry had stay, as aliases" },
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
