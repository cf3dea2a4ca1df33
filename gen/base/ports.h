/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ports and ranges of ports, as registries, options and questions write them. */
#ifndef IANA_BASE_PORTS_H
#define IANA_BASE_PORTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Read "22" or "6000-6063", all of len bytes.  False if the bytes are neither a port nor a
 * range.  The caller checks the numbers: one above 65535 comes out above 65535, and a
 * range may end before it starts.
 */
bool iana_ports_parse(const char *s, size_t len, uint32_t *ret_lo, uint32_t *ret_hi);

/* The registered ports, or user ports.  Source: RFC 6335, section 6. */
#define IANA_FIRST_USER_PORT 1024
#define IANA_LAST_USER_PORT 49151

/* The class of a port: "system", "user" or "dynamic". */
static inline const char *
iana_port_class(uint32_t port)
{
	return port < IANA_FIRST_USER_PORT   ? "system"
	       : port <= IANA_LAST_USER_PORT ? "user"
					     : "dynamic";
}

#endif
