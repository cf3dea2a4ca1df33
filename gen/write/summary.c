/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints the summary. */
#include "write/summary.h"
#include "base/date.h"

static void
print_totals(FILE *to, const struct iana_table *t, unsigned long n_warnings)
{
	char day[11];

	iana_date_format(t->reg->date, day);
	fprintf(to,
		"%zu rows (%s %s): %zu entries, %zu aliases, %lu ranges; "
		"%lu without a name, %lu without a port; ",
		t->reg->n_rows, t->reg->has_own_date ? "of" : "latest date", day,
		t->n_entries, t->n_aliases, t->n_ranges, t->n_unnamed, t->n_portless);
	if (t->reg->n_sources - t->reg->n_kept_sources > 1)
		fprintf(to, "%zu entries from overlays; ", t->n_overlay);
	if (t->n_kept != 0)
		fprintf(to, "%lu old names kept; ", t->n_kept);
	if (t->n_kept_entries != 0)
		fprintf(to, "%lu entries from older registries; ", t->n_kept_entries);
	fprintf(to, "%lu %s\n", n_warnings, n_warnings == 1 ? "warning" : "warnings");
}

void
iana_summary_print(FILE *to, const struct iana_table *table, unsigned long n_warnings)
{
	const struct iana_left *left = &table->left;
	const struct {
		unsigned long n;
		const char *text;
	} line[] = {
		{ table->n_unnamed, "rows without a name: reserved and unassigned ports" },
		{ table->n_portless, "rows without a port: DNS-SD names" },
		{ table->n_repeated, "names repeated at their port and protocol" },
		{ left->by_protocols, "left out by --protocols" },
		{ left->by_ranges, "left out by --ranges first" },
		{ left->by_ports, "left out by --ports" },
		{ left->historic, "aliases left out by --historic drop" },
		{ left->by_unique, "left out of the text by --unique" },
		{ left->unique_names,
		  "names of other entries left out of the text by --unique" },
		{ left->others,
		  "rows of the first two kinds left out of the index and JSON as well" },
	};
	bool headed = false;

	print_totals(to, table, n_warnings);
	for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
		if (line[i].n == 0)
			continue;
		if (!headed)
			fputs("Not in the table:\n", to);
		headed = true;
		fprintf(to, "%8lu %s\n", line[i].n, line[i].text);
	}
}
