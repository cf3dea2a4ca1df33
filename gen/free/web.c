/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of the ports that browsers block.
 *
 * Source: WHATWG, Fetch Standard, section "Port blocking", as in the Review Draft of June
 * 2026, https://fetch.spec.whatwg.org/review-drafts/2026-06/#port-blocking.  To bring it up
 * to date, compare the section's table with this one, and change IANA_WEB_SOURCE, too.
 */
#include "free/web.h"

static const uint16_t blocked[] = {
	/* clang-format off */
	/* not a port, and small services of old hosts */
	0, 1, 7, 9, 11, 13, 15, 17, 19,
	/* files and terminals */
	20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95,
	/* names, mail and news */
	101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143,
	161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554,
	556, 563, 587, 601, 636, 989, 990, 993, 995,
	/* above the system ports */
	1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666,
	6667, 6668, 6669, 6679, 6697, 10080,
	/* clang-format on */
};

void
iana_taken_add_blocked(struct iana_taken *t)
{
	for (size_t i = 0; i < sizeof blocked / sizeof *blocked; i++)
		t->by[blocked[i]] |= IANA_TAKEN_BLOCKED;
}
