/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Computes the ranks of ports for a key. */
#include "free/stable.h"

#define FNV_START UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)

static uint64_t
fnv_byte(uint64_t h, unsigned byte)
{
	return (h ^ byte) * FNV_PRIME;
}

static uint64_t
spread(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	h ^= h >> 33;
	return h;
}

uint64_t
iana_stable_start(const char *key)
{
	uint64_t h = FNV_START;

	for (; *key != '\0'; key++)
		h = fnv_byte(h, (unsigned char)*key);
	return h;
}

uint64_t
iana_stable_end(uint64_t start, uint32_t port)
{
	return spread(fnv_byte(fnv_byte(start, port >> 8 & 0xff), port & 0xff));
}

uint64_t
iana_stable_rank(const char *key, uint32_t port)
{
	return iana_stable_end(iana_stable_start(key), port);
}
