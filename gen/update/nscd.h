/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tells nscd, which keeps answers for hours, that they are old. */
#ifndef IANA_UPDATE_NSCD_H
#define IANA_UPDATE_NSCD_H

/*
 * Where nscd runs, let it forget all services, now and after two seconds: the plugin in it
 * sees a new index after about a second, and an answer of that second would be kept.
 */
void iana_nscd_forget(void);

#endif
