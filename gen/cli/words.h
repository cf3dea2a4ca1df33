/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words on standard input. */
#ifndef IANA_CLI_WORDS_H
#define IANA_CLI_WORDS_H

#include "base/report.h"

/*
 * Take each line of standard input, without white space around it.  Blank lines are left
 * out.  A line has at most 4095 bytes, and no zero byte.
 *
 * take   returns false to stop, with the reason in its report
 *
 * Fails if take does.  Fails on a line that is too long, or that has a zero byte, and if
 * standard input cannot be read.
 */
bool iana_words_read(bool (*take)(const char *line, void *ctx), void *ctx,
		     struct iana_report *rep);

#endif
