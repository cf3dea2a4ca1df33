/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asks each source in turn. */
#include "free/gather.h"
#include "free/listed.h"
#include "free/registered.h"
#include "free/web.h"

static bool
knows_unassigned(const struct iana_taken *t)
{
	for (uint32_t port = 0; port < IANA_PORTS; port++)
		if ((t->by[port] & IANA_PORT_UNASSIGNED) != 0)
			return true;
	return false;
}

static bool
gather_index(struct iana_taken *t, const struct iana_free_sources *from,
	     const struct iana_wanted *w, struct iana_report *rep)
{
	if (!iana_taken_add_index(t, from->image, from->image_path, w, rep))
		return false;
	return knows_unassigned(t) ||
	       iana_warn(rep, from->image_path, 0,
			 "the index has no unassigned ports: it knows a part of the "
			 "registry, or names alone");
}

static bool
gather_files(struct iana_taken *t, const struct iana_free_sources *from,
	     const struct iana_free_request *r, struct iana_report *rep)
{
	const struct iana_wanted *w = &r->wanted;

	for (size_t i = 0; i < from->n_overlays; i++)
		if (!iana_taken_add_services(t, from->overlay[i], IANA_TAKEN_OVERLAY, w,
					     rep))
			return false;
	if (!iana_taken_add_services(t, from->services, IANA_TAKEN_SERVICES, w, rep) ||
	    !iana_taken_add_services(t, from->shipped, IANA_TAKEN_SHIPPED, w, rep))
		return false;
	for (size_t i = 0; i < r->n_avoid; i++)
		if (!iana_taken_add_avoided(t, r->avoid[i], w, rep))
			return false;
	return true;
}

static bool
gather_kernel(struct iana_taken *t, const char *root, const struct iana_free_request *r,
	      struct iana_ephemeral *ret_ephemeral, struct iana_report *rep)
{
	/* With a key, every machine leaves out the same ports. */
	if (r->stable != NULL)
		iana_taken_add(t, iana_usual_ephemeral.lo, iana_usual_ephemeral.hi,
			       IANA_TAKEN_USUAL);
	iana_taken_add_ephemeral(t, root, ret_ephemeral, rep);
	return !r->host || iana_taken_add_listening(t, root, &r->wanted, rep);
}

bool
iana_taken_gather(struct iana_taken *t, const struct iana_free_sources *from,
		  const struct iana_free_request *r, struct iana_ephemeral *ret_ephemeral,
		  struct iana_report *rep)
{
	if (r->web)
		iana_taken_add_blocked(t);
	return gather_index(t, from, &r->wanted, rep) && gather_files(t, from, r, rep) &&
	       gather_kernel(t, from->proc_root, r, ret_ephemeral, rep);
}
