/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs systemctl for the units of the merged index. */
#include "enable/units.h"
#include "base/libc.h"

#include <errno.h>
#include <limits.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Turning it on or off does the same to iana-services-merge.service. */
#define UNIT "iana-services-merge.path"

#define ARGUMENTS_MAX 6

/* Is there a file of the unit?  Without a folder, the build has no units. */
static bool
has_unit(const char *root)
{
	static const char *const folder[] = { IANA_UNIT_DIR, "/etc/systemd/system" };
	char path[PATH_MAX];

	for (size_t i = 0; i < sizeof folder / sizeof *folder; i++)
		if (folder[i][0] != '\0' &&
		    snprintf(path, sizeof path, "%s%s/" UNIT, root, folder[i]) < PATH_MAX &&
		    access(path, F_OK) == 0)
			return true;
	return false;
}

/* What posix_spawn(3) leaves where it cannot tell that the program is not there. */
#define NOT_FOUND 127

/*
 * Run systemctl, with its messages on standard error.  Returns its exit code; -1 with errno
 * set if it cannot be run, -2 if a signal ended it.
 */
static int
run_systemctl(char *const *argv)
{
	posix_spawn_file_actions_t actions;
	pid_t child;
	int status;
	int e = posix_spawn_file_actions_init(&actions);

	if (e == 0) {
		e = posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO,
						     STDOUT_FILENO);
		if (e == 0)
			e = posix_spawnp(&child, argv[0], &actions, NULL, argv, environ);
		posix_spawn_file_actions_destroy(&actions);
	}
	errno = e;
	if (e != 0 || TEMP_FAILURE_RETRY(waitpid(child, &status, 0)) < 0)
		return -1;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND) {
		errno = ENOENT;
		return -1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -2;
}

/* The words of a command, with blanks between them. */
static void
join_words(char *const *argv, char *to, size_t room)
{
	size_t len = 0;

	to[0] = '\0';
	for (size_t i = 0; argv[i] != NULL && len < room; i++)
		len += (size_t)snprintf(to + len, room - len, "%s%s", i > 0 ? " " : "",
					argv[i]);
}

/* Run systemctl enable or disable.  False if there is no systemctl. */
static bool
change(const char *root, const char *verb, bool *ret_ok, struct iana_report *rep)
{
	char option[PATH_MAX];
	char words[300];
	char *argv[ARGUMENTS_MAX + 1] = { 0 };
	size_t n = 0;
	int code;

	argv[n++] = (char *)(uintptr_t) "systemctl";
	if (root[0] != '\0') {
		snprintf(option, sizeof option, "--root=%s", root);
		argv[n++] = option;
	}
	argv[n++] = (char *)(uintptr_t) "--quiet";
	argv[n++] = (char *)(uintptr_t)verb;
	/* In a tree, or without systemd, the next start of the system begins with it. */
	if (root[0] == '\0' && access("/run/systemd/system", F_OK) == 0)
		argv[n++] = (char *)(uintptr_t) "--now";
	argv[n] = (char *)(uintptr_t)UNIT;
	code = run_systemctl(argv);
	if (code == -1 && errno == ENOENT)
		return false;
	join_words(argv, words, sizeof words);
	*ret_ok = code == 0 ||
		  iana_warn(rep, NULL, 0,
			    code == -1	 ? "systemctl cannot be run; to do it later: %s"
			    : code == -2 ? "a signal ended systemctl; to do it again: %s"
					 : "systemctl failed; to do it again: %s",
			    words);
	return true;
}

/* Make the folder of overlays; where that fails, systemd watches the folder above. */
static void
make_overlays(const char *root)
{
	static const char *const folder[] = { "/etc/iana-services",
					      "/etc/iana-services/overlays.d" };
	char path[PATH_MAX];

	for (size_t i = 0; i < sizeof folder / sizeof *folder; i++)
		if (snprintf(path, sizeof path, "%s%s", root, folder[i]) < PATH_MAX)
			mkdir(path, 0755);
}

bool
iana_units_enable(const char *root, struct iana_report *rep)
{
	bool ok = true;

	make_overlays(root);
	if (!has_unit(root) || !change(root, "enable", &ok, rep))
		iana_tell(
		    rep, NULL, 0,
		    "systemd will not merge the index after a change of /etc/services; "
		    "if no package does so, run: iana-services merge");
	return ok;
}

bool
iana_units_disable(const char *root, struct iana_report *rep)
{
	bool ok = true;

	if (has_unit(root))
		change(root, "disable", &ok, rep);
	return ok;
}
