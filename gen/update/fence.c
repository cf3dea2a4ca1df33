/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gives up root's rights, and the right to change files. */
#include "update/fence.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NOBODY 65534

/*
 * Is root the only user here, as in a user namespace that anybody may make?  Its root has
 * the rights of the user who made it, and there is no other user to become.
 */
static bool
is_only_user(void)
{
	unsigned long inside;
	unsigned long outside;
	unsigned long n = 0;
	FILE *f = fopen("/proc/self/uid_map", "re");
	bool only = f != NULL && fscanf(f, "%lu %lu %lu", &inside, &outside, &n) == 3 &&
		    n == 1 && fscanf(f, "%lu", &inside) == EOF;

	if (f != NULL)
		fclose(f);
	return only;
}

/*
 * Give up all capabilities, which a process of root has.  Who has none makes no system call
 * that a filter may forbid to ordinary users.
 */
static bool
drop_capabilities(struct iana_report *rep)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { 0 };
	struct __user_cap_data_struct has[_LINUX_CAPABILITY_U32S_3];

	return (syscall(SYS_capget, &header, has) == 0 &&
		memcmp(has, none, sizeof has) == 0) ||
	       syscall(SYS_capset, &header, none) == 0 ||
	       iana_fail_errno(rep, NULL, "cannot give up capabilities");
}

/* Become the user of the fence.  Its groups go first: only root may change them. */
static bool
drop_root(struct iana_report *rep)
{
	const struct passwd *user = getpwnam(IANA_FENCE_USER);
	uid_t uid = user != NULL ? user->pw_uid : NOBODY;
	gid_t gid = user != NULL ? user->pw_gid : NOBODY;

	if (geteuid() != 0 || is_only_user())
		return true;
	if (uid == 0)
		return iana_fail(rep, NULL, 0, "the user " IANA_FENCE_USER " is root");
	if (setgroups(0, NULL) != 0 || setresgid(gid, gid, gid) != 0 ||
	    setresuid(uid, uid, uid) != 0)
		return iana_fail_errno(rep, NULL, "cannot give up the rights of root");
	return true;
}

/* All ways to change a file, and to run one, that the first version of Landlock knows. */
#define FORBIDDEN \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | \
	 LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
	 LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | \
	 LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | \
	 LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | \
	 LANDLOCK_ACCESS_FS_MAKE_SYM)

/* A kernel without Landlock has no fence: the rights of the user are the limit there. */
static void
forbid_changes(void)
{
	struct landlock_ruleset_attr attr = { .handled_access_fs = FORBIDDEN };
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);

	if (rules < 0)
		return;
	syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

bool
iana_fence_enter(struct iana_report *rep)
{
	static const struct rlimit none = { 0, 0 };

	if (!drop_root(rep) || !drop_capabilities(rep))
		return false;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return iana_fail_errno(rep, NULL, "cannot refuse new rights");
	setrlimit(RLIMIT_CORE, &none);
	forbid_changes();
	return true;
}
