/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a user asks `free` for. */
#ifndef IANA_FREE_REQUEST_H
#define IANA_FREE_REQUEST_H

#include "base/report.h"
#include "free/choose.h"
#include "src/image.h"

#define IANA_RANGES_MAX 1000

/* Start with iana_request_init. */
struct iana_free_request {
	struct iana_wanted wanted;
	char *names; /* the bytes of the wanted protocols */
	struct iana_port_range range[IANA_RANGES_MAX];
	size_t n_ranges;
	const char **avoid; /* files, borrowed paths */
	size_t n_avoid;
	size_t cap_avoid;
	const char *stable;
	bool has_near;
	uint32_t near;
	bool has_room;
	uint32_t room;
	uint32_t count;
	bool web;
	bool host;
};

void iana_request_init(struct iana_free_request *r);
void iana_request_done(struct iana_free_request *r);

/* Read a number from least to most.  False for any other text. */
bool iana_number_parse(const char *text, uint32_t least, uint32_t most, uint32_t *ret);

/* Add ports and ranges with commas between them.  False for any other text. */
bool iana_request_ranges(struct iana_free_request *r, const char *text);

/*
 * Set the protocols: words with commas between them, in any case.  False for a list that
 * has too many, or an empty word.
 */
bool iana_request_protocols(struct iana_free_request *r, const char *text);

/*
 * A protocol that has no ports: it is none of the index, nor tcp, udp, sctp or dccp.  NULL
 * if all have.
 */
const char *iana_request_unknown(const struct iana_free_request *r,
				 const struct iana_image *im);

void iana_request_avoid(struct iana_free_request *r, const char *path);

/* Warn of ranges that are no place for a new service. */
void iana_request_warn(const struct iana_free_request *r, struct iana_report *rep);

/*
 * The wish that follows; it borrows from the request.
 *
 * Without --range, the ports are the registered ones.  One free port on each side is wanted
 * unless --room says another number, or a key is there: its port would change as soon as a
 * neighbour is assigned.  With a key, facts of this machine do not decide.
 */
struct iana_wish iana_request_wish(struct iana_free_request *r);

#endif
