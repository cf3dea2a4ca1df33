/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lets a child try_module a module, and reads from a pipe how it went. */
#include "enable/module.h"
#include "base/libc.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

bool
iana_has_switch(void)
{
#ifdef __GLIBC__
	return true;
#else
	return false;
#endif
}

#ifdef __GLIBC__
#include <link.h>

/* In the child: try_module the module.  Writes '+' and its path, or '-' and the loader's
 * words.
 */
static void
try_module(const char *name, int to)
{
	void *module = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
	struct link_map *map = NULL;
	char said[sizeof((struct iana_module *)0)->path];

	if (module != NULL && dlinfo(module, RTLD_DI_LINKMAP, &map) == 0)
		snprintf(said, sizeof said, "+%s", map->l_name);
	else
		snprintf(said, sizeof said, "-%s", dlerror());
	for (size_t done = 0, len = strlen(said); done < len;) {
		ssize_t n = TEMP_FAILURE_RETRY(write(to, said + done, len - done));

		if (n < 0)
			return;
		done += (size_t)n;
	}
}

/* Read to the end; what has no room is dropped. */
static void
read_answer(int from, char *to, size_t room)
{
	size_t len = 0;
	ssize_t n;

	while (len + 1 < room &&
	       (n = TEMP_FAILURE_RETRY(read(from, to + len, room - 1 - len))) > 0)
		len += (size_t)n;
	to[len] = '\0';
}

/* Run try_module in a child.  said gets what it writes; "" if it died. */
static bool
ask_child(const char *name, char *said, size_t room)
{
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	child = fork();
	if (child == 0) {
		try_module(name, ends[1]);
		_exit(0);
	}
	close(ends[1]);
	if (child > 0) {
		read_answer(ends[0], said, room);
		TEMP_FAILURE_RETRY(waitpid(child, NULL, 0));
	}
	close(ends[0]);
	return child > 0;
}

/* Do the loader's words say that it found no file of this name? */
static bool
tells_missing(const char *said, const char *name)
{
	size_t len = strlen(name);

	return strncmp(said, name, len) == 0 && said[len] == ':' &&
	       strstr(said, "No such file or directory") != NULL;
}

void
iana_module_find(const char *source, struct iana_module *ret)
{
	char said[sizeof ret->path] = "";
	char name[64];

	*ret = (struct iana_module){ .state = IANA_MODULE_BROKEN };
	snprintf(name, sizeof name, "libnss_%s.so.2", source);
	if (!ask_child(name, said, sizeof said)) {
		snprintf(ret->reason, sizeof ret->reason, "no process can be started: %s",
			 strerror(errno));
	} else if (said[0] == '+') {
		ret->state = IANA_MODULE_LOADS;
		memcpy(ret->path, said + 1, strlen(said));
	} else if (said[0] == '\0') {
		snprintf(ret->reason, sizeof ret->reason, "a program that loads it dies");
	} else if (!tells_missing(said + 1, name)) {
		snprintf(ret->reason, sizeof ret->reason, "%.250s", said + 1);
	} else {
		snprintf(ret->path, sizeof ret->path, "%s/%s", IANA_MODULE_FOLDER, name);
		ret->state =
		    access(ret->path, F_OK) == 0 ? IANA_MODULE_HIDDEN : IANA_MODULE_MISSING;
	}
}

#else

void
iana_module_find(const char *source, struct iana_module *ret)
{
	(void)source;
	*ret = (struct iana_module){ .state = IANA_MODULE_MISSING };
}

#endif
