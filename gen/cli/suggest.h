/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds a subcommand by its name; suggests the nearest one for a name that is mistyped. */
#ifndef IANA_CLI_SUGGEST_H
#define IANA_CLI_SUGGEST_H

#include "cli/command.h"

/*
 * Find a subcommand.  Returns NULL for an unknown name, with a usage error in rep.
 *
 * The error suggests the command whose name the user began to type, or else the one with
 * the fewest mistakes.  A mistake is a letter too many, a letter too few, another letter,
 * or two letters in the wrong order.  One mistake may be in any name, and one more for
 * each four letters typed.  Case does not count.
 */
const struct iana_command *iana_command_find(const char *name, struct iana_report *rep);

#endif
