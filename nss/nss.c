/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The five entry points of libnss_iana.so.2.  Each tries the plain case inline
 * (src/fast.h, iana_pack_usual), which nearly all lookups are, and leaves the rest
 * to a function of its own that does it all (src/find.h, iana_pack).
 */
#include "nss_iana.h"
#include "fast.h"
#include "find.h"
#include "pack.h"
#include "store.h"

#include <arpa/inet.h>
#include <errno.h>

/*
 * Where the enumeration stands: a cursor of iana_find_next, and the generation of
 * the index that it is of.  libc lets one thread at a time move them.
 */
static _Atomic uint32_t position;
static _Atomic uint32_t position_generation;
/* Part of the checksum of that index: tells it where it has no generation. */
static _Atomic uint32_t position_mark;

#define SLOW_PATH __attribute__((noinline, cold))

/* The one place that says what a status means to NSS.  Sets *errnop last. */
static inline enum nss_status
nss_status(enum iana_status st, int *errnop)
{
	switch (st) {
	case IANA_OK:
		return NSS_STATUS_SUCCESS;
	case IANA_NOTFOUND:
		*errnop = ENOENT;
		return NSS_STATUS_NOTFOUND;
	case IANA_NOSPACE:
		*errnop = ERANGE;
		return NSS_STATUS_TRYAGAIN;
	case IANA_NOFILE:
		*errnop = ENOENT;
		return NSS_STATUS_UNAVAIL;
	case IANA_UNSUPPORTED:
		*errnop = ENOTSUP;
		return NSS_STATUS_UNAVAIL;
	default:
		*errnop = EINVAL;
		return NSS_STATUS_UNAVAIL;
	}
}

/*
 * An entry found the fast way that has aliases, or does not fit plainly.  Takes
 * copies, so that the fast way need not keep the originals in memory.
 */
static SLOW_PATH enum iana_status
pack_slow(struct iana_image image, struct iana_hit hit, char *buffer, size_t buflen,
	  struct servent *result)
{
	return iana_pack(&image, &hit, buffer, buflen, result);
}

static inline enum iana_status
pack_fast(const struct iana_ticket *t, const struct iana_hit *hit, int port_be,
	  char *buffer, size_t buflen, struct servent *result)
{
	return iana_pack_usual(hit, port_be, buffer, buflen, result)
		   ? IANA_OK
		   : pack_slow(t->image, *hit, buffer, buflen, result);
}

/* ---- getservbyname, getservbyport ------------------------------------------ */

/* A lookup that is not plain: by name or, without one, by port. */
static SLOW_PATH enum nss_status
lookup_slow(const char *name, uint16_t port, const char *proto, struct servent *result,
	    char *buffer, size_t buflen, int *errnop)
{
	struct iana_hold hold;
	struct iana_hit hit;
	enum iana_status st;

	do {
		st = iana_store_hold(&hold);
		if (st != IANA_OK)
			break;
		st = name != NULL ? iana_find_name(&hold.ticket.image, name, proto, &hit)
				  : iana_find_port(&hold.ticket.image, port, proto, &hit);
		if (st == IANA_OK)
			st = iana_pack(&hold.ticket.image, &hit, buffer, buflen, result);
	} while (!iana_store_release(&hold));
	return nss_status(st, errnop);
}

enum nss_status
_nss_iana_getservbyname_r(const char *name, const char *proto, struct servent *result,
			  char *buffer, size_t buflen, int *errnop)
{
	struct iana_ticket t;
	struct iana_hit hit;
	enum iana_status st = IANA_GENERAL;

	if (iana_store_take(&t)) {
		st = iana_fast_name(&t.image, name, proto, &hit);
		if (st == IANA_OK)
			st = pack_fast(&t, &hit, iana_pack_port(&hit), buffer, buflen,
				       result);
	}
	if (st == IANA_GENERAL || !iana_store_holds(&t))
		return lookup_slow(name, 0, proto, result, buffer, buflen, errnop);
	return nss_status(st, errnop);
}

