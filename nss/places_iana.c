/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The places of libnss_iana.so.2: what the environment names, else those of rule L5. */
#include "places.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/*
 * The environment is read once.  A program may change it later in another thread, and free
 * its strings.
 */
static char forced[4097]; /* a path of 4096 bytes is refused, as is a longer one cut here */
static atomic_bool forced_known;

struct iana_paths
iana_places(void)
{
	/*
	 * secure_getenv hides the variable from privileged processes.  A lookup during the
	 * first check asks for itself.
	 */
	const char *path = atomic_load_explicit(&forced_known, memory_order_acquire)
			       ? forced
			       : secure_getenv("IANA_SERVICES_INDEX");

	return iana_paths_default(path, iana_privileged());
}

void
iana_places_fix(void)
{
	const char *path;
	size_t len;

	if (atomic_load_explicit(&forced_known, memory_order_relaxed))
		return;
	path = iana_places().forced;
	len = path != NULL ? strnlen(path, sizeof forced - 1) : 0;

	memcpy(forced, len != 0 ? path : "", len);
	forced[len] = '\0';
	atomic_store_explicit(&forced_known, true, memory_order_release);
}
