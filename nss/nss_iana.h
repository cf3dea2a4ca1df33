/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The entry points that libc finds by their names.  Their contract is the glibc manual,
 * "NSS Modules Interface".  buffer may have any alignment.  *errnop and errno are
 * left alone on success and not found.  On any other result *errnop is set; it is ERANGE
 * only if a larger buffer helps.
 *
 * The same code makes two modules, whose names differ.  IANA_MODULE is iana for
 * libnss_iana.so.2, and iana_local for libnss_iana_local.so.2.
 */
#ifndef IANA_NSS_IANA_H
#define IANA_NSS_IANA_H

#include <netdb.h>
#include <nss.h>
#include <stddef.h>

#ifndef IANA_MODULE
#define IANA_MODULE iana
#endif
#define IANA_JOINED(module, function) _nss_##module##_##function
#define IANA_NAME_IN(module, function) IANA_JOINED(module, function)
#define IANA_ENTRY(function) IANA_NAME_IN(IANA_MODULE, function)
#define IANA_EXPORT __attribute__((visibility("default")))

IANA_EXPORT enum nss_status IANA_ENTRY(getservbyname_r)(const char *name, const char *proto,
							struct servent *result,
							char *buffer, size_t buflen,
							int *errnop);
IANA_EXPORT enum nss_status IANA_ENTRY(getservbyport_r)(int port_be, const char *proto,
							struct servent *result,
							char *buffer, size_t buflen,
							int *errnop);
IANA_EXPORT enum nss_status IANA_ENTRY(setservent)(int stayopen);
IANA_EXPORT enum nss_status IANA_ENTRY(getservent_r)(struct servent *result, char *buffer,
						     size_t buflen, int *errnop);
IANA_EXPORT enum nss_status IANA_ENTRY(endservent)(void);

#endif
