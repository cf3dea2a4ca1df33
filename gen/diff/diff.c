/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs the parts of a comparison. */
#include "diff/diff.h"
#include "diff/merge.h"
#include "diff/portless.h"
#include "diff/services.h"
#include "diff/unnamed_ports.h"

#include <stdlib.h>
#include <string.h>

/* services(5) text has entries alone: it does not say that it has no other rows. */
static bool
has_other_rows(const struct iana_table *t)
{
	return t->n_unnamed != 0 || t->n_portless != 0;
}

void
iana_diff_tables(struct iana_diff *ret, struct iana_registry *old_reg,
		 const struct iana_table *old, const struct iana_table *new)
{
	struct iana_comparison c;

	memset(ret, 0, sizeof *ret);
	ret->pool = &old_reg->pool;
	iana_comparison_init(&c, ret, old, new);
	iana_diff_services(&c);
	if (has_other_rows(old) && has_other_rows(new)) {
		iana_diff_unnamed(&c);
		iana_diff_portless(&c);
	}
	iana_diff_merge(&c);
	iana_comparison_done(&c);
}

void
iana_diff_done(struct iana_diff *diff)
{
	free(diff->change);
}
