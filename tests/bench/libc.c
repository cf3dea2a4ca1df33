/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libc's own lookups of services, in the shape of an NSS module.
 */
#include "bench/libc.h"
#include <err.h>
#include <stdio.h>
#include <string.h>

static const char *line_in_use = "";

void
libc_use(const char *line, const char *config)
{
	char next[4096];
	char buffer[1024];
	struct servent s;
	struct servent *result;
	FILE *f;

	if (strcmp(line, line_in_use) == 0)
		return;
	/* A new file has another inode, so libc cannot miss the change. */
	snprintf(next, sizeof next, "%s.new", config);
	f = fopen(next, "w");
	if (f == NULL || fprintf(f, "services: %s\n", line) < 0 || fclose(f) != 0 ||
	    rename(next, config) != 0)
		err(1, "%s", config);
	getservbyname_r("no-such-service", "tcp", &s, buffer, sizeof buffer, &result);
	line_in_use = line;
}

static enum nss_status
status(const struct servent *result)
{
	return result != NULL ? NSS_STATUS_SUCCESS : NSS_STATUS_NOTFOUND;
}

enum nss_status
libc_getservbyname_r(const char *name, const char *proto, struct servent *ret, char *buffer,
		     size_t size, int *ret_errno)
{
	struct servent *result;

	*ret_errno = getservbyname_r(name, proto, ret, buffer, size, &result);
	return status(result);
}

enum nss_status
libc_getservbyport_r(int port, const char *proto, struct servent *ret, char *buffer,
		     size_t size, int *ret_errno)
{
	struct servent *result;

	*ret_errno = getservbyport_r(port, proto, ret, buffer, size, &result);
	return status(result);
}

enum nss_status
libc_setservent(int stay_open)
{
	setservent(stay_open);
	return NSS_STATUS_SUCCESS;
}

enum nss_status
libc_getservent_r(struct servent *ret, char *buffer, size_t size, int *ret_errno)
{
	struct servent *result;

	*ret_errno = getservent_r(ret, buffer, size, &result);
	return status(result);
}

enum nss_status
libc_endservent(void)
{
	endservent();
	return NSS_STATUS_SUCCESS;
}
