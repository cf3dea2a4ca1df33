/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Hash and displace.  Keys fall into buckets, three keys a bucket on average.  Buckets
 * take their turns, the fullest first: each takes the first pilot that sends all of its
 * keys to free slots.
 */
#include "index/perfect.h"
#include "base/alloc.h"
#include "src/format.h"
#include "src/hash.h"

#include <stdlib.h>
#include <string.h>

#define KEYS_PER_BUCKET 3
#define SLOTS_FREE_PART 16 /* one slot in 17 stays free: so pilots are small */
#define BUCKET_MAX 24	   /* keys of a bucket that gets slots */

/*
 * Pilots that are tried in all.  Keys that nobody made for it need 7 each, 774 in one
 * bucket, 1.2 million keys.
 */
#define FIRST_TRIES 100000
#define TRIES_PER_KEY 64

struct hashed {
	uint64_t hash;
	uint32_t key;
};

struct build {
	struct iana_perfect *p;
	const struct iana_key *keys;
	size_t n;
	uint64_t *hash;	       /* of each key */
	uint32_t *start;       /* of each bucket in member; one more at the end */
	struct hashed *member; /* keys, bucket by bucket */
	uint32_t *order;       /* buckets, the fullest first */
	uint64_t *taken;       /* a bit for each slot: so all stay in the cache */
	uint64_t tries;	       /* of pilots that are left, for all buckets together */
};

/* Hash all keys, and sort them into buckets by counting. */
static void
fill_buckets(struct build *b)
{
	uint32_t nb = b->p->n_pilots;

	memset(b->start, 0, ((size_t)nb + 1) * sizeof *b->start);
	for (size_t i = 0; i < b->n; i++) {
		b->hash[i] = iana_hash(b->keys[i].bytes, b->keys[i].len);
		b->start[iana_hash_bucket(b->hash[i], nb) + 1]++;
	}
	for (uint32_t k = 0; k < nb; k++)
		b->start[k + 1] += b->start[k];
	for (size_t i = b->n; i-- > 0;)
		b->member[--b->start[iana_hash_bucket(b->hash[i], nb) + 1]] =
		    (struct hashed){ b->hash[i], (uint32_t)i };
	/* The counting left the start of each bucket one place too high. */
	memmove(b->start, b->start + 1, nb * sizeof *b->start);
	b->start[nb] = (uint32_t)b->n;
}

static uint32_t
bucket_size(const struct build *b, uint32_t bucket)
{
	return b->start[bucket + 1] - b->start[bucket];
}

/* The same for all buckets that are too full. */
static uint32_t
order_size(const struct build *b, uint32_t bucket)
{
	uint32_t size = bucket_size(b, bucket);

	return size <= BUCKET_MAX ? size : BUCKET_MAX + 1;
}

/* Order buckets by size, the fullest first, then by number. */
static void
order_buckets(struct build *b)
{
	uint32_t at[BUCKET_MAX + 2] = { 0 };
	uint32_t nb = b->p->n_pilots;
	uint32_t sum = 0;

	for (uint32_t k = 0; k < nb; k++)
		at[order_size(b, k)]++;
	for (int size = BUCKET_MAX + 1; size >= 0; size--) {
		uint32_t n = at[size];

		at[size] = sum;
		sum += n;
	}
	for (uint32_t k = 0; k < nb; k++)
		b->order[at[order_size(b, k)]++] = k;
}

/* Does a pilot send any of n members to a taken slot?  Looks at all, without a branch. */
static bool
is_taken(const struct build *b, const struct hashed *member, uint32_t n, uint32_t pilot)
{
	uint64_t taken = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t slot = iana_hash_slot(member[i].hash, pilot, b->p->n_slots);

		taken |= b->taken[slot / 64] >> slot % 64;
	}
	return taken % 2 != 0;
}

/* Take the slots that a pilot sends n members to.  False if two have the same slot. */
static bool
take_slots(struct build *b, const struct hashed *member, uint32_t n, uint32_t pilot)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t slot = iana_hash_slot(member[i].hash, pilot, b->p->n_slots);
		uint64_t bit = UINT64_C(1) << slot % 64;

		if ((b->taken[slot / 64] & bit) != 0) {
			while (i-- > 0) {
				slot = b->p->slot_of[member[i].key];
				b->taken[slot / 64] ^= UINT64_C(1) << slot % 64;
			}
			return false;
		}
		b->taken[slot / 64] |= bit;
		b->p->slot_of[member[i].key] = slot;
	}
	return true;
}

/* Find the first pilot that sends all keys of a bucket to free slots, and take these. */
static bool
find_pilot(struct build *b, uint32_t bucket, uint32_t *ret_pilot)
{
	const struct hashed *member = &b->member[b->start[bucket]];
	uint32_t n = bucket_size(b, bucket);

	if (n > BUCKET_MAX)
		return false;
	for (uint32_t pilot = 0; pilot < IANA_PILOT_SORTED && b->tries != 0; pilot++) {
		b->tries--;
		if (!is_taken(b, member, n, pilot) && take_slots(b, member, n, pilot)) {
			*ret_pilot = pilot;
			return true;
		}
	}
	return false;
}

/* Give the keys of a bucket slots, or none if no pilot is found. */
static void
place_bucket(struct build *b, uint32_t bucket)
{
	uint32_t pilot = IANA_PILOT_SORTED;

	if (!find_pilot(b, bucket, &pilot)) {
		for (uint32_t i = b->start[bucket]; i < b->start[bucket + 1]; i++)
			b->p->slot_of[b->member[i].key] = IANA_NO_SLOT;
		b->p->n_without += bucket_size(b, bucket);
	}
	b->p->pilot[bucket] = (uint16_t)pilot;
}

void
iana_perfect_build(struct iana_perfect *ret, const struct iana_key *keys, size_t n)
{
	struct build b = { .p = ret, .keys = keys, .n = n };

	*ret = (struct iana_perfect){ .n_pilots = (uint32_t)(n / KEYS_PER_BUCKET + 1),
				      .n_slots = (uint32_t)(n + n / SLOTS_FREE_PART + 1) };
	ret->pilot = iana_calloc(ret->n_pilots, sizeof *ret->pilot);
	ret->slot_of = iana_calloc(n, sizeof *ret->slot_of);
	ret->tag = iana_calloc(n, sizeof *ret->tag);
	b.hash = iana_calloc(n, sizeof *b.hash);
	b.start = iana_calloc((size_t)ret->n_pilots + 1, sizeof *b.start);
	b.member = iana_calloc(n, sizeof *b.member);
	b.order = iana_calloc(ret->n_pilots, sizeof *b.order);
	b.taken = iana_calloc(ret->n_slots / 64 + (size_t)1, sizeof *b.taken);
	b.tries = FIRST_TRIES + n * TRIES_PER_KEY;
	fill_buckets(&b);
	order_buckets(&b);
	for (uint32_t k = 0; k < ret->n_pilots; k++)
		place_bucket(&b, b.order[k]);
	for (size_t i = 0; i < n; i++)
		ret->tag[i] = (uint8_t)iana_hash_tag(b.hash[i]);
	free(b.hash);
	free(b.start);
	free(b.member);
	free(b.order);
	free(b.taken);
}

void
iana_perfect_done(struct iana_perfect *p)
{
	free(p->pilot);
	free(p->slot_of);
	free(p->tag);
}
