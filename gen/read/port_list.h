/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of "port-numbers", the list that IANA published until 2010. */
#ifndef IANA_READ_PORT_LIST_H
#define IANA_READ_PORT_LIST_H

#include "input/input.h"
#include "input/raw_row.h"

/* Does a line of the first chunk have the titles of the list: Keyword, Decimal, ...? */
bool iana_port_list_knows(const struct iana_input *in);

/*
 * Read every row of an opened input, in order.  port_list.c tells which lines are rows.
 * A row has a name, a port or range, a protocol, a description, and a reference if one
 * stands at the end of its line.
 *
 * The list has people, dates and documents in comments behind the rows.  Nothing tells how
 * many rows each of these comments is about, so that they are skipped.
 *
 * Warns of lines in a table that are neither rows nor comments, of rows without a protocol
 * (rule N2), and of a table with nothing behind it, which may be cut short.  Fails on a
 * field of more than 64 KiB, on a NUL byte, on a last line of a table without an end, and
 * on a list without rows.
 * Cost: O(size); memory for the text.
 * Source: the list of 2005-12-22, and its form in RFC 1700.
 */
bool iana_port_list_read(struct iana_input *in, const struct iana_sink *sink,
			 struct iana_report *rep);

#endif
