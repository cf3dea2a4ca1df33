/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services diff: prints what changed from one registry to another. */
#include "cli/command.h"
#include "diff/diff.h"
#include "diff/print.h"
#include "table/build.h"
#include "table/load.h"
#include "term/pager.h"

#include <getopt.h>
#include <string.h>

struct diff_input {
	struct iana_registry reg;
	struct iana_table table;
};

static bool
read_input(struct diff_input *in, const char *path, struct iana_report *rep)
{
	return iana_load(&in->reg, path, rep) &&
	       iana_table_build(&in->table, &in->reg, NULL, rep);
}

static void
input_done(struct diff_input *in)
{
	iana_table_done(&in->table);
	iana_registry_done(&in->reg);
}

static bool
show_text(const struct iana_diff *diff, bool stat, struct iana_report *rep)
{
	struct iana_buffer text = { 0 };
	struct iana_term term;
	bool ok;

	iana_term_init(&term, IANA_COLOR_NEVER);
	iana_diff_print_text(&text, diff, stat);
	ok = iana_term_show(&term, &text, rep);
	iana_buffer_done(&text);
	return ok;
}

static int
compare_inputs(struct diff_input *old, struct diff_input *new, bool json, bool stat,
	       struct iana_report *rep)
{
	struct iana_diff diff;
	bool ok = true;
	int code;

	iana_diff_tables(&diff, &old->reg, &old->table, &new->table);
	if (json)
		iana_diff_print_json(&diff, &old->reg, &new->reg, stat);
	else
		ok = show_text(&diff, stat, rep);
	code = diff.n_changes == 0 ? IANA_EXIT_OK : IANA_EXIT_DIFFERENT;
	iana_diff_done(&diff);
	return ok ? iana_command_finish(code, rep) : IANA_EXIT_FAILED;
}

static int
run_diff(int argc, char **argv, struct iana_report *rep)
{
	struct diff_input old = { 0 };
	struct diff_input new = { 0 };
	bool json = false;
	bool stat = false;
	int code = IANA_EXIT_FAILED;
	int c;

	while ((c = iana_command_option(&iana_command_diff, argc, argv, rep, &code)) >= 0) {
		json = json || c == 'j';
		stat = stat || c == 's';
		if (c == 'q')
			rep->warn = NULL;
	}
	if (c == -2)
		return code;
	if (argc - optind != 2)
		return iana_command_usage(&iana_command_diff, rep,
					  "OLD and NEW are needed");
	if (strcmp(argv[optind], "-") == 0 && strcmp(argv[optind + 1], "-") == 0)
		return iana_command_usage(&iana_command_diff, rep,
					  "standard input can be only one of the inputs");
	iana_registry_init(&old.reg, argv[optind]);
	iana_registry_init(&new.reg, argv[optind + 1]);
	if (read_input(&old, argv[optind], rep) && read_input(&new, argv[optind + 1], rep))
		code = compare_inputs(&old, &new, json, stat, rep);
	else
		code = IANA_EXIT_FAILED;
	input_done(&old);
	input_done(&new);
	return code;
}

static const struct iana_option options[] = {
	{ "json", 'j', NULL,
	  "print JSON: an object with an array for each group of changes" },
	{ "stat", 's', NULL, "print only how many changes each group has" },
	{ "quiet", 'q', NULL, "print no warnings" },
	{ 0 },
};

const struct iana_command iana_command_diff = {
	.name = "diff",
	.summary = "Print what changed from one registry to another",
	.usage = "[--json] [--stat] [--quiet] OLD NEW",
	.about =
	    "OLD and NEW are in any form that convert reads.  One of them may be -, which is\n"
	    "standard input.  Exit code 0: no difference, 2: at least one.",
	.options = options,
	.run = run_diff,
};
