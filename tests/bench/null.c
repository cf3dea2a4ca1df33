/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The floor of a benchmark: an NSS module that does nothing, and finds everything. */
#include <netdb.h>
#include <nss.h>
#include <stddef.h>

#define EXPORT __attribute__((visibility("default")))

EXPORT nss_getservbyname_r _nss_null_getservbyname_r;
EXPORT nss_getservbyport_r _nss_null_getservbyport_r;
EXPORT nss_setservent _nss_null_setservent;
EXPORT nss_getservent_r _nss_null_getservent_r;
EXPORT nss_endservent _nss_null_endservent;

static char name[] = "null";
static char *aliases[1];

static enum nss_status
fill(struct servent *result)
{
	*result = (struct servent){ name, aliases, 0, name };
	return NSS_STATUS_SUCCESS;
}

enum nss_status
_nss_null_getservbyname_r(const char *n, const char *p, struct servent *result, char *b,
			  size_t len, int *e)
{
	(void)n, (void)p, (void)b, (void)len, (void)e;
	return fill(result);
}

enum nss_status
_nss_null_getservbyport_r(int port, const char *p, struct servent *result, char *b,
			  size_t len, int *e)
{
	(void)port, (void)p, (void)b, (void)len, (void)e;
	return fill(result);
}

/* An enumeration of as many entries as a registry has. */
static unsigned left;

enum nss_status
_nss_null_setservent(int stayopen)
{
	(void)stayopen;
	left = 12000;
	return NSS_STATUS_SUCCESS;
}

enum nss_status
_nss_null_getservent_r(struct servent *result, char *b, size_t len, int *e)
{
	(void)b, (void)len, (void)e;
	return left != 0 && left-- != 0 ? fill(result) : NSS_STATUS_NOTFOUND;
}

enum nss_status
_nss_null_endservent(void)
{
	return NSS_STATUS_SUCCESS;
}
