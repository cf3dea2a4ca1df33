/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opens what a candidate is made of, and compares it with what is there. */
#include "update/steps.h"
#include "update/judge.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Open the receipt beside a file; -1: there is none. */
static int
open_receipt(const char *path)
{
	struct iana_buffer name = { 0 };
	int fd;

	iana_buffer_printf(&name, "%s" IANA_RECEIPT_SUFFIX, path);
	iana_buffer_u8(&name, '\0');
	/* Whoever can write there may have put a pipe or a link there. */
	fd = open(name.bytes, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW);
	iana_buffer_done(&name);
	return fd;
}

/* Open the file that a candidate is read from, with the rights of this process. */
static bool
open_from(struct iana_candidate_task *task, const char *path, struct iana_report *rep)
{
	task->name = path;
	if (strcmp(path, "-") == 0) {
		task->name = "standard input";
		task->fd = STDIN_FILENO;
		return true;
	}
	task->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (task->fd < 0)
		return iana_fail_errno(rep, path, "cannot open");
	task->receipt_fd = open_receipt(path);
	return true;
}

/* Prepare a fetch.  If the file that it is for is there, the server is asked about that. */
static bool
prepare_fetch(struct iana_candidate_task *task, const struct iana_update_request *req,
	      const struct iana_version *known, struct iana_report *rep)
{
	if (req->authority != NULL && access(req->authority, R_OK) != 0)
		return iana_fail_errno(rep, req->authority, "cannot open");
	task->fetch = (struct iana_fetch_task){
		.url = req->url,
		.authority = req->authority,
		.known = *known,
		.progress = req->progress,
	};
	if (req->fetch == NULL)
		return true;
	task->fd = open(req->fetch, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (task->fd >= 0)
		task->receipt_fd = open_receipt(req->fetch);
	return task->fd >= 0 || errno == ENOENT ||
	       iana_fail_errno(rep, req->fetch, "cannot open");
}

/* What the process behind the fence did not say of the receipt. */
static void
complete_receipt(struct iana_receipt *receipt, const struct iana_update_request *req)
{
	if (receipt->source[0] != '\0')
		return;
	snprintf(receipt->source, sizeof receipt->source, "%s",
		 req->from != NULL ? req->from : req->url);
	iana_receipt_stamp(receipt);
}

static void
close_task(const struct iana_candidate_task *task)
{
	if (task->fd > STDIN_FILENO)
		close(task->fd);
	if (task->receipt_fd >= 0)
		close(task->receipt_fd);
}

bool
iana_make_candidate(const struct iana_update_request *req, const char *overlay,
		    const struct iana_version *known, struct iana_candidate *ret,
		    struct iana_report *rep)
{
	bool has_overlay = overlay != NULL && access(overlay, R_OK) == 0;
	struct iana_candidate_task task = {
		.overlay = has_overlay ? overlay : NULL,
		.csv = req->csv != NULL || req->fetch != NULL,
		.without = req->without,
		.fd = -1,
		.receipt_fd = -1,
	};
	bool ok;

	if (overlay != NULL && !has_overlay &&
	    !iana_warn(rep, overlay, 0,
		       "not there: the new index will lack the names of this overlay"))
		return false;
	ok = (req->from != NULL ? open_from(&task, req->from, rep)
				: prepare_fetch(&task, req, known, rep)) &&
	     iana_candidate_make(ret, &task, rep);
	complete_receipt(&ret->receipt, req);
	close_task(&task);
	return ok;
}

bool
iana_judge_candidate(const struct iana_update_request *req, const struct iana_map *old,
		     const struct iana_map *new, struct iana_update_result *ret,
		     struct iana_report *rep)
{
	struct iana_protected list = { 0 };
	bool ok = iana_protected_load(&list, req->protected, rep);

	if (ok)
		iana_judge(old, new, &list, &ret->reasons);
	iana_protected_done(&list);
	ret->date = new->header.date;
	ret->n_entries = new->header.n_entries;
	if (ret->reasons.len != 0 && !req->force)
		ret->outcome = IANA_UPDATE_REFUSED;
	else
		ret->outcome = req->dry_run ? IANA_UPDATE_WOULD : IANA_UPDATE_INSTALLED;
	return ok;
}
