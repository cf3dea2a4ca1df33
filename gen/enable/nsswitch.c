/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Edits nsswitch.conf, and keeps copies so that the edit can be taken back. */
#include "enable/nsswitch.h"
#include "base/output.h"
#include "base/target.h"
#include "enable/switch_file.h"
#include "enable/switch_line.h"
#include "enable/switch_text.h"
#include "src/locate.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DO_ENABLE "write into the services line: " IANA_SWITCH_LOCAL " files iana"
#define DO_DISABLE "take out of the services line: " IANA_SWITCH_LOCAL

/* Paths in a tree.  They are static: messages have them when the call is over. */
static struct {
	char conf[PATH_MAX];
	char before[PATH_MAX]; /* the copies, beside the local index */
	char after[PATH_MAX];
} paths;

/* Fill in the paths.  The files must lie in the tree. */
static bool
find_paths(const char *root, struct iana_report *rep)
{
	const char *local = iana_paths_default(NULL, false).local;
	int len = (int)iana_folder_length(local);

	snprintf(paths.conf, PATH_MAX, "%s/etc/nsswitch.conf", root);
	snprintf(paths.after, PATH_MAX, "%s%.*snsswitch.after", root, len, local);
	if (snprintf(paths.before, PATH_MAX, "%s%.*snsswitch.before", root, len, local) >=
	    PATH_MAX)
		return iana_fail(rep, NULL, 0, "the path of the tree is too long");
	return iana_switch_file_is_inside(root, paths.conf, rep) &&
	       iana_switch_file_is_inside(root, paths.before, rep);
}

/* Tell the services line that the file has now. */
static void
tell_line(const struct iana_buffer *text, struct iana_report *rep)
{
	struct iana_switch_found found = iana_switch_text_find(text);

	if (found.n != 0)
		iana_tell(rep, paths.conf, found.last.number, "%.*s", (int)found.last.len,
			  text->bytes + found.last.start);
}

/* ---- enabling --------------------------------------------------------------------- */

/*
 * Read the file, and fill new with what shall be written.  New stays empty if the file is
 * right already.
 */
static bool
plan_enable(struct iana_buffer *text, struct iana_buffer *new, struct iana_report *rep)
{
	if (!iana_switch_file_read(paths.conf, text, rep))
		return errno == ENOENT &&
		       iana_fail(rep, paths.conf, 0,
				 "it is not there, and a new one may hide defaults of the "
				 "system; make one with the line: " IANA_SWITCH_LINE);
	return iana_switch_text_is_enabled(text) ||
	       (iana_switch_file_may_edit(paths.conf, text, DO_ENABLE, rep) &&
		iana_switch_text_enable(text, paths.conf, new, rep));
}

bool
iana_nsswitch_can_enable(const char *root, struct iana_report *rep)
{
	struct iana_buffer text = { 0 };
	struct iana_buffer new = { 0 };
	bool ok = find_paths(root, rep) && plan_enable(&text, &new, rep);

	iana_buffer_done(&text);
	iana_buffer_done(&new);
	return ok;
}

/* Make the folder of a file, with those above it. */
static bool
make_folder_above(char *path, struct iana_report *rep)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		int result;

		*slash = '\0';
		result = mkdir(path, 0755);
		*slash = '/';
		if (result != 0 && errno != EEXIST)
			return iana_fail_errno(rep, path, "cannot make its folder");
	}
	return true;
}

bool
iana_nsswitch_enable(const char *root, struct iana_report *rep)
{
	struct iana_buffer text = { 0 };
	struct iana_buffer new = { 0 };
	bool ok = find_paths(root, rep) && plan_enable(&text, &new, rep);

	if (ok && new.len != 0) {
		/* The copies come first: killed at any moment, what was there is known. */
		struct iana_output out[] = {
			{ paths.before, &text },
			{ paths.after, &new },
			{ paths.conf, &new },
		};

		ok = make_folder_above(paths.before, rep) &&
		     iana_outputs_write(out, sizeof out / sizeof *out, rep);
	}
	if (ok)
		tell_line(new.len != 0 ? &new : &text, rep);
	iana_buffer_done(&text);
	iana_buffer_done(&new);
	return ok;
}

/* ---- disabling -------------------------------------------------------------------- */

static void
copies_done(struct iana_switch_copies *copies)
{
	iana_buffer_done(&copies->before);
	iana_buffer_done(&copies->after);
}

/* Read the copies.  There are none if one is missing, or if both name iana_local. */
static void
read_copies(struct iana_switch_copies *copies)
{
	struct iana_report ignored = { 0 };

	if (!iana_switch_file_read(paths.before, &copies->before, &ignored) ||
	    iana_switch_text_names_local(&copies->before) ||
	    !iana_switch_file_read(paths.after, &copies->after, &ignored))
		copies_done(copies);
}

static bool
write_without(const struct iana_buffer *text, struct iana_report *rep)
{
	struct iana_switch_copies copies = { 0 };
	struct iana_buffer new = { 0 };
	bool ok;

	read_copies(&copies);
	iana_switch_text_disable(text, &copies, &new);
	ok = iana_outputs_write(&(struct iana_output){ paths.conf, &new }, 1, rep);
	if (ok)
		tell_line(&new, rep);
	iana_buffer_done(&new);
	copies_done(&copies);
	return ok;
}

/* Read the file.  Without it, nothing names iana_local. */
static bool
read_if_there(struct iana_buffer *text, struct iana_report *rep)
{
	struct iana_report failed = { 0 };

	if (iana_switch_file_read(paths.conf, text, &failed) || errno == ENOENT)
		return true;
	rep->error = failed.error;
	return false;
}

bool
iana_nsswitch_disable(const char *root, struct iana_report *rep)
{
	struct iana_buffer text = { 0 };
	bool ok = find_paths(root, rep) && read_if_there(&text, rep);

	if (ok && iana_switch_text_names_local(&text))
		ok = iana_switch_file_may_edit(paths.conf, &text, DO_DISABLE, rep) &&
		     write_without(&text, rep);
	if (ok) {
		unlink(paths.before);
		unlink(paths.after);
	}
	iana_buffer_done(&text);
	return ok;
}

/* ---- asking ------------------------------------------------------------------------- */

bool
iana_nsswitch_asks_local(const char *root)
{
	struct iana_report ignored = { 0 };
	struct iana_buffer text = { 0 };
	bool asks = find_paths(root, &ignored) &&
		    iana_switch_file_read(paths.conf, &text, &ignored) &&
		    iana_switch_text_asks_local(&text);

	iana_buffer_done(&text);
	return asks;
}
