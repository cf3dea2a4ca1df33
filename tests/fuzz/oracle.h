/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The plugin and nss_files in one process, each with its form of the same table. */
#ifndef IANA_FUZZ_ORACLE_H
#define IANA_FUZZ_ORACLE_H

#include "fuzz.h"

/*
 * Take a mount namespace, give it an /etc of its own, and tell libc to ask
 * nss_files.  Ends the process with ORACLE_CANNOT where that may not be.
 */
void oracle_start(void);

#define ORACLE_CANNOT 77

/* Put a conversion's text and index where the two look; they are seen at once. */
void oracle_table(const struct fuzz_conversion *c);

/*
 * Ask both, and abort with the question, the answers and the text where they differ
 * in anything: official name, aliases and their order, port, protocol.
 */
void oracle_name(const char *name, const char *proto);
void oracle_port(unsigned port, const char *proto);

/* The same for the enumeration. */
void oracle_list(void);

#endif
