/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who may read and write a file that replaces another. */
#ifndef IANA_BASE_RIGHTS_H
#define IANA_BASE_RIGHTS_H

#include "base/report.h"

#include <sys/stat.h>

/*
 * Give a new file the owner, the access list and the mode of an old one.
 *
 * fd     the new file, which nobody but its owner may open yet
 * path   of the old file, for messages as well; old is its status
 *
 * The mode is that of reading, writing and running: the bits that lend the owner's or the
 * group's rights to whoever runs a file are not copied.  Without an access list the old
 * file leaves none to the new one, also where the folder gives one to every new file.
 * At no time may anybody do more with the new file than with the old one.
 *
 * Fails if one of the three cannot be kept.  Source: acl(5).
 */
bool iana_rights_keep(int fd, const char *path, const struct stat *old,
		      struct iana_report *rep);

#endif
