/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The clock that paces checks: seconds, in coarse steps, wherever it stands. */
#ifndef IANA_CLOCK_H
#define IANA_CLOCK_H

#include <stdatomic.h>
#include <stdint.h>
#include <time.h>

/* time(2), and what stands for it. */
typedef time_t iana_clock(time_t *ret);

/* Finds a clock at its first call, and is that clock from then on. */
extern _Atomic(iana_clock *) iana_clock_now __attribute__((visibility("hidden")));

/* The second; a read of shared memory and no system call where the kernel can. */
static inline uint32_t
iana_clock_second(void)
{
	return (uint32_t)atomic_load_explicit(&iana_clock_now, memory_order_relaxed)(NULL);
}

/*
 * The kernel's time(2) in an image of the vDSO, NULL if there is none that is so called.
 * The image is the kernel's own, and so is not checked.  Source: vdso(7), elf(5).
 */
iana_clock *iana_clock_in(const char *vdso);

#endif
