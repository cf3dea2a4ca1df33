/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The five entry points of libnss_iana.so.2.  Each tries the plain case inline
 * (src/fast.h, iana_pack_usual), which nearly all lookups are, and leaves the rest
 * to a function of its own that does it all (src/find.h, iana_pack).
 */
#include "nss_iana.h"
#include "pack.h"
#include "src/fast.h"
#include "src/find.h"
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

#define INLINE inline __attribute__((always_inline))
#define NOT_INLINE __attribute__((noinline))
#define SLOW_PATH __attribute__((noinline, cold))
/* No guard for a stack without arrays, though addresses of its variables are passed on. */
#if __has_attribute(no_stack_protector)
#define PLAIN_STACK __attribute__((no_stack_protector))
#else
#define PLAIN_STACK
#endif

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

/* ---- getservbyname, getservbyport ------------------------------------------ */

/*
 * What a lookup was asked.  The fast ways keep it on the stack, which volatile makes
 * sure of: in registers, each would have to be saved and brought back.
 */
struct question {
	const char *name; /* or port */
	const char *proto;
	struct servent *result;
	char *buffer;
	size_t buflen;
	int *errnop;
	uint32_t port;
	uint32_t begun; /* when the image that is asked was taken */
};

/* A lookup that is not plain. */
static SLOW_PATH enum nss_status
lookup(const volatile struct question *q, bool by_name)
{
	const char *proto = q->proto;
	struct iana_hold hold;
	struct iana_match match;
	enum iana_status st;

	do {
		st = iana_store_hold(&hold);
		if (st != IANA_OK)
			break;
		st = by_name ? iana_find_name(&hold.ticket.image, q->name, proto, &match)
			     : iana_find_port(&hold.ticket.image, q->port, proto, &match);
		if (st == IANA_OK)
			st = iana_pack(&hold.ticket.image, &match, q->buffer, q->buflen,
				       q->result);
	} while (!iana_store_release(&hold));
	return nss_status(st, q->errnop);
}

/* An entry found the fast way that has aliases, or does not fit plainly. */
static NOT_INLINE enum nss_status
pack_long(const volatile struct question *q, bool by_name, struct iana_image im,
	  struct iana_plain plain)
{
	struct iana_match match = iana_plain_hit(&im, &plain);
	enum iana_status st = iana_pack(&im, &match, q->buffer, q->buflen, q->result);

	return iana_store_still(q->begun) ? nss_status(st, q->errnop) : lookup(q, by_name);
}

/* The end of a fast way that found an entry. */
static INLINE enum nss_status
found(const volatile struct question *q, bool by_name, const struct iana_image *im,
      const struct iana_plain *plain)
{
	if (!iana_pack_usual(plain, q->buffer, q->buflen, q->result))
		return pack_long(q, by_name, *im, *plain);
	return iana_store_still(q->begun) ? NSS_STATUS_SUCCESS : lookup(q, by_name);
}

/* A name of n bytes, or a port, that has a list. */
static NOT_INLINE enum nss_status
ask_name_list(const volatile struct question *q, size_t n, struct iana_image im,
	      uint64_t list, struct iana_words words)
{
	struct iana_plain plain = iana_fast_name_list(im, list, words, n, q->proto);

	return plain.record != NULL ? found(q, true, &im, &plain) : lookup(q, true);
}

static NOT_INLINE enum nss_status
ask_port_list(const volatile struct question *q, struct iana_image im, uint64_t list)
{
	struct iana_plain plain = iana_fast_port_list(im, list, q->port, q->proto);

	return plain.record != NULL ? found(q, false, &im, &plain) : lookup(q, false);
}

/* The end of a search that met no list. */
static INLINE enum nss_status
answer(const volatile struct question *q, bool by_name, const struct iana_image *im,
       enum iana_status st, const struct iana_lead *lead)
{
	struct iana_plain plain;

	if (st == IANA_OK)
		st = iana_fast_rank(lead->mask, q->proto, &plain.rank);
	if (st == IANA_OK) {
		plain.record = lead->record;
		plain.port = lead->port;
		return found(q, by_name, im, &plain);
	}
	return st == IANA_NOTFOUND && iana_store_still(q->begun) ? nss_status(st, q->errnop)
								 : lookup(q, by_name);
}

/* What a caller gives of either question. */
static inline void
fill(volatile struct question *q, const char *proto, struct servent *result, char *buffer,
     size_t buflen, int *errnop)
{
	q->proto = proto;
	q->result = result;
	q->buffer = buffer;
	q->buflen = buflen;
	q->errnop = errnop;
}

