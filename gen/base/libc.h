/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls that glibc has, for another libc that lacks them. */
#ifndef IANA_BASE_LIBC_H
#define IANA_BASE_LIBC_H

#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Call again while a signal interrupts the call. */
#ifndef TEMP_FAILURE_RETRY
#define TEMP_FAILURE_RETRY(call) \
	__extension__({ \
		long result_; \
\
		do \
			result_ = (long)(call); \
		while (result_ == -1 && errno == EINTR); \
		result_; \
	})
#endif

/* musl has the function and the flags since version 1.2.6 only. */
#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE (1 << 1)
static inline int
renameat2(int old_folder, const char *old, int new_folder, const char *new,
	  unsigned int flags)
{
	return (int)syscall(SYS_renameat2, old_folder, old, new_folder, new, flags);
}
#endif

#endif
