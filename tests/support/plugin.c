/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opens the plugin of the build tree. */
#include "support/plugin.h"
#include "support/fixture.h"

#include <arpa/inet.h>
#include <check.h>
#include <dlfcn.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

nss_getservbyname_r *plugin_byname;
nss_getservbyport_r *plugin_byport;
nss_setservent *plugin_setent;
nss_getservent_r *plugin_getent;
nss_endservent *plugin_endent;
void *plugin_handle;

void
plugin_use(const char *index)
{
	struct iana_buffer none = { .bytes = (char *)(uintptr_t) "", .len = 0 };
	static const char *place; /* the plugin reads its variable once */

	if (place == NULL) {
		place = fixture_file(&none);
		setenv("IANA_SERVICES_INDEX", place, 1);
	}
	unlink(place);
	ck_assert_int_eq(symlink(index != NULL ? index : "/nonexistent/index", place), 0);
	own_clock++;
}

void
plugin_open(const char *index)
{
	const char *dir = getenv("top_builddir");
	char path[4096];

	plugin_use(index);
	snprintf(path, sizeof path, "%s/libnss_iana.so.2", dir != NULL ? dir : ".");
	plugin_handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	ck_assert_msg(plugin_handle != NULL, "%s", dlerror());
	*(void **)&plugin_byname = dlsym(plugin_handle, "_nss_iana_getservbyname_r");
	*(void **)&plugin_byport = dlsym(plugin_handle, "_nss_iana_getservbyport_r");
	*(void **)&plugin_setent = dlsym(plugin_handle, "_nss_iana_setservent");
	*(void **)&plugin_getent = dlsym(plugin_handle, "_nss_iana_getservent_r");
	*(void **)&plugin_endent = dlsym(plugin_handle, "_nss_iana_endservent");
	ck_assert(plugin_byname != NULL && plugin_byport != NULL && plugin_setent != NULL &&
		  plugin_getent != NULL && plugin_endent != NULL);
}

const char *
plugin_fixture(void)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	const char *path = fixture_file(&b);

	iana_buffer_done(&b);
	return path;
}

const char *
plugin_real(void)
{
	char command[4096];
	struct iana_buffer none = { .bytes = (char *)(uintptr_t) "", .len = 0 };
	const char *path = fixture_file(&none);

	snprintf(
	    command, sizeof command,
	    ". \"$top_srcdir/tests/support/lib.sh\"; "
	    "\"$cmd\" convert --quiet \"$(newest_registry)\" --index %s",
	    path);
	return system(command) == 0 ? path : NULL;
}

void
plugin_format(const struct servent *s, char to[static PLUGIN_ROOM])
{
	int n = snprintf(to, PLUGIN_ROOM, "%s %d/%s", s->s_name, ntohs((uint16_t)s->s_port),
			 s->s_proto);

	for (char **a = s->s_aliases; *a != NULL; a++)
		n += snprintf(to + n, (size_t)(PLUGIN_ROOM - n), " %s", *a);
}
