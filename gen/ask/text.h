/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints an answer as text. */
#ifndef IANA_ASK_TEXT_H
#define IANA_ASK_TEXT_H

#include "ask/query.h"

/*
 * Print an answer to standard output: a line as of getent(1), then the fields of its row.
 * If an overlay or an older registry has a part in it, a line before the fields says whose
 * they are.
 */
void iana_answer_print(const struct iana_answer *a);

#endif
