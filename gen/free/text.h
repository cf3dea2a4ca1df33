/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answers of `free`, for people. */
#ifndef IANA_FREE_TEXT_H
#define IANA_FREE_TEXT_H

#include "base/report.h"
#include "free/about.h"
#include "term/terminal.h"

/* Add a free port, and why it is free: a line, or more on a narrow terminal. */
void iana_free_print(const struct iana_term *term, struct iana_buffer *to,
		     const struct iana_free_about *about, const struct iana_free_port *p);

/* Tell that a port of a key is taken on this machine, and by what. */
void iana_free_tell_against(const struct iana_free_about *about,
			    const struct iana_free_port *p, struct iana_report *rep);

/* Tell that fewer ports were found than asked for, and what is in the way. */
void iana_free_tell_few(const struct iana_free_about *about, struct iana_report *rep);

#endif
