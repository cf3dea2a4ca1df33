/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rank of a port for a key: the same on every machine, in every version. */
#ifndef IANA_FREE_STABLE_H
#define IANA_FREE_STABLE_H

#include <stdint.h>

/*
 * The rank of a port for a key, by rendezvous hashing (Thaler and Ravishankar, 1996): of
 * all free ports, the key has the one of the highest rank.  If that port is taken some day,
 * the key has the next one, and no other key moves.
 *
 * The rank is a number of 64 bits.  All sums and products are modulo 2^64:
 *   1. FNV-1a of 64 bits over the bytes of the key, then over two bytes of the port, the
 *      higher one first: h starts with 0xcbf29ce484222325; for each byte h ^= byte, then
 *      h *= 0x100000001b3;
 *   2. the last steps of MurmurHash3: h ^= h >> 33, h *= 0xff51afd7ed558ccd, h ^= h >> 33,
 *      h *= 0xc4ceb9fe1a85ec53, h ^= h >> 33.  They spread what the last bytes change.
 *
 * It must never change: keys would have other ports.  Its values do not depend on the byte
 * order.  Cost: O(length of the key).  Source: doc/design.md, "Free ports".
 */
uint64_t iana_stable_rank(const char *key, uint32_t port);

/* The first step over the key alone, and the rest: for many ports of one key. */
uint64_t iana_stable_start(const char *key);
uint64_t iana_stable_end(uint64_t start, uint32_t port);

#endif
