/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libc's own lookups of services, in the shape of an NSS module.
 */
#ifndef IANA_BENCH_LIBC_H
#define IANA_BENCH_LIBC_H

#include <netdb.h>
#include <nss.h>
#include <stddef.h>

/*
 * Make libc answer by a line of nsswitch.conf.
 *
 * line    "files iana"
 * config  the file that this process sees at /etc/nsswitch.conf; it is replaced if the line
 *         is another.  libc notices it as in any process, before this function returns.
 */
void libc_use(const char *line, const char *config);

enum nss_status libc_getservbyname_r(const char *name, const char *proto,
				     struct servent *ret, char *buffer, size_t size,
				     int *ret_errno);
enum nss_status libc_getservbyport_r(int port, const char *proto, struct servent *ret,
				     char *buffer, size_t size, int *ret_errno);
enum nss_status libc_setservent(int stay_open);
enum nss_status libc_getservent_r(struct servent *ret, char *buffer, size_t size,
				  int *ret_errno);
enum nss_status libc_endservent(void);

#endif
