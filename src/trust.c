/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Judges an index file by who may write to it. */
#include "trust.h"

#include <sys/auxv.h>

/*
 * Whoever may write to a file may cut it short, and then the pages behind its end
 * are no longer there for those who have mapped it: SIGBUS.  From a file that
 * only root may write to, that is root's own fault; any other is read into
 * memory.  That the writer may be this very user makes no difference: a copy over
 * the file is most often an accident, and the cost is once a process.
 *
 * An access list shows as well: its mask stands where the group's bits do.
 *
 * The folders above are not asked.  Who may write to one can put another file
 * there, but not make root its owner: at worst it is a link to a file that root
 * wrote somewhere, which must then be a sound index, too.
 *
 * In a user namespace that does not know root, root's files are shown as those of
 * the user 65534, as are everybody's: read, and not good enough for
 * IANA_CARE_OWNER.
 */
enum iana_trust
iana_trust(const struct stat *st, enum iana_care care)
{
	bool shared = (st->st_mode & (S_IWGRP | S_IWOTH)) != 0;

	if (care != IANA_CARE_NONE && shared)
		return IANA_TRUST_REFUSE;
	if (care == IANA_CARE_OWNER && st->st_uid > IANA_SYSTEM_UID_MAX)
		return IANA_TRUST_REFUSE;
	return st->st_uid == 0 && !shared ? IANA_TRUST_MAP : IANA_TRUST_READ;
}

bool
iana_privileged(void)
{
	return getauxval(AT_SECURE) != 0 || getauxval(AT_EUID) == 0;
}
