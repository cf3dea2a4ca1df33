/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Compares /etc/services with what a merged index says of it. */
#include "content.h"
#include "checksum.h"

#include <errno.h>
#include <time.h>

#define SETTLED_AFTER 2 /* seconds */

/* The stack of a thread may be small. */
#define PART 2048

struct iana_services_file
iana_services_look(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return (struct iana_services_file){ .error = errno };
	return (struct iana_services_file){ .is_regular = S_ISREG(st.st_mode),
					    .id = iana_file_id_of(&st) };
}

bool
iana_services_equal(const struct iana_services_file *a, const struct iana_services_file *b)
{
	return a->error == b->error && a->is_regular == b->is_regular &&
	       iana_file_id_equal(&a->id, &b->id);
}

/*
 * Times are compared by whole seconds, so that two full ones lie between them.  A time that
 * is far from now, before or behind, is not that of a write that still goes on.
 */
static int
seconds_left(time_t t, time_t now)
{
	time_t age;

	/* A file system may keep any time. */
	if (__builtin_sub_overflow(now, t, &age))
		return 0;
	return age >= -SETTLED_AFTER && age <= SETTLED_AFTER
		   ? (int)(SETTLED_AFTER + 1 - age)
		   : 0;
}

int
iana_services_unsettled(const struct iana_services_file *look)
{
	time_t now = time(NULL);
	int modified = seconds_left(look->id.modified.tv_sec, now);
	int changed = seconds_left(look->id.changed.tv_sec, now);

	if (look->error != 0)
		return 0;
	return modified > changed ? modified : changed;
}

/* Read n bytes into a part, and fill the last word with zeros. */
static bool
read_words(int fd, char part[PART], size_t n)
{
	enum iana_file_read st;

	memset(part + n / 8 * 8, 0, n % 8 != 0 ? 8 : 0);
	st = iana_file_read(fd, part, n);
	if (st == IANA_FILE_SHORT)
		errno = EAGAIN;
	return st == IANA_FILE_READ;
}

static bool
hash_file(int fd, uint64_t size, uint64_t *ret)
{
	char part[PART];
	uint64_t sum = 0;

	while (size != 0) {
		size_t n = size < PART ? (size_t)size : PART;

		if (!read_words(fd, part, n))
			return false;
		for (size_t at = 0; at < n; at += 8)
			sum = iana_checksum_step(sum, iana_le64(part + at));
		size -= n;
	}
	*ret = sum;
	return true;
}

/* Is an open file still the one that was looked at?  Else errno is EAGAIN. */
static bool
is_still(int fd, const struct iana_file_id *id)
{
	struct stat st;
	struct iana_file_id now;

	if (fstat(fd, &st) != 0)
		return false;
	now = iana_file_id_of(&st);
	if (iana_file_id_equal(&now, id))
		return true;
	errno = EAGAIN;
	return false;
}

bool
iana_content_hash(const char *path, const struct iana_services_file *look, uint64_t *ret)
{
	int fd = iana_file_open(path);
	bool ok;

	if (fd < 0)
		return false;
	ok = is_still(fd, &look->id) && hash_file(fd, look->id.size, ret) &&
	     is_still(fd, &look->id);
	iana_file_close(fd);
	return ok;
}

bool
iana_content_fits(const struct iana_merged *was, const char *path,
		  const struct iana_services_file *look, struct iana_content *known,
		  bool *ret_again)
{
	struct iana_content now = *known;

	*ret_again = false;
	if (was->absent)
		return look->error == ENOENT;
	if (look->error != 0 || !look->is_regular || look->id.size != was->file.size)
		return false;
	if (iana_file_id_equal(&look->id, &was->file))
		return true;
	if (look->id.size > IANA_CONTENT_READ_MAX)
		return false;
	if (!iana_file_id_equal(&look->id, &known->id)) {
		*ret_again = iana_services_unsettled(look) != 0;
		now.id = look->id;
		if (!iana_content_hash(path, look, &now.hash)) {
			*ret_again = true;
			return false;
		}
		if (!*ret_again)
			*known = now;
	}
	return now.hash == was->hash;
}
