/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Output files that appear whole or not at all. */
#ifndef IANA_BASE_OUTPUT_H
#define IANA_BASE_OUTPUT_H

#include "base/buffer.h"
#include "base/folder.h"
#include "base/report.h"

#define IANA_OUTPUTS_MAX 8

struct iana_output {
	const char *path;
	const struct iana_buffer *content; /* borrowed */
};

/* What is wrong with an output that iana_outputs_repeated finds. */
#define IANA_OUTPUT_REPEATED "two outputs would be this one file"

/*
 * Write n outputs (at most IANA_OUTPUTS_MAX), no two of them the same.
 *
 * A file is written and synced beside its place under another name, .NAME.XXXXXX.  When
 * all outputs are complete, the files are renamed into place and their folders synced.
 * The owner, access list and mode of an old file are kept, as iana_rights_keep says.  A
 * symbolic link is followed.
 *
 * An open descriptor, as "-" or /dev/fd/3, is written to where it stands.  A device or a
 * pipe is written as it is.
 *
 * On failure every old file stands untouched, and nothing is left behind.  There is one
 * exception: some file systems cannot exchange two files.  If a later step fails there, a
 * file that has been renamed stays new; the message says so.
 *
 * A signal that ends the program leaves all old files or all new ones, and no other file.
 * Killed by SIGKILL, the program may leave some old and some new ones, each whole, and
 * files and folders .NAME.XXXXXX, which disturb nobody.
 */
bool iana_outputs_write(const struct iana_output *outputs, size_t n,
			struct iana_report *rep);

/*
 * The same with a folder at path; below IANA_OUTPUTS_MAX outputs, n may be 0.
 *
 * The folder appears as a file does, with all its files at once.  It takes the place of an
 * older one, which goes.  The older one must be empty, or have files with the mark alone.
 * Another output may not lie in it.
 */
bool iana_outputs_write_with(const struct iana_output *outputs, size_t n, const char *path,
			     const struct iana_folder *folder, struct iana_report *rep);

/*
 * The first of n paths that is the same output as one before it; n if all differ.  What is
 * wrong with a path by itself is for iana_outputs_write to tell.
 */
size_t iana_outputs_repeated(const char *const *path, size_t n);

#endif
