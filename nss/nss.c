/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The five entry points of libnss_iana.so.2, thin over src/ and the store. */
#include "nss_iana.h"
#include "find.h"
#include "pack.h"
#include "store.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdatomic.h>

/*
 * Where the enumeration stands.  One word, moved by compare and exchange: each
 * entry is given to exactly one caller, also to those that bypass libc's lock.
 */
static _Atomic uint32_t cursor;

/* The one place that says what a status means to NSS.  Sets *errnop last. */
static enum nss_status
nss_status(enum iana_status st, int *errnop)
{
	static const struct {
		enum nss_status nss;
		int error;
	} of[] = {
		[IANA_OK] = { NSS_STATUS_SUCCESS, 0 },
		[IANA_NOTFOUND] = { NSS_STATUS_NOTFOUND, ENOENT },
		[IANA_NOSPACE] = { NSS_STATUS_TRYAGAIN, ERANGE },
		[IANA_NOFILE] = { NSS_STATUS_UNAVAIL, ENOENT },
		[IANA_UNSUPPORTED] = { NSS_STATUS_UNAVAIL, ENOTSUP },
		[IANA_CORRUPT] = { NSS_STATUS_UNAVAIL, EINVAL },
	};

	if (st != IANA_OK)
		*errnop = of[st].error;
	return of[st].nss;
}

enum nss_status
_nss_iana_getservbyname_r(const char *name, const char *proto, struct servent *result,
			  char *buffer, size_t buflen, int *errnop)
{
	struct iana_hold hold;
	struct iana_view view;
	enum iana_status st = iana_store_hold(&hold);

	if (st != IANA_OK)
		return nss_status(st, errnop);
	st = iana_find_name(hold.image, name, proto, &view);
	if (st == IANA_OK)
		st = iana_pack(&view, buffer, buflen, result);
	iana_store_release(&hold);
	return nss_status(st, errnop);
}

enum nss_status
_nss_iana_getservbyport_r(int port_be, const char *proto, struct servent *result,
			  char *buffer, size_t buflen, int *errnop)
{
	struct iana_hold hold;
	struct iana_view view;
	enum iana_status st = iana_store_hold(&hold);

	if (st != IANA_OK)
		return nss_status(st, errnop);
	/* Network order in the low half; anything above it is no port. */
	if ((port_be & ~0xffff) != 0)
		st = IANA_NOTFOUND;
	else
		st = iana_find_port(hold.image, ntohs((uint16_t)port_be), proto, &view);
	if (st == IANA_OK)
		st = iana_pack(&view, buffer, buflen, result);
	iana_store_release(&hold);
	return nss_status(st, errnop);
}

enum nss_status
_nss_iana_setservent(int stayopen)
{
	struct iana_hold hold;
	enum iana_status st = iana_store_hold(&hold);
	int ignored;

	(void)stayopen; /* it always does */
	atomic_store(&cursor, 0);
	if (st == IANA_OK)
		iana_store_release(&hold);
	return nss_status(st, &ignored);
}

enum nss_status
_nss_iana_getservent_r(struct servent *result, char *buffer, size_t buflen, int *errnop)
{
	struct iana_hold hold;
	struct iana_view view;
	uint32_t here;
	uint32_t next;
	enum iana_status st = iana_store_hold(&hold);

	if (st != IANA_OK)
		return nss_status(st, errnop);
	here = atomic_load(&cursor);
	do {
		next = here;
		st = iana_view_next(hold.image, &next, &view);
		if (st == IANA_OK)
			st = iana_pack(&view, buffer, buflen, result);
	} while (st == IANA_OK && !atomic_compare_exchange_weak(&cursor, &here, next));
	iana_store_release(&hold);
	return nss_status(st, errnop);
}

enum nss_status
_nss_iana_endservent(void)
{
	atomic_store(&cursor, 0);
	return NSS_STATUS_SUCCESS;
}
