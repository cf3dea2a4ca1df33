/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files that stand beside their places for a while, and that no signal leaves behind. */
#ifndef IANA_BASE_TEMP_H
#define IANA_BASE_TEMP_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#define IANA_TEMPS_MAX 8

/*
 * From begin to end, a signal that ends the program removes the files first.  The program
 * ends by that signal all the same.  Signals that were ignored stay ignored.
 */
void iana_temps_begin(void);
void iana_temps_end(void);

/*
 * Create the file number i, below IANA_TEMPS_MAX, beside a target: .NAME.XXXXXX.
 *
 * target   absolute path
 * mode     as of open(2)
 *
 * Returns a descriptor that is open for writing; -1 with errno set on failure.
 */
int iana_temp_create(size_t i, const char *target, mode_t mode);

/*
 * The same of a folder.  It is removed with these files, which may be there or not; the
 * list stays the caller's, and must not change while it is used.  Returns as mkdir(2).
 */
int iana_temp_create_folder(size_t i, const char *target, mode_t mode,
			    const char *const *file, size_t n_files);

/* Folder i has other files now: its name is that of another one. */
void iana_temp_exchange(size_t i, const char *const *file, size_t n_files);

/* The path of file i; NULL if there is none. */
const char *iana_temp_path(size_t i);

/* Forget file i: it was renamed. */
void iana_temp_forget(size_t i);

/* Remove file i, if there is one.  Returns false if a folder has other files. */
bool iana_temp_remove(size_t i);

/*
 * Let signals wait until they are released: between the two, files change their names.
 */
void iana_temps_hold(sigset_t *ret_before);
void iana_temps_release(const sigset_t *before);

#endif
