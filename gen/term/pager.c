/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes an answer to standard output, through a pager if it is long. */
#include "term/pager.h"
#include "base/libc.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool
is_long(const struct iana_term *term, const struct iana_buffer *text)
{
	int lines = 0;

	for (size_t i = 0; i < text->len; i++)
		lines += text->bytes[i] == '\n';
	return term->is_terminal && term->lines > 0 && lines >= term->lines;
}

/* The command of the pager; NULL: none is wanted. */
static const char *
pager_command(void)
{
	const char *pager = getenv("PAGER");

	if (pager == NULL)
		return "command -v less >/dev/null && exec less; exec cat";
	return pager[0] == '\0' || strcmp(pager, "cat") == 0 ? NULL : pager;
}

/* The process that becomes the pager. */
static _Noreturn void
run_pager(const char *command, const int ends[2])
{
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	close(ends[1]);
	/* It shows colours, and leaves a text that fits on the screen. */
	setenv("LESS", "FRX", 0);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* The pager may end before it has read all. */
static void
feed(int fd, const struct iana_buffer *text)
{
	size_t done = 0;

	while (done < text->len) {
		ssize_t n =
		    TEMP_FAILURE_RETRY(write(fd, text->bytes + done, text->len - done));

		if (n <= 0)
			return;
		done += (size_t)n;
	}
}

/* Show a text by the pager.  False: there is none. */
static bool
page(const char *command, const struct iana_buffer *text)
{
	void (*old_pipe)(int) = signal(SIGPIPE, SIG_IGN);
	/* Keys that interrupt are for the pager. */
	void (*old_int)(int) = signal(SIGINT, SIG_IGN);
	int status = 127 << 8;
	int ends[2];
	pid_t pid = -1;

	fflush(NULL);
	if (pipe(ends) == 0) {
		pid = fork();
		if (pid == 0) {
			signal(SIGPIPE, old_pipe);
			signal(SIGINT, old_int);
			run_pager(command, ends);
		}
		close(ends[0]);
		if (pid > 0)
			feed(ends[1], text);
		close(ends[1]);
	}
	if (pid > 0)
		TEMP_FAILURE_RETRY(waitpid(pid, &status, 0));
	signal(SIGPIPE, old_pipe);
	signal(SIGINT, old_int);
	/* The shell says 126 or 127 of a command that it cannot run. */
	return !WIFEXITED(status) ||
	       (WEXITSTATUS(status) != 127 && WEXITSTATUS(status) != 126);
}

bool
iana_term_show(const struct iana_term *term, const struct iana_buffer *text,
	       struct iana_report *rep)
{
	const char *pager = is_long(term, text) ? pager_command() : NULL;

	if (pager != NULL && page(pager, text))
		return true;
	if (text->len != 0 && fwrite(text->bytes, 1, text->len, stdout) != text->len)
		return iana_fail_errno(rep, "standard output", "cannot write");
	return true;
}
