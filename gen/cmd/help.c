/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services help: prints all commands, or the arguments and options of one. */
#include "cli/command.h"
#include "cli/suggest.h"

#include <getopt.h>

static int
run_help(int argc, char **argv, struct iana_report *rep)
{
	const struct iana_command *cmd;
	int code = IANA_EXIT_OK;

	if (iana_command_option(&iana_command_help, argc, argv, rep, &code) == -2)
		return code;
	if (argc - optind > 1)
		return iana_command_usage(&iana_command_help, rep,
					  "it takes at most one COMMAND");
	if (argc == optind) {
		iana_commands_print(stdout);
		return iana_command_finish(IANA_EXIT_OK, rep);
	}
	cmd = iana_command_find(argv[optind], rep);
	if (cmd == NULL)
		return IANA_EXIT_USAGE;
	iana_command_explain(cmd);
	return iana_command_finish(IANA_EXIT_OK, rep);
}

static const struct iana_option options[] = {
	{ 0 },
};

const struct iana_command iana_command_help = {
	.name = "help",
	.summary = "Print all commands, or the arguments and options of one",
	.usage = "[COMMAND]",
	.options = options,
	.run = run_help,
};
