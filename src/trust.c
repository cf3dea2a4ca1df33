/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Judges an index file by who may write to it. */
#include "trust.h"

#include <sys/auxv.h>

/*
 * Whoever may write to a file may cut it short.  Then the pages behind its end are gone
 * from each map of it, and a read there ends the process: SIGBUS.  So a file is mapped
 * only if root alone may write to it; any other is read into memory.  This holds for the
 * user's own files, too: a copy over such a file is most often an accident, and reading
 * costs a process little, once.
 *
 * An access list shows in the mode: its mask stands in place of the group's bits.
 *
 * The folders above the file are not judged.  Whoever may write to a folder can put
 * another file there, but cannot make root its owner.  At worst it is a link to a file
 * that root wrote elsewhere, and that file must be a sound index.
 *
 * In a user namespace without root, files of root seem to belong to the user 65534, as
 * everybody's files do.  They are read, and refused for IANA_CARE_OWNER.
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
