/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files as a test wants them: paths lead elsewhere, and calls tell what the test says. */
#ifndef IANA_OWN_FILES_H
#define IANA_OWN_FILES_H

#include <stdbool.h>
#include <sys/stat.h>

/*
 * A program that links this defines functions of libc: stat, fstat and syscall.  They are
 * for the plugin as well: the linker exports them, because libc defines them too.
 */

/* Paths that lead elsewhere; the end has no `from`. */
struct own_path {
	const char *from;
	const char *to;
};
extern struct own_path own_paths[4];

/* May change what stat and fstat found; NULL: nothing does. */
extern void (*own_stat)(struct stat *found);

/* Is called before each read(2) that src/file.c makes; false: it reads nothing. */
extern bool (*own_read)(void);

/* 0, or how a call fails: open(2) and read(2) as src/file.c calls them. */
extern int own_stat_error;
extern int own_fstat_error;
extern int own_open_error;
extern int own_read_error;

/* How many files src/file.c opened, or tried to open. */
extern _Atomic unsigned own_n_opens;

#endif
