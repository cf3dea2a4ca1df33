/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Another malloc, which libc and the plugin use in place of libc's: it hands out
 * an arena from one end to the other, and aborts when the plugin calls it (L6).
 */
#include "support/surround.h"

#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool in_plugin;

void
surround_in_plugin(bool yes)
{
	in_plugin = yes;
}

#ifndef __SANITIZE_ADDRESS__ /* which has a malloc of its own */

/* In front of each block stands its size. */
#define UNIT _Alignof(max_align_t)

static _Alignas(max_align_t) char arena[8 << 20];
static size_t used;

#define EXPORT __attribute__((visibility("default")))

static void
watch(void)
{
	if (in_plugin)
		abort();
}

EXPORT void *
memalign(size_t alignment, size_t size)
{
	uintptr_t at = (uintptr_t)arena + used + UNIT;

	watch();
	if (alignment < UNIT)
		alignment = UNIT;
	at = (at + alignment - 1) & -alignment;
	if (at - (uintptr_t)arena > sizeof arena ||
	    size > sizeof arena - (at - (uintptr_t)arena)) {
		errno = ENOMEM;
		return NULL;
	}
	((size_t *)at)[-1] = size;
	used = at - (uintptr_t)arena + size;
	return (void *)at;
}

EXPORT void *
malloc(size_t size)
{
	return memalign(UNIT, size);
}

EXPORT void *
aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

EXPORT int
posix_memalign(void **ret, size_t alignment, size_t size)
{
	void *p = memalign(alignment, size);

	if (p == NULL)
		return ENOMEM;
	*ret = p;
	return 0;
}

/* The arena starts as zeros, and no part of it is handed out twice. */
EXPORT void *
calloc(size_t n, size_t size)
{
	if (size != 0 && n > sizeof arena / size)
		return NULL;
	return memalign(UNIT, n * size);
}

EXPORT void *
realloc(void *old, size_t size)
{
	void *p = memalign(UNIT, size);
	size_t keep = old != NULL ? ((size_t *)old)[-1] : 0;

	if (p != NULL && old != NULL)
		memcpy(p, old, keep < size ? keep : size);
	return p;
}

EXPORT void
free(void *unused)
{
	(void)unused;
	watch();
}

#endif
