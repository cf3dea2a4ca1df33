/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services convert: its options. */
#include "command.h"
#include "convert.h"
#include "registry.h"

#include <getopt.h>
#include <string.h>

static int
run(int argc, char **argv, struct iana_report *rep)
{
	struct iana_request req = { 0 };
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
			req.quiet = true;
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
	return iana_convert(&req, rep) ? IANA_EXIT_OK : IANA_EXIT_FAILED;
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
