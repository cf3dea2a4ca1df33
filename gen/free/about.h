/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All that an answer of `free` is made of, for people and as JSON. */
#ifndef IANA_FREE_ABOUT_H
#define IANA_FREE_ABOUT_H

#include "free/host.h"
#include "free/request.h"
#include "src/image.h"

/* All is borrowed. */
struct iana_free_about {
	const struct iana_free_request *request;
	const struct iana_wish *wish;
	const struct iana_taken *taken;
	const struct iana_choice *choice;
	const struct iana_image *image;
	struct iana_ephemeral ephemeral;
	uint32_t date; /* of the registry, YYYYMMDD, 0 unknown */
};

#endif
