/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options, help and the index in use: the same in every subcommand. */
#include "command.h"
#include "locate.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
print_help(const struct iana_command *cmd)
{
	printf("usage: iana-services %s %s\n%s.\n\n%s  --help  print this text\n",
	       cmd->name, cmd->usage, cmd->summary, cmd->help);
}

int
iana_command_usage(const struct iana_command *cmd, struct iana_report *rep, const char *fmt,
		   ...)
{
	char text[300];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	iana_fail(rep, NULL, 0, "%s: %s (see iana-services %s --help)", cmd->name, text,
		  cmd->name);
	return IANA_EXIT_USAGE;
}

int
iana_command_option(const struct iana_command *cmd, int argc, char **argv,
		    const struct option *options, struct iana_report *rep, int *ret_exit)
{
	int c;

	opterr = 0;
	c = getopt_long(argc, argv, ":", options, NULL);
	switch (c) {
	case 'h':
		print_help(cmd);
		*ret_exit = iana_command_finish(IANA_EXIT_OK, rep);
		return -2;
	case ':':
		*ret_exit =
		    iana_command_usage(cmd, rep, "%s needs an argument", argv[optind - 1]);
		return -2;
	case '?':
		*ret_exit =
		    iana_command_usage(cmd, rep, "unknown option %s", argv[optind - 1]);
		return -2;
	default:
		return c;
	}
}

bool
iana_command_index(const char *path, struct iana_map *ret, const char **ret_path,
		   struct iana_report *rep)
{
	struct iana_places places =
	    iana_places_default(path != NULL ? path : secure_getenv("IANA_SERVICES_INDEX"),
				iana_privileged());

	switch (iana_locate(&places, IANA_WHOLE, ret, NULL, ret_path)) {
	case IANA_OK:
		return true;
	case IANA_NOFILE:
		return iana_fail_errno(rep, *ret_path, "cannot open the index");
	case IANA_UNSUPPORTED:
		return iana_fail(rep, *ret_path, 0,
				 "an index of a version or kind that this command does not "
				 "know");
	default:
		return iana_fail(rep, *ret_path, 0, "not an index, or a damaged one");
	}
}

int
iana_command_finish(int code, struct iana_report *rep)
{
	bool failed = ferror(stdout) != 0;

	if (fclose(stdout) != 0 || failed) {
		iana_fail_errno(rep, "standard output", "cannot write");
		return IANA_EXIT_FAILED;
	}
	return code;
}
