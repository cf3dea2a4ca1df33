/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asks the plugin, which is linked in, and nss_files, which is in libc. */
#include "oracle.h"
#include "nss/nss_iana.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <time.h>
#include <unistd.h>

#define ROOM (1 << 16) /* for any answer of the tables that are made */

static const struct fuzz_conversion *current;
static time_t now = 1000000000;

struct answer {
	bool found;
	struct servent s;
	char room[ROOM];
};

static struct answer ours;
static struct answer theirs;

/*
 * Stands in for libc's function.  The plugin looks at its file once a second: for each
 * table a second passes.
 */
time_t
time(time_t *ret)
{
	if (ret != NULL)
		*ret = now;
	return now;
}

/* ---- the places ------------------------------------------------------------ */

static void
write_file(const char *path, const void *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	HOLDS(fd >= 0);
	HOLDS(write(fd, bytes, len) == (ssize_t)len);
	HOLDS(close(fd) == 0);
}

void
oracle_start(void)
{
	/* The folder is empty once the mounts are gone with the process. */
	if (unshare(CLONE_NEWNS) != 0 ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("iana-fuzz", "/etc", "tmpfs", 0, "mode=755") != 0) {
		fprintf(stderr, "no mount namespace to be had: %s\n", strerror(errno));
		_exit(ORACLE_CANNOT);
	}
	write_file("/etc/nsswitch.conf", "services: files\n", 16);
	HOLDS(__nss_configure_lookup("services", "files") == 0);
	HOLDS(setenv("IANA_SERVICES_INDEX", "/etc/index", 1) == 0);
}

void
oracle_table(const struct fuzz_conversion *c)
{
	current = c;
	write_file("/etc/services", c->text.bytes, c->text.len);
	/* A mapped file is replaced, never written to. */
	write_file("/etc/index.new", c->index.bytes, c->index.len);
	HOLDS(rename("/etc/index.new", "/etc/index") == 0);
	now++;
}

/* ---- answers --------------------------------------------------------------- */

static void
print_answer(const char *who, const struct answer *a)
{
	fprintf(stderr, "%s: ", who);
	if (!a->found) {
		fputs("none\n", stderr);
		return;
	}
	fprintf(stderr, "%s %d/%s", a->s.s_name, ntohs((uint16_t)a->s.s_port),
		a->s.s_proto);
	for (char **alias = a->s.s_aliases; *alias != NULL; alias++)
		fprintf(stderr, " %s", *alias);
	putc('\n', stderr);
}

static bool
same(void)
{
	char **a = ours.s.s_aliases;
	char **b = theirs.s.s_aliases;

	if (!ours.found || !theirs.found)
		return ours.found == theirs.found;
	for (; *a != NULL && *b != NULL; a++, b++)
		if (strcmp(*a, *b) != 0)
			return false;
	return *a == *b && strcmp(ours.s.s_name, theirs.s.s_name) == 0 &&
	       strcmp(ours.s.s_proto, theirs.s.s_proto) == 0 &&
	       ours.s.s_port == theirs.s.s_port;
}

static void
compare(const char *name, unsigned port, const char *proto)
{
	if (same())
		return;
	if (name != NULL)
		fprintf(stderr, "name \"%s\"", name);
	else
		fprintf(stderr, "port %u", port);
	fprintf(stderr, ", protocol \"%s\"\n", proto != NULL ? proto : "(any)");
	print_answer("plugin", &ours);
	print_answer("nss_files", &theirs);
	fwrite(current->text.bytes, 1, current->text.len, stderr);
	fuzz_broken("plugin and nss_files answer alike", __FILE__, __LINE__);
}

/* Sets ours from a result of the plugin; true to ask again with more room. */
static bool
again(enum nss_status status, int error, size_t *room)
{
	ours.found = status == NSS_STATUS_SUCCESS;
	if (status == NSS_STATUS_TRYAGAIN) {
		HOLDS(error == ERANGE && *room < ROOM);
		*room = *room * 2 < ROOM ? *room * 2 : ROOM;
		return true;
	}
	HOLDS(ours.found || status == NSS_STATUS_NOTFOUND);
	return false;
}

/* ---- questions ------------------------------------------------------------- */

/* The plugin is asked as libc asks it, with a buffer that grows (L2). */
void
oracle_name(const char *name, const char *proto)
{
	struct servent *got = NULL;
	enum nss_status st;
	size_t room = 24;
	int error = 0;

	do
		st = _nss_iana_getservbyname_r(name, proto, &ours.s, ours.room, room,
					       &error);
	while (again(st, error, &room));
	HOLDS(getservbyname_r(name, proto, &theirs.s, theirs.room, ROOM, &got) != ERANGE);
	theirs.found = got != NULL;
	compare(name, 0, proto);
}

void
oracle_port(unsigned port, const char *proto)
{
	int port_be = htons((uint16_t)port);
	struct servent *got = NULL;
	enum nss_status st;
	size_t room = 24;
	int error = 0;

	do
		st = _nss_iana_getservbyport_r(port_be, proto, &ours.s, ours.room, room,
					       &error);
	while (again(st, error, &room));
	HOLDS(getservbyport_r(port_be, proto, &theirs.s, theirs.room, ROOM, &got) !=
	      ERANGE);
	theirs.found = got != NULL;
	compare(NULL, port, proto);
}

void
oracle_list(void)
{
	struct servent *got = NULL;
	enum nss_status st;
	size_t room = 24;
	int error = 0;

	_nss_iana_setservent(0);
	setservent(0);
	do {
		do
			st = _nss_iana_getservent_r(&ours.s, ours.room, room, &error);
		while (again(st, error, &room));
		HOLDS(getservent_r(&theirs.s, theirs.room, ROOM, &got) != ERANGE);
		theirs.found = got != NULL;
		compare("(the list)", 0, NULL);
	} while (ours.found);
	endservent();
	_nss_iana_endservent();
}
