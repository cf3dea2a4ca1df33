/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The five entry points of a module.
 *
 * Each has two ways.  The fast way is inline: a fast search of the index in use, and a
 * copy of fixed size.  Nearly all calls end there.  It leaves the rest to a function
 * that is complete: files to check, lists of records, aliases, long names, other
 * protocols, and buffers that are small or not aligned.
 */
#include "nss_iana.h"
#include "pack.h"
#include "src/find.h"
#include "src/fast.h"
#include "store.h"

#include <arpa/inet.h>
#include <errno.h>

#define NOT_INLINE __attribute__((noinline))

/*
 * The one place that says what a status means to NSS.  It sets *errnop last: errnop is
 * usually &errno.  A miss and the end of an enumeration are no errors, and leave *errnop
 * alone, as in nss_files.
 */
static inline enum nss_status
nss_status(enum iana_status st, int *errnop)
{
	static const struct {
		signed char status;
		unsigned char error;
	} meaning[] = {
		[IANA_NOTFOUND] = { NSS_STATUS_NOTFOUND, 0 },
		[IANA_NOSPACE] = { NSS_STATUS_TRYAGAIN, ERANGE },
		[IANA_NOFILE] = { NSS_STATUS_UNAVAIL, ENOENT },
		[IANA_UNSUPPORTED] = { NSS_STATUS_UNAVAIL, ENOTSUP },
		[IANA_CORRUPT] = { NSS_STATUS_UNAVAIL, EINVAL },
		[IANA_STALE] = { NSS_STATUS_UNAVAIL, ESTALE },
	};

	if (st == IANA_OK)
		return NSS_STATUS_SUCCESS;
	if (meaning[st].error != 0)
		*errnop = meaning[st].error;
	return (enum nss_status)meaning[st].status;
}

/* ---- complete lookups ------------------------------------------------------ */

static NOT_INLINE enum nss_status
lookup_name(const char *name, const char *proto, struct servent *result, char *buffer,
	    size_t buflen, int *errnop)
{
	struct iana_snapshot now;
	struct iana_match match;
	enum iana_status st;

	iana_store_refresh();
	do {
		st = iana_snapshot_take(&now);
		if (st == IANA_OK)
			st = iana_find_name(&now.image, name, proto, &match);
		if (st == IANA_OK)
			st = iana_pack(&now.image, &match, buffer, buflen, result);
	} while (!iana_snapshot_end(&now));
	return nss_status(st, errnop);
}

static NOT_INLINE enum nss_status
lookup_port(uint32_t port, const char *proto, struct servent *result, char *buffer,
	    size_t buflen, int *errnop)
{
	struct iana_snapshot now;
	struct iana_match match;
	enum iana_status st;

	iana_store_refresh();
	do {
		st = iana_snapshot_take(&now);
		if (st == IANA_OK)
			st = iana_find_port(&now.image, port, proto, &match);
		if (st == IANA_OK)
			st = iana_pack(&now.image, &match, buffer, buflen, result);
	} while (!iana_snapshot_end(&now));
	return nss_status(st, errnop);
}

/* ---- getservbyname, getservbyport ------------------------------------------ */

enum nss_status
_nss_iana_getservbyname_r(const char *name, const char *proto, struct servent *result,
			  char *buffer, size_t buflen, int *errnop)
{
	struct iana_snapshot now;
	struct iana_match match;
	enum iana_status st;

	if (iana_store_due() || !iana_snapshot_current(&now) ||
	    !iana_fast_name(&now.image, name, strlen(name), proto, &st, &match) ||
	    (st == IANA_OK && !iana_pack_short(&match, buffer, buflen, result)) ||
	    !iana_snapshot_unchanged(&now))
		return lookup_name(name, proto, result, buffer, buflen, errnop);
	return nss_status(st, errnop);
}

enum nss_status
_nss_iana_getservbyport_r(int port_be, const char *proto, struct servent *result,
			  char *buffer, size_t buflen, int *errnop)
{
	uint32_t port = ntohs((uint16_t)port_be);
	struct iana_snapshot now;
	struct iana_match match;
	enum iana_status st;

	/* Network order in the low half; anything above it is no port. */
	if ((port_be & ~0xffff) != 0)
		return nss_status(IANA_NOTFOUND, errnop);
	if (iana_store_due() || !iana_snapshot_current(&now) ||
	    !iana_fast_port(&now.image, port, proto, &st, &match) ||
	    (st == IANA_OK && !iana_pack_short(&match, buffer, buflen, result)) ||
	    !iana_snapshot_unchanged(&now))
		return lookup_port(port, proto, result, buffer, buflen, errnop);
	return nss_status(st, errnop);
}

