/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fast searches of src/fast.h beside the complete lookups of src/find.h. */
#include "src/find.h"
#include "src/fast.h"
#include "support/fixture.h"
#include "support/unit.h"

#include <stdio.h>

static struct iana_image im;
static unsigned n_fast;	    /* fast searches that answered */
static unsigned n_complete; /* and those that left it to a complete lookup */

/* What a fast search answers is what a complete lookup answers. */
static void
same(bool is_fast, enum iana_status fast, const struct iana_match *a,
     enum iana_status complete, const struct iana_match *b)
{
	if (!is_fast) {
		n_complete++;
		return;
	}
	n_fast++;
	UNIT_HOLDS(fast == complete);
	UNIT_HOLDS(fast != IANA_OK || (a->record == b->record && a->rank == b->rank));
}

static const char *const protocols[] = { NULL,	"tcp", "udp", "sctp", "xtp", "",
					 "TCP", "x",   "t",   "tc",   "tcx", "tcpx" };
#define N_PROTOCOLS (sizeof protocols / sizeof *protocols)

static void
ask_name(const char *name)
{
	struct iana_match a;
	struct iana_match b;
	enum iana_status st = IANA_NOSPACE;

	for (size_t p = 0; p < N_PROTOCOLS; p++) {
		bool fast = iana_fast_name(&im, name, strlen(name), protocols[p], &st, &a);

		same(fast, st, &a, iana_find_name(&im, name, protocols[p], &b), &b);
	}
}

/* Every name and alias, as it is, in capitals, and with each of its bytes changed. */
static void
ask_names(const char *name)
{
	char other[256];

	ask_name(name);
	for (size_t i = 0; name[i] != '\0'; i++) {
		snprintf(other, sizeof other, "%s", name);
		other[i] = (char)(other[i] ^ 0x20);
		ask_name(other);
		other[i] = 'q';
		ask_name(other);
		other[i] = '\0';
		ask_name(other);
	}
}

static void
ask_everything(const char *csv)
{
	struct iana_buffer index_bytes;
	struct iana_match a;
	struct iana_match b;
	struct iana_index_entry v;
	enum iana_status st = IANA_NOSPACE;
	uint32_t cursor = 0;

	index_bytes = fixture_index(csv, false);
	im = fixture_image(&index_bytes);
	while (iana_find_next(&im, &cursor, &b) == IANA_OK) {
		const char *alias;
		uint32_t pos = 0;
		uint8_t len;

		ck_assert_int_eq(iana_entry_read(&im, &b, &v), IANA_OK);
		ask_names(v.name);
		while (iana_entry_alias(&v, &pos, &alias, &len) == IANA_OK)
			ask_names(alias);
	}
	for (uint32_t port = 0; port <= 65535; port++)
		for (size_t p = 0; p < N_PROTOCOLS; p++) {
			bool fast = iana_fast_port(&im, port, protocols[p], &st, &a);

			same(fast, st, &a, iana_find_port(&im, port, protocols[p], &b), &b);
		}
	ck_assert_uint_gt(n_fast, N_PROTOCOLS * 65000);
	ck_assert_uint_gt(n_complete, N_PROTOCOLS);
	iana_buffer_done(&index_bytes);
}

START_TEST(fast_searches_answer_as_complete_lookups)
{
	ask_everything(fixture_csv);
}
END_TEST

/* L1: the first entry answers, also where only a later one is of tcp (found by fuzzing). */
START_TEST(a_first_entry_of_another_protocol_is_not_passed_over)
{
	ask_everything("Service Name,Port Number,Transport Protocol,Description\n"
		       "late,9,sctp,\n"
		       "late,10,tcp,\n"
		       "lone,9,xtp,\n"
		       "a-name,11,dccp,\n"
		       "a-name,12,,\n"
		       "a-name,13,xtp,\n");
}
END_TEST

/* Their names are not in their records, which are too short for them and an alias. */
START_TEST(a_name_of_middle_length_with_an_alias_is_found)
{
	ask_everything("Service Name,Port Number,Transport Protocol,Description,"
		       "Assignment Notes\n"
		       "twelve-bytes,9,tcp,,\n"
		       "other,9,tcp,,\"An alias to \"\"twelve-bytes\"\"\"\n"
		       "ten-bytes-,10,tcp,,\n"
		       "more,10,tcp,,\"An alias to \"\"ten-bytes-\"\"\"\n");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, fast_searches_answer_as_complete_lookups);
	tcase_add_test(tc, a_name_of_middle_length_with_an_alias_is_found);
	tcase_add_test(tc, a_first_entry_of_another_protocol_is_not_passed_over);
}

int
main(void)
{
	return unit_run("fast", add);
}
