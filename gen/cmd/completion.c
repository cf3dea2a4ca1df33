/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services completion: prints the script that completes its command line. */
#include "cli/completion.h"
#include "cli/command.h"

#include <getopt.h>
#include <string.h>

static int
run_completion(int argc, char **argv, struct iana_report *rep)
{
	int code = IANA_EXIT_OK;

	if (iana_command_option(&iana_command_completion, argc, argv, rep, &code) == -2)
		return code;
	if (argc - optind != 1)
		return iana_command_usage(&iana_command_completion, rep,
					  "one shell is needed");
	for (const struct iana_shell *s = iana_shells; s->name != NULL; s++) {
		if (strcmp(argv[optind], s->name) != 0)
			continue;
		s->print(iana_commands);
		return iana_command_finish(IANA_EXIT_OK, rep);
	}
	return iana_command_usage(&iana_command_completion, rep, "unknown shell \"%s\"",
				  argv[optind]);
}

static const struct iana_option options[] = {
	{ 0 },
};

const struct iana_command iana_command_completion = {
	.name = "completion",
	.summary = "Print the script that completes this command line in a shell",
	.usage = "bash|zsh|fish",
	.about =
	    "The installed completion files run this command by themselves.  By hand:\n"
	    "source <(iana-services completion bash)",
	.options = options,
	.run = run_completion,
};
