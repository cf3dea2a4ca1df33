/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints the script of fish. */
#include "cli/completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
fish_words(enum iana_operand kind, const char *words)
{
	if (kind == IANA_OPERAND_FILE) {
		fputs(" -F", stdout);
	} else if (kind == IANA_OPERAND_WORDS) {
		fputs(" -a '", stdout);
		iana_words_print(words);
		putchar('\'');
	}
}

static void
fish_help(const char *text, int n)
{
	fputs(" -d '", stdout);
	for (int i = 0; i < n; i++) {
		if (text[i] == '\'' || text[i] == '\\')
			putchar('\\');
		putchar(text[i]);
	}
	puts("'");
}

static void
fish_command(const struct iana_command *cmd)
{
	char *words = NULL;
	enum iana_operand kind = iana_operand_of(cmd, &words);

	printf("complete -c iana-services -n __iana_services_first -a %s", cmd->name);
	fish_help(cmd->summary, (int)strlen(cmd->summary));
	for (const struct iana_option *o = cmd->options; o->name != NULL; o++) {
		printf("complete -c iana-services -n '__iana_services_of %s' -l %s%s",
		       cmd->name, o->name, o->arg == NULL ? "" : " -r");
		if (iana_option_letter(o) != 0)
			printf(" -s %c", iana_option_letter(o));
		if (o->arg != NULL && iana_operand_kind(o->arg) != IANA_OPERAND_FILE)
			fputs(" -f", stdout);
		fish_words(iana_operand_kind(o->arg), o->arg);
		fish_help(o->help, iana_help_length(o));
	}
	printf("complete -c iana-services -n '__iana_services_of %s' -l help", cmd->name);
	fish_help("print its arguments and options", 31);
	if (kind != IANA_OPERAND_NONE) {
		printf("complete -c iana-services -n '__iana_services_of %s'", cmd->name);
		fish_words(kind, words);
		putchar('\n');
	}
	free(words);
}

void
iana_completion_fish(const struct iana_command *const *commands)
{
	puts(
	    "function __iana_services_first\n"
	    "    test (count (commandline -opc)) -eq 1\n"
	    "end\n"
	    "function __iana_services_of\n"
	    "    set -l words (commandline -opc)\n"
	    "    test (count $words) -gt 1; and test $words[2] = $argv[1]\n"
	    "end\n"
	    "complete -c iana-services -f\n"
	    "complete -c iana-services -n __iana_services_first -l help -d 'list the commands'\n"
	    "complete -c iana-services -n __iana_services_first -l version "
	    "-d 'print the version'");
	for (size_t i = 0; commands[i] != NULL; i++)
		fish_command(commands[i]);
}
