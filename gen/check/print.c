/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints remarks, a summary, or JSON. */
#include "check/print.h"
#include "base/json_object.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- for people ------------------------------------------------------------------ */

void
iana_check_tell(struct iana_checked *c, struct iana_report *rep)
{
	unsigned long n = c->remarks.n_faults + c->remarks.n_warnings;

	iana_remarks_sort(&c->remarks);
	for (size_t i = 0; i < c->remarks.n; i++) {
		const struct iana_remark *r = &c->remarks.item[i];
		const char *file = c->file[r->file].name;

		if (r->is_fault)
			iana_tell(rep, file, r->line, "%s", r->text);
		else
			iana_warn(rep, file, r->line, "%s", r->text);
	}
	if (n > c->remarks.n)
		iana_tell(rep, NULL, 0, "%lu more faults and warnings are not shown",
			  n - c->remarks.n);
}

/* Print "1 line" or "2 lines", with a comma before all but the first. */
static void
print_count(const char *before, unsigned long n, const char *one, const char *many)
{
	printf("%s%lu %s", before, n, n == 1 ? one : many);
}

void
iana_check_summary(const struct iana_checked *c, const char *index)
{
	unsigned long n_lines = 0;
	unsigned long n_entries = 0;
	bool has_entries = false;
	bool has_names = false;

	for (size_t i = 0; i < c->n_files; i++) {
		n_lines += c->file[i].n_lines;
		n_entries += c->file[i].n_entries;
		has_names |= c->file[i].form == IANA_CHECK_NAMES;
		has_entries |= c->file[i].form != IANA_CHECK_NAMES;
	}
	print_count("", c->n_files, "file", "files");
	print_count(", ", n_lines, "line", "lines");
	if (has_entries)
		print_count(", ", n_entries, "entry", "entries");
	if (has_names)
		print_count(", ", c->n_names, "name", "names");
	fputs(index != NULL ? " checked" : " checked, without a registry", stdout);
	print_count(": ", c->remarks.n_faults, "fault", "faults");
	print_count(", ", c->remarks.n_warnings, "warning", "warnings");
	putchar('\n');
}

/* ---- for scripts ----------------------------------------------------------------- */

/* Add a text that may hold any bytes. */
static void
add_safe(struct json_object *o, const char *key, const char *text)
{
	char *safe = iana_text_masked(text, false);

	iana_json_add_text(o, key, safe);
	free(safe);
}

static struct json_object *
file_json(const struct iana_checked_file *file)
{
	static const char *const forms[] = { "overlay", "overlay", "services", "names" };
	struct json_object *o = iana_json_object();

	add_safe(o, "file", file->name);
	iana_json_add_text(o, "form", forms[file->form]);
	iana_json_add_number(o, "lines", (long long)file->n_lines);
	iana_json_add_number(o, "entries", (long long)file->n_entries);
	iana_json_add_number(o, "names", (long long)file->n_names);
	return o;
}

static struct json_object *
remark_json(const struct iana_checked *c, const struct iana_remark *r)
{
	struct json_object *o = iana_json_object();

	add_safe(o, "file", c->file[r->file].name);
	iana_json_add_number(o, "line", r->line);
	iana_json_add_text(o, "level", r->is_fault ? "fault" : "warning");
	iana_json_add_text(o, "rule", r->rule);
	add_safe(o, "message", r->text);
	return o;
}

void
iana_check_print_json(struct iana_checked *c, const char *index)
{
	struct json_object *o = iana_json_object();
	struct json_object *files = iana_json_array();
	struct json_object *remarks = iana_json_array();

	iana_remarks_sort(&c->remarks);
	iana_json_add_number(o, "schema_version", 1);
	for (size_t i = 0; i < c->n_files; i++)
		iana_json_append(files, file_json(&c->file[i]));
	for (size_t i = 0; i < c->remarks.n; i++)
		iana_json_append(remarks, remark_json(c, &c->remarks.item[i]));
	iana_json_add(o, "files", files);
	if (index != NULL)
		add_safe(o, "index", index);
	else
		iana_json_add(o, "index", NULL);
	iana_json_add_number(o, "faults", (long long)c->remarks.n_faults);
	iana_json_add_number(o, "warnings", (long long)c->remarks.n_warnings);
	iana_json_add(o, "remarks", remarks);
	puts(iana_json_pretty(o));
	json_object_put(o);
}
