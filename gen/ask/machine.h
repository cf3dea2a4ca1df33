/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What programs on this machine are answered, where it is not what the index says. */
#ifndef IANA_ASK_MACHINE_H
#define IANA_ASK_MACHINE_H

#include "ask/cards.h"
#include "base/buffer.h"

/* One question to the machine: a name or a port, for a protocol. */
struct iana_machine_answer {
	bool differs;	/* from what the index answers to it */
	bool found;	/* otherwise there is no answer */
	char name[256]; /* the official name; cut if it is longer */
	unsigned port;
};

/*
 * Ask by the name and by the port of a line, as programs do: getservbyname(3) and
 * getservbyport(3), with all that nsswitch.conf names.
 *
 * im   the index to compare with
 *
 * Cost: two questions of the system.  The first one may read files and load modules.
 */
void iana_machine_ask(const struct iana_image *im, const struct iana_card_line *line,
		      struct iana_machine_answer *ret_by_name,
		      struct iana_machine_answer *ret_by_port);

#endif
