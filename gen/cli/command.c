/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options, help and the index in use, for every subcommand. */
#include "cli/command.h"
#include "base/usable.h"
#include "src/locate.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HELP_OPTION "help"

/* The width of "name ARGUMENT". */
static int
option_width(const struct iana_option *o)
{
	return (int)(strlen(o->name) + (o->arg != NULL ? strlen(o->arg) + 1 : 0));
}

/* Print an option, and behind its help the letter that is the same. */
static void
print_option(const struct iana_option *o, int width)
{
	printf("  --%s%s%s%*s  ", o->name, o->arg != NULL ? " " : "",
	       o->arg != NULL ? o->arg : "", width - option_width(o), "");
	for (const char *s = o->help; *s != '\0'; s++) {
		putchar(*s);
		if (*s == '\n')
			printf("%*s", width + 6, "");
	}
	if (iana_option_letter(o) != 0)
		printf(" (also -%c)", iana_option_letter(o));
	putchar('\n');
}

void
iana_commands_print(FILE *to)
{
	fputs("usage: iana-services COMMAND [ARGUMENT...]\n"
	      "Converts the IANA registry of services and ports, and answers from it.\n\n",
	      to);
	for (size_t i = 0; iana_commands[i] != NULL; i++)
		fprintf(to, "  %-11s %s\n", iana_commands[i]->name,
			iana_commands[i]->summary);
	fputs(
	    "\n  iana-services COMMAND --help  print its arguments and options (also -h)\n"
	    "  iana-services --version       print the version (also -V)\n",
	    to);
}

void
iana_command_explain(const struct iana_command *cmd)
{
	static const struct iana_option help = { HELP_OPTION, IANA_LETTER('h'), NULL,
						 "print this text" };
	int width = option_width(&help);

	for (const struct iana_option *o = cmd->options; o->name != NULL; o++)
		if (option_width(o) > width)
			width = option_width(o);
	printf("usage: iana-services %s %s\n%s.\n\n", cmd->name, cmd->usage, cmd->summary);
	if (cmd->about != NULL)
		printf("%s\n\n", cmd->about);
	for (const struct iana_option *o = cmd->options; o->name != NULL; o++)
		print_option(o, width);
	print_option(&help, width);
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

/*
 * Fail with an option that getopt does not know.  A letter is in optopt.  The word may then
 * be another one: getopt stays at a group of letters until its last letter.
 */
static int
fail_option(const struct iana_command *cmd, const char *word, struct iana_report *rep)
{
	bool is_long = optopt == 0 || (strncmp(word, "--", 2) == 0 && strchr(word, '='));

	return is_long ? iana_command_usage(cmd, rep, "unknown option %s", word)
		       : iana_command_usage(cmd, rep, "unknown option -%c", (char)optopt);
}

/* The letters of a command's options, as getopt takes them. */
static void
list_letters(const struct iana_command *cmd, char *to)
{
	*to++ = ':';
	*to++ = 'h';
	for (const struct iana_option *o = cmd->options; o->name != NULL; o++) {
		if (iana_option_letter(o) == '\0')
			continue;
		*to++ = iana_option_letter(o);
		if (o->arg != NULL)
			*to++ = ':';
	}
	*to = '\0';
}

int
iana_command_option(const struct iana_command *cmd, int argc, char **argv,
		    struct iana_report *rep, int *ret_exit)
{
	struct option options[IANA_OPTIONS_MAX + 2] = { 0 };
	char letters[2 * IANA_OPTIONS_MAX + 3];
	int place = -1; /* of a long option in options; -1: a letter */
	int n = 0;
	int c;

	for (const struct iana_option *o = cmd->options; o->name != NULL; o++, n++)
		options[n] =
		    (struct option){ o->name,
				     o->arg != NULL ? required_argument : no_argument, NULL,
				     o->key };
	options[n] = (struct option){ HELP_OPTION, no_argument, NULL, 'h' };
	opterr = 0;
	list_letters(cmd, letters);
	c = getopt_long(argc, argv, letters, options, &place);
	switch (c) {
	case 'h':
		iana_command_explain(cmd);
		*ret_exit = iana_command_finish(IANA_EXIT_OK, rep);
		return -2;
	case ':':
		*ret_exit =
		    iana_command_usage(cmd, rep, "%s needs an argument", argv[optind - 1]);
		return -2;
	case '?':
		*ret_exit = fail_option(cmd, argv[optind - 1], rep);
		return -2;
	default:
		return place < 0 && c > 0 ? IANA_LETTER(c) : c;
	}
}

/* No index could be opened.  errno and path are those of iana_locate. */
static bool
fail_to_open(const struct iana_paths *paths, const char *path, struct iana_report *rep)
{
	enum iana_care care = !paths->careful	     ? IANA_CARE_NONE
			      : path == paths->local ? IANA_CARE_OWNER
						     : IANA_CARE_WRITE;
	char why[IANA_REASON_ROOM];
	struct stat st;
	int e = errno;

	if (paths->forced == NULL && e == ENOENT)
		return iana_fail(rep, NULL, 0,
				 "no index: neither %s nor %s is there; install the "
				 "package iana-services-data, or make one: iana-services "
				 "convert REGISTRY --index %s",
				 paths->local, paths->shipped, paths->local);
	if (paths->forced == NULL && e == EPERM && stat(path, &st) == 0 &&
	    iana_refusal(&st, care, why))
		return iana_fail(rep, path, 0, "refused in root's programs: %s", why);
	errno = e;
	return iana_fail_errno(rep, path, "cannot open the index");
}

bool
iana_command_names_index(const char *path)
{
	const char *named = path != NULL ? path : secure_getenv("IANA_SERVICES_INDEX");

	return named != NULL && named[0] != '\0';
}

bool
iana_command_index(const char *path, struct iana_map *ret, const char **ret_path,
		   struct iana_report *rep)
{
	struct iana_paths paths = iana_paths_default(
	    path != NULL ? path : secure_getenv("IANA_SERVICES_INDEX"), iana_privileged());

	switch (iana_locate(&paths, IANA_WHOLE, ret, NULL, ret_path)) {
	case IANA_OK:
		return true;
	case IANA_NOFILE:
		return fail_to_open(&paths, *ret_path, rep);
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
