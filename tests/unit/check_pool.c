/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pool that keeps each string once, and the buffer beside it. */
#include "base/pool.h"
#include "support/unit_gen.h"

START_TEST(the_empty_string_is_number_0)
{
	struct iana_pool pool;
	char *first = iana_calloc(1, 1); /* a block's start: reads before it show */

	iana_pool_init(&pool);
	ck_assert_uint_eq(iana_pool_add(&pool, "", 0), 0);
	ck_assert_uint_eq(iana_pool_add(&pool, "x", 0), 0);
	ck_assert_uint_eq(iana_pool_add(&pool, first, 0), 0);
	free(first);
	ck_assert_str_eq(iana_pool_text(&pool, 0), "");
	ck_assert_uint_eq(pool.n, 1);
	iana_pool_done(&pool);
}
END_TEST

START_TEST(the_same_bytes_have_the_same_number)
{
	struct iana_pool pool;
	char ssh[] = "ssh";
	uint32_t id;

	iana_pool_init(&pool);
	id = iana_pool_add(&pool, ssh, 3);
	ck_assert_uint_ne(id, 0);
	ssh[0] = 'x'; /* the pool has a copy of its own */
	ck_assert_uint_eq(iana_pool_add(&pool, "ssh", 3), id);
	ck_assert_uint_ne(iana_pool_add(&pool, "SSH", 3), id);
	ck_assert_uint_ne(iana_pool_add(&pool, "ss", 2), id);
	ck_assert_uint_ne(iana_pool_add(&pool, "sshd", 4), id);
	ck_assert_str_eq(iana_pool_text(&pool, id), "ssh");
	/* found, if it is there; what is not is not added */
	ck_assert_uint_eq(iana_pool_find(&pool, "ssh", 3), id);
	ck_assert_uint_eq(iana_pool_find(&pool, "ssx", 3), 0);
	ck_assert_uint_eq(iana_pool_find(&pool, "", 0), 0);
	ck_assert_uint_eq(pool.n, 5);
	iana_pool_done(&pool);
}
END_TEST

START_TEST(a_nul_inside_is_a_byte_like_any)
{
	struct iana_pool pool;
	uint32_t a;
	uint32_t b;

	iana_pool_init(&pool);
	a = iana_pool_add(&pool, "a\0b", 3);
	b = iana_pool_add(&pool, "a\0c", 3);
	ck_assert_uint_ne(a, b);
	ck_assert_uint_ne(a, iana_pool_add(&pool, "a", 1));
	ck_assert_uint_ne(iana_pool_add(&pool, "\0", 1), 0);
	ck_assert_uint_eq(iana_pool_add(&pool, "a\0b", 3), a);
	ck_assert_uint_eq(pool.item[a].len, 3);
	ck_assert_mem_eq(pool.item[a].bytes, "a\0b", 4);
	iana_pool_done(&pool);
}
END_TEST

START_TEST(numbers_and_bytes_last_while_the_pool_grows)
{
	enum { N = 100000 }; /* the table of slots doubles several times */
	struct iana_pool pool;
	const char *first;
	char name[16];

	iana_pool_init(&pool);
	for (uint32_t i = 1; i <= N; i++) {
		int len = snprintf(name, sizeof name, "s%u", i);

		ck_assert_uint_eq(iana_pool_add(&pool, name, (size_t)len), i);
	}
	first = iana_pool_text(&pool, 1);
	ck_assert_uint_eq(pool.n, N + 1);
	for (uint32_t i = 1; i <= N; i++) {
		int len = snprintf(name, sizeof name, "s%u", i);

		ck_assert_uint_eq(iana_pool_add(&pool, name, (size_t)len), i);
		ck_assert_str_eq(iana_pool_text(&pool, i), name);
	}
	ck_assert_uint_eq(pool.n, N + 1);
	ck_assert_ptr_eq(iana_pool_text(&pool, 1), first);
	iana_pool_done(&pool);
}
END_TEST

START_TEST(a_string_may_be_larger_than_a_chunk_of_the_arena)
{
	enum { LEN = 1 << 20 };
	struct iana_pool pool;
	char *text = malloc(LEN);
	uint32_t small;
	uint32_t large;

	memset(text, 'x', LEN);
	iana_pool_init(&pool);
	small = iana_pool_add(&pool, "before", 6);
	large = iana_pool_add(&pool, text, LEN);
	iana_pool_add(&pool, "behind", 6);
	ck_assert_uint_eq(pool.item[large].len, LEN);
	ck_assert_mem_eq(pool.item[large].bytes, text, LEN);
	ck_assert_str_eq(iana_pool_text(&pool, small), "before");
	ck_assert_uint_eq(iana_pool_add(&pool, text, LEN), large);
	iana_pool_done(&pool);
	free(text);
}
END_TEST

START_TEST(a_buffer_holds_little_endian_numbers_and_text)
{
	struct iana_buffer b = { 0 };

	iana_buffer_add(&b, NULL, 0);
	ck_assert_uint_eq(b.len, 0);
	iana_buffer_u8(&b, 0x101);
	iana_buffer_u16(&b, 0x1234);
	iana_buffer_u32(&b, 0x89abcdef);
	ck_assert_uint_eq(b.len, 7);
	ck_assert_mem_eq(b.bytes, "\x01\x34\x12\xef\xcd\xab\x89", 7);
	iana_put64(b.bytes, UINT64_C(0x0102030405060708) >> 8);
	ck_assert_mem_eq(b.bytes, "\x07\x06\x05\x04\x03\x02\x01", 7);
	b.len = 0;
	iana_buffer_puts(&b, "a");
	iana_buffer_printf(&b, "%d%s", 22, "/tcp");
	ck_assert_str_eq(unit_string(&b), "a22/tcp");
	b.len = 0;
	for (int i = 0; i < 100000; i++)
		iana_buffer_printf(&b, "%05d", i);
	ck_assert_uint_eq(b.len, 500000);
	ck_assert_mem_eq(b.bytes + 250000, "50000", 5);
	iana_buffer_done(&b);
	ck_assert_ptr_null(b.bytes);
	ck_assert_uint_eq(b.len, 0);
}
END_TEST

/* The most slots of a pool that stand side by side without a free one. */
static uint32_t
longest_run(const struct iana_pool *pool)
{
	uint32_t longest = 0;
	uint32_t n = 0;

	for (uint32_t at = 0; at <= pool->mask; at++) {
		n = pool->slot[at] != 0 ? n + 1 : 0;
		if (n > longest)
			longest = n;
	}
	return longest;
}

/* Strings of one hash in an index: that of the pool has a key. */
START_TEST(strings_made_to_collide_do_not)
{
	char text[UNIT_ONE_HASH_LEN];
	struct iana_pool pool;

	iana_pool_init(&pool);
	for (uint32_t i = 0; i < 16384; i++) {
		unit_one_hash(i, text);
		ck_assert_uint_eq(iana_pool_add(&pool, text, sizeof text), i + 1);
	}
	ck_assert_uint_lt(longest_run(&pool), 2000);
	iana_pool_done(&pool);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, the_empty_string_is_number_0);
	tcase_add_test(tc, the_same_bytes_have_the_same_number);
	tcase_add_test(tc, a_nul_inside_is_a_byte_like_any);
	tcase_add_test(tc, strings_made_to_collide_do_not);
	tcase_add_test(tc, numbers_and_bytes_last_while_the_pool_grows);
	tcase_add_test(tc, a_string_may_be_larger_than_a_chunk_of_the_arena);
	tcase_add_test(tc, a_buffer_holds_little_endian_numbers_and_text);
}

int
main(void)
{
	return unit_run("strings", add);
}