enum nss_status
_nss_iana_getservbyport_r(int port_be, const char *proto, struct servent *result,
			  char *buffer, size_t buflen, int *errnop)
{
	uint16_t port = ntohs((uint16_t)port_be);
	struct iana_ticket t;
	struct iana_hit hit;
	enum iana_status st = IANA_GENERAL;

	/* Network order in the low half; anything above it is no port. */
	if ((port_be & ~0xffff) != 0)
		return nss_status(IANA_NOTFOUND, errnop);
	if (iana_store_take(&t)) {
		st = iana_fast_port(&t.image, port, proto, &hit);
		if (st == IANA_OK)
			st = pack_fast(&t, &hit, port_be, buffer, buflen, result);
	}
	if (st == IANA_GENERAL || !iana_store_holds(&t))
		return lookup_slow(NULL, port, proto, result, buffer, buflen, errnop);
	return nss_status(st, errnop);
}

/* ---- the enumeration ------------------------------------------------------- */

static uint32_t
mark_of(const struct iana_hold *hold)
{
	return iana_header_u32(&hold->ticket.image, IANA_H_CHECKSUM);
}

/*
 * Turn a hold into one of the index that the enumeration is in.  While the first
 * index of the process is being mapped, that may be a map for one step alone; the
 * next step then finds the same index elsewhere.
 */
static bool
go_on(struct iana_hold *hold)
{
	uint32_t generation =
	    atomic_load_explicit(&position_generation, memory_order_relaxed);

	if (generation != 0 && hold->own_addr == NULL)
		return iana_store_recall(generation, &hold->ticket);
	return mark_of(hold) ==
	       atomic_load_explicit(&position_mark, memory_order_relaxed);
}

/*
 * A step that begins an enumeration, ends it, or does neither plainly.  It goes on
 * in the index that it began in, while that is in use or the one before; after
 * that it ends.
 */
static SLOW_PATH enum nss_status
getent_slow(struct servent *result, char *buffer, size_t buflen, int *errnop)
{
	uint32_t here = atomic_load_explicit(&position, memory_order_relaxed);
	struct iana_hold hold;
	struct iana_hit hit;
	uint32_t cursor;
	enum iana_status st;

	do {
		st = iana_store_hold(&hold);
		if (st != IANA_OK)
			break;
		cursor = here;
		st = IANA_NOTFOUND;
		if (cursor == 0 || go_on(&hold))
			st = iana_find_next(&hold.ticket.image, &cursor, &hit);
		if (st == IANA_OK)
			st = iana_pack(&hold.ticket.image, &hit, buffer, buflen, result);
		if (st != IANA_OK)
			continue;
		atomic_store_explicit(&position, cursor, memory_order_relaxed);
		atomic_store_explicit(&position_generation, hold.ticket.generation,
				      memory_order_relaxed);
		atomic_store_explicit(&position_mark, mark_of(&hold),
				      memory_order_relaxed);
	} while (!iana_store_release(&hold));
	return nss_status(st, errnop);
}

enum nss_status
_nss_iana_getservent_r(struct servent *result, char *buffer, size_t buflen, int *errnop)
{
	uint32_t cursor = atomic_load_explicit(&position, memory_order_relaxed);
	struct iana_ticket t;
	struct iana_hit hit;

	if (cursor == 0 || !iana_store_take_unchecked(&t) ||
	    t.generation !=
		atomic_load_explicit(&position_generation, memory_order_relaxed) ||
	    iana_fast_next(&t.image, &cursor, &hit) != IANA_OK ||
	    !iana_pack_usual(&hit, iana_pack_port(&hit), buffer, buflen, result) ||
	    !iana_store_holds(&t))
		return getent_slow(result, buffer, buflen, errnop);
	atomic_store_explicit(&position, cursor, memory_order_relaxed);
	return NSS_STATUS_SUCCESS;
}

enum nss_status
_nss_iana_setservent(int stayopen)
{
	struct iana_hold hold;
	enum iana_status st = iana_store_hold(&hold);
	int ignored;

	(void)stayopen; /* it always does */
	atomic_store_explicit(&position, 0, memory_order_relaxed);
	if (st == IANA_OK)
		iana_store_release(&hold);
	return nss_status(st, &ignored);
}

enum nss_status
_nss_iana_endservent(void)
{
	atomic_store_explicit(&position, 0, memory_order_relaxed);
	return NSS_STATUS_SUCCESS;
}
