/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Takes the place of fetch.c where the project is built without libcurl. */
#include "fetch/fetch.h"

bool
iana_fetch_ready(int argc, char **argv, struct iana_report *rep)
{
	(void)argc;
	(void)argv;
	return iana_fail(rep, NULL, 0,
			 "nothing can be fetched: this command is built without libcurl; "
			 "--from FILE takes a file");
}

bool
iana_fetch(const struct iana_fetch_task *what, struct iana_fetched *ret,
	   struct iana_report *rep)
{
	(void)ret;
	return iana_fail(rep, what->url, 0, "this program fetches nothing");
}
