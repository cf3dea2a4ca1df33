/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Asks the C library one question through one source, where getent(1) cannot:
 * it takes a slash in a name for the start of a protocol.
 *
 *     ask SERVICE NAME PROTOCOL     PROTOCOL may be - for any
 *
 * Prints "name port/protocol alias..."; exits 2 when there is no such entry.
 */
#include <arpa/inet.h>
#include <netdb.h>
#include <nss.h>
#include <stdio.h>
#include <string.h>

int
main(int argc, char **argv)
{
	struct servent *s;

	if (argc != 4 || __nss_configure_lookup("services", argv[1]) != 0)
		return 64;
	s = getservbyname(argv[2], strcmp(argv[3], "-") == 0 ? NULL : argv[3]);
	if (s == NULL)
		return 2;
	printf("%s %d/%s", s->s_name, ntohs((uint16_t)s->s_port), s->s_proto);
	for (char **a = s->s_aliases; *a != NULL; a++)
		printf(" %s", *a);
	putchar('\n');
	return 0;
}
