/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints the sources of services, a line each, or makes JSON of them. */
#include "update/sources_text.h"
#include "base/json_object.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- text ---------------------------------------------------------------------------- */

/* Print a text that an administrator wrote, or a file name. */
static void
print_masked(const char *text)
{
	char *safe = iana_text_masked(text, false);

	fputs(safe, stdout);
	free(safe);
}

/* Print where the sources are written. */
static void
print_origin(const struct iana_switch_sources *asked)
{
	static const char *const origins[] = {
		[IANA_SWITCH_FROM_LINE] = "",
		[IANA_SWITCH_NO_LINE] = " has no services line: the default",
		[IANA_SWITCH_NO_FILE] = " is not there: the default",
		[IANA_SWITCH_CUT_LINE] = " has a line that is not read: the default",
		[IANA_SWITCH_BAD_LINE] = " has a line that is not understood: no source",
		[IANA_SWITCH_UNREADABLE] = " cannot be read",
	};

	printf("sources        %s", asked->path);
	if (asked->line != 0)
		printf(":%lu", asked->line);
	puts(origins[asked->origin]);
}

/* Print what a source has. */
static void
print_source(const struct iana_switch_asked *asked, const struct iana_asked_state *state)
{
	fputs("  ", stdout);
	print_masked(asked->name);
	printf("%*s  ", strlen(asked->name) < 11 ? 11 - (int)strlen(asked->name) : 0, "");
	if (state->kind == IANA_ASKED_OTHER)
		fputs("another source", stdout);
	else if (!state->is_there)
		printf("%s%s", state->kind == IANA_ASKED_IANA ? "no index" : state->path,
		       state->kind == IANA_ASKED_IANA ? "" : " is not there");
	else
		print_masked(state->path);
	if (state->is_counted)
		printf(", %zu entries", state->n_entries);
	if (state->merged != NULL && state->is_there)
		printf(", %s", state->merged);
	putchar('\n');
	if (asked->text[0] != '\0') {
		printf("%15s", "");
		print_masked(asked->text);
		putchar('\n');
	}
}

static void
print_module(const char *label, const char *name, const struct iana_module *module)
{
	printf("%-15s", label);
	switch (module->state) {
	case IANA_MODULE_LOADS:
		print_masked(module->path);
		break;
	case IANA_MODULE_MISSING:
		printf("%s is not installed", name);
		break;
	case IANA_MODULE_HIDDEN:
		print_masked(module->path);
		fputs(", where the loader does not look", stdout);
		break;
	case IANA_MODULE_BROKEN:
		printf("%s cannot be loaded: ", name);
		print_masked(module->reason);
		break;
	}
	putchar('\n');
}

void
iana_sources_print(const struct iana_sources *s)
{
	if (!s->has_switch) {
		puts("sources        this C library reads /etc/services alone");
		return;
	}
	print_origin(&s->asked);
	for (size_t i = 0; i < s->asked.n; i++)
		print_source(&s->asked.source[i], &s->state[i]);
	print_module("module", "libnss_iana.so.2", &s->module);
	print_module("local module", "libnss_iana_local.so.2", &s->local_module);
}

/* ---- JSON ---------------------------------------------------------------------------- */

/* A text as a value; NULL is null. */
static struct json_object *
text_or_null(const char *text)
{
	return text != NULL ? iana_json_text(text, strlen(text)) : NULL;
}

static struct json_object *
source_object(const struct iana_switch_asked *asked, const struct iana_asked_state *state)
{
	static const char *const kinds[] = {
		[IANA_ASKED_FILES] = "files",
		[IANA_ASKED_IANA] = "index",
		[IANA_ASKED_LOCAL] = "merged index",
		[IANA_ASKED_OTHER] = "other",
	};
	struct json_object *o = iana_json_object();

	iana_json_add_text(o, "name", asked->name);
	iana_json_add_text(o, "kind", kinds[state->kind]);
	iana_json_add(o, "actions",
		      asked->text[0] != '\0' ? text_or_null(asked->text) : NULL);
	iana_json_add(o, "path", state->is_there ? text_or_null(state->path) : NULL);
	iana_json_add(o, "entries",
		      state->is_counted
			  ? iana_json_made(json_object_new_int64((int64_t)state->n_entries))
			  : NULL);
	if (state->kind == IANA_ASKED_LOCAL)
		iana_json_add(o, "state", text_or_null(state->merged));
	return o;
}

static struct json_object *
module_object(const struct iana_module *module)
{
	static const char *const states[] = {
		[IANA_MODULE_LOADS] = "loads",
		[IANA_MODULE_MISSING] = "missing",
		[IANA_MODULE_HIDDEN] = "not found by the loader",
		[IANA_MODULE_BROKEN] = "broken",
	};
	struct json_object *o = iana_json_object();
	bool has_path =
	    module->state == IANA_MODULE_LOADS || module->state == IANA_MODULE_HIDDEN;

	iana_json_add_text(o, "state", states[module->state]);
	iana_json_add(o, "path", has_path ? text_or_null(module->path) : NULL);
	return o;
}

void
iana_sources_add(struct json_object *o, const struct iana_sources *s)
{
	struct json_object *sources = iana_json_array();
	struct json_object *warnings = iana_json_array();

	for (size_t i = 0; i < s->asked.n; i++)
		iana_json_append(sources, source_object(&s->asked.source[i], &s->state[i]));
	for (size_t i = 0; i < s->n_warnings; i++)
		iana_json_append(warnings, text_or_null(s->warning[i].text));
	iana_json_add(o, "sources", sources);
	if (s->has_switch) {
		iana_json_add(o, "libnss_iana", module_object(&s->module));
		iana_json_add(o, "libnss_iana_local", module_object(&s->local_module));
	}
	iana_json_add(o, "warnings", warnings);
}
