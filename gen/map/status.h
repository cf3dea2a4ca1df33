/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a port is: assigned, reserved, free; and how pictures of the ports show it. */
#ifndef IANA_MAP_STATUS_H
#define IANA_MAP_STATUS_H

#include "base/ports.h"

#define IANA_N_PORTS 65536u

/* The status of a port, in the order of a legend: neighbours there differ in brightness. */
enum iana_port_status {
	IANA_PORT_TCP,
	IANA_PORT_BOTH, /* tcp and udp */
	IANA_PORT_UDP,
	IANA_PORT_OTHER, /* sctp, dccp or another protocol, also beside tcp and udp */
	IANA_PORT_UNASSIGNED,
	IANA_PORT_RESERVED,
	IANA_PORT_DYNAMIC,  /* never assigned: 49152 and above */
	IANA_PORT_HISTORIC, /* was assigned: only historic names, or de-assigned */
	IANA_N_PORT_STATUS
};

/* What happened to a port between two registries, the more important first. */
enum iana_port_change {
	IANA_PORT_ADDED,
	IANA_PORT_REMOVED,
	IANA_PORT_RENAMED, /* or its aliases changed */
	IANA_PORT_NEWLY_RESERVED,
	IANA_PORT_FREED, /* unassigned or de-assigned now */
	IANA_N_PORT_CHANGES
};

/* How a picture fills the cell of a port, so that colour is never alone. */
enum iana_port_fill {
	IANA_FILL_PLAIN,
	IANA_FILL_STRIPES,
	IANA_FILL_OUTLINE,
	IANA_FILL_DOTS
};

/* One line of a legend. */
struct iana_legend {
	const char *key;   /* in files: a class of CSS, a key of JSON */
	const char *label; /* for people */
	char letter;	   /* without colour */
	uint8_t xterm;	   /* its colour among the 256 of terminals */
	enum iana_port_fill fill;
	const char *light; /* "#rrggbb" on light paper, and on dark paper */
	const char *dark;
};

extern const struct iana_legend iana_status_legend[IANA_N_PORT_STATUS];
extern const struct iana_legend iana_change_legend[IANA_N_PORT_CHANGES];

/* The paper under all cells, and the ink of texts and lines. */
extern const struct iana_legend iana_paper_legend;

/* The classes of RFC 6335, section 6. */
struct iana_class_of_ports {
	uint16_t first;
	uint16_t last;
	const char *key;
	const char *label;
};
#define IANA_N_PORT_CLASSES 3
extern const struct iana_class_of_ports iana_port_classes[IANA_N_PORT_CLASSES];

#define IANA_DYNAMIC_FIRST (IANA_LAST_USER_PORT + 1u)

/* Ports whose names many people know; a picture labels them at rest, the first before all.
 */
#define IANA_N_FAMOUS_PORTS 20
extern const uint16_t iana_famous_ports[IANA_N_FAMOUS_PORTS];

/* Is the port in use by a service that is not historic? */
static inline bool
iana_status_is_assigned(enum iana_port_status s)
{
	return s <= IANA_PORT_OTHER;
}

/* Does nobody have the port, nor had it? */
static inline bool
iana_status_is_free(enum iana_port_status s)
{
	return s == IANA_PORT_UNASSIGNED || s == IANA_PORT_DYNAMIC;
}

#endif
