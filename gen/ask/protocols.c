/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares protocols, and collects them for a message. */
#include "ask/protocols.h"
#include "src/bytes.h"

#include <string.h>

/* Are two words the same in any ASCII case? */
static bool
same_in_any_case(const char *a, const char *b)
{
	size_t i = 0;

	while (a[i] != '\0' && iana_lower((uint8_t)a[i]) == iana_lower((uint8_t)b[i]))
		i++;
	return a[i] == b[i];
}

bool
iana_protocol_fits(const char *asked, const char *proto, bool any_case)
{
	return asked == NULL || proto == NULL || strcmp(asked, proto) == 0 ||
	       (any_case && same_in_any_case(asked, proto));
}

void
iana_protocols_note(struct iana_protocols *p, const char *proto)
{
	size_t i = 0;

	if (proto == NULL)
		return;
	if (p->asked != NULL && strcmp(p->asked, proto) == 0)
		p->exact = true;
	while (i < p->n && strcmp(p->name[i], proto) != 0)
		i++;
	if (i == p->n && i <= IANA_PROTOCOLS_TOLD)
		p->name[p->n++] = proto;
}

void
iana_protocols_add(struct iana_buffer *to, const struct iana_protocols *p)
{
	size_t told = p->n < IANA_PROTOCOLS_TOLD ? p->n : IANA_PROTOCOLS_TOLD;

	for (size_t i = 0; i < told; i++)
		iana_buffer_printf(to, "%s%.30s", i == 0 ? "" : ", ", p->name[i]);
	if (told < p->n)
		iana_buffer_puts(to, " and others");
}
