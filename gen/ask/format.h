/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers in a format of the user's: '%{name} %{port}/%{protocol}'. */
#ifndef IANA_ASK_FORMAT_H
#define IANA_ASK_FORMAT_H

#include "ask/cards.h"
#include "base/buffer.h"

/*
 * Check a format.  %{KEY} stands for a value, %% for a percent sign, \n, \t and \\ for the
 * usual bytes.  Returns NULL, or a phrase for a message about the format.
 */
const char *iana_format_fault(const char *format);

/*
 * Add a line for an answer, and its end.  A key that it has no value for gives nothing.
 * Bytes that would steer a terminal or end the line become '?'.
 *
 * format   one without a fault
 */
void iana_format_add(struct iana_buffer *to, const char *format,
		     const struct iana_card_line *line);

#endif
