/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The perfect hash: every key a slot of its own, found again by src/hash.h alone. */
#include "index/perfect.h"
#include "src/format.h"
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
	uint64_t h = iana_hash(k->bytes, k->len);
	uint32_t pilot = p->pilot[iana_hash_bucket(h, p->n_pilots)];

	return pilot == IANA_PILOT_SORTED ? IANA_NO_SLOT
					  : iana_hash_slot(h, pilot, p->n_slots);
}

/* Every key has a slot of its own, but for n_without. */
static void
holds(const struct iana_key *keys, size_t n, size_t n_without)
{
	struct iana_perfect p;
	size_t without = 0;
	uint8_t *taken;

	iana_perfect_build(&p, keys, n);
	ck_assert_uint_eq(p.n_without, n_without);
	ck_assert_uint_ge(p.n_slots, n);
	ck_assert_uint_le(p.n_slots, n + n / 16 + 1);
	ck_assert_uint_ge(p.n_pilots, 1);
	taken = iana_calloc(p.n_slots, 1);
	for (size_t i = 0; i < n; i++) {
		uint32_t slot = find_slot(&p, &keys[i]);

		UNIT_HOLDS(slot == p.slot_of[i]);
		if (slot == IANA_NO_SLOT) {
			without++;
			continue;
		}
		UNIT_HOLDS(slot < p.n_slots);
		UNIT_HOLDS(!taken[slot]);
		taken[slot] = 1;
	}
	ck_assert_uint_eq(without, n_without);
	free(taken);
	iana_perfect_done(&p);
}

START_TEST(few_keys_have_slots_of_their_own)
{
	for (size_t n = 0; n <= 200; n++) {
		for (uint32_t seed = 1; seed <= 5; seed++) {
			struct iana_key *keys = make_keys(n, seed);

			holds(keys, n, 0);
			free_keys(keys, n);
		}
	}
}
END_TEST

START_TEST(many_keys_have_slots_of_their_own)
{
	static const size_t sizes[] = { 10000, 1000000 };

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct iana_key *keys = make_keys(sizes[i], 7);

		holds(keys, sizes[i], 0);
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
	holds(keys, n, 0);
}
END_TEST

START_TEST(the_same_keys_give_the_same_hash)
{
	enum { N = 10000 };
	struct iana_key *keys = make_keys(N, 3);
	struct iana_perfect a;
	struct iana_perfect b;

	iana_perfect_build(&a, keys, N);
	iana_perfect_build(&b, keys, N);
	ck_assert_uint_eq(a.n_pilots, b.n_pilots);
	ck_assert_uint_eq(a.n_slots, b.n_slots);
	ck_assert_mem_eq(a.pilot, b.pilot, a.n_pilots * sizeof *a.pilot);
	ck_assert_mem_eq(a.slot_of, b.slot_of, N * sizeof *a.slot_of);
	iana_perfect_done(&a);
	iana_perfect_done(&b);
	free_keys(keys, N);
}
END_TEST

/* Each bit of the hash depends on each bit of a name: about every second time. */
START_TEST(a_changed_bit_changes_each_bit_of_the_hash)
{
	enum { NAMES = 300, LONGEST = 24 };
	static uint32_t changed[8 * LONGEST][64];
	uint32_t seed = 1;

	for (size_t len = 2; len <= LONGEST; len++) {
		char name[LONGEST];

		memset(changed, 0, sizeof changed);
		for (int round = 0; round < NAMES; round++) {
			uint64_t h;

			for (size_t i = 0; i < len; i++)
				name[i] = (char)('a' + unit_random(&seed) % 26);
			h = iana_hash(name, len);
			for (size_t bit = 0; bit < 8 * len; bit++) {
				uint64_t d;

				name[bit / 8] = (char)(name[bit / 8] ^ 1 << bit % 8);
				d = h ^ iana_hash(name, len);
				name[bit / 8] = (char)(name[bit / 8] ^ 1 << bit % 8);
				for (int i = 0; i < 64; i++)
					changed[bit][i] += d >> i & 1;
			}
		}
		for (size_t bit = 0; bit < 8 * len; bit++)
			for (int i = 0; i < 64; i++)
				UNIT_HOLDS(changed[bit][i] > NAMES / 4 &&
					   changed[bit][i] < 3 * NAMES / 4);
	}
}
END_TEST

START_TEST(keys_of_one_hash_have_no_slots)
{
	enum { N = 1000 };
	static char bytes[N][UNIT_ONE_HASH_LEN];
	struct iana_key keys[N];

	for (uint32_t i = 0; i < N; i++) {
		unit_one_hash(i, bytes[i]);
		keys[i] = (struct iana_key){ bytes[i], UNIT_ONE_HASH_LEN };
		ck_assert_uint_eq(iana_hash(bytes[i], UNIT_ONE_HASH_LEN),
				  iana_hash(bytes[0], UNIT_ONE_HASH_LEN));
	}
	holds(keys, 1, 0);
	holds(keys, 2, 2);
	holds(keys, N, N);
}
END_TEST

/* Keys of one hash take the others of their bucket along, and no more. */
START_TEST(other_keys_keep_their_slots)
{
	enum { TWO = 2, N = 5000 };
	struct iana_key *keys = make_keys(N, 9);
	char bytes[TWO][UNIT_ONE_HASH_LEN];
	struct iana_perfect p;

	for (uint32_t i = 0; i < TWO; i++) {
		free((char *)keys[i].bytes);
		unit_one_hash(i, bytes[i]);
		keys[i] = (struct iana_key){ bytes[i], UNIT_ONE_HASH_LEN };
	}
	iana_perfect_build(&p, keys, N);
	ck_assert_uint_eq(p.slot_of[0], IANA_NO_SLOT);
	ck_assert_uint_ge(p.n_without, TWO);
	ck_assert_uint_le(p.n_without, 20);
	iana_perfect_done(&p);
	for (size_t i = TWO; i < N; i++)
		free((char *)keys[i].bytes);
	free(keys);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, few_keys_have_slots_of_their_own);
	tcase_add_test(tc, many_keys_have_slots_of_their_own);
	tcase_add_test(tc, keys_may_differ_in_length_or_in_one_bit_alone);
	tcase_add_test(tc, a_changed_bit_changes_each_bit_of_the_hash);
	tcase_add_test(tc, keys_of_one_hash_have_no_slots);
	tcase_add_test(tc, other_keys_keep_their_slots);
	tcase_add_test(tc, the_same_keys_give_the_same_hash);
}

int
main(void)
{
	return unit_run("perfect", add);
}
