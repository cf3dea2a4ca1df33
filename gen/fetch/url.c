/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Says which URLs may be fetched. */
#include "fetch/fetch.h"

#include <string.h>
#include <strings.h>

/* Has a URL a user before its host?  Then it has a password, too, for all to see. */
static bool
has_user(const char *host)
{
	return memchr(host, '@', strcspn(host, "/?#")) != NULL;
}

/* Is the host, with or without a port behind it, this machine? */
static bool
is_this_machine(const char *host)
{
	static const char *const names[] = { "localhost", "[::1]" };

	if (has_user(host))
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t n = strlen(names[i]);

		if (strncasecmp(host, names[i], n) == 0 &&
		    (host[n] == '\0' || strchr(":/?#", host[n]) != NULL))
			return true;
	}
	/* 127.0.0.0/8, in numbers: a name that only begins so may be anybody's. */
	return strncmp(host, "127.", 4) == 0 &&
	       strspn(host, "0123456789.") == strcspn(host, ":/?#");
}

const char *
iana_url_fault(const char *url)
{
	if (strncasecmp(url, "file:///", 8) == 0)
		return NULL;
	if (strncasecmp(url, "https://", 8) == 0)
		return has_user(url + 8) ? "has the name of a user, which messages and the "
					   "list of processes would show"
					 : NULL;
	if (strncasecmp(url, "http://", 7) == 0)
		return is_this_machine(url + 7)
			   ? NULL
			   : "is of HTTP, which anybody on the way can change: HTTPS is "
			     "needed";
	return "is not a URL of https: or file:";
}
