/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files: which one lies at a path, and calls that read it in any program. */
#ifndef IANA_FILE_H
#define IANA_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>

/* A file, and its state; all zero for none. */
struct iana_file_id {
	uint64_t device;
	uint64_t inode;
	uint64_t size;
	struct timespec modified;
	struct timespec changed;
};

struct iana_file_id iana_file_id_of(const struct stat *st);

/* The file at a path; all zero if stat(2) fails or path is NULL. */
struct iana_file_id iana_file_id_at(const char *path);

bool iana_file_id_equal(const struct iana_file_id *a, const struct iana_file_id *b);

/*
 * open(2) for reading, read(2) and close(2), without the cancellation points of libc's: a
 * thread that ends in one would take locks with it, those of libc and of nss/store.c.
 *
 * iana_file_open returns a descriptor, or -1 with errno set; it does not wait for the
 * writer of a FIFO.  iana_file_close keeps errno.
 */
int iana_file_open(const char *path);
void iana_file_close(int fd);

enum iana_file_read {
	IANA_FILE_READ,	 /* len bytes */
	IANA_FILE_SHORT, /* the file ends before */
	IANA_FILE_FAILED /* errno tells why */
};

/* Read the next len bytes of a file. */
enum iana_file_read iana_file_read(int fd, char *to, size_t len);

#endif
