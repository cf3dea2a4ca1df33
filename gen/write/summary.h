/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What became of a registry, in a few lines. */
#ifndef IANA_WRITE_SUMMARY_H
#define IANA_WRITE_SUMMARY_H

#include "table/table.h"

#include <stdio.h>

/* Print what a table holds, then what has no entry in it and why. */
void iana_summary_print(FILE *to, const struct iana_table *table, unsigned long n_warnings);

#endif
