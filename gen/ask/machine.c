/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asks libc, and the index the same. */
#include "ask/machine.h"
#include "src/find.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>

static void
take_answer(struct iana_machine_answer *to, const struct servent *s)
{
	*to = (struct iana_machine_answer){ .found = s != NULL };
	if (s == NULL)
		return;
	snprintf(to->name, sizeof to->name, "%s", s->s_name);
	to->port = ntohs((uint16_t)s->s_port);
}

/* What the index itself answers. */
static bool
read_match(const struct iana_image *im, enum iana_status st, const struct iana_match *match,
	   struct iana_index_entry *ret)
{
	return st == IANA_OK && iana_entry_read(im, match, ret) == IANA_OK;
}

void
iana_machine_ask(const struct iana_image *im, const struct iana_card_line *line,
		 struct iana_machine_answer *ret_by_name,
		 struct iana_machine_answer *ret_by_port)
{
	const struct iana_index_entry *e = &line->entry;
	struct iana_index_entry known;
	struct iana_match match;
	bool has;

	take_answer(ret_by_name, getservbyname(e->name, e->proto));
	has = read_match(im, iana_find_name(im, e->name, e->proto, &match), &match, &known);
	ret_by_name->differs =
	    ret_by_name->found != has || (has && ret_by_name->port != known.port);
	take_answer(ret_by_port, getservbyport(htons(e->port), e->proto));
	has = read_match(im, iana_find_port(im, e->port, e->proto, &match), &match, &known);
	ret_by_port->differs = ret_by_port->found != has ||
			       (has && strcmp(ret_by_port->name, known.name) != 0);
}
