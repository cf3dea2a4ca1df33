/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Judges an index file by who may write to it (rule L5). */
#ifndef IANA_TRUST_H
#define IANA_TRUST_H

#include <stdbool.h>
#include <sys/stat.h>

/* The highest id of users that belong to the system: SYS_UID_MAX of login.defs(5). */
#define IANA_SYSTEM_UID_MAX 999

/* What a process asks of a file before it takes it for an index. */
enum iana_care {
	IANA_CARE_NONE,	 /* nothing: anybody may have written it */
	IANA_CARE_WRITE, /* nobody but its owner may write to it */
	IANA_CARE_OWNER	 /* and that is root or a user of the system */
};

enum iana_trust {
	IANA_TRUST_MAP,	  /* nobody but root can cut it short under a map */
	IANA_TRUST_READ,  /* somebody else can: to be read, not mapped */
	IANA_TRUST_REFUSE /* not to be taken at all */
};

/* The verdict on a file.  No system call; the whole rule, with its reasons. */
enum iana_trust iana_trust(const struct stat *st, enum iana_care care);

/*
 * Was this process more than the user who started it, or root, when its program
 * began?  No system call, and the same answer all its life: what it gave up since
 * may come back, and what it never had it cannot get without another program.
 */
bool iana_privileged(void);

#endif
