/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Forks, and hands the result back through a pipe. */
#include "update/worker.h"
#include "base/libc.h"
#include "update/fence.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define RESULT_MAX ((size_t)512 << 20)

/* The first byte of what comes through the pipe. */
enum { FAILURE = 'f', RESULT = 'r' };

static bool
write_all(int fd, const void *bytes, size_t len)
{
	const char *p = bytes;

	while (len != 0) {
		ssize_t n = TEMP_FAILURE_RETRY(write(fd, p, len));

		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

/* The new process. */
static _Noreturn void
run_child(iana_work *work, const void *task, int to, pid_t parent, struct iana_report *rep)
{
	struct iana_buffer result = { 0 };
	char kind = RESULT;
	bool sent;

	if (!iana_fence_enter(rep))
		kind = FAILURE;
	/* It ends with the process that waits for it.  A change of user undoes this. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	if (kind == RESULT && !work(task, &result, rep))
		kind = FAILURE;
	sent = write_all(to, &kind, 1) &&
	       (kind == FAILURE ? write_all(to, &rep->error, sizeof rep->error)
				: write_all(to, result.bytes, result.len));
	fflush(NULL);
	_exit(sent ? 0 : 1);
}

static bool
read_pipe(int fd, struct iana_buffer *to)
{
	static char part[65536];
	ssize_t n;

	while ((n = TEMP_FAILURE_RETRY(read(fd, part, sizeof part))) > 0) {
		if ((size_t)n > RESULT_MAX - to->len)
			return false;
		iana_buffer_add(to, part, (size_t)n);
	}
	return n == 0;
}

/* Take the failure over.  Its strings may be any bytes. */
static bool
take_failure(const struct iana_buffer *from, struct iana_report *rep)
{
	struct iana_message msg;

	if (from->len != 1 + sizeof msg)
		return iana_fail(rep, NULL, 0,
				 "the process that reads the registry failed");
	memcpy(&msg, from->bytes + 1, sizeof msg);
	msg.path[sizeof msg.path - 1] = '\0';
	msg.text[sizeof msg.text - 1] = '\0';
	rep->error = msg;
	return false;
}

static bool
take_sent(struct iana_buffer *from, struct iana_buffer *ret, struct iana_report *rep)
{
	if (from->len == 0 || from->bytes[0] != RESULT)
		return take_failure(from, rep);
	iana_buffer_add(ret, from->bytes + 1, from->len - 1);
	return true;
}

/* The process has ended, or will when nobody reads from it. */
static bool
wait_for(pid_t pid, struct iana_report *rep)
{
	int status;

	if (TEMP_FAILURE_RETRY(waitpid(pid, &status, 0)) != pid)
		return iana_fail_errno(rep, NULL, "cannot wait for a process");
	if (WIFSIGNALED(status))
		return iana_fail(
		    rep, NULL, 0,
		    "the process that reads the registry was ended by signal %d",
		    WTERMSIG(status));
	return true;
}

bool
iana_work_apart(iana_work *work, const void *task, struct iana_buffer *ret,
		struct iana_report *rep)
{
	struct iana_buffer from = { 0 };
	int ends[2];
	pid_t parent = getpid();
	pid_t pid;
	bool ok;

	if (pipe(ends) != 0)
		return iana_fail_errno(rep, NULL, "cannot make a pipe");
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		run_child(work, task, ends[1], parent, rep);
	}
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return iana_fail_errno(rep, NULL, "cannot start a process");
	}
	ok = read_pipe(ends[0], &from);
	close(ends[0]);
	ok = wait_for(pid, rep) &&
	     (ok || iana_fail(rep, NULL, 0, "the result of reading is too large")) &&
	     take_sent(&from, ret, rep);
	iana_buffer_done(&from);
	return ok;
}
