/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The legend: words, letters and colours of every status.  page.css has the same colours.
 */
#include "map/status.h"

/*
 * Six hues: blue, navy, orange, maroon, grey, and the paper.  People who cannot tell red
 * from green can tell them.  On either paper, neighbours in this list have a contrast of
 * 3:1 at least, and all cells that are taken have it against the paper.
 */
const struct iana_legend iana_status_legend[IANA_N_PORT_STATUS] = {
	[IANA_PORT_TCP] = { "tcp", "Assigned, tcp only", 't', 33, IANA_FILL_PLAIN,
			    "#2f8fdc", "#1f6fc0" },
	[IANA_PORT_BOTH] = { "both", "Assigned, tcp and udp", '#', 18, IANA_FILL_PLAIN,
			     "#1c2f6e", "#b4d0ff" },
	[IANA_PORT_UDP] = { "udp", "Assigned, udp only", 'u', 208, IANA_FILL_PLAIN,
			    "#d9730d", "#ad5009" },
	[IANA_PORT_OTHER] = { "other", "Assigned, sctp, dccp or other too", '+', 52,
			      IANA_FILL_PLAIN, "#661a08", "#ffe28a" },
	[IANA_PORT_UNASSIGNED] = { "unassigned", "Unassigned", '.', 255, IANA_FILL_PLAIN,
				   "#f2efe6", "#1a1f2b" },
	[IANA_PORT_RESERVED] = { "reserved", "Reserved", 'r', 240, IANA_FILL_STRIPES,
				 "#5f6672", "#a3acba" },
	[IANA_PORT_DYNAMIC] = { "dynamic", "Dynamic, never assigned", '~', 254,
				IANA_FILL_DOTS, "#e6e9ec", "#232a38" },
	[IANA_PORT_HISTORIC] = { "historic", "Historic or de-assigned", 'x', 244,
				 IANA_FILL_OUTLINE, "#5f6672", "#a3acba" },
};

const struct iana_legend iana_change_legend[IANA_N_PORT_CHANGES] = {
	[IANA_PORT_ADDED] = { "added", "Added", 'A', 18, IANA_FILL_PLAIN, "#1c2f6e",
			      "#b4d0ff" },
	[IANA_PORT_REMOVED] = { "removed", "Removed", 'D', 208, IANA_FILL_PLAIN, "#d9730d",
				"#ad5009" },
	[IANA_PORT_RENAMED] = { "renamed", "Renamed", 'N', 52, IANA_FILL_PLAIN, "#661a08",
				"#ffe28a" },
	[IANA_PORT_NEWLY_RESERVED] = { "newly_reserved", "Reserved now", 'R', 240,
				       IANA_FILL_STRIPES, "#5f6672", "#a3acba" },
	[IANA_PORT_FREED] = { "freed", "Freed", 'F', 244, IANA_FILL_OUTLINE, "#5f6672",
			      "#a3acba" },
};

const struct iana_legend iana_paper_legend = { "paper",		"",	   ' ',	     255,
					       IANA_FILL_PLAIN, "#fbfaf6", "#11151d" };

const struct iana_class_of_ports iana_port_classes[IANA_N_PORT_CLASSES] = {
	{ 0, IANA_FIRST_USER_PORT - 1, "system", "System ports" },
	{ IANA_FIRST_USER_PORT, IANA_LAST_USER_PORT, "user", "User ports" },
	{ IANA_DYNAMIC_FIRST, 65535, "dynamic", "Dynamic ports" },
};

const uint16_t iana_famous_ports[IANA_N_FAMOUS_PORTS] = {
	80,   443,  22,	  53,	25,    8080,  3306, 5432, 1883, 3389,
	6000, 5060, 8883, 6379, 27017, 11211, 9418, 5222, 5672, 47808,
};
