/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shows an answer, through a pager if it is long. */
#ifndef IANA_TERM_PAGER_H
#define IANA_TERM_PAGER_H

#include "base/report.h"
#include "term/terminal.h"

/*
 * Write a text to standard output.  One that is longer than the window goes through the
 * pager: PAGER, or less(1).  Without either, it is written at once.
 *
 * Fails if a write fails.  A reader that has gone away is no failure.
 */
bool iana_term_show(const struct iana_term *term, const struct iana_buffer *text,
		    struct iana_report *rep);

#endif
