/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scripts that complete the command line in a shell, from the tables of the commands. */
#ifndef IANA_COMPLETION_COMPLETION_H
#define IANA_COMPLETION_COMPLETION_H

#include "cli/command.h"

/* What stands at a place of the command line, by its name in --help. */
enum iana_operand {
	IANA_OPERAND_NONE,  /* no argument is taken, or one that cannot be guessed */
	IANA_OPERAND_FILE,  /* a file's name: FILE, INDEX, REGISTRY, OLD, NEW */
	IANA_OPERAND_WORDS, /* one of several: "this|that" */
};

/* A shell that has completion, and what prints its script to standard output. */
struct iana_shell {
	const char *name;
	void (*print)(const struct iana_command *const *commands);
};

/* Up to one without a name. */
extern const struct iana_shell iana_shells[];

/* Print "bash|zsh|fish" with its bars as blanks.  Here for the three printers: */
void iana_words_print(const char *words);

/* What an option's argument is; NULL is none. */
enum iana_operand iana_operand_kind(const char *arg);

/*
 * What a command takes beside its options, by the first such argument in its usage.
 * ret_words is set with IANA_OPERAND_WORDS: the text with the bars, to be freed.
 */
enum iana_operand iana_operand_of(const struct iana_command *cmd, char **ret_words);

/* Bytes of the first line of an option's help. */
int iana_help_length(const struct iana_option *o);

void iana_completion_bash(const struct iana_command *const *commands);
void iana_completion_zsh(const struct iana_command *const *commands);
void iana_completion_fish(const struct iana_command *const *commands);

#endif
