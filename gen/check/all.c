/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs the checks, each of which needs what the ones before it found. */
#include "check/all.h"
#include "check/against.h"
#include "check/collide.h"
#include "check/names.h"

bool
iana_check_all(struct iana_checked *c, const struct iana_image *im, const char *path,
	       struct iana_report *rep)
{
	struct iana_known known = { .im = im, .c = c };

	iana_check_names(c, &known);
	iana_check_collisions(c, &known);
	iana_check_against(c, &known);
	iana_check_lists(c, &known);
	return !known.is_damaged ||
	       iana_fail(rep, path, 0,
			 "the index is damaged: iana-services verify tells more");
}
