/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services convert: reads its options. */
#include "base/alloc.h"
#include "base/date.h"
#include "base/output.h"
#include "cli/command.h"
#include "pipeline.h"
#include "write/fields.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

/* How many inputs are standard input, which can be read only once. */
static size_t
count_standard(const struct iana_request *req)
{
	size_t n = strcmp(req->registry, "-") == 0;

	n += req->keep != NULL && strcmp(req->keep, "-") == 0;
	for (size_t i = 0; i < req->n_overlays; i++)
		n += strcmp(req->overlay[i], "-") == 0;
	return n;
}

/* The options whose arguments are a part of the policy. */
static const struct {
	int key;
	const char *(*set)(struct iana_policy *p, const char *arg);
} policies[] = {
	{ 'p', iana_policy_protocols }, { 'P', iana_policy_ports },
	{ 'r', iana_policy_ranges },	{ 'H', iana_policy_historic },
	{ 'c', iana_policy_comments },
};

static const char *
option_name(int key)
{
	const struct iana_option *o = iana_command_convert.options;

	while (o->key != key)
		o++;
	return o->name;
}

/* Set a part of the policy.  Returns -1, or an exit code. */
static int
take_policy(int key, struct iana_policy *policy, struct iana_report *rep)
{
	for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
		const char *fault =
		    policies[i].key == key ? policies[i].set(policy, optarg) : NULL;

		if (fault != NULL)
			return iana_command_usage(&iana_command_convert, rep,
						  "--%s \"%.60s\" %s", option_name(key),
						  optarg, fault);
	}
	return -1;
}

/* Set the fields that the CSV leaves out.  Returns -1, or an exit code. */
static int
take_without(struct iana_request *req, struct iana_report *rep)
{
	const char *fault = iana_fields_add(&req->without, optarg);

	return fault == NULL ? -1
			     : iana_command_usage(&iana_command_convert, rep,
						  "--without \"%.60s\" %s", optarg, fault);
}

/* Put an option into the request.  Returns -1, or an exit code. */
static int
take_option(int key, struct iana_request *req, struct iana_report *rep)
{
	switch (key) {
	case 's':
		req->services = optarg;
		return -1;
	case 'i':
		req->index = optarg;
		return -1;
	case 'j':
		req->json = optarg;
		return -1;
	case 'C':
		req->csv = optarg;
		return -1;
	case 'n':
		req->nftables = optarg;
		return -1;
	case 'f':
		req->firewalld = optarg;
		return -1;
	case 'w':
		return take_without(req, rep);
	case 'o':
		req->overlay[req->n_overlays++] = optarg;
		return -1;
	case 'k':
		req->keep = optarg;
		return -1;
	case 'g':
		req->policy.unnamed = true;
		return -1;
	case 'u':
		req->policy.unique = true;
		return -1;
	case 'x':
		req->exact_case = true;
		return -1;
	case 'S':
		rep->strict = true;
		return -1;
	case 'q':
		req->quiet = true;
		return -1;
	case 'd':
		req->date = strlen(optarg) == 10 ? iana_date_parse(optarg) : 0;
		if (req->date != 0)
			return -1;
		return iana_command_usage(
		    &iana_command_convert, rep,
		    "--date \"%s\" is not a date of the form YYYY-MM-DD", optarg);
	default:
		return take_policy(key, &req->policy, rep);
	}
}

/* The fault of options that contradict each other, or NULL. */
static const char *
contradiction(const struct iana_request *req)
{
	if (count_standard(req) > 1)
		return "standard input can be only one of the inputs";
	if (req->policy.unnamed && req->policy.comments == IANA_COMMENTS_NONE)
		return "--gaps writes comments, but --comments none forbids them";
	if (req->without != 0 && req->csv == NULL)
		return "--without is about the CSV, and there is no --csv";
	if (req->firewalld != NULL && strcmp(req->firewalld, "-") == 0)
		return "--firewalld needs a folder, not standard output";
	return NULL;
}

