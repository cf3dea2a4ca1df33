/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Takes rights away from this process for good (rule U2). */
#ifndef IANA_UPDATE_FENCE_H
#define IANA_UPDATE_FENCE_H

#include "base/report.h"

/* The user whose rights are left to a process of root: of the package, else nobody. */
#define IANA_FENCE_USER "_iana-services"

/*
 * Go behind the fence: a process of root becomes one of IANA_FENCE_USER.  Whoever it is of,
 * it gets no new rights and dumps no core.  Where the kernel has Landlock, it opens no file
 * for writing and runs no program.
 *
 * Fails if root's rights cannot be given up.
 */
bool iana_fence_enter(struct iana_report *rep);

#endif
