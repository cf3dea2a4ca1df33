/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Finds the kernel's time(2), which is mapped into every process.  The C library's is
 * the same; but a program that is bound to it has 64 KiB of the library's code more in
 * memory, and a page fault, if it asks for no time itself.
 */
#include "clock.h"

#include <elf.h>
#include <stdbool.h>
#include <string.h>
#include <sys/auxv.h>

#if defined(__x86_64__) && defined(__LP64__)
struct symbols {
	const Elf64_Sym *symbol;
	const char *names;
	const uint32_t *hash; /* its second number is that of symbols */
};

/* The dynamic section, and what is to be added to addresses in the image. */
static const Elf64_Dyn *
find_dynamic(const char *vdso, uintptr_t *ret_base)
{
	const Elf64_Ehdr *head = (const void *)vdso;
	const Elf64_Phdr *part = (const void *)(vdso + head->e_phoff);
	const Elf64_Dyn *dynamic = NULL;

	for (unsigned i = 0; i < head->e_phnum; i++) {
		if (part[i].p_type == PT_LOAD)
			*ret_base = (uintptr_t)vdso + part[i].p_offset - part[i].p_vaddr;
		else if (part[i].p_type == PT_DYNAMIC)
			dynamic = (const void *)(vdso + part[i].p_offset);
	}
	return dynamic;
}

static bool
find_symbols(const Elf64_Dyn *d, uintptr_t base, struct symbols *ret)
{
	for (; d->d_tag != DT_NULL; d++) {
		const void *at = (const void *)(base + d->d_un.d_ptr);

		if (d->d_tag == DT_SYMTAB)
			ret->symbol = at;
		else if (d->d_tag == DT_STRTAB)
			ret->names = at;
		else if (d->d_tag == DT_HASH)
			ret->hash = at;
	}
	return ret->symbol != NULL && ret->names != NULL && ret->hash != NULL;
}

iana_clock *
iana_clock_in(const char *vdso)
{
	struct symbols s = { 0 };
	uintptr_t base = 0;
	const Elf64_Dyn *dynamic = find_dynamic(vdso, &base);

	if (dynamic == NULL || !find_symbols(dynamic, base, &s))
		return NULL;
	for (uint32_t i = 0; i < s.hash[1]; i++)
		if (strcmp(s.names + s.symbol[i].st_name, "__vdso_time") == 0)
			return (iana_clock *)(base + s.symbol[i].st_value);
	return NULL;
}
#else
/* Elsewhere the vDSO has no such function, or one that is called in another way. */
iana_clock *
iana_clock_in(const char *vdso)
{
	(void)vdso;
	return NULL;
}
#endif

/* The same of the C library. */
static time_t
library_clock(time_t *ret)
{
	struct timespec now;

	(void)ret;
	clock_gettime(CLOCK_REALTIME_COARSE, &now);
	return now.tv_sec;
}

/* Threads that come here at once find the same. */
static time_t
find_clock(time_t *ret)
{
	const char *vdso = (const char *)getauxval(AT_SYSINFO_EHDR);
	iana_clock *clock = vdso != NULL ? iana_clock_in(vdso) : NULL;

	if (clock == NULL)
		clock = library_clock;
	atomic_store_explicit(&iana_clock_now, clock, memory_order_relaxed);
	return clock(ret);
}

_Atomic(iana_clock *) iana_clock_now = find_clock;
