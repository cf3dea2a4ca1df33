/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of a subcommand, and what all subcommands need: options, help, the index. */
#ifndef IANA_CLI_COMMAND_H
#define IANA_CLI_COMMAND_H

#include "base/report.h"
#include "src/map.h"

#include <stdio.h>

/* Exit codes: doc/design.md, "The command". */
enum {
	IANA_EXIT_OK = 0,
	IANA_EXIT_FAILED = 1,
	IANA_EXIT_NOTFOUND = 2,
	IANA_EXIT_DIFFERENT = 2,
	IANA_EXIT_FAULT = 2,
	IANA_EXIT_USAGE = 64
};

/* An option of a subcommand; getopt, --help and completions use it. */
struct iana_option {
	const char *name; /* without dashes */
	int key;	 /* for iana_command_option; above 0, and not 'h'; or IANA_LETTER */
	const char *arg; /* FILE, another word, or "this|that"; NULL: no argument */
	const char *help; /* lines separated by '\n' */
};

#define IANA_OPTIONS_MAX 24

/* The key of an option that is the same as a letter: IANA_LETTER('n') for -n. */
#define IANA_LETTER(c) ((c) | 0x100)

/* The letter of an option, 0 for none. */
static inline char
iana_option_letter(const struct iana_option *o)
{
	return (o->key & 0x100) != 0 ? (char)(o->key & 0x7f) : '\0';
}

/* A subcommand. */
struct iana_command {
	const char *name;
	const char *summary;
	const char *usage; /* the arguments; completion.h knows the words for files */
	const char *about; /* lines of --help about the arguments, or NULL */
	const struct iana_option *options; /* all but --help, then one without a name */
	/* Run it; argv[0] is its name.  Returns an exit code, with a failure in rep. */
	int (*run)(int argc, char **argv, struct iana_report *rep);
};

/* All subcommands, NULL-terminated, in the order of --help. */
extern const struct iana_command *const iana_commands[];

extern const struct iana_command iana_command_convert;
extern const struct iana_command iana_command_lookup;
extern const struct iana_command iana_command_search;
extern const struct iana_command iana_command_check;
extern const struct iana_command iana_command_free;
extern const struct iana_command iana_command_diff;
extern const struct iana_command iana_command_map;
extern const struct iana_command iana_command_merge;
extern const struct iana_command iana_command_update;
extern const struct iana_command iana_command_verify;
extern const struct iana_command iana_command_info;
extern const struct iana_command iana_command_completion;
extern const struct iana_command iana_command_help;

/* Print all subcommands, with a line for each. */
void iana_commands_print(FILE *to);

/* Print the arguments and options of a subcommand to standard output. */
void iana_command_explain(const struct iana_command *cmd);

/*
 * Read the next option.  Returns its key, or -1 after the last.  Prints the help for
 * --help and -h; for a wrong option, fails with a usage error.  Both set *ret_exit and
 * return -2.
 */
int iana_command_option(const struct iana_command *cmd, int argc, char **argv,
			struct iana_report *rep, int *ret_exit);

/* Fail with a usage error.  Returns IANA_EXIT_USAGE. */
int iana_command_usage(const struct iana_command *cmd, struct iana_report *rep,
		       const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Does the user name an index: as an argument, or in the environment? */
bool iana_command_names_index(const char *path);

/* Open the index at path; if path is NULL, the index that the plugin uses. */
bool iana_command_index(const char *path, struct iana_map *ret, const char **ret_path,
			struct iana_report *rep);

/* Close standard output.  Returns code, or IANA_EXIT_FAILED if a write failed. */
int iana_command_finish(int code, struct iana_report *rep);

#endif
