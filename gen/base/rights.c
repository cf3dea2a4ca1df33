/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Copies owner, access list and mode, in the order that never opens a file too far. */
#include "base/rights.h"

#include <errno.h>
#include <linux/limits.h>
#include <sys/xattr.h>
#include <unistd.h>

#define ACCESS_LIST "system.posix_acl_access"
#define MODE_BITS 0777

/* Was it not there, or can there be none? */
static bool
has_none(int error)
{
	return error == ENODATA || error == ENOTSUP || error == ENOSYS;
}

static bool
keep_owner(int fd, const struct stat *old)
{
	struct stat new;

	/* The group of a new file may be that of its folder. */
	return fstat(fd, &new) == 0 &&
	       ((new.st_uid == old->st_uid &&new.st_gid == old->st_gid) ||
		fchown(fd, old->st_uid, old->st_gid) == 0);
}

static bool
keep_access_list(int fd, const char *path)
{
	char list[XATTR_SIZE_MAX];
	ssize_t n = getxattr(path, ACCESS_LIST, list, sizeof list);

	if (n > 0)
		return fsetxattr(fd, ACCESS_LIST, list, (size_t)n, 0) == 0;
	if (n < 0 && !has_none(errno))
		return false;
	return fremovexattr(fd, ACCESS_LIST) == 0 || has_none(errno);
}

bool
iana_rights_keep(int fd, const char *path, const struct stat *old, struct iana_report *rep)
{
	if (!keep_owner(fd, old))
		return iana_fail_errno(rep, path, "cannot keep the owner");
	/* The mode comes last: its bits for the group are the limit of an access list. */
	if (!keep_access_list(fd, path))
		return iana_fail_errno(rep, path, "cannot keep the access list");
	if (fchmod(fd, old->st_mode & MODE_BITS) != 0)
		return iana_fail_errno(rep, path, "cannot set the mode");
	return true;
}
