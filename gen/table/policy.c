/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a policy from the arguments of options, and applies it to rows. */
#include "table/policy.h"
#include "base/ports.h"
#include "src/bytes.h"
#include "table/rules.h"

#include <stdlib.h>
#include <string.h>

#define PORTS 65536

/* The end of the part of a list that starts at s. */
static const char *
part_end(const char *s)
{
	return s + strcspn(s, ",");
}

const char *
iana_policy_protocols(struct iana_policy *p, const char *arg)
{
	size_t len = strlen(arg);
	char *list = iana_calloc(len + 1, 1);
	const char *fault = NULL;

	free(p->protocols);
	p->protocols = list;
	p->n_protocols = 0;
	for (size_t i = 0; i < len; i++)
		list[i] = (char)iana_lower((uint8_t)arg[i]);
	for (char *at = list; fault == NULL && at <= list + len;) {
		size_t n = (size_t)(part_end(at) - at);

		if (n == 0)
			fault = "has an empty protocol name";
		else if (p->n_protocols == IANA_PROTOCOLS_MAX)
			fault = "names too many protocols";
		else
			fault = iana_protocol_fault(at, n);
		if (fault == NULL)
			p->protocol[p->n_protocols++] = at;
		at[n] = '\0';
		at += n + 1;
	}
	return fault;
}

/* Mark the ports of one part of a list: of port n, marked[n + 1]. */
static const char *
mark_ports(uint32_t *marked, const char *s, size_t len)
{
	uint32_t lo;
	uint32_t hi;

	if (!iana_ports_parse(s, len, &lo, &hi))
		return "is not a list of ports and ranges such as 22,80,6000-6063";
	if (lo > 65535 || hi > 65535)
		return "names a port above 65535";
	if (lo > hi)
		return "has a range that ends before it starts";
	for (uint32_t port = lo; port <= hi; port++)
		marked[port + 1] = 1;
	return NULL;
}

const char *
iana_policy_ports(struct iana_policy *p, const char *arg)
{
	const char *fault = NULL;

	free(p->ports_below);
	p->ports_below = iana_calloc(PORTS + 1, sizeof *p->ports_below);
	for (const char *at = arg;; at++) {
		const char *end = part_end(at);

		fault = mark_ports(p->ports_below, at, (size_t)(end - at));
		at = end;
		if (fault != NULL || *end == '\0')
			break;
	}
	for (size_t port = 0; port < PORTS; port++)
		p->ports_below[port + 1] += p->ports_below[port];
	return fault;
}

const char *
iana_policy_ranges(struct iana_policy *p, const char *arg)
{
	p->first_of_range = strcmp(arg, "first") == 0;
	return p->first_of_range || strcmp(arg, "expand") == 0
		   ? NULL
		   : "is neither expand nor first";
}

const char *
iana_policy_historic(struct iana_policy *p, const char *arg)
{
	p->drop_historic = strcmp(arg, "drop") == 0;
	return p->drop_historic || strcmp(arg, "alias") == 0 ? NULL
							     : "is neither alias nor drop";
}

const char *
iana_policy_comments(struct iana_policy *p, const char *arg)
{
	if (strcmp(arg, "none") == 0)
		p->comments = IANA_COMMENTS_NONE;
	else if (strcmp(arg, "ascii") == 0)
		p->comments = IANA_COMMENTS_ASCII;
	else if (strcmp(arg, "utf8") == 0)
		p->comments = IANA_COMMENTS_UTF8;
	else
		return "is none of none, ascii and utf8";
	return NULL;
}

void
iana_policy_done(struct iana_policy *p)
{
	free(p->protocols);
	free(p->ports_below);
}

bool
iana_policy_has_protocol(const struct iana_policy *p, const char *name)
{
	if (p->protocols == NULL)
		return true;
	for (unsigned i = 0; i < p->n_protocols; i++)
		if (strcmp(p->protocol[i], name) == 0)
			return true;
	return false;
}

bool
iana_policy_wants(const struct iana_policy *p, const struct iana_registry *reg,
		  const struct iana_row *row)
{
	uint32_t protocol = row->field[IANA_F_PROTOCOL];
	bool service = row->kind == IANA_ROW_SERVICE;

	if (iana_row_is_overlay(reg, row))
		return true;
	if (protocol != 0 &&
	    !iana_policy_has_protocol(p, iana_pool_text(&reg->pool, protocol)))
		return false;
	if (!iana_row_has_port(row))
		return p->ports_below == NULL;
	if (protocol == 0 && service && !iana_policy_has_protocol(p, "tcp") &&
	    !iana_policy_has_protocol(p, "udp"))
		return false;
	return iana_policy_n_ports(p, row->port_lo,
				   service && p->first_of_range ? row->port_lo
								: row->port_hi) != 0;
}

/* Does any row have this protocol? */
static bool
is_used(const struct iana_registry *reg, const char *protocol)
{
	bool default_one = strcmp(protocol, "tcp") == 0 || strcmp(protocol, "udp") == 0;
	uint32_t id = iana_pool_find(&reg->pool, protocol, strlen(protocol));

	for (size_t i = 0; i < reg->n_rows; i++) {
		const struct iana_row *row = &reg->row[i];
		uint32_t has = row->field[IANA_F_PROTOCOL];

		if (has == 0 ? default_one && row->kind == IANA_ROW_SERVICE : has == id)
			return true;
	}
	return false;
}

bool
iana_policy_warn(const struct iana_policy *p, const struct iana_registry *reg,
		 struct iana_report *rep)
{
	for (unsigned i = 0; i < p->n_protocols; i++)
		if (!is_used(reg, p->protocol[i]) &&
		    !iana_warn(rep, iana_registry_path(reg), 0,
			       "no row has the protocol \"%s\" of --protocols",
			       p->protocol[i]))
			return false;
	return true;
}
