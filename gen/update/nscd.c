/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs nscd(8). */
#include "update/nscd.h"
#include "base/libc.h"

#include <errno.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* It fails, with a message of its own, where no nscd runs. */
static bool
invalidate(void)
{
	char *const argv[] = { (char *)(uintptr_t) "nscd", (char *)(uintptr_t) "-i",
			       (char *)(uintptr_t) "services", NULL };
	int status;
	pid_t pid;

	if (posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ) != 0)
		return false;
	return TEMP_FAILURE_RETRY(waitpid(pid, &status, 0)) == pid && status == 0;
}

void
iana_nscd_forget(void)
{
	/* Its socket is there only while it runs. */
	if (access("/run/nscd/socket", F_OK) != 0 &&
	    access("/var/run/nscd/socket", F_OK) != 0)
		return;
	if (!invalidate())
		return;
	sleep(2);
	invalidate();
}
