/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A services file and what a merged index says of it, for units.  What stat(2) shows of the
 * file, and the clock, are the unit's own: no kernel of today can be made to show all of
 * it.
 */
#ifndef IANA_UNIT_CONTENT_H
#define IANA_UNIT_CONTENT_H

#include "src/content.h"
#include "support/fixture.h"
#include "support/own_clock.h"
#include "support/own_files.h"
#include "support/unit.h"

#include <stdio.h>

#define LONG_AGO 900000000 /* own_clock is later by years */

/* The services file of a test, what stat(2) is to show of it, and what it has to fit. */
static const char *path;
static uint64_t real_inode;
static struct iana_file_id shown;
static struct iana_merged was;
static struct iana_content known;
static bool again;

static inline void
show(struct stat *found)
{
	if (found->st_ino != real_inode)
		return;
	found->st_dev = shown.device;
	found->st_ino = shown.inode;
	found->st_mtim = shown.modified;
	found->st_ctim = shown.changed;
}

/* Write the file's bytes in place. */
static inline void
write_over(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
}

/* Does it fit, now? */
static inline bool
fits(void)
{
	struct iana_services_file look = iana_services_look(path);

	return iana_content_fits(&was, path, &look, &known, &again);
}

/* As fits(), with the number of times that the file was opened for it. */
static inline bool
fits_with(unsigned n_opens)
{
	bool answer;

	own_n_opens = 0;
	answer = fits();
	ck_assert_uint_eq(own_n_opens, n_opens);
	return answer;
}

/* A file of these bytes, merged when it was settled. */
static inline void
merge(const char *bytes, size_t n)
{
	struct iana_buffer b = { .bytes = (char *)(uintptr_t)bytes, .len = n };
	struct iana_services_file look;
	struct stat st;

	path = fixture_file(&b);
	ck_assert_int_eq(stat(path, &st), 0);
	real_inode = st.st_ino;
	shown = (struct iana_file_id){ .device = 7,
				       .inode = 8,
				       .modified = { LONG_AGO, 9 },
				       .changed = { LONG_AGO, 10 } };
	own_stat = show;
	look = iana_services_look(path);
	ck_assert_int_eq(look.error, 0);
	was = (struct iana_merged){ .file = look.id };
	ck_assert(iana_content_hash(path, &look, &was.hash));
	known = (struct iana_content){ 0 };
}

#define TEXT "ssh 22/tcp\n"
#define OTHER "ssh 23/tcp\n"

static inline void
merge_text(void)
{
	merge(TEXT, sizeof TEXT - 1);
}

/* Change one field of what is shown. */
static inline void
change(int field)
{
	switch (field) {
	case 0:
		shown.device++;
		break;
	case 1:
		shown.inode++;
		break;
	case 2:
		shown.modified.tv_sec--;
		break;
	case 3:
		shown.modified.tv_nsec--;
		break;
	case 4:
		shown.changed.tv_sec--;
		break;
	default:
		shown.changed.tv_nsec--;
	}
}
#define N_CHANGES 6

#endif
