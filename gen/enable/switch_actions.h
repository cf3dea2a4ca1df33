/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The actions behind a source of nsswitch.conf: "[NOTFOUND=return]". */
#ifndef IANA_ENABLE_SWITCH_ACTIONS_H
#define IANA_ENABLE_SWITCH_ACTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum iana_switch_status {
	IANA_SWITCH_SUCCESS,
	IANA_SWITCH_NOTFOUND,
	IANA_SWITCH_UNAVAIL,
	IANA_SWITCH_TRYAGAIN,
	IANA_SWITCH_N_STATUS
};

enum iana_switch_action { IANA_SWITCH_CONTINUE, IANA_SWITCH_RETURN, IANA_SWITCH_MERGE };

/* What the C library does after each status of a source. */
struct iana_switch_actions {
	enum iana_switch_action on[IANA_SWITCH_N_STATUS];
};

/*
 * Read actions as the C library does.
 *
 * text   one group with its brackets; empty if the source has none
 *
 * Returns false if the C library does not understand them: then it takes no line of the
 * file.  Source: nsswitch.conf(5).
 */
bool iana_switch_actions_read(const char *text, size_t len,
			      struct iana_switch_actions *ret);

/* Does the C library end the search at a success, and at a miss only if it is told to? */
bool iana_switch_actions_are(const struct iana_switch_actions *actions,
			     enum iana_switch_action on_notfound);

#endif