/* ---- the enumeration ------------------------------------------------------- */

/*
 * Where the enumeration stands: a cursor of iana_find_next, and the identity of the
 * index it is of.  libc lets one thread at a time move them.
 */
static _Atomic uint32_t position;
static _Atomic uint32_t position_index;

/* The entries that are not listed stand at the end. */
static inline enum iana_status
next_listed(const struct iana_image *im, uint32_t *cursor, struct iana_match *ret)
{
	enum iana_status st = iana_find_next(im, cursor, ret);

	return st == IANA_OK && !iana_is_listed(im, ret) ? IANA_NOTFOUND : st;
}

/* A part of the checksum, which tells indexes from each other. */
static inline uint32_t
identity(const struct iana_snapshot *s)
{
	return iana_header_u32(&s->image, IANA_H_CHECKSUM);
}

static inline bool
is_begun_in(const struct iana_snapshot *s)
{
	return identity(s) == atomic_load_explicit(&position_index, memory_order_relaxed);
}

/*
 * Turn a snapshot into one of the index that the enumeration began in, which is the one in
 * use or the one before.  After that the enumeration ends.
 *
 * st   what taking the snapshot gave: without an index in use, there may be one before
 */
static enum iana_status
take_begun(struct iana_snapshot *now, enum iana_status st)
{
	if (st == IANA_OK && is_begun_in(now))
		return IANA_OK;
	if (iana_snapshot_previous(now) && is_begun_in(now))
		return IANA_OK;
	return st != IANA_OK ? st : IANA_NOTFOUND;
}

/* Any step. */
static NOT_INLINE enum nss_status
next(struct servent *result, char *buffer, size_t buflen, int *errnop)
{
	uint32_t here = atomic_load_explicit(&position, memory_order_relaxed);
	struct iana_snapshot now;
	struct iana_match match;
	uint32_t cursor;
	uint32_t index = 0;
	enum iana_status st;

	if (here == 0)
		iana_store_refresh();
	do {
		cursor = here;
		st = iana_snapshot_take(&now);
		if (here != 0)
			st = take_begun(&now, st);
		if (st == IANA_OK)
			st = next_listed(&now.image, &cursor, &match);
		if (st == IANA_OK)
			st = iana_pack(&now.image, &match, buffer, buflen, result);
		if (st == IANA_OK)
			index = identity(&now);
	} while (!iana_snapshot_end(&now));
	if (st == IANA_OK) {
		atomic_store_explicit(&position, cursor, memory_order_relaxed);
		atomic_store_explicit(&position_index, index, memory_order_relaxed);
	}
	return nss_status(st, errnop);
}

enum nss_status
_nss_iana_getservent_r(struct servent *result, char *buffer, size_t buflen, int *errnop)
{
	uint32_t cursor = atomic_load_explicit(&position, memory_order_relaxed);
	struct iana_snapshot now;
	struct iana_match match;

	/* A fast step: not the first, and in the index in use. */
	if (cursor == 0 || !iana_snapshot_current(&now) || !is_begun_in(&now) ||
	    next_listed(&now.image, &cursor, &match) != IANA_OK ||
	    !iana_pack_short(&match, buffer, buflen, result) ||
	    !iana_snapshot_unchanged(&now))
		return next(result, buffer, buflen, errnop);
	atomic_store_explicit(&position, cursor, memory_order_relaxed);
	return NSS_STATUS_SUCCESS;
}

enum nss_status
_nss_iana_setservent(int stayopen)
{
	struct iana_snapshot now;
	enum iana_status st;
	int ignored;

	(void)stayopen; /* it always does */
	iana_store_refresh();
	st = iana_snapshot_take(&now);
	iana_snapshot_end(&now);
	atomic_store_explicit(&position, 0, memory_order_relaxed);
	return nss_status(st, &ignored);
}

enum nss_status
_nss_iana_endservent(void)
{
	atomic_store_explicit(&position, 0, memory_order_relaxed);
	return NSS_STATUS_SUCCESS;
}
