/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the subcommands share. */
#ifndef IANA_CMD_COMMAND_H
#define IANA_CMD_COMMAND_H

#include "base/report.h"
#include "src/map.h"

/* Exit codes: doc/design.md, "The command". */
enum {
	IANA_EXIT_OK = 0,
	IANA_EXIT_FAILED = 1,
	IANA_EXIT_NOTFOUND = 2,
	IANA_EXIT_DIFFERENT = 2,
	IANA_EXIT_USAGE = 64
};

/* An option of a subcommand: what getopt, --help and completions are made from. */
struct iana_option {
	const char *name; /* without its dashes */
	int key;	  /* what iana_command_option returns for it; above 0, not 'h' */
	const char *arg;  /* FILE, another word, or "this|that"; NULL takes none */
	const char *help; /* a line, or several parted by '\n' */
};

#define IANA_OPTIONS_MAX 24

/* A subcommand.  argv[0] is its name; a failure leaves its reason in rep. */
struct iana_command {
	const char *name;
	const char *summary;
	const char *usage; /* the arguments; completion.h has the words for files */
	const char *about; /* what --help says of the arguments; NULL nothing */
	const struct iana_option *options; /* up to one without a name; --help aside */
	int (*run)(int argc, char **argv, struct iana_report *rep);
};

/* All of them, NULL-terminated, in the order of --help. */
extern const struct iana_command *const iana_commands[];

extern const struct iana_command iana_command_convert;
extern const struct iana_command iana_command_lookup;
extern const struct iana_command iana_command_diff;
extern const struct iana_command iana_command_verify;
extern const struct iana_command iana_command_info;
extern const struct iana_command iana_command_completion;

/*
 * Read the next option: its key, or -1 after the last.  Prints the help for --help
 * and answers a wrong option through rep; both set *ret_exit and return -2.
 */
int iana_command_option(const struct iana_command *cmd, int argc, char **argv,
			struct iana_report *rep, int *ret_exit);

/* Fail with a usage error: always returns IANA_EXIT_USAGE. */
int iana_command_usage(const struct iana_command *cmd, struct iana_report *rep,
		       const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/*
 * Open the index that a question is asked of: path if not NULL, else the one
 * that the plugin uses.  false with the reason in rep.
 */
bool iana_command_index(const char *path, struct iana_map *ret, const char **ret_path,
			struct iana_report *rep);

/* Close standard output; a write that failed is an error. */
int iana_command_finish(int code, struct iana_report *rep);

#endif
