/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The services file, /etc/services, and whether a merged index still fits it (rule L7).
 *
 * stat(2) tells most changes, but not all: a kernel may give all writes within some
 * milliseconds one time.  So a file whose times are younger than two seconds may change
 * once more and look the same.  Such a file is not settled.  Nobody may rely on what was
 * read of it before.
 */
#ifndef IANA_CONTENT_H
#define IANA_CONTENT_H

#include "merged.h"

/* The services file of every program. */
#define IANA_SERVICES_FILE "/etc/services"

/* The largest one that a process reads to compare it. */
#define IANA_CONTENT_READ_MAX (1u << 20)

/* The services file as stat(2) shows it. */
struct iana_services_file {
	int error; /* errno of stat(2); 0: there is a file */
	bool is_regular;
	struct iana_file_id id;
};

/* What was read of a settled file, to be asked again; all zero: nothing. */
struct iana_content {
	struct iana_file_id id;
	uint64_t hash;
};

/* Look at the services file.  Cost: a system call. */
struct iana_services_file iana_services_look(const char *path);

bool iana_services_equal(const struct iana_services_file *a,
			 const struct iana_services_file *b);

/* How many seconds, 0 to 5, until a file is settled that does not change any more. */
int iana_services_unsettled(const struct iana_services_file *look);

/*
 * Hash the bytes of the file that was looked at.
 *
 * False if it cannot be read; errno is EAGAIN if it is another file now.  Cost: O(size),
 * with a small buffer. Source: doc/index-format.md "Merged indexes".
 */
bool iana_content_hash(const char *path, const struct iana_services_file *look,
		       uint64_t *ret);

/*
 * Does a merged index fit the services file that was looked at?
 *
 * known       what was read before; is set when a settled file is read.  A file that looks
 *             as it did when it was merged or read is not read again.
 * ret_again   look again soon, even if the file looks the same then: it is not settled, or
 *             could not be read
 *
 * A file of another size does not fit.  Nor does a larger one than IANA_CONTENT_READ_MAX
 * that looks different, nor one that cannot be read.
 * Cost: no system call, or those of iana_content_hash.
 */
bool iana_content_fits(const struct iana_merged *was, const char *path,
		       const struct iana_services_file *look, struct iana_content *known,
		       bool *ret_again);

#endif
