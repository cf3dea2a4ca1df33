/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel of this machine says of its ports. */
#ifndef IANA_FREE_HOST_H
#define IANA_FREE_HOST_H

#include "base/report.h"
#include "free/taken.h"

/* The ports that the kernel lends to programs that connect. */
struct iana_ephemeral {
	uint32_t lo;
	uint32_t hi;
	bool is_assumed; /* the kernel does not tell: those of Linux as it comes */
};

/* Linux as it comes: 32768-60999. */
extern const struct iana_ephemeral iana_usual_ephemeral;

/*
 * Read the ephemeral range, and add it with the ports that an administrator kept out of it.
 *
 * root   "" for the system, or a folder with another proc/
 *
 * Warns and takes the usual range if the file is not there or cannot be understood.
 * Source: Documentation/networking/ip-sysctl.rst of Linux, ip_local_port_range and
 * ip_local_reserved_ports.  They hold for IPv6, too.
 */
void iana_taken_add_ephemeral(struct iana_taken *t, const char *root,
			      struct iana_ephemeral *ret, struct iana_report *rep);

/*
 * Add the ports that are in use now: TCP sockets that listen, bound sockets of UDP, and
 * endpoints of SCTP.  These are the sockets of the network namespace of this process,
 * whoever owns them.
 *
 * root   as above
 *
 * Fails if proc/net/tcp or udp cannot be read, or on a line that is not understood.  The
 * files of IPv6 and SCTP may be missing.  Cost: O(sockets).  Source: proc(5).
 */
bool iana_taken_add_listening(struct iana_taken *t, const char *root,
			      const struct iana_wanted *w, struct iana_report *rep);

#endif
