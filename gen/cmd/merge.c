/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services merge: makes, checks and turns on the merged index. */
#include "merge/merge.h"
#include "base/alloc.h"
#include "base/date.h"
#include "cli/command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct request {
	char *root; /* NULL: this system */
	bool check;
	bool quiet;
};

static int
run_check(const struct iana_tree *tree, struct iana_report *rep)
{
	static const char *const says[] = {
		[IANA_MERGE_CURRENT] = "fresh",
		[IANA_MERGE_OLD] = "it fits the services file, but the registry or an "
				   "overlay has changed: run iana-services merge",
		[IANA_MERGE_STALE] = "stale: the services file has changed; run "
				     "iana-services merge",
		[IANA_MERGE_UNSOUND] = "no merged index of this version that root's "
				       "programs use: run iana-services merge",
		[IANA_MERGE_MISSING] = "there is no merged index: run iana-services merge",
	};
	enum iana_merge_state state;
	const char *path;

	if (!iana_merge_check(tree, &state, &path, rep))
		return IANA_EXIT_FAILED;
	printf("%s: %s\n", path, says[state]);
	return iana_command_finish(
	    state == IANA_MERGE_CURRENT ? IANA_EXIT_OK : IANA_EXIT_DIFFERENT, rep);
}

static int
run_merge(const struct iana_tree *tree, bool quiet, struct iana_report *rep)
{
	struct iana_merge_summary made;
	char day[11];

	if (!iana_merge(tree, &made, rep))
		return IANA_EXIT_FAILED;
	if (quiet)
		return IANA_EXIT_OK;
	iana_date_format(made.date, day);
	iana_tell(rep, made.output, 0, "%s: %zu entries, of them %zu local; registry of %s",
		  made.is_written ? "merged" : "unchanged", made.n_entries, made.n_local,
		  day);
	return IANA_EXIT_OK;
}

/* The root of a tree, without the slashes at its end; to be freed. */
static char *
root_of(const char *arg)
{
	size_t len = strlen(arg);
	char *root;

	while (len > 0 && arg[len - 1] == '/')
		len--;
	root = strndup(arg, len);
	if (root == NULL)
		iana_out_of_memory();
	return root;
}

/* Take the root of a tree.  Returns -1, or an exit code. */
static int
take_root(struct request *req, const char *arg, struct iana_report *rep)
{
	struct stat st;

	if (stat(arg, &st) != 0) {
		iana_fail_errno(rep, arg, "cannot merge a tree there");
		return IANA_EXIT_FAILED;
	}
	if (!S_ISDIR(st.st_mode)) {
		iana_fail(rep, arg, 0, "not a folder: --root needs the root of a tree");
		return IANA_EXIT_FAILED;
	}
	free(req->root);
	req->root = root_of(arg);
	return -1;
}

/* Fill the request.  Returns -1, or an exit code. */
static int
read_request(int argc, char **argv, struct request *req, struct iana_report *rep)
{
	int code = -1;
	int c;

	while ((c = iana_command_option(&iana_command_merge, argc, argv, rep, &code)) >=
	       0) {
		if (c == 'c')
			req->check = true;
		else if (c == 'q')
			req->quiet = true;
		else
			code = take_root(req, optarg, rep);
		if (code >= 0)
			return code;
	}
	if (c == -2)
		return code;
	if (optind != argc)
		return iana_command_usage(&iana_command_merge, rep, "it takes no argument");
	return -1;
}

static int
run(int argc, char **argv, struct iana_report *rep)
{
	struct request req = { 0 };
	struct iana_tree tree;
	int code = read_request(argc, argv, &req, rep);

	if (code < 0) {
		iana_tree_init(&tree, req.root);
		code = req.check ? run_check(&tree, rep) : run_merge(&tree, req.quiet, rep);
		iana_tree_done(&tree);
	}
	free(req.root);
	return code;
}

static const struct iana_option options[] = {
	{ "check", 'c', NULL, "say whether the merged index is there, used and fresh" },
	{ "root", 'r', "DIR", "merge a tree that is not running, as for an image" },
	{ "quiet", 'q', NULL, "print no summary" },
	{ 0 },
};

const struct iana_command iana_command_merge = {
	.name = "merge",
	.summary = "Merge /etc/services and the registry into one index",
	.usage = "[OPTION...]",
	.about =
	    "The merged index is for the line \"services: iana_local [NOTFOUND=return] files\n"
	    "iana\" of nsswitch.conf.  It has the lines of /etc/services, then the overlays in\n"
	    "/etc/iana-services/overlays.d, then the registry in use.",
	.options = options,
	.run = run,
};
