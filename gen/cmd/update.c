/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services update: brings the index, or a CSV, to a newer registry. */
#include "update/update.h"
#include "base/alloc.h"
#include "base/date.h"
#include "base/json_object.h"
#include "cli/command.h"
#include "diff/diff.h"
#include "diff/print.h"
#include "fetch/fetch.h"
#include "index/unpack.h"
#include "table/join.h"
#include "write/fields.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct update_options {
	struct iana_update_request update;
	bool rollback;
	bool json;
	bool quiet;
};

/* ---- changes
 * ------------------------------------------------------------------------------ */

/* An index as a table, for a comparison. */
struct side {
	struct iana_registry reg;
	struct iana_table table;
	struct iana_new_entries entries;
};

static bool
read_side(struct side *side, const char *name, const struct iana_map *map,
	  struct iana_report *rep)
{
	iana_registry_init(&side->reg, name);
	return iana_index_unpack(&side->reg, &side->entries, name, map, rep) &&
	       iana_entries_join(&side->table, &side->reg, &side->entries, rep);
}

static void
side_done(struct side *side)
{
	iana_table_done(&side->table);
	iana_registry_done(&side->reg);
	free(side->entries.item);
	free(side->entries.alias);
}

static bool
show_changes(const struct iana_map *old, const struct iana_map *new,
	     struct iana_report *rep)
{
	struct side from = { 0 };
	struct side to = { 0 };
	struct iana_buffer text = { 0 };
	struct iana_diff diff;
	bool ok = read_side(&from, "the registry in use", old, rep);

	ok = read_side(&to, "the new registry", new, rep) && ok;
	if (ok) {
		iana_diff_tables(&diff, &from.reg, &from.table, &to.table);
		iana_diff_print_text(&text, &diff, false);
		fwrite(text.bytes, 1, text.len, stdout);
		iana_buffer_done(&text);
		iana_diff_done(&diff);
	}
	side_done(&from);
	side_done(&to);
	return ok;
}

/* ---- results
 * ------------------------------------------------------------------------------ */

static const struct {
	const char *word; /* in JSON */
	const char *text;
} outcomes[] = {
	[IANA_UPDATE_UNCHANGED] = { "unchanged", "nothing new" },
	[IANA_UPDATE_INSTALLED] = { "installed", "updated" },
	[IANA_UPDATE_WOULD] = { "would_install", "would be updated" },
	[IANA_UPDATE_FETCHED] = { "fetched", "fetched" },
	[IANA_UPDATE_REFUSED] = { "refused", "refused" },
	[IANA_UPDATE_ROLLED_BACK] = { "rolled_back", "nothing new" },
};

/* The next line of reasons, without its end; false after the last. */
static bool
next_reason(const struct iana_buffer *reasons, size_t *at, const char **ret,
	    size_t *ret_len)
{
	const char *end;

	if (*at == reasons->len)
		return false;
	*ret = reasons->bytes + *at;
	end = memchr(*ret, '\n', reasons->len - *at);
	*ret_len = (size_t)(end - *ret);
	*at += *ret_len + 1;
	return true;
}

static const char *
update_source(const struct update_options *req)
{
	return req->update.from != NULL ? req->update.from : req->update.url;
}

static struct json_object *
date_or_null(uint32_t date)
{
	char day[11];

	iana_date_format(date, day);
	return date != 0 ? iana_json_text(day, strlen(day)) : NULL;
}

static void
print_outcome(const struct update_options *req, const struct iana_update_result *result)
{
	struct json_object *o = iana_json_object();
	struct json_object *reasons = iana_json_array();
	const char *reason;
	size_t at = 0;
	size_t len;

	while (next_reason(&result->reasons, &at, &reason, &len))
		iana_json_append(reasons, iana_json_text(reason, len));
	iana_json_add_text(o, "outcome", outcomes[result->outcome].word);
	iana_json_add_text(o, "source", update_source(req));
	iana_json_add(o, "registry_date", date_or_null(result->date));
	iana_json_add(o, "old_registry_date", date_or_null(result->old_date));
	iana_json_add_number(o, "entries", result->n_entries);
	iana_json_add(o, "reasons", reasons);
	puts(iana_json_pretty(o));
	json_object_put(o);
}

/* Tell the reasons of a refusal, each as a message of its own. */
static void
tell_reasons(const struct update_options *req, const struct iana_update_result *result,
	     struct iana_report *rep)
{
	const char *reason;
	size_t at = 0;
	size_t len;

	while (next_reason(&result->reasons, &at, &reason, &len))
		if (result->outcome == IANA_UPDATE_REFUSED)
			iana_tell(rep, update_source(req), 0, "%.*s", (int)len, reason);
		else
			iana_warn(rep, update_source(req), 0, "%.*s", (int)len, reason);
}

static void
tell_outcome(const struct update_options *req, const struct iana_update_result *result,
	     struct iana_report *rep)
{
	const char *source = update_source(req);
	const char *text = outcomes[result->outcome].text;
	char day[11];
	char old_day[11];

	iana_date_format(result->date, day);
	iana_date_format(result->old_date, old_day);
	switch (result->outcome) {
	case IANA_UPDATE_UNCHANGED:
		if (req->update.fetch != NULL)
			iana_tell(rep, source, 0, "%s: %s stays", text, req->update.fetch);
		else
			iana_tell(rep, source, 0, "%s: the registry of %s is in use", text,
				  day);
		break;
	case IANA_UPDATE_ROLLED_BACK:
		iana_tell(rep, source, 0,
			  "%s: the registry of %s was rolled back; --force installs it "
			  "again",
			  text, day);
		break;
	case IANA_UPDATE_FETCHED:
		iana_tell(rep, source, 0, "%s: the registry of %s, %u entries", text, day,
			  result->n_entries);
		break;
	default:
		iana_tell(rep, source, 0,
			  "%s: from the registry of %s to that of %s, %u entries", text,
			  old_day, day, result->n_entries);
	}
}

