/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services merge: makes, checks and turns on the merged index. */
#include "merge/merge.h"
#include "base/alloc.h"
#include "base/date.h"
#include "cli/command.h"
#include "enable/nsswitch.h"
#include "enable/units.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct request {
	char *root; /* NULL: this system */
	bool quiet;
	int what; /* the key of an option that asks for something else than a merge, or 0 */
};

/* The root for gen/enable. */
static const char *
top_of(const struct request *req)
{
	return req->root != NULL ? req->root : "";
}

/* Say what nsswitch.conf makes of a fresh index.  Returns an exit code. */
static int
tell_use(const struct request *req, const char *path, struct iana_report *rep)
{
	bool used = iana_nsswitch_asks_local(top_of(req));

	printf("%s: fresh%s\n", path,
	       used ? ""
		    : ", but nsswitch.conf does not name iana_local: run iana-services "
		      "merge --enable");
	return iana_command_finish(used ? IANA_EXIT_OK : IANA_EXIT_DIFFERENT, rep);
}

static int
run_check(const struct request *req, const struct iana_tree *tree, struct iana_report *rep)
{
	static const char *const says[] = {
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
	if (state == IANA_MERGE_CURRENT)
		return tell_use(req, path, rep);
	printf("%s: %s\n", path, says[state]);
	return iana_command_finish(IANA_EXIT_DIFFERENT, rep);
}

static int
run_merge(const struct iana_tree *tree, bool quiet, struct iana_report *rep)
{
	struct iana_merge_summary made;
	char day[11];

	if (quiet)
		rep->tell = NULL;
	if (!iana_merge(tree, &made, rep))
		return IANA_EXIT_FAILED;
	iana_date_format(made.date, day);
	iana_tell(
	    rep, made.output, 0, "%s: %zu entries, of them %zu local; registry date %s",
	    made.is_written ? "merged" : "unchanged", made.n_entries, made.n_local, day);
	return IANA_EXIT_OK;
}

/* Merge, and let libc ask the index.  A refusal comes before anything is changed. */
static int
run_enable(const struct request *req, const struct iana_tree *tree, struct iana_report *rep)
{
	int code;

	if (!iana_nsswitch_can_enable(top_of(req), rep))
		return IANA_EXIT_FAILED;
	code = run_merge(tree, req->quiet, rep);
	if (code != IANA_EXIT_OK)
		return code;
	return iana_nsswitch_enable(top_of(req), rep) && iana_units_enable(top_of(req), rep)
		   ? IANA_EXIT_OK
		   : IANA_EXIT_FAILED;
}

/* The merged index stays: it is stale or fresh, and nobody asks it. */
static int
run_disable(const struct request *req, struct iana_report *rep)
{
	return iana_nsswitch_disable(top_of(req), rep) &&
		       iana_units_disable(top_of(req), rep)
		   ? IANA_EXIT_OK
		   : IANA_EXIT_FAILED;
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

/* Take what is asked for.  Returns -1, or an exit code. */
static int
take_what(struct request *req, int key, struct iana_report *rep)
{
	if (req->what != 0 && req->what != key)
		return iana_command_usage(
		    &iana_command_merge, rep,
		    "--check, --enable and --disable go by themselves");
	req->what = key;
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
		if (c == 'q')
			req->quiet = true;
		else if (c == 'r')
			code = take_root(req, optarg, rep);
		else
			code = take_what(req, c, rep);
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
run_request(const struct request *req, struct iana_report *rep)
{
	struct iana_tree tree;
	int code;

	if (req->what == 'd')
		return run_disable(req, rep);
	iana_tree_init(&tree, req->root);
	if (req->what == 'c')
		code = run_check(req, &tree, rep);
	else if (req->what == 'e')
		code = run_enable(req, &tree, rep);
	else
		code = run_merge(&tree, req->quiet, rep);
	iana_tree_done(&tree);
	return code;
}

static int
run(int argc, char **argv, struct iana_report *rep)
{
	struct request req = { 0 };
	int code = read_request(argc, argv, &req, rep);

	if (code < 0)
		code = run_request(&req, rep);
	free(req.root);
	return code;
}

static const struct iana_option options[] = {
	{ "check", 'c', NULL, "say whether the merged index is there, used and fresh" },
	{ "enable", 'e', NULL, "merge, and put iana_local into nsswitch.conf" },
	{ "disable", 'd', NULL, "take iana_local out of nsswitch.conf" },
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
