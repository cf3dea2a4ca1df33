/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services check: checks overlays and lists of names before they are used. */
#include "base/usable.h"
#include "check/all.h"
#include "check/file.h"
#include "check/print.h"
#include "cli/command.h"
#include "src/locate.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct check_request {
	const char *index; /* NULL: the one in use */
	enum iana_check_form form;
	bool kubernetes;
	bool strict;
	bool json;
	bool quiet;
};

static int
take_check_option(int c, struct check_request *req, struct iana_report *rep)
{
	static const char *const forms[] = { "auto", "overlay", "services", "names" };
	size_t form = 1;

	switch (c) {
	case 'i':
		req->index = optarg;
		break;
	case 'a':
		while (form < 4 && strcmp(optarg, forms[form]) != 0)
			form++;
		if (form == 4)
			return iana_command_usage(
			    &iana_command_check, rep,
			    "--as needs overlay, services or names, not %s", optarg);
		req->form = (enum iana_check_form)form;
		break;
	case 'k':
		req->kubernetes = true;
		break;
	case 'S':
		req->strict = true;
		break;
	case 'j':
		req->json = true;
		break;
	default:
		req->quiet = true;
	}
	return -1;
}

/* Standard input can be read once. */
static bool
is_read_twice(char **files, int n)
{
	int n_stdin = 0;

	for (int i = 0; i < n; i++)
		n_stdin += strcmp(files[i], "-") == 0;
	return n_stdin > 1;
}

/* Is there an index to compare with, sound or not? */
static bool
has_index(const struct check_request *req)
{
	struct iana_paths paths = iana_paths_default(
	    req->index != NULL ? req->index : secure_getenv("IANA_SERVICES_INDEX"),
	    iana_privileged());

	return paths.forced != NULL || access(paths.local, F_OK) == 0 ||
	       access(paths.shipped, F_OK) == 0;
}

static int
print_all(struct iana_checked *c, const struct check_request *req, const char *path,
	  struct iana_report *rep)
{
	int code = c->remarks.n_faults != 0 ? IANA_EXIT_FAULT : IANA_EXIT_OK;

	if (req->json) {
		iana_check_print_json(c, path);
		return iana_command_finish(code, rep);
	}
	if (req->quiet)
		rep->warn = NULL;
	iana_check_tell(c, rep);
	if (!req->quiet)
		iana_check_summary(c, path);
	return iana_command_finish(code, rep);
}

static int
check_files(char **files, int n, const struct check_request *req, struct iana_report *rep)
{
	struct iana_checked c;
	struct iana_map map;
	const char *path = NULL;
	bool compares = has_index(req);
	bool ok;
	int code = IANA_EXIT_FAILED;

	if (compares && !iana_command_index(req->index, &map, &path, rep))
		return IANA_EXIT_FAILED;
	iana_checked_init(&c);
	c.kubernetes = req->kubernetes;
	c.remarks.strict = req->strict;
	ok = true;
	for (int i = 0; i < n && ok; i++)
		ok = iana_check_file(&c, files[i], req->form, rep);
	if (ok && iana_check_all(&c, compares ? &map.image : NULL, path, rep))
		code = print_all(&c, req, path, rep);
	iana_checked_done(&c);
	if (compares)
		iana_map_close(&map);
	return code;
}

static int
run_checks(int argc, char **argv, struct iana_report *rep)
{
	struct check_request req = { 0 };
	int code = IANA_EXIT_OK;
	int c;

	while ((c = iana_command_option(&iana_command_check, argc, argv, rep, &code)) >=
	       0) {
		code = take_check_option(c, &req, rep);
		if (code >= 0)
			return code;
	}
	if (c == -2)
		return code;
	if (optind == argc)
		return iana_command_usage(&iana_command_check, rep,
					  "at least one FILE is needed");
	if (is_read_twice(argv + optind, argc - optind))
		return iana_command_usage(&iana_command_check, rep,
					  "standard input can be only one of the files");
	return check_files(argv + optind, argc - optind, &req, rep);
}

static const struct iana_option options[] = {
	{ "as", 'a', "overlay|services|names",
	  "what the files are: overlays, text that nss_files\nreads itself, or lists of "
	  "names" },
	{ "kubernetes", 'k', NULL, "names must be port names of Kubernetes as well" },
	{ "index", 'i', "FILE", "compare with this index, not with the one in use" },
	{ "json", 'j', NULL, "print JSON: an object with an array of remarks" },
	{ "strict", 'S', NULL, "a warning is a fault" },
	{ "quiet", 'q', NULL, "print faults only: no warnings and no summary" },
	{ 0 },
};

const struct iana_command iana_command_check = {
	.name = "check",
	.summary = "Check overlays and lists of names before they are used",
	.usage = "[OPTION...] FILE...",
	.about =
	    "FILE is an overlay, or a list with a name on each line.  One of them may be -,\n"
	    "which is standard input.  They are compared with each other, in this order, and\n"
	    "with the registry.  Exit code 0: no fault, 2: at least one.",
	.options = options,
	.run = run_checks,
};
