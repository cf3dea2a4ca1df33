/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The entry points that libc finds by their names.  Their contract is the glibc manual,
 * "NSS Modules Interface".  buffer may have any alignment.  *errnop and errno are
 * left alone on success and not found.  On any other result *errnop is set; it is ERANGE
 * only if a larger buffer helps.
 *
 * The same code makes two modules: libnss_iana.so.2 and, with IANA_LOCAL_MODULE defined,
 * libnss_iana_local.so.2, which has names of its own.
 */
#ifndef IANA_NSS_IANA_H
#define IANA_NSS_IANA_H

#include <netdb.h>
#include <nss.h>
#include <stddef.h>

#ifdef IANA_LOCAL_MODULE
#define _nss_iana_getservbyname_r _nss_iana_local_getservbyname_r
#define _nss_iana_getservbyport_r _nss_iana_local_getservbyport_r
#define _nss_iana_setservent _nss_iana_local_setservent
#define _nss_iana_getservent_r _nss_iana_local_getservent_r
#define _nss_iana_endservent _nss_iana_local_endservent
#endif

#define IANA_EXPORT __attribute__((visibility("default")))

IANA_EXPORT enum nss_status _nss_iana_getservbyname_r(const char *name, const char *proto,
						      struct servent *result, char *buffer,
						      size_t buflen, int *errnop);
IANA_EXPORT enum nss_status _nss_iana_getservbyport_r(int port_be, const char *proto,
						      struct servent *result, char *buffer,
						      size_t buflen, int *errnop);
IANA_EXPORT enum nss_status _nss_iana_setservent(int stayopen);
IANA_EXPORT enum nss_status _nss_iana_getservent_r(struct servent *result, char *buffer,
						   size_t buflen, int *errnop);
IANA_EXPORT enum nss_status _nss_iana_endservent(void);

#endif
