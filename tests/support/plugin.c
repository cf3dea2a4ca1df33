/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opens the plugin of the build tree. */
#include "support/plugin.h"
#include "support/fixture.h"
#include "support/module.h"

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
	static const char *place; /* the module looks at one alone */

	if (place == NULL) {
		place = fixture_file(&none);
		module_place(place);
	}
	unlink(place);
	ck_assert_int_eq(symlink(index != NULL ? index : "/nonexistent/index", place), 0);
	own_clock++;
}

static void *
find(const char *function)
{
	char name[100];

	snprintf(name, sizeof name, "_nss_%s_%s", module_name, function);
	return dlsym(plugin_handle, name);
}

void
plugin_open(const char *index)
{
	const char *dir = getenv("top_builddir");
	char path[4096];

	plugin_use(index);
	snprintf(path, sizeof path, "%s/libnss_%s.so.2", dir != NULL ? dir : ".",
		 module_name);
	plugin_handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	ck_assert_msg(plugin_handle != NULL, "%s", dlerror());
	*(void **)&plugin_byname = find("getservbyname_r");
	*(void **)&plugin_byport = find("getservbyport_r");
	*(void **)&plugin_setent = find("setservent");
	*(void **)&plugin_getent = find("getservent_r");
	*(void **)&plugin_endent = find("endservent");
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

	snprintf(command, sizeof command,
		 ". \"$top_srcdir/tests/support/lib.sh\"; "
		 "\"$cmd\" convert --quiet \"$(newest_registry)\" --index %s",
		 path);
	if (system(command) != 0)
		return NULL;
	module_adapt(path);
	return path;
}

void
plugin_format(const struct servent *s, char to[static PLUGIN_ROOM])
{
	int n = snprintf(to, PLUGIN_ROOM, "%s %d/%s", s->s_name, ntohs((uint16_t)s->s_port),
			 s->s_proto);

	for (char **a = s->s_aliases; *a != NULL; a++)
		n += snprintf(to + n, (size_t)(PLUGIN_ROOM - n), " %s", *a);
}
