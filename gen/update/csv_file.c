/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes a CSV of a candidate, judged or with its receipt. */
#include "update/csv_file.h"
#include "base/json_object.h"
#include "base/output.h"
#include "update/steps.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- one that is judged -------------------------------------------------------------- */
/* The index of the CSV as it is; *ret_has: is it there? */
static bool
read_old_csv(const char *path, struct iana_candidate *ret, bool *ret_has,
	     struct iana_report *rep)
{
	struct iana_candidate_task task = { .name = path,
					    .fd = open(path, O_RDONLY | O_CLOEXEC),
					    .receipt_fd = -1 };
	bool ok;

	*ret_has = task.fd >= 0;
	if (task.fd < 0)
		return errno == ENOENT || iana_fail_errno(rep, path, "cannot open");
	ok = iana_candidate_make(ret, &task, rep);
	close(task.fd);
	return ok;
}

static bool
write_csv(const struct iana_update_request *req, const struct iana_candidate *old,
	  bool has_old, const struct iana_candidate *new, struct iana_update_result *ret,
	  iana_show_changes *show, struct iana_report *rep)
{
	struct iana_output out = { req->csv, &new->csv };

	if (!iana_judge_candidate(req, has_old ? &old->map : NULL, &new->map, ret, rep) ||
	    (has_old && show != NULL && !show(&old->map, &new->map, rep)))
		return false;
	return ret->outcome != IANA_UPDATE_INSTALLED || iana_outputs_write(&out, 1, rep);
}

bool
iana_update_csv(const struct iana_update_request *req, struct iana_update_result *ret,
		iana_show_changes *show, struct iana_report *rep)
{
	static const struct iana_version nothing;
	struct iana_candidate old = { 0 };
	struct iana_candidate new = { 0 };
	bool has_old = false;
	bool ok = read_old_csv(req->csv, &old, &has_old, rep) &&
		  iana_make_candidate(req, NULL, &nothing, &new, rep);

	if (ok && has_old)
		ret->old_date = old.map.header.date;
	ok = ok && write_csv(req, &old, has_old, &new, ret, show, rep);
	iana_candidate_done(&old);
	iana_candidate_done(&new);
	return ok;
}

/* ---- one with its receipt ------------------------------------------------------------ */

static bool
write_fetched(const char *path, struct iana_candidate *new, struct iana_report *rep)
{
	struct iana_buffer name = { 0 };
	struct iana_buffer text = { 0 };
	struct json_object *o;
	bool ok;

	new->receipt.checksum = iana_receipt_checksum(new->csv.bytes, new->csv.len);
	o = iana_receipt_to_json(&new->receipt);
	iana_buffer_printf(&text, "%s\n", iana_json_pretty(o));
	json_object_put(o);
	iana_buffer_printf(&name, "%s" IANA_RECEIPT_SUFFIX, path);
	iana_buffer_u8(&name, '\0');
	ok = iana_outputs_write(
	    (struct iana_output[]){ { path, &new->csv }, { name.bytes, &text } }, 2, rep);
	iana_buffer_done(&name);
	iana_buffer_done(&text);
	return ok;
}

bool
iana_update_fetch(const struct iana_update_request *req, struct iana_update_result *ret,
		  struct iana_report *rep)
{
	static const struct iana_version nothing;
	struct iana_candidate new = { 0 };
	bool ok = iana_make_candidate(req, NULL, &nothing, &new, rep);

	if (ok && !new.unchanged) {
		ret->outcome = IANA_UPDATE_FETCHED;
		ret->date = new.map.header.date;
		ret->n_entries = new.map.header.n_entries;
		ok = write_fetched(req->fetch, &new, rep);
	}
	iana_candidate_done(&new);
	return ok;
}
