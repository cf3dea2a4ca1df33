/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which ports are taken, and which of the others are chosen (doc/design.md, "Free ports").
 */
#include "free/choose.h"
#include "free/registered.h"
#include "free/stable.h"
#include "support/unit_gen.h"

#include <stdlib.h>

static struct iana_taken *taken;
static const struct iana_port_range everything = { 0, IANA_PORTS - 1 };
static const struct iana_wanted both = { .name = { "tcp", "udp" }, .n = 2 };
static const struct iana_wanted tcp_alone = { .name = { "tcp" },
					      .n = 1,
					      .per_protocol = true };

static void
setup(void)
{
	taken = iana_taken_new();
}

static void
teardown(void)
{
	free(taken);
}

/* ---- the set ------------------------------------------------------------------------- */

START_TEST(port_0_is_taken)
{
	ck_assert_uint_eq(taken->by[0], IANA_TAKEN_RESERVED);
	for (uint32_t port = 1; port < IANA_PORTS; port++)
		UNIT_HOLDS(taken->by[port] == 0);
}
END_TEST

START_TEST(a_brush_draws_each_range_however_they_overlap)
{
	static bool want[IANA_PORTS];
	struct iana_brush *b = iana_brush_new(taken, IANA_TAKEN_AVOIDED, NULL);
	uint32_t state = 1;

	for (int round = 0; round < 300; round++) {
		uint32_t lo = unit_random(&state) % IANA_PORTS;
		uint32_t hi = lo + unit_random(&state) % 2000;

		hi = hi < IANA_PORTS ? hi : IANA_PORTS - 1;
		for (uint32_t port = lo; port <= hi; port++)
			want[port] = true;
		iana_brush_draw(b, lo, hi, 0);
	}
	for (uint32_t port = 0; port < IANA_PORTS; port++)
		UNIT_HOLDS(want[port] == ((taken->by[port] & IANA_TAKEN_AVOIDED) != 0));
	/* All ports, and then a million times again. */
	for (int round = 0; round < 1000000; round++)
		iana_brush_draw(b, 0, IANA_PORTS - 1, 0);
	for (uint32_t port = 0; port < IANA_PORTS; port++)
		UNIT_HOLDS((taken->by[port] & IANA_TAKEN_AVOIDED) != 0);
	free(b);
}
END_TEST

START_TEST(the_first_line_that_takes_a_port_is_noted)
{
	struct iana_brush *a = iana_brush_new(taken, IANA_TAKEN_OVERLAY, "a");
	struct iana_brush *b = iana_brush_new(taken, IANA_TAKEN_SERVICES, "b");

	iana_brush_draw(a, 10, 12, 3);
	iana_brush_draw(a, 12, 13, 4);
	iana_brush_draw(b, 12, 14, 5);
	ck_assert_str_eq(taken->place[12].path, "a");
	ck_assert_uint_eq(taken->place[12].line, 3);
	ck_assert_uint_eq(taken->place[13].line, 4);
	ck_assert_str_eq(taken->place[14].path, "b");
	ck_assert_uint_eq(taken->by[12], IANA_TAKEN_OVERLAY | IANA_TAKEN_SERVICES);
	ck_assert_ptr_null(taken->place[15].path);
	free(a);
	free(b);
}
END_TEST

START_TEST(each_reason_has_a_key_and_words_of_its_own)
{
	for (unsigned bit = 1; bit < IANA_TAKEN_ALL; bit <<= 1)
		for (unsigned other = bit << 1; other < IANA_TAKEN_ALL; other <<= 1) {
			ck_assert_str_ne(iana_taken_key(bit), iana_taken_key(other));
			ck_assert_str_ne(iana_taken_words(bit), iana_taken_words(other));
		}
}
END_TEST

