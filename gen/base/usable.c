/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Judges an index file as the processes that read it do: root's, and other users'. */
#include "base/usable.h"
#include "src/locate.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USED "libnss_iana uses this index"
#define NOT_USED "libnss_iana does not use this index"

static unsigned
mode_of(const struct stat *st)
{
	return st->st_mode & 07777;
}

bool
iana_refusal(const struct stat *st, enum iana_care care,
	     char ret_why[static IANA_REASON_ROOM])
{
	if (iana_trust(st, care) != IANA_TRUST_REFUSE)
		return false;
	if ((st->st_mode & (S_IWGRP | S_IWOTH)) != 0)
		snprintf(ret_why, IANA_REASON_ROOM,
			 "others than its owner may write to it (mode %03o)", mode_of(st));
	else
		snprintf(ret_why, IANA_REASON_ROOM,
			 "the user %lu owns it, neither root nor a user of the system",
			 (unsigned long)st->st_uid);
	return true;
}

/* ---- folders ---------------------------------------------------------------------- */

static bool
is_closed(mode_t mode)
{
	return (mode & S_IXOTH) == 0;
}

/* In a sticky folder, only its owner may replace a file. */
static bool
is_open(mode_t mode)
{
	return (mode & (S_IWGRP | S_IWOTH)) != 0 && (mode & S_ISVTX) == 0;
}

/* Does the test hold of a folder above the file?  The reason names the nearest one. */
static bool
folder_is(bool (*test)(mode_t mode), const char *path, const char *what,
	  char ret_why[static IANA_REASON_ROOM])
{
	char *real = realpath(path, NULL);
	char *slash = real != NULL ? strrchr(real, '/') : NULL;
	bool found = false;

	while (slash != NULL && !found) {
		struct stat st;

		slash[slash == real] = '\0'; /* the root folder keeps its slash */
		found = stat(real, &st) == 0 && test(st.st_mode);
		if (found)
			snprintf(ret_why, IANA_REASON_ROOM, "%s %.200s (mode %03o)", what,
				 real, mode_of(&st));
		slash = slash != real ? strrchr(real, '/') : NULL;
	}
	free(real);
	return found;
}

/* Do the modes keep other users from the file? */
static bool
keeps_out(const char *path, const struct stat *st, char ret_why[static IANA_REASON_ROOM])
{
	if ((st->st_mode & S_IROTH) != 0)
		return folder_is(is_closed, path, "they may not enter", ret_why);
	snprintf(ret_why, IANA_REASON_ROOM, "they may not read it (mode %03o)",
		 mode_of(st));
	return true;
}

/* ---- places ----------------------------------------------------------------------- */

/* Can this process bring the index in, whoever may write to it? */
static bool
opens(const char *path)
{
	struct iana_map map = { 0 };
	enum iana_status st = iana_map_open(path, IANA_CARE_NONE, IANA_HOT, &map);
	int e = errno;

	iana_map_close(&map);
	errno = e;
	return st == IANA_OK;
}

/* Tell of the local or the shipped index. */
static void
tell_installed(const char *path, enum iana_care care, struct iana_report *rep)
{
	char why[IANA_REASON_ROOM];
	struct stat st;

	if (!opens(path) || stat(path, &st) != 0)
		iana_tell(rep, path, 0, NOT_USED ": %s", strerror(errno));
	else if (iana_refusal(&st, care, why))
		iana_tell(rep, path, 0, NOT_USED " in root's programs: %s", why);
	else if (keeps_out(path, &st, why))
		iana_tell(rep, path, 0, NOT_USED " in other users' programs: %s", why);
	else if (folder_is(is_open, path, "they may write to", why))
		iana_tell(rep, path, 0, USED ", but others can replace it: %s", why);
	else
		iana_tell(rep, path, 0, USED);
}

static void
tell_shipped(const struct iana_paths *paths, struct iana_report *rep)
{
	struct iana_paths local = *paths;
	struct iana_map map = { 0 };

	local.shipped = NULL;
	if (iana_locate(&local, IANA_HOT, &map, NULL, NULL) != IANA_OK) {
		tell_installed(paths->shipped, IANA_CARE_WRITE, rep);
		return;
	}
	iana_map_close(&map);
	iana_tell(rep, paths->shipped, 0, NOT_USED ": %s comes first", paths->local);
}

/* Tell of the index that the user named.  It is used whoever may write to it. */
static void
tell_forced(const char *path, struct iana_report *rep)
{
	if (opens(path))
		iana_tell(rep, path, 0, USED " where IANA_SERVICES_INDEX names it");
	else
		iana_tell(rep, path, 0, NOT_USED ": %s", strerror(errno));
}

/* Is the file that was written the one at this place? */
static bool
lies_at(const char *written, const char *place)
{
	struct iana_file_id a = iana_file_id_at(written);
	struct iana_file_id b = iana_file_id_at(place);

	return a.inode != 0 && iana_file_id_equal(&a, &b);
}

void
iana_usable_tell(const char *written, struct iana_report *rep)
{
	struct iana_paths paths = iana_paths_default(NULL, iana_privileged());
	const char *forced = secure_getenv("IANA_SERVICES_INDEX");

	if (lies_at(written, paths.local))
		tell_installed(paths.local, IANA_CARE_OWNER, rep);
	else if (lies_at(written, paths.shipped))
		tell_shipped(&paths, rep);
	else if (lies_at(written, forced))
		tell_forced(forced, rep);
}
