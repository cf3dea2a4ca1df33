/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads from the commands' tables what each argument is, and prints the script of bash. */
#include "cli/completion.h"
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct iana_shell iana_shells[] = {
	{ "bash", iana_completion_bash },
	{ "zsh", iana_completion_zsh },
	{ "fish", iana_completion_fish },
	{ 0 },
};

/* The words for a file in usages and options. */
static const char *const file_words[] = { "FILE", "INDEX", "NEW", "OLD", "REGISTRY" };

enum iana_operand
iana_operand_kind(const char *arg)
{
	if (arg == NULL)
		return IANA_OPERAND_NONE;
	if (strchr(arg, '|') != NULL)
		return IANA_OPERAND_WORDS;
	for (size_t i = 0; i < sizeof file_words / sizeof *file_words; i++)
		if (strcmp(arg, file_words[i]) == 0)
			return IANA_OPERAND_FILE;
	return IANA_OPERAND_NONE;
}

/* All subcommands as words with bars between them, to be freed. */
static char *
command_words(void)
{
	struct iana_buffer b = { 0 };

	for (size_t i = 0; iana_commands[i] != NULL; i++)
		iana_buffer_printf(&b, "%s%s", i != 0 ? "|" : "", iana_commands[i]->name);
	iana_buffer_add(&b, "", 1);
	return b.bytes;
}

enum iana_operand
iana_operand_of(const struct iana_command *cmd, char **ret_words)
{
	const char *s = cmd->usage;

	for (;;) {
		size_t len;
		char *word;
		enum iana_operand kind;

		s += strspn(s, " ");
		if (strncmp(s, "[-", 2) == 0) { /* an option and its argument */
			s += strcspn(s, "]");
			s += strspn(s, "].");
			continue;
		}
		s += strspn(s, "[");
		len = strcspn(s, " [].");
		if (len == 0)
			return IANA_OPERAND_NONE;
		word = iana_calloc(len + 1, 1);
		memcpy(word, s, len);
		if (strcmp(word, "COMMAND") == 0) {
			free(word);
			word = command_words();
		}
		kind = iana_operand_kind(word);
		if (kind == IANA_OPERAND_WORDS)
			*ret_words = word;
		else
			free(word);
		if (kind != IANA_OPERAND_NONE)
			return kind;
		s += len;
		s += strspn(s, "].");
	}
}

void
iana_words_print(const char *words)
{
	for (; *words != '\0'; words++)
		putchar(*words == '|' ? ' ' : *words);
}

int
iana_help_length(const struct iana_option *o)
{
	return (int)strcspn(o->help, "\n");
}

/* Print a line for each option with an argument: what the word behind it can be. */
static void
print_arguments(const struct iana_command *cmd)
{
	for (const struct iana_option *o = cmd->options; o->name != NULL; o++) {
		if (o->arg == NULL)
			continue;
		printf("    %s,--%s", cmd->name, o->name);
		if (iana_option_letter(o) != 0)
			printf("|%s,-%c", cmd->name, iana_option_letter(o));
		fputs(") ", stdout);
		switch (iana_operand_kind(o->arg)) {
		case IANA_OPERAND_FILE:
			fputs("files=1", stdout);
			break;
		case IANA_OPERAND_WORDS:
			fputs("words='", stdout);
			iana_words_print(o->arg);
			putchar('\'');
			break;
		case IANA_OPERAND_NONE:
			putchar(':');
			break;
		}
		puts(" ;;");
	}
}

/* Print what any other word can be. */
static void
print_words(const struct iana_command *cmd)
{
	char *words = NULL;

	printf("      %s,-*) words='", cmd->name);
	for (const struct iana_option *o = cmd->options; o->name != NULL; o++)
		printf("--%s ", o->name);
	puts("--help' ;;");
	switch (iana_operand_of(cmd, &words)) {
	case IANA_OPERAND_FILE:
		printf("      %s,*) files=1 ;;\n", cmd->name);
		break;
	case IANA_OPERAND_WORDS:
		printf("      %s,*) words='", cmd->name);
		iana_words_print(words);
		puts("' ;;");
		break;
	case IANA_OPERAND_NONE:
		break;
	}
	free(words);
}

void
iana_completion_bash(const struct iana_command *const *commands)
{
	/* bash splits --option=value into three words.  It completes files by itself. */
	fputs("_iana_services() {\n"
	      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	      "  local files= words=\n"
	      "  if [[ $cur == '=' ]]; then\n"
	      "    cur=\n"
	      "  elif [[ $prev == '=' ]]; then\n"
	      "    prev=${COMP_WORDS[COMP_CWORD-2]}\n"
	      "  fi\n"
	      "  if ((COMP_CWORD == 1)); then\n"
	      "    words='",
	      stdout);
	for (size_t i = 0; commands[i] != NULL; i++)
		printf("%s ", commands[i]->name);
	puts("'\n"
	     "    [[ $cur != -* ]] || words='--help --version'\n"
	     "  else\n"
	     "    case ${COMP_WORDS[1]},$prev in");
	for (size_t i = 0; commands[i] != NULL; i++)
		print_arguments(commands[i]);
	puts("    *)\n"
	     "      case ${COMP_WORDS[1]},$cur in");
	for (size_t i = 0; commands[i] != NULL; i++)
		print_words(commands[i]);
	puts("      esac\n"
	     "      ;;\n"
	     "    esac\n"
	     "  fi\n"
	     "  COMPREPLY=()\n"
	     "  if [[ ! $files ]]; then\n"
	     "    compopt +o default\n"
	     "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
	     "  fi\n"
	     "}\n"
	     "complete -o default -F _iana_services iana-services");
}
