/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where an output goes: a file that is replaced, a new file, a descriptor, a device. */
#ifndef IANA_BASE_TARGET_H
#define IANA_BASE_TARGET_H

#include "base/report.h"

#include <stddef.h>
#include <sys/stat.h>

struct iana_target {
	const char *path; /* as given; borrowed */
	int descriptor;	  /* to write to; below 0: none, see iana_descriptor_of */
	char *real;	  /* absolute, links followed; NULL: written as it is */
	bool exists;
	bool is_folder;	    /* a folder is written there */
	struct stat old;    /* if it exists */
	struct stat folder; /* of real */
};

/*
 * Fill t with what a path leads to.  Call it before a file is opened: a path may be the
 * number of a descriptor that is not open yet.
 *
 * Fails if nothing can be written there, and if the path is a regular file that another
 * process has open: the position of its descriptor is not known.
 */
bool iana_target_find(struct iana_target *t, const char *path, struct iana_report *rep);

/*
 * The same for a folder that is written, with real set.  Fails if a file is there, and for
 * standard output.
 */
bool iana_target_find_folder(struct iana_target *t, const char *path,
			     struct iana_report *rep);

/* Free what t holds. */
void iana_target_done(struct iana_target *t);

/* The path, for messages: "-" is standard output. */
const char *iana_target_name(const struct iana_target *t);

/* The length of the folder's part of a path, with its slash. */
size_t iana_folder_length(const char *path);

/*
 * The first of n targets that is the same output as one before it; n if all differ.  Two
 * names of one file differ if both are replaced.  A character device is never the same: it
 * takes each output by itself.
 */
size_t iana_target_repeated(const struct iana_target *t, size_t n);

/* The first of n targets that lies in a folder which is a target; n if there is none. */
size_t iana_target_inside(const struct iana_target *t, size_t n);

#endif
