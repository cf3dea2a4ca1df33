/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes a candidate behind the fence, and takes it over as bytes that nobody trusts. */
#include "update/candidate.h"
#include "base/libc.h"
#include "index/index.h"
#include "src/verify.h"
#include "table/build.h"
#include "table/load.h"
#include "update/worker.h"
#include "write/csv_writer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* How a result begins; the index and the CSV follow.  No index: there is nothing newer. */
struct head {
	uint64_t n_index; /* bytes */
	struct iana_receipt receipt;
};

/* ---- behind the fence -------------------------------------------------------------------
 */

/* A file in memory with the content; its position is the start. */
static int
file_of(const struct iana_buffer *content, struct iana_report *rep)
{
	int fd = memfd_create("registry", MFD_CLOEXEC);
	size_t done = 0;

	while (fd >= 0 && done < content->len) {
		ssize_t n = TEMP_FAILURE_RETRY(
		    write(fd, content->bytes + done, content->len - done));

		if (n <= 0) {
			close(fd);
			fd = -1;
		} else {
			done += (size_t)n;
		}
	}
	if (fd < 0)
		iana_fail_errno(rep, NULL, "no memory for the registry");
	else
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* Convert the registry of an open file. */
static bool
convert(struct iana_buffer *index, struct iana_buffer *csv, int fd, const char *name,
	const struct iana_candidate_task *task, struct iana_report *rep)
{
	struct iana_registry reg;
	struct iana_table table = { 0 };
	bool ok;

	iana_registry_init(&reg, name);
	ok = iana_load_fd(&reg, fd, name, rep) &&
	     (task->overlay == NULL || iana_load_overlay(&reg, task->overlay, rep)) &&
	     iana_table_build(&table, &reg, NULL, rep) &&
	     iana_index_write(index, &table, reg.date, false, NULL, rep) &&
	     (!task->csv || iana_csv_write(csv, &table, reg.date, task->without, rep));
	if (ok)
		iana_index_set_flags(index, IANA_FLAG_UPDATE);
	iana_table_done(&table);
	iana_registry_done(&reg);
	return ok;
}

/* Fetch.  What was fetched before from there makes a condition. */
static bool
fetch(const struct iana_candidate_task *task, const struct iana_receipt *before,
      struct iana_fetched *ret, struct iana_report *rep)
{
	struct iana_fetch_task what = task->fetch;

	if (strcmp(before->source, what.url) == 0)
		what.known = before->version;
	return iana_fetch(&what, ret, rep);
}

/* Fetch, or take the open file.  *ret_fd: what is to be converted; -1: nothing */
static bool
obtain(const struct iana_candidate_task *task, struct iana_receipt *ret_receipt,
       int *ret_fd, struct iana_report *rep)
{
	struct iana_receipt before = { 0 };
	struct iana_fetched fetched = { 0 };
	bool ok;

	if (task->receipt_fd >= 0 &&
	    !iana_receipt_read(task->receipt_fd, task->fd, &before))
		before = (struct iana_receipt){ 0 };
	*ret_fd = task->fd;
	if (task->fetch.url == NULL) {
		*ret_receipt = before;
		/* Only what this process has fetched is asked for again. */
		ret_receipt->version = (struct iana_version){ 0 };
		return true;
	}
	ok = fetch(task, &before, &fetched, rep);
	*ret_fd = ok && !fetched.unchanged ? file_of(&fetched.content, rep) : -1;
	ret_receipt->version = fetched.version;
	iana_buffer_done(&fetched.content);
	return ok && (fetched.unchanged || *ret_fd >= 0);
}

/* Make all of a result.  An iana_work. */
static bool
make(const void *ctx, struct iana_buffer *result, struct iana_report *rep)
{
	const struct iana_candidate_task *task = ctx;
	struct iana_buffer index = { 0 };
	struct iana_buffer csv = { 0 };
	struct head head = { 0 };
	const char *name = task->fetch.url != NULL ? task->fetch.url : task->name;
	int fd;
	bool ok = obtain(task, &head.receipt, &fd, rep) &&
		  (fd < 0 || convert(&index, &csv, fd, name, task, rep));

	head.n_index = index.len;
	iana_buffer_add(result, &head, sizeof head);
	iana_buffer_add(result, index.bytes, index.len);
	iana_buffer_add(result, csv.bytes, csv.len);
	iana_buffer_done(&index);
	iana_buffer_done(&csv);
	return ok;
}

/* ---- before the fence
 * --------------------------------------------------------------------- */

static bool
damaged(struct iana_report *rep)
{
	return iana_fail(rep, NULL, 0,
			 "the process that reads the registry sent no result");
}

/* Was the server asked for something newer than what is known? */
static bool
may_be_unchanged(const struct iana_candidate_task *task)
{
	const struct iana_version *known = &task->fetch.known;

	return task->fetch.url != NULL &&
	       (task->receipt_fd >= 0 || known->etag[0] != '\0' ||
		known->modified[0] != '\0');
}

/* Take a result apart. */
static bool
take_result(struct iana_candidate *ret, const struct iana_candidate_task *task,
	    const struct iana_buffer *from, struct iana_report *rep)
{
	const char *rest = from->bytes + sizeof(struct head);
	struct head head;

	if (from->len < sizeof head)
		return damaged(rep);
	memcpy(&head, from->bytes, sizeof head);
	if (head.n_index > from->len - sizeof head || head.n_index > IANA_INDEX_MAX ||
	    (head.n_index == 0 && !may_be_unchanged(task)))
		return damaged(rep);
	ret->unchanged = head.n_index == 0;
	iana_receipt_take(&ret->receipt, &head.receipt);
	iana_buffer_add(&ret->index, rest, head.n_index);
	iana_buffer_add(&ret->csv, rest + head.n_index,
			from->len - sizeof head - head.n_index);
	return true;
}

/* Open the index, and verify all of it. */
static bool
open_index(struct iana_candidate *c, struct iana_report *rep)
{
	struct iana_map *map = &c->map;
	const char *what = "it is no index";

	if (iana_image_open(c->index.bytes, c->index.len, &map->image, &map->header) ==
		IANA_OK &&
	    map->header.total_bytes == c->index.len &&
	    iana_verify(&map->image, &map->header, &what) == IANA_OK) {
		map->addr = c->index.bytes;
		map->len = c->index.len;
		return true;
	}
	return iana_fail(rep, NULL, 0, "the new index does not verify: %s", what);
}

bool
iana_candidate_make(struct iana_candidate *ret, const struct iana_candidate_task *task,
		    struct iana_report *rep)
{
	struct iana_buffer result = { 0 };
	bool ok = iana_work_apart(make, task, &result, rep) &&
		  take_result(ret, task, &result, rep);

	iana_buffer_done(&result);
	return ok && (ret->unchanged || open_index(ret, rep));
}

void
iana_candidate_done(struct iana_candidate *candidate)
{
	iana_buffer_done(&candidate->index);
	iana_buffer_done(&candidate->csv);
}
