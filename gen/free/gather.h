/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All that takes ports: the index, the files and the kernel of a machine. */
#ifndef IANA_FREE_GATHER_H
#define IANA_FREE_GATHER_H

#include "base/report.h"
#include "free/host.h"
#include "free/request.h"
#include "src/image.h"

/* Where it stands.  Paths are borrowed as long as the set of taken ports. */
struct iana_free_sources {
	const struct iana_image *image;
	const char *image_path;
	const char *services; /* /etc/services */
	char *const *overlay; /* of this machine */
	size_t n_overlays;
	const char *shipped;   /* the overlay that this program ships */
	const char *proc_root; /* "", or a folder with another proc/ */
};

/*
 * Find everything that takes ports, for a request.
 *
 * Warns of an index that knows no unassigned port: it was made of a part of the registry,
 * or of names alone, and a port that it lacks may well be assigned.
 *
 * Fails as iana_taken_add_index, iana_taken_add_services, iana_taken_add_avoided and
 * iana_taken_add_listening do.  Cost: that of these.
 */
bool iana_taken_gather(struct iana_taken *t, const struct iana_free_sources *from,
		       const struct iana_free_request *r,
		       struct iana_ephemeral *ret_ephemeral, struct iana_report *rep);

#endif
