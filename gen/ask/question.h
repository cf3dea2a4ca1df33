/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a query of `lookup` asks for: ports or a name, and a protocol if wanted. */
#ifndef IANA_ASK_QUESTION_H
#define IANA_ASK_QUESTION_H

#include "base/report.h"
#include "src/image.h"

/* Ports lo to hi, or a name; either with a protocol or for any. */
struct iana_question {
	bool ports;
	uint32_t lo;
	uint32_t hi;
	const char *name;  /* NULL for ports */
	const char *proto; /* NULL for any */
};

/*
 * Read a query: 22, :22, 6000-6063, ssh, each with a protocol behind a slash if wanted.
 * Before a slash and ports, a protocol is one, too: tcp/22.  The name of an SRV record is
 * a name with its protocol: _ssh._tcp, _ssh._tcp.example.org.  The protocol is one of the
 * index there, or tcp, udp, sctp or dccp; in any ASCII case, unless the index was made with
 * exact case.
 *
 * im     the index, which knows its protocols
 * room   strlen(text) + 1 bytes for the parts of the text; lives as long as ret
 *
 * Fails on a port above 65535, and on a range that ends before it starts.
 */
bool iana_question_read(const struct iana_image *im, const char *text, char *room,
			struct iana_question *ret, struct iana_report *rep);

#endif