START_TEST(a_protocol_counts_as_it_is_wanted)
{
	ck_assert(iana_wanted_has(&both, "sctp", 4));
	ck_assert(iana_wanted_has(&tcp_alone, "tcp", 3));
	ck_assert(iana_wanted_has(&tcp_alone, "TCP", 3));
	ck_assert(iana_wanted_has(&tcp_alone, "", 0));
	ck_assert(iana_wanted_has(&tcp_alone, NULL, 0));
	ck_assert(!iana_wanted_has(&tcp_alone, "udp", 3));
	ck_assert(!iana_wanted_has(&tcp_alone, "tcpx", 4));
	ck_assert(!iana_wanted_has(&tcp_alone, "tc", 2));
}
END_TEST

/* ---- the index -------------------------------------------------------------------------
 */

/* A port of these rows has these bits. */
static void
has_bits(const struct iana_wanted *w, const char *rows, uint32_t port, unsigned bits)
{
	struct unit_gen g;

	unit_gen_index(&g, rows, false);
	memset(taken, 0, sizeof *taken);
	ck_assert(iana_taken_add_index(taken, &g.image, "index", w, &g.rep));
	ck_assert_uint_eq(taken->by[port], bits);
	unit_gen_done(&g);
}

START_TEST(an_index_says_what_is_assigned_and_what_is_not)
{
	static const char rows[] =
	    "one,10,tcp,One,\nx,20-30,,X,\n,40-50,,Unassigned,\n,60,,UNASSIGNED,\n"
	    ",70,,Unassigned [was b],\n,80,udp,Reserved,\n,80,tcp,Unassigned,\n"
	    "sd,,tcp,Name,\n,90,udp,Unassigned,\n,110,,Unassigned,Removed\n";

	has_bits(&both, rows, 10, IANA_TAKEN_ASSIGNED);
	has_bits(&both, rows, 25, IANA_TAKEN_ASSIGNED);
	has_bits(&both, rows, 45, IANA_PORT_UNASSIGNED);
	has_bits(&both, rows, 60, IANA_PORT_UNASSIGNED);
	has_bits(&both, rows, 70, IANA_TAKEN_RESERVED);
	has_bits(&both, rows, 80, IANA_TAKEN_RESERVED | IANA_PORT_UNASSIGNED);
	has_bits(&both, rows, 100, 0);
	has_bits(&both, rows, 110, IANA_TAKEN_NOTED | IANA_PORT_UNASSIGNED);
	has_bits(&tcp_alone, rows, 80, IANA_PORT_ELSEWHERE | IANA_PORT_UNASSIGNED);
	has_bits(&tcp_alone, rows, 90, 0);
	has_bits(&tcp_alone, "u,5,udp,U,\n", 5, IANA_PORT_ELSEWHERE);
	has_bits(&tcp_alone, "u,5,udp,U,\nt,5,tcp,T,\n", 5,
		 IANA_PORT_ELSEWHERE | IANA_TAKEN_ASSIGNED);
}
END_TEST

START_TEST(damage_is_an_error)
{
	struct unit_gen g;

	unit_gen_index(&g, "one,10,tcp,One,\n,40-50,,Unassigned,\n", false);
	/* Cut: the cold part is not whole. */
	g.image.size -= 40;
	ck_assert(!iana_taken_add_index(taken, &g.image, "index", &both, &g.rep));
	ck_assert_str_eq(g.rep.error.path, "index");
	unit_gen_done(&g);
}
END_TEST

/* ---- ranks
 * --------------------------------------------------------------------------------- */