/* Two outputs that are one file would leave the last of them alone. */
static int
check_outputs(const struct iana_request *req, struct iana_report *rep)
{
	const char *path[IANA_REQUEST_OUTPUTS];
	size_t n = iana_request_outputs(req, path);
	size_t repeated = iana_outputs_repeated(path, n);

	return repeated < n ? iana_command_usage(&iana_command_convert, rep, "%.100s: %s",
						 path[repeated], IANA_OUTPUT_REPEATED)
			    : -1;
}

/* Fill the request; its overlay list has room for all arguments.  Returns as take_option.
 */
static int
read_arguments(int argc, char **argv, struct iana_request *req, struct iana_report *rep)
{
	const char *fault;
	int code = -1;
	int c;

	while ((c = iana_command_option(&iana_command_convert, argc, argv, rep, &code)) >=
	       0) {
		code = take_option(c, req, rep);
		if (code >= 0)
			return code;
	}
	if (c == -2)
		return code;
	if (argc - optind != 1)
		return iana_command_usage(&iana_command_convert, rep,
					  "one REGISTRY is needed");
	req->registry = argv[optind];
	fault = contradiction(req);
	return fault != NULL ? iana_command_usage(&iana_command_convert, rep, "%s", fault)
			     : check_outputs(req, rep);
}

static int
run_convert(int argc, char **argv, struct iana_report *rep)
{
	struct iana_request req = { .overlay =
					iana_calloc((size_t)argc, sizeof *req.overlay) };
	int code = read_arguments(argc, argv, &req, rep);

	if (code < 0)
		code = iana_convert(&req, rep) ? IANA_EXIT_OK : IANA_EXIT_FAILED;
	iana_policy_done(&req.policy);
	free(req.overlay);
	return code;
}

static const struct iana_option options[] = {
	{ "services", 's', "FILE", "write services(5) text" },
	{ "index", 'i', "FILE", "write the binary index that libnss_iana reads" },
	{ "json", 'j', "FILE", "write all that the registry says, as JSON" },
	{ "csv", 'C', "FILE", "write the rows of the registry in IANA's CSV form" },
	{ "without", 'w', "LIST",
	  "leave these fields of the CSV blank:\nassignee,contact,notes" },
	{ "nftables", 'n', "FILE", "write the ports of each name for nftables" },
	{ "firewalld", 'f', "DIR",
	  "write a folder with a service of firewalld for\neach name; it replaces DIR" },
	{ "overlay", 'o', "FILE",
	  "put the lines of this services(5) text first;\nmay be repeated" },
	{ "keep-names-from", 'k', "OLD",
	  "keep the names of this older registry, as aliases" },
	{ "protocols", 'p', "LIST", "take only these protocols: tcp,udp" },
	{ "ports", 'P', "LIST", "take only these ports: 22,80,6000-6063" },
	{ "ranges", 'r', "expand|first",
	  "a named range gives an entry for each port,\nor only for the first" },
	{ "historic", 'H', "alias|drop", "historic names become aliases, or are left out" },
	{ "comments", 'c', "none|ascii|utf8",
	  "write descriptions not at all, in ASCII,\nor as they are" },
	{ "gaps", 'g', NULL,
	  "write reserved and unassigned ports into the text,\nas comments" },
	{ "unique", 'u', NULL,
	  "write each name once into the text,\nfor programs that take the last line" },
	{ "date", 'd', "YYYY-MM-DD",
	  "the registry's date\n(default: its own, else the latest of its rows)" },
	{ "exact-case", 'x', NULL, "the index matches names by their exact bytes only" },
	{ "strict", 'S', NULL, "stop at the first warning" },
	{ "quiet", 'q', NULL, "print no summary" },
	{ 0 },
};

const struct iana_command iana_command_convert = {
	.name = "convert",
	.summary = "Turn a registry into services(5) text, an index and other forms",
	.usage = "REGISTRY [OPTION...]",
	.about =
	    "REGISTRY and OLD are files in one of IANA's forms, or services(5) text.  Their\n"
	    "content tells the form.  As an input, - is standard input; as an output, it is\n"
	    "standard output.  Without an output option, services(5) text goes there.",
	.options = options,
	.run = run_convert,
};
