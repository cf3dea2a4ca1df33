/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command iana-services: runs a subcommand and prints its messages. */
#include "base/alloc.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/suggest.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct iana_command *const iana_commands[] = {
	&iana_command_convert,
	&iana_command_lookup,
	&iana_command_search,
	&iana_command_free,
	&iana_command_check,
	&iana_command_diff,
	&iana_command_map,
	&iana_command_merge,
	&iana_command_update,
	&iana_command_verify,
	&iana_command_info,
	&iana_command_completion,
	&iana_command_help,
	NULL,
};

/* A message may quote an input, whose bytes must not steer the terminal. */
static void
print_safely(const char *s)
{
	char *safe = iana_text_masked(s, false);

	fputs(safe, stderr);
	free(safe);
}

static void
print_message(const struct iana_message *msg, const char *kind)
{
	if (msg->path[0] == '\0')
		fputs("iana-services", stderr);
	else
		print_safely(msg->path);
	if (msg->line != 0)
		fprintf(stderr, ":%lu", msg->line);
	fputs(": ", stderr);
	fputs(kind, stderr);
	print_safely(msg->text);
	putc('\n', stderr);
}

static void
print_warning(const struct iana_message *msg, void *ctx)
{
	(void)ctx;
	print_message(msg, "warning: ");
}

static void
print_told(const struct iana_message *msg, void *ctx)
{
	(void)ctx;
	print_message(msg, "");
}

static int
run_command(int argc, char **argv, struct iana_report *rep)
{
	const struct iana_command *cmd = iana_command_find(argv[1], rep);

	return cmd != NULL ? cmd->run(argc - 1, argv + 1, rep) : IANA_EXIT_USAGE;
}

/* Is an argument an option, by its name or its letter? */
static bool
is_option(const char *arg, const char *name, const char *letter)
{
	return strcmp(arg, name) == 0 || strcmp(arg, letter) == 0;
}

int
main(int argc, char **argv)
{
	static char message[4096];
	struct iana_report rep = { .warn = print_warning, .tell = print_told };
	int code;

	iana_keep_memory();
	/* One write for each message: a registry can cause millions. */
	setvbuf(stderr, message, _IOLBF, sizeof message);
	/* A file past its size limit then fails in write(2), and nothing is left behind. */
	signal(SIGXFSZ, SIG_IGN);
	if (argc < 2) {
		iana_commands_print(stderr);
		return IANA_EXIT_USAGE;
	}
	if (is_option(argv[1], "--help", "-h")) {
		iana_commands_print(stdout);
		code = iana_command_finish(IANA_EXIT_OK, &rep);
	} else if (is_option(argv[1], "--version", "-V")) {
		puts("iana-services " PACKAGE_VERSION);
		code = iana_command_finish(IANA_EXIT_OK, &rep);
	} else {
		code = run_command(argc, argv, &rep);
	}
	if (rep.error.text[0] != '\0')
		print_message(&rep.error, "");
	return code;
}