START_TEST(ranks_never_change)
{
	static const struct {
		const char *key;
		uint32_t port;
		uint64_t rank;
	} known[] = {
		{ "a", 1024, UINT64_C(0x64790c06aa4ef5cf) },
		{ "a", 1025, UINT64_C(0xd4faf7839d60b097) },
		{ "billing", 8080, UINT64_C(0x43ff9a5135996699) },
		{ "z\303\274rich", 49151, UINT64_C(0x7244fd7e99ca0f88) },
		{ "", 0, UINT64_C(0xdb01c3104e99566d) },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		ck_assert_uint_eq(iana_stable_rank(known[i].key, known[i].port),
				  known[i].rank);
}
END_TEST

START_TEST(keys_spread_over_all_ports)
{
	/* The ports of 20,000 keys among 100 ports: each has about 200. */
	unsigned n[100] = { 0 };

	for (int k = 0; k < 20000; k++) {
		char key[16];
		uint32_t best = 0;

		snprintf(key, sizeof key, "key-%d", k);
		for (uint32_t port = 1; port < 100; port++)
			if (iana_stable_rank(key, 5000 + port) >
			    iana_stable_rank(key, 5000 + best))
				best = port;
		n[best]++;
	}
	for (size_t i = 0; i < 100; i++)
		ck_assert(n[i] > 130 && n[i] < 280); /* five times the deviation */
}
END_TEST

/* ---- choices
 * ------------------------------------------------------------------------------- */

static bool
is_free(uint32_t port)
{
	return port < IANA_PORTS && (taken->by[port] & IANA_TAKEN_ALL) == 0;
}

static uint32_t
true_room(uint32_t port)
{
	uint32_t n = 0;

	while (port > n && is_free(port - n - 1) && is_free(port + n + 1))
		n++;
	return n;
}

/* The next port by room, all ports looked at; 0: none. */
static uint32_t
next_by_room(const struct iana_wish *wish, const bool *fits)
{
	uint32_t best = 0;

	for (uint32_t port = wish->range[0].hi; port >= wish->range[0].lo; port--)
		if (fits[port] && is_free(port) &&
		    (best == 0 || true_room(port) >= true_room(best)))
			best = port;
	return best;
}

START_TEST(the_port_with_most_room_comes_first)
{
	static bool fits[IANA_PORTS];
	uint32_t state = 7;

	for (int round = 0; round < 40; round++) {
		struct iana_port_range range = { 100, 500 };
		struct iana_wish wish = { .range = &range,
					  .n_ranges = 1,
					  .room = (uint32_t)round % 4,
					  .count = 1000,
					  .decides = IANA_TAKEN_ALL };
		struct iana_choice choice;
		size_t i = 0;

		memset(taken, 0, sizeof *taken);
		iana_taken_add(taken, 600, IANA_PORTS - 1, IANA_TAKEN_ASSIGNED);
		for (int k = 0; k < round * 4; k++)
			taken->by[unit_random(&state) % 600] |= IANA_TAKEN_ASSIGNED;
		taken->by[0] = IANA_TAKEN_RESERVED;
		iana_choose(taken, &wish, &choice);
		for (uint32_t port = range.lo; port <= range.hi; port++)
			fits[port] = is_free(port) && true_room(port) >= wish.room;
		for (uint32_t want; (want = next_by_room(&wish, fits)) != 0; i++) {
			ck_assert_uint_lt(i, choice.n);
			ck_assert_uint_eq(choice.port[i].port, want);
			taken->by[want] |= IANA_TAKEN_AVOIDED;
		}
		ck_assert_uint_eq(i, choice.n);
		ck_assert_uint_eq(choice.n, choice.n_roomy);
		iana_choice_done(&choice);
	}
}
END_TEST

START_TEST(gaps_reach_over_the_wished_range)
{
	struct iana_port_range range = { 20, 22 };
	struct iana_wish wish = { .range = &range,
				  .n_ranges = 1,
				  .count = 9,
				  .has_near = true,
				  .near = 22,
				  .decides = IANA_TAKEN_ALL };
	struct iana_choice choice;

	taken->by[10] = IANA_TAKEN_ASSIGNED;
	taken->by[30] = IANA_TAKEN_LISTENING;
	iana_choose(taken, &wish, &choice);
	ck_assert_uint_eq(choice.n, 3);
	for (uint32_t i = 0; i < 3; i++) {
		ck_assert_uint_eq(choice.port[i].port, 22 - i);
		ck_assert_uint_eq(choice.port[i].gap_lo, 11);
		ck_assert_uint_eq(choice.port[i].gap_hi, 29);
	}
	ck_assert_uint_eq(iana_free_room(&choice.port[0]), 7);
	iana_choice_done(&choice);
}
END_TEST

START_TEST(a_key_has_the_highest_rank_also_among_many)
{
	struct iana_wish wish = { .range = &everything,
				  .n_ranges = 1,
				  .stable = "billing",
				  .count = 1,
				  .decides = IANA_TAKEN_ALL & ~IANA_TAKEN_HERE };
	struct iana_choice one;
	struct iana_choice all;

	iana_choose(taken, &wish, &one);
	wish.count = IANA_PORTS;
	iana_choose(taken, &wish, &all);
	ck_assert_uint_eq(one.n, 1);
	ck_assert_uint_eq(all.n, IANA_PORTS - 1);
	ck_assert_uint_eq(one.port[0].port, all.port[0].port);
	for (size_t i = 1; i < all.n; i++)
		UNIT_HOLDS(iana_stable_rank("billing", all.port[i - 1].port) >
			   iana_stable_rank("billing", all.port[i].port));
	iana_choice_done(&one);
	iana_choice_done(&all);
}
END_TEST

START_TEST(facts_of_a_machine_stand_against_a_key_and_move_nothing)
{
	struct iana_wish wish = { .range = &everything,
				  .n_ranges = 1,
				  .stable = "billing",
				  .count = 1,
				  .decides = IANA_TAKEN_ALL & ~IANA_TAKEN_HERE };
	struct iana_choice before;
	struct iana_choice after;

	iana_choose(taken, &wish, &before);
	ck_assert_uint_eq(before.port[0].against, 0);
	iana_taken_add(taken, before.port[0].port, before.port[0].port,
		       IANA_TAKEN_OVERLAY | IANA_TAKEN_KEPT_BACK);
	iana_choose(taken, &wish, &after);
	ck_assert_uint_eq(after.port[0].port, before.port[0].port);
	ck_assert_uint_eq(after.port[0].against, IANA_TAKEN_OVERLAY);
	iana_choice_done(&before);
	iana_choice_done(&after);
}
END_TEST

START_TEST(what_is_in_the_way_adds_up)
{
	struct iana_wish wish = { .range = &everything,
				  .n_ranges = 1,
				  .room = 2,
				  .count = 1,
				  .decides = IANA_TAKEN_ALL };
	struct iana_choice choice;
	size_t n = 0;

	iana_taken_add(taken, 100, 199, IANA_TAKEN_AVOIDED);
	iana_taken_add(taken, 150, 249, IANA_TAKEN_ASSIGNED | IANA_PORT_UNASSIGNED);
	iana_choose(taken, &wish, &choice);
	for (size_t i = 0; i < IANA_N_TAKEN_BITS; i++)
		n += choice.kept[i].n;
	ck_assert_uint_eq(choice.kept[0].n, 100);
	ck_assert_uint_eq(choice.kept[0].first, 150);
	ck_assert_uint_eq(n, 1 + 50 + 100);
	ck_assert_uint_eq(choice.n_asked, IANA_PORTS);
	ck_assert_uint_eq(choice.n_free, IANA_PORTS - n);
	ck_assert_uint_eq(choice.n_roomy, choice.n_free - 8);
	iana_choice_done(&choice);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, port_0_is_taken);
	tcase_add_test(tc, a_brush_draws_each_range_however_they_overlap);
	tcase_add_test(tc, the_first_line_that_takes_a_port_is_noted);
	tcase_add_test(tc, each_reason_has_a_key_and_words_of_its_own);
	tcase_add_test(tc, a_protocol_counts_as_it_is_wanted);
	tcase_add_test(tc, an_index_says_what_is_assigned_and_what_is_not);
	tcase_add_test(tc, damage_is_an_error);
	tcase_add_test(tc, ranks_never_change);
	tcase_add_test(tc, keys_spread_over_all_ports);
	tcase_add_test(tc, the_port_with_most_room_comes_first);
	tcase_add_test(tc, gaps_reach_over_the_wished_range);
	tcase_add_test(tc, a_key_has_the_highest_rank_also_among_many);
	tcase_add_test(tc, facts_of_a_machine_stand_against_a_key_and_move_nothing);
	tcase_add_test(tc, what_is_in_the_way_adds_up);
}

int
main(void)
{
	return unit_run("free", add_tests);
}
