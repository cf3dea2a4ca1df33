/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Judges an index file by who may write to it (rule L5). */
#ifndef IANA_TRUST_H
#define IANA_TRUST_H

#include <stdbool.h>
#include <sys/stat.h>

/* The highest number of a user of the system: SYS_UID_MAX of login.defs(5). */
#define IANA_SYSTEM_UID_MAX 999

/* What a process asks of a file before it uses it as an index. */
enum iana_care {
	IANA_CARE_NONE,	 /* nothing: anybody may have written it */
	IANA_CARE_WRITE, /* that its owner alone may write to it */
	IANA_CARE_OWNER	 /* and that the owner is root or a user of the system */
};

enum iana_trust {
	IANA_TRUST_MAP,	  /* map it: root alone can cut it short */
	IANA_TRUST_READ,  /* read it: others can cut it short */
	IANA_TRUST_REFUSE /* do not use it */
};

/* Judge a file.  No system call.  The reasons stand in trust.c. */
enum iana_trust iana_trust(const struct stat *st, enum iana_care care);

/*
 * When its program began, had this process more rights than the user who started it, or
 * was it root's?  No system call.  The answer stays the same: rights that a process gave
 * up may come back, and new rights come with another program alone.
 */
bool iana_privileged(void);

#endif