/* Say what came of it.  Returns an exit code. */
static int
report(const struct update_options *req, const struct iana_update_result *result,
       struct iana_report *rep)
{
	tell_reasons(req, result, rep);
	if (req->json)
		print_outcome(req, result);
	if (iana_command_finish(IANA_EXIT_OK, rep) != IANA_EXIT_OK)
		return IANA_EXIT_FAILED;
	if (result->outcome == IANA_UPDATE_REFUSED) {
		iana_fail(rep, update_source(req), 0,
			  "refused for the reasons above; --force overrides them");
		return IANA_EXIT_FAILED;
	}
	if (!req->quiet && !req->json)
		tell_outcome(req, result, rep);
	return IANA_EXIT_OK;
}

/* ---- the command
 * --------------------------------------------------------------------------- */

static int
run_options(const struct update_options *req, struct iana_report *rep)
{
	struct iana_update_result result;
	bool shows = req->update.dry_run && !req->json && !req->quiet;
	int code = IANA_EXIT_FAILED;

	if (req->rollback)
		return iana_update_rollback(rep) ? IANA_EXIT_OK : IANA_EXIT_FAILED;
	if (iana_update(&req->update, &result, shows ? show_changes : NULL, rep))
		code = report(req, &result, rep);
	iana_buffer_done(&result.reasons);
	return code;
}

/* Put an option into the request.  Returns -1, or an exit code. */
static int
take_update_option(int key, struct update_options *req, struct iana_report *rep)
{
	struct iana_update_request *u = &req->update;
	const char *fault = NULL;

	switch (key) {
	case 'u':
		u->url = optarg;
		fault = iana_url_fault(optarg);
		break;
	case 'f':
		u->from = optarg;
		break;
	case 'c':
		u->authority = optarg;
		break;
	case 'C':
		u->csv = optarg;
		break;
	case 'o':
		u->fetch = optarg;
		break;
	case 'w':
		fault = iana_fields_add(&u->without, optarg);
		break;
	case 'p':
		u->protected = optarg;
		break;
	case 'n':
		u->dry_run = true;
		break;
	case 'F':
		u->force = true;
		break;
	case 'r':
		req->rollback = true;
		break;
	case 'j':
		req->json = true;
		break;
	default:
		req->quiet = true;
	}
	return fault == NULL ? -1
			     : iana_command_usage(&iana_command_update, rep,
						  "\"%.100s\" %s", optarg, fault);
}

/* The fault of options that contradict each other, or NULL. */
static const char *
update_contradiction(const struct update_options *req, int n_options)
{
	if (req->rollback && n_options > 1)
		return "--rollback goes by itself";
	if (req->update.fetch != NULL &&
	    (req->update.from != NULL || req->update.csv != NULL || req->update.dry_run ||
	     req->update.force))
		return "--fetch takes no file and installs nothing: --from, --csv, --dry-run "
		       "and --force do not go with it";
	if (req->update.without != 0 && req->update.csv == NULL)
		return "--without is about the CSV, and there is no --csv";
	return NULL;
}

static int
run_update(int argc, char **argv, struct iana_report *rep)
{
	struct update_options req = {
		.update = { .url = IANA_UPDATE_URL,
			    .protected = IANA_PROTECTED,
			    .progress = isatty(STDERR_FILENO) != 0 },
	};
	const char *fault;
	int n_options = 0;
	int code = -1;
	int c;

	while ((c = iana_command_option(&iana_command_update, argc, argv, rep, &code)) >=
	       0) {
		n_options++;
		code = take_update_option(c, &req, rep);
		if (code >= 0)
			return code;
	}
	if (c == -2)
		return code;
	fault =
	    optind != argc ? "it takes no argument" : update_contradiction(&req, n_options);
	if (fault != NULL)
		return iana_command_usage(&iana_command_update, rep, "%s", fault);
	if (!req.rollback && req.update.from == NULL && !iana_fetch_ready(argc, argv, rep))
		return IANA_EXIT_FAILED;
	req.update.progress = req.update.progress && !req.quiet && !req.json;
	return run_options(&req, rep);
}

static const struct iana_option options[] = {
	{ "url", 'u', "URL", "fetch from there, not from IANA" },
	{ "from", 'f', "FILE", "take this file, in any form, and no network" },
	{ "cacert", 'c', "FILE", "trust these authorities of certificates, and no others" },
	{ "csv", 'C', "FILE", "update this CSV, not the index of this system" },
	{ "fetch", 'o', "FILE",
	  "fetch into this CSV, for a later --from, and install nothing" },
	{ "without", 'w', "LIST",
	  "leave these fields of the CSV blank:\nassignee,contact,notes" },
	{ "protected", 'p', "FILE", "the list of services that no update takes away" },
	{ "dry-run", 'n', NULL, "print what would change, and change nothing" },
	{ "force", 'F', NULL, "install it in spite of the reasons against it" },
	{ "rollback", 'r', NULL, "return to the index before the latest update" },
	{ "json", 'j', NULL, "print JSON" },
	{ "quiet", 'q', NULL, "print no summary" },
	{ 0 },
};

const struct iana_command iana_command_update = {
	.name = "update",
	.summary = "Bring the index to the registry of today, safely",
	.usage = "[OPTION...]",
	.about =
	    "It fetches IANA's registry in a process without rights, and installs it only if\n"
	    "it is later than the registry in use, and lacks nothing that matters.",
	.options = options,
	.run = run_update,
};
