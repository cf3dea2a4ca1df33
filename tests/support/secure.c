/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opens the plugin by its path and asks it for one name: prints the status of
 * NSS.  Run set-user-ID it must not listen to its environment (L5).
 *
 *     secure PLUGIN NAME
 */
#include <dlfcn.h>
#include <netdb.h>
#include <nss.h>
#include <stdio.h>

int
main(int argc, char **argv)
{
	nss_getservbyname_r *byname;
	struct servent s;
	char buffer[1024];
	int e = 0;
	void *handle = argc == 3 ? dlopen(argv[1], RTLD_NOW) : NULL;

	if (handle == NULL)
		return 64;
	*(void **)&byname = dlsym(handle, "_nss_iana_getservbyname_r");
	if (byname == NULL)
		*(void **)&byname = dlsym(handle, "_nss_iana_local_getservbyname_r");
	printf("%d\n", byname(argv[2], NULL, &s, buffer, sizeof buffer, &e));
	return 0;
}
