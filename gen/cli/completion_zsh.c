/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints the script of zsh. */
#include "cli/completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Print n bytes of a text inside single quotes, with \ before the special ones. */
static void
print_quoted(const char *text, int n, const char *special)
{
	for (int i = 0; i < n; i++) {
		if (text[i] == '\'') {
			fputs("'\\''", stdout);
			continue;
		}
		if (strchr(special, text[i]) != NULL)
			putchar('\\');
		putchar(text[i]);
	}
}

static void
zsh_action(enum iana_operand kind, const char *words)
{
	switch (kind) {
	case IANA_OPERAND_FILE:
		fputs("_files", stdout);
		break;
	case IANA_OPERAND_WORDS:
		putchar('(');
		iana_words_print(words);
		putchar(')');
		break;
	case IANA_OPERAND_NONE:
		putchar(' ');
		break;
	}
}

/* Print a line for _arguments; the star allows an option to come again. */
static void
zsh_option(const struct iana_option *o)
{
	if (iana_option_letter(o) != 0)
		printf("      '*'{-%c%s,--%s%s}'[", iana_option_letter(o),
		       o->arg != NULL ? "+" : "", o->name, o->arg != NULL ? "=" : "");
	else
		printf("      '*--%s%s[", o->name, o->arg != NULL ? "=" : "");
	print_quoted(o->help, iana_help_length(o), "[]\\");
	putchar(']');
	if (o->arg != NULL) {
		fputs(":argument:", stdout);
		zsh_action(iana_operand_kind(o->arg), o->arg);
	}
	puts("' \\");
}

static void
zsh_command(const struct iana_command *cmd)
{
	char *words = NULL;
	enum iana_operand kind = iana_operand_of(cmd, &words);

	printf("  %s)\n    _arguments \\\n", cmd->name);
	for (const struct iana_option *o = cmd->options; o->name != NULL; o++)
		zsh_option(o);
	fputs("      '(- *)--help[print its arguments and options]'", stdout);
	if (kind != IANA_OPERAND_NONE) {
		fputs(" \\\n      '*:argument:", stdout);
		zsh_action(kind, words);
		putchar('\'');
	}
	puts("\n    ;;");
	free(words);
}

void
iana_completion_zsh(const struct iana_command *const *commands)
{
	puts("_iana_services() {\n"
	     "  local -a commands=(");
	for (size_t i = 0; commands[i] != NULL; i++) {
		printf("    '%s:", commands[i]->name);
		print_quoted(commands[i]->summary, (int)strlen(commands[i]->summary),
			     ":\\");
		puts("'");
	}
	puts("  )\n"
	     "  if ((CURRENT == 2)); then\n"
	     "    _describe command commands\n"
	     "    [[ $PREFIX != -* ]] || compadd -- --help --version\n"
	     "    return\n"
	     "  fi\n"
	     "  shift words\n"
	     "  ((CURRENT--))\n"
	     "  case $words[1] in");
	for (size_t i = 0; commands[i] != NULL; i++)
		zsh_command(commands[i]);
	puts("  esac\n"
	     "}\n"
	     "compdef _iana_services iana-services");
}
