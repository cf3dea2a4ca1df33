/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints scripts that complete the command line in a shell, from the commands' tables. */
#ifndef IANA_CLI_COMPLETION_H
#define IANA_CLI_COMPLETION_H

#include "cli/command.h"

/* What an argument is; its name in --help decides. */
enum iana_operand {
	IANA_OPERAND_NONE,  /* no argument, or one that no shell can guess */
	IANA_OPERAND_FILE,  /* a file: FILE, INDEX, REGISTRY, OLD, NEW */
	IANA_OPERAND_WORDS, /* one of several words: "this|that" */
};

/* A shell, and the function that prints its script to standard output. */
struct iana_shell {
	const char *name;
	void (*print)(const struct iana_command *const *commands);
};

/* All shells; one without a name ends them. */
extern const struct iana_shell iana_shells[];

void iana_completion_bash(const struct iana_command *const *commands);
void iana_completion_zsh(const struct iana_command *const *commands);
void iana_completion_fish(const struct iana_command *const *commands);

/* ---- for these three functions -------------------------------------------- */

/* Print "bash|zsh|fish" with blanks for its bars. */
void iana_words_print(const char *words);

/* The kind of an option's argument; arg may be NULL. */
enum iana_operand iana_operand_kind(const char *arg);

/*
 * The kind of the first argument in a command's usage that belongs to no option; COMMAND
 * is one of the words that name the commands.  For
 * IANA_OPERAND_WORDS, *ret_words is set to the words with their bars, to be freed.
 */
enum iana_operand iana_operand_of(const struct iana_command *cmd, char **ret_words);

/* The length of the first line of an option's help. */
int iana_help_length(const struct iana_option *o);

#endif
