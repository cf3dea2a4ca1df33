/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The details part of an index: what the registry says in each row. */
#ifndef IANA_DETAILS_H
#define IANA_DETAILS_H

#include "buffer.h"
#include "registry.h"

/* Write the rows in the registry's order, and every text they use once. */
void iana_details_write(const struct iana_registry *reg, struct iana_buffer *rows,
			struct iana_buffer *texts);

#endif
