/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs work on bytes of the network in a process without rights (rule U2). */
#ifndef IANA_UPDATE_WORKER_H
#define IANA_UPDATE_WORKER_H

#include "base/buffer.h"
#include "base/report.h"

/* Make a result, which is trusted by nobody.  Fails as all functions do. */
typedef bool iana_work(const void *task, struct iana_buffer *result,
		       struct iana_report *rep);

/*
 * Do work behind the fence (fence.h), in a process of its own, and take its result over.
 *
 * Warnings are printed by that process.  Its failure becomes the failure in rep.  Fails
 * also if the process ends by a signal, and on a result of more than 512 MiB.
 */
bool iana_work_apart(iana_work *work, const void *task, struct iana_buffer *ret,
		     struct iana_report *rep);

#endif