PLAIN_STACK enum nss_status
_nss_iana_getservbyname_r(const char *name, const char *proto, struct servent *result,
			  char *buffer, size_t buflen, int *errnop)
{
	volatile struct question q;
	struct iana_image im;
	struct iana_lead lead;
	enum iana_status st;
	size_t n;

	fill(&q, proto, result, buffer, buflen, errnop);
	q.name = name;
	if (iana_store_due())
		return lookup(&q, true);
	n = strlen(q.name);
	q.begun = iana_store_begun();
	if (!iana_store_image(&im))
		return lookup(&q, true);
	st = iana_fast_name(&im, q.name, n, &lead);
	return st == IANA_LIST ? ask_name_list(&q, n, im, lead.list, lead.words)
			       : answer(&q, true, &im, st, &lead);
}

PLAIN_STACK enum nss_status
_nss_iana_getservbyport_r(int port_be, const char *proto, struct servent *result,
			  char *buffer, size_t buflen, int *errnop)
{
	volatile struct question q;
	struct iana_image im;
	struct iana_lead lead;
	enum iana_status st;

	/* Network order in the low half; anything above it is no port. */
	if ((port_be & ~0xffff) != 0)
		return nss_status(IANA_NOTFOUND, errnop);
	fill(&q, proto, result, buffer, buflen, errnop);
	q.port = ntohs((uint16_t)port_be);
	if (iana_store_due())
		return lookup(&q, false);
	q.begun = iana_store_begun();
	if (!iana_store_image(&im))
		return lookup(&q, false);
	st = iana_fast_port(&im, q.port, &lead);
	return st == IANA_LIST ? ask_port_list(&q, im, lead.list)
			       : answer(&q, false, &im, st, &lead);
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
	return mark_of(hold) == atomic_load_explicit(&position_mark, memory_order_relaxed);
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
	struct iana_match match;
	uint32_t cursor;
	enum iana_status st;

	do {
		st = iana_store_hold(&hold);
		if (st != IANA_OK)
			break;
		cursor = here;
		st = IANA_NOTFOUND;
		if (cursor == 0 || go_on(&hold))
			st = iana_find_next(&hold.ticket.image, &cursor, &match);
		if (st == IANA_OK)
			st = iana_pack(&hold.ticket.image, &match, buffer, buflen, result);
		if (st != IANA_OK)
			continue;
		atomic_store_explicit(&position, cursor, memory_order_relaxed);
		atomic_store_explicit(&position_generation, hold.ticket.generation,
				      memory_order_relaxed);
		atomic_store_explicit(&position_mark, mark_of(&hold), memory_order_relaxed);
	} while (!iana_store_release(&hold));
	return nss_status(st, errnop);
}

/* May a step that went the fast way be kept?  Then so is where it led. */
static INLINE bool
step(uint32_t cursor)
{
	/* With nothing begun since, the index in use is the one that was begun in. */
	if (!iana_store_still(
		atomic_load_explicit(&position_generation, memory_order_relaxed)))
		return false;
	atomic_store_explicit(&position, cursor, memory_order_relaxed);
	return true;
}

/* A step to any entry, in the index in use. */
static NOT_INLINE enum nss_status
getent_long(struct iana_image im, uint32_t cursor, struct servent *result, char *buffer,
	    size_t buflen, int *errnop)
{
	struct iana_match match;

	if (iana_find_next(&im, &cursor, &match) == IANA_OK &&
	    iana_pack(&im, &match, buffer, buflen, result) == IANA_OK && step(cursor))
		return NSS_STATUS_SUCCESS;
	return getent_slow(result, buffer, buflen, errnop);
}

enum nss_status
_nss_iana_getservent_r(struct servent *result, char *buffer, size_t buflen, int *errnop)
{
	uint32_t here = atomic_load_explicit(&position, memory_order_relaxed);
	uint32_t cursor = here;
	struct iana_plain plain;
	struct iana_image im;

	if (here == 0 || !iana_store_image(&im))
		return getent_slow(result, buffer, buflen, errnop);
	if (iana_fast_next(&im, &cursor, &plain) != IANA_OK ||
	    !iana_pack_usual(&plain, buffer, buflen, result))
		return getent_long(im, here, result, buffer, buflen, errnop);
	return step(cursor) ? NSS_STATUS_SUCCESS
			    : getent_slow(result, buffer, buflen, errnop);
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
