/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fetches a registry over the network, or from a file (rules U1, U2). */
#ifndef IANA_FETCH_FETCH_H
#define IANA_FETCH_FETCH_H

#include "base/buffer.h"
#include "base/report.h"

/* What a server said of a content: to be sent back when it is asked again. */
struct iana_version {
	char etag[256];	   /* "": none */
	char modified[64]; /* a date of HTTP; "": none */
};

struct iana_fetch_task {
	const char *url;
	const char *authority; /* a file of certificates to trust in place of the system's;
				  NULL: none */
	struct iana_version known; /* what is there already; all "": nothing */
	bool progress;		   /* draw a bar on standard error */
};

struct iana_fetched {
	bool unchanged; /* the server has nothing newer: there is no content */
	struct iana_buffer content;
	struct iana_version version;
};

/*
 * Can a URL be fetched: is it of HTTPS, of a file, or of HTTP on this machine itself?
 * Returns NULL, or a phrase for a message about it.
 */
const char *iana_url_fault(const char *url);

/*
 * Get ready to fetch, before any other work.  The command is built without libcurl: it
 * becomes the program that has it, and starts anew.
 *
 * argv   of the subcommand, argc of them
 *
 * Fails if there is no such program.
 */
bool iana_fetch_ready(int argc, char **argv, struct iana_report *rep);

/*
 * Fetch the content of a URL.  A program that is built without libcurl fails always.
 *
 * ret   its content is to be freed, also after a failure
 *
 * A server proves who it is by its certificate, always.  HTTPS is never left, whatever a
 * redirection says.  Only an answer of 200 is content.  Compressed content is unpacked.
 * For HTTPS, proxies are those of the environment, as for curl(1).
 *
 * Fails on every other answer, on more than 64 MiB, and when the server is too slow: 30
 * seconds for a connection or with less than 100 bytes a second, 10 minutes in all.
 */
bool iana_fetch(const struct iana_fetch_task *what, struct iana_fetched *ret,
		struct iana_report *rep);

#endif
