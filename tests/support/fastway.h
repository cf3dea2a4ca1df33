/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fast ways of src/fast.h from question to hit, as the plugin puts them together. */
#ifndef FASTWAY_H
#define FASTWAY_H

#include "src/fast.h"

static inline enum iana_status
fastway_end(const struct iana_image *im, const struct iana_plain *plain,
	    struct iana_match *ret)
{
	if (plain->record == NULL)
		return IANA_GENERAL;
	*ret = iana_plain_hit(im, plain);
	return IANA_OK;
}

static inline enum iana_status
fastway_record(const struct iana_image *im, const struct iana_lead *lead, const char *proto,
	       struct iana_match *ret)
{
	struct iana_plain plain = { .record = lead->record, .port = lead->port };
	enum iana_status st = iana_fast_rank(lead->mask, proto, &plain.rank);

	return st == IANA_OK ? fastway_end(im, &plain, ret) : st;
}

static inline enum iana_status
fastway_name(const struct iana_image *im, const char *name, const char *proto,
	     struct iana_match *ret)
{
	size_t n = strlen(name);
	struct iana_lead lead;
	enum iana_status st = iana_fast_name(im, name, n, &lead);
	struct iana_plain plain;

	if (st == IANA_OK)
		return fastway_record(im, &lead, proto, ret);
	if (st != IANA_LIST)
		return st;
	plain = iana_fast_name_list(*im, lead.list, lead.words, n, proto);
	return fastway_end(im, &plain, ret);
}

static inline enum iana_status
fastway_port(const struct iana_image *im, uint16_t port, const char *proto,
	     struct iana_match *ret)
{
	struct iana_lead lead;
	enum iana_status st = iana_fast_port(im, port, &lead);
	struct iana_plain plain;

	if (st == IANA_OK)
		return fastway_record(im, &lead, proto, ret);
	if (st != IANA_LIST)
		return st;
	plain = iana_fast_port_list(*im, lead.list, port, proto);
	return fastway_end(im, &plain, ret);
}

static inline enum iana_status
fastway_next(const struct iana_image *im, uint32_t *cursor, struct iana_match *ret)
{
	struct iana_plain plain;
	enum iana_status st = iana_fast_next(im, cursor, &plain);

	return st == IANA_OK ? fastway_end(im, &plain, ret) : st;
}

#endif
