/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints answers.  An index may come from anywhere: nothing of it may steer a terminal. */
#include "ask/text.h"
#include "ask/service_name.h"
#include "base/text.h"
#include "write/fields.h"

#include <stdio.h>
#include <stdlib.h>

#define NAME_COLUMN 21 /* of getent(1) */

/* How far fields are indented: under the line of an answer, and under their source. */
#define FIELD_INDENT 4
#define SOURCE_INDENT 8

/* Print a word, filled up with blanks to a width. */
static void
put(const char *word, int width)
{
	char *safe = iana_text_masked(word, false);

	printf("%-*s", width, safe);
	free(safe);
}

/* ---- the line of an answer --------------------------------------------------------- */

/* Print the line of an entry, as getent(1) does. */
static void
print_entry(const struct iana_index_entry *e)
{
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	put(e->name, NAME_COLUMN);
	printf(" %u/", e->port);
	put(e->proto, 0);
	while (iana_entry_alias(e, &pos, &alias, &len) == IANA_OK) {
		putchar(' ');
		put(alias, 0);
	}
	putchar('\n');
}

/* Print the line of a row without a service. */
static void
print_row(const struct iana_index_row *row)
{
	const char *name = row->field[IANA_F_NAME];
	const char *proto = row->field[IANA_F_PROTOCOL];

	put(row->has_port ? "-" : name, NAME_COLUMN);
	if (!row->has_port)
		fputs(" no port", stdout);
	else if (row->port_lo != row->port_hi)
		printf(" %u-%u", row->port_lo, row->port_hi);
	else
		printf(" %u", row->port_lo);
	if (proto != NULL) {
		putchar('/');
		put(proto, 0);
	}
	puts(!row->has_port && iana_is_service_name(name) ? ": a DNS-SD name" : "");
}

/* ---- what a row says --------------------------------------------------------------- */

/* Print a field; its paragraphs each on a line. */
static void
print_field(int indent, const char *label, const char *value)
{
	char *safe = iana_text_masked(value, true);

	printf("%*s", indent, "");
	if (label != NULL)
		printf("%s: ", label);
	for (const char *text = safe; *text != '\0'; text++) {
		putchar(*text);
		if (*text == '\n')
			printf("%*s", indent, "");
	}
	putchar('\n');
	free(safe);
}

static bool
has_fields(const struct iana_index_row *row)
{
	for (size_t i = 0; i < IANA_N_SHOWN_FIELDS; i++)
		if (row->field[iana_shown_fields[i].field] != NULL)
			return true;
	return false;
}

static void
print_fields(int indent, const struct iana_index_row *row)
{
	for (size_t i = 0; i < IANA_N_SHOWN_FIELDS; i++)
		if (row->field[iana_shown_fields[i].field] != NULL)
			print_field(indent, iana_shown_fields[i].label,
				    row->field[iana_shown_fields[i].field]);
}

/* End the line of a source, with a colon if it says anything, and print its fields. */
static void
print_said(const struct iana_index_row *row)
{
	puts(has_fields(row) ? ":" : "");
	print_fields(SOURCE_INDENT, row);
}

static void
print_registry(const struct iana_index_row *row)
{
	printf("%*sIn the registry", FIELD_INDENT, "");
	if (row->port_lo != row->port_hi)
		printf(", with the ports %u-%u", row->port_lo, row->port_hi);
	print_said(row);
}

/* Print what an overlay's line says, then what the registry does. */
static void
print_overlay(const struct iana_answer *a)
{
	printf("%*sIn the overlay ", FIELD_INDENT, "");
	put(a->source->name, 0);
	if (a->row->line != 0)
		printf(", line %u", a->row->line);
	if (a->registry_row == NULL) {
		print_said(a->row);
		return;
	}
	puts(a->comment != NULL ? ":" : "");
	if (a->comment != NULL)
		print_field(SOURCE_INDENT, NULL, a->comment);
	print_registry(a->registry_row);
}

static void
print_kept(const struct iana_answer *a)
{
	printf("%*sKept from ", FIELD_INDENT, "");
	put(a->source->name, 0);
	print_said(a->row);
}

void
iana_answer_print(const struct iana_answer *a)
{
	if (a->entry == NULL) {
		print_row(a->row);
		print_fields(FIELD_INDENT, a->row);
		return;
	}
	print_entry(a->entry);
	if (a->source->kind == IANA_FROM_OVERLAY)
		print_overlay(a);
	else if (a->source->kind == IANA_FROM_KEPT)
		print_kept(a);
	else
		print_fields(FIELD_INDENT, a->row);
}
