/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts iana_local into the services line of nsswitch.conf, and takes it out (rule L7). */
#ifndef IANA_ENABLE_NSSWITCH_H
#define IANA_ENABLE_NSSWITCH_H

#include "base/report.h"

#include <stdbool.h>

/*
 * Root is "" for the running system, or the folder of a tree without a last slash.  The
 * file is ROOT/etc/nsswitch.conf.
 */

/*
 * Would iana_nsswitch_enable succeed?  Changes nothing.  Ask it before the merge: if it
 * refuses, the message has the line to write by hand.
 */
bool iana_nsswitch_can_enable(const char *root, struct iana_report *rep);

/*
 * Put "iana_local [NOTFOUND=return]" directly before files and, unless the line names it,
 * iana behind files.  All other bytes stay.  Without a services line, one is added: the C
 * library asks files then.  If the line asks iana_local before files already, nothing
 * changes.
 *
 * The file as it was, and as it is now, are kept beside the local index, as nsswitch.before
 * and nsswitch.after.
 *
 * Fails, with nothing changed, if the answers would change or if another program manages
 * the file; the message has the line to write by hand.
 */
bool iana_nsswitch_enable(const char *root, struct iana_report *rep);

/*
 * Take iana_local out.  If nobody has edited the file since it was enabled, it becomes what
 * it was before, byte for byte.  If somebody has edited another line, the services line
 * becomes what it was.  If that line was edited too, iana_local goes with its actions, and
 * so does iana if enabling added it.
 */
bool iana_nsswitch_disable(const char *root, struct iana_report *rep);

/* Does the C library ask iana_local for services, as the file says? */
bool iana_nsswitch_asks_local(const char *root);

#endif
