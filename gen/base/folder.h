/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A folder as an output: all of its files, and how it replaces an older one of its kind. */
#ifndef IANA_BASE_FOLDER_H
#define IANA_BASE_FOLDER_H

#include "base/buffer.h"
#include "base/target.h"

/*
 * The files of a folder.  Start with all zero but the mark.
 *
 * Each file has the mark near its beginning.  A folder whose files all have it was written
 * by this program, and may be replaced.
 */
struct iana_folder {
	const char *mark;	 /* a literal */
	struct iana_buffer text; /* of all files, one behind the other */
	char **name;
	size_t n;
	size_t cap;
	size_t *end; /* of the text of each file */
	size_t cap_ends;
};

/* The files that an older folder has, for its removal. */
struct iana_folder_names {
	char **name;
	size_t n;
	size_t cap;
};

/*
 * End a file: its text is what the buffer has since the file before.  Files have different
 * names, each without a slash.
 */
void iana_folder_end_file(struct iana_folder *f, const char *name, size_t len);

void iana_folder_done(struct iana_folder *f);

/*
 * May the folder at a target be replaced?  True if it is empty, or if each file in it has
 * the mark; then ret has their names.  Fails with the name of another file.
 */
bool iana_folder_is_ours(const struct iana_target *t, const char *mark,
			 struct iana_folder_names *ret, struct iana_report *rep);

void iana_folder_names_done(struct iana_folder_names *names);

/*
 * Write all files into a temporary folder (base/temp.h) beside the target, and sync its
 * file system.  The new folder keeps the owner, access list and mode of an old one.  What
 * is there is to be removed by the caller, also after a failure.
 *
 * number   of the temporary folder
 */
bool iana_folder_stage(size_t number, const struct iana_folder *f,
		       const struct iana_target *t, struct iana_report *rep);

#endif
