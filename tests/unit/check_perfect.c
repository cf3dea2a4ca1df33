/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The perfect hash: every key a slot of its own, found again by src/hash.h alone. */
#include "index/perfect.h"
#include "src/hash.h"
#include "support/unit_gen.h"

/* n distinct keys of many lengths; the number in each keeps them apart. */
static struct iana_key *
make_keys(size_t n, uint32_t seed)
{
	struct iana_key *keys = iana_calloc(n, sizeof *keys);

	for (size_t i = 0; i < n; i++) {
		char *bytes = malloc(64);
		int len = snprintf(bytes, 64, "%zx", i);
		int more = (int)(unit_random(&seed) % 40);

		/* No hexadecimal digit, so that the number ends where these begin. */
		for (int k = 0; k < more; k++)
			bytes[len + k] = (char)('g' + unit_random(&seed) % 20);
		keys[i] = (struct iana_key){ bytes, (size_t)(len + more) };
	}
	return keys;
}

static void
free_keys(struct iana_key *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free((char *)keys[i].bytes);
	free(keys);
}

/* What the reader does: the bucket's pilot, then the slot. */
static uint32_t
find_slot(const struct iana_perfect *p, const struct iana_key *k)
{
	uint64_t h = iana_hash(k->bytes, k->len, p->seed);

	return iana_hash_slot(h, p->pilot[iana_hash_bucket(h, p->n_pilots)], p->n_slots);
}

static void
holds(const struct iana_key *keys, size_t n)
{
	struct iana_perfect p;
	uint8_t *taken;

	ck_assert(iana_perfect_build(&p, keys, n));
	ck_assert_uint_ge(p.n_slots, n);
	ck_assert_uint_le(p.n_slots, n + n / 16 + 1);
	ck_assert_uint_ge(p.n_pilots, 1);
	taken = iana_calloc(p.n_slots, 1);
	for (size_t i = 0; i < n; i++) {
		uint32_t slot = find_slot(&p, &keys[i]);

		ck_assert_uint_eq(slot, p.slot_of[i]);
		ck_assert_uint_lt(slot, p.n_slots);
		ck_assert_msg(!taken[slot], "two of %zu keys share slot %u", n, slot);
		taken[slot] = 1;
	}
	free(taken);
	iana_perfect_done(&p);
}

START_TEST(few_keys_have_slots_of_their_own)
{
	for (size_t n = 0; n <= 200; n++) {
		for (uint32_t seed = 1; seed <= 5; seed++) {
			struct iana_key *keys = make_keys(n, seed);

			holds(keys, n);
			free_keys(keys, n);
		}
	}
}
END_TEST

START_TEST(many_keys_have_slots_of_their_own)
{
	static const size_t sizes[] = { 10000, 200000 };

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct iana_key *keys = make_keys(sizes[i], 7);

		holds(keys, sizes[i]);
		free_keys(keys, sizes[i]);
	}
}
END_TEST

START_TEST(keys_may_differ_in_length_or_in_one_bit_alone)
{
	enum { N = 255 + 8 * 32 };
	static char runs[255];
	static char flips[8 * 32][32];
	struct iana_key keys[N];
	size_t n = 0;

	memset(runs, 'a', sizeof runs);
	for (size_t len = 1; len <= sizeof runs; len++)
		keys[n++] = (struct iana_key){ runs, len };
	for (size_t bit = 0; bit < 8 * 32; bit++) {
		memset(flips[bit], 'b', 32);
		flips[bit][bit / 8] = (char)(flips[bit][bit / 8] ^ 1 << bit % 8);
		keys[n++] = (struct iana_key){ flips[bit], 32 };
	}
	holds(keys, n);
}
END_TEST

START_TEST(the_same_keys_give_the_same_hash)
{
	enum { N = 10000 };
	struct iana_key *keys = make_keys(N, 3);
	struct iana_perfect a;
	struct iana_perfect b;

	ck_assert(iana_perfect_build(&a, keys, N));
	ck_assert(iana_perfect_build(&b, keys, N));
	ck_assert_uint_eq(a.seed, b.seed);
	ck_assert_uint_eq(a.n_pilots, b.n_pilots);
	ck_assert_uint_eq(a.n_slots, b.n_slots);
	ck_assert_mem_eq(a.pilot, b.pilot, a.n_pilots * sizeof *a.pilot);
	ck_assert_mem_eq(a.slot_of, b.slot_of, N * sizeof *a.slot_of);
	iana_perfect_done(&a);
	iana_perfect_done(&b);
	free_keys(keys, N);
}
END_TEST

/*
 * Two names of 16 bytes that differ in the top bit, or the second, of the right
 * bytes fall together under any seed, or under one of two: so does one of many pairs.
 */
START_TEST(keys_made_to_fall_together_are_refused)
{
	enum { PAIRS = 64 };
	static char bytes[2 * PAIRS][17];
	struct iana_key keys[2 * PAIRS];
	struct iana_perfect p;

	for (size_t i = 0; i < PAIRS; i++) {
		snprintf(bytes[2 * i], 17, "p%06zu1abc1xyz1", i * 7919);
		snprintf(bytes[2 * i + 1], 17, "p%06zuqabcqxyzq", i * 7919);
		keys[2 * i] = (struct iana_key){ bytes[2 * i], 16 };
		keys[2 * i + 1] = (struct iana_key){ bytes[2 * i + 1], 16 };
	}
	ck_assert(!iana_perfect_build(&p, keys, (size_t)2 * PAIRS));
	iana_perfect_done(&p);
	keys[1] = (struct iana_key){ "p000000\261abc\261xyz\261", 16 };
	ck_assert(!iana_perfect_build(&p, keys, 2));
	iana_perfect_done(&p);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, few_keys_have_slots_of_their_own);
	tcase_add_test(tc, many_keys_have_slots_of_their_own);
	tcase_add_test(tc, keys_may_differ_in_length_or_in_one_bit_alone);
	tcase_add_test(tc, keys_made_to_fall_together_are_refused);
	tcase_add_test(tc, the_same_keys_give_the_same_hash);
}

int
main(void)
{
	return unit_run("perfect", add);
}
