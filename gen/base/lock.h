/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A lock between runs of the command. */
#ifndef IANA_BASE_LOCK_H
#define IANA_BASE_LOCK_H

#include "base/report.h"

/*
 * Wait for the lock of a folder, and take it: the file .lock in it, which nobody else may
 * open.  The end of the program releases it, also after a crash.
 *
 * Returns a descriptor for iana_unlock; -1 on failure.
 */
int iana_lock(const char *folder, struct iana_report *rep);

void iana_unlock(int lock);

#endif
