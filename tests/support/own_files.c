/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Functions that stand in for libc's, in the program and in the plugin. */
#include "support/own_files.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

struct own_path own_paths[4];
void (*own_stat)(struct stat *found);
bool (*own_read)(void);
int own_stat_error;
int own_fstat_error;
int own_open_error;
int own_read_error;
_Atomic unsigned own_n_opens;

static const char *
led(const char *path)
{
	for (const struct own_path *p = own_paths; p->from != NULL; p++)
		if (strcmp(p->from, path) == 0)
			return p->to;
	return path;
}

/* What stat and fstat give, of a call that found a file or failed. */
static int
tell(int result, struct stat *found)
{
	if (result == 0 && own_stat != NULL)
		own_stat(found);
	return result;
}

EXPORT int
stat(const char *restrict path, struct stat *restrict ret)
{
	if (own_stat_error != 0) {
		errno = own_stat_error;
		return -1;
	}
	return tell(fstatat(AT_FDCWD, led(path), ret, 0), ret);
}

EXPORT int
fstat(int fd, struct stat *ret)
{
	if (own_fstat_error != 0) {
		errno = own_fstat_error;
		return -1;
	}
	return tell(fstatat(fd, "", ret, AT_EMPTY_PATH), ret);
}

/* libc's. */
static long (*real)(long number, ...);

__attribute__((constructor)) static void
find_real(void)
{
	*(void **)&real = dlsym(RTLD_NEXT, "syscall");
}

static int
error_of(long number)
{
	return number == SYS_openat ? own_open_error
	       : number == SYS_read ? own_read_error
				    : 0;
}

EXPORT long
syscall(long number, ...)
{
	long a[6];
	va_list args;

	va_start(args, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(args, long);
	va_end(args);
	own_n_opens += number == SYS_openat;
	if (number == SYS_openat)
		a[1] = (long)led((const char *)a[1]);
	if (error_of(number) != 0) {
		errno = error_of(number);
		return -1;
	}
	if (number == SYS_read && own_read != NULL && !own_read())
		return 0;
	return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
