/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sums up a conversion in a few lines. */
#ifndef IANA_WRITE_SUMMARY_H
#define IANA_WRITE_SUMMARY_H

#include "table/table.h"

#include <stdio.h>

/* Print the contents of a table, then how much of the registry is not in it, and why. */
void iana_summary_print(FILE *to, const struct iana_table *table, unsigned long n_warnings);

#endif
