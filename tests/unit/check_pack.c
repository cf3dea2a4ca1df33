/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Matches packed into every buffer there can be (L2). */
#include "nss/pack.h"
#include "src/find.h"
#include "support/fixture.h"
#include "support/unit.h"

#include <arpa/inet.h>
#include <stdalign.h>
#include <string.h>

#define ROOM 512
#define GUARD 0xa5

static alignas(16) unsigned char area[ROOM + 64];

/* Where does s lie, from the start of the buffer?  SIZE_MAX: outside it. */
static size_t
place(const void *s, const char *buffer, size_t len)
{
	size_t at = (size_t)((const char *)s - buffer);

	return at < len ? at : SIZE_MAX;
}

/* Everything of the result is in the buffer, aligned, and says what it should. */
static bool
holds(const struct servent *s, const struct iana_index_entry *v, const char *buffer,
      size_t len)
{
	const char *alias;
	uint32_t pos = 0;
	uint8_t n;
	size_t i = 0;

	if (place(s->s_name, buffer, len) == SIZE_MAX ||
	    place(s->s_proto, buffer, len) == SIZE_MAX ||
	    place(s->s_aliases, buffer, len) == SIZE_MAX ||
	    (uintptr_t)s->s_aliases % alignof(char *) != 0)
		return false;
	if (strcmp(s->s_name, v->name) != 0 || strcmp(s->s_proto, v->proto) != 0 ||
	    s->s_port != htons(v->port))
		return false;
	for (; iana_entry_alias(v, &pos, &alias, &n) == IANA_OK; i++)
		if (s->s_aliases[i] == NULL ||
		    place(s->s_aliases[i], buffer, len) == SIZE_MAX ||
		    strcmp(s->s_aliases[i], alias) != 0)
			return false;
	return s->s_aliases[i] == NULL;
}

/* No byte outside [from, from + len) of the area was written. */
static bool
guarded(size_t from, size_t len)
{
	for (size_t i = 0; i < sizeof area; i++)
		if ((i < from || i >= from + len) && area[i] != GUARD)
			return false;
	return true;
}

/* Every size at every misalignment: too small, too small, ..., enough for good. */
static void
sweep(const struct iana_image *im, const struct iana_match *match)
{
	struct iana_index_entry spelled;
	const struct iana_index_entry *v = &spelled;

	ck_assert_int_eq(iana_entry_read(im, match, &spelled), IANA_OK);
	for (size_t shift = 0; shift < 16; shift++) {
		bool enough = false;

		for (size_t len = 0; len <= ROOM; len++) {
			char *buffer = (char *)area + 16 + shift;
			struct servent s;
			struct servent before;
			enum iana_status st;

			memset(area, GUARD, sizeof area);
			memset(&s, 0x77, sizeof s);
			before = s;
			st = iana_pack(im, match, buffer, len, &s);
			if (st == IANA_NOSPACE &&
			    (enough || memcmp(&s, &before, sizeof s) != 0 ||
			     !guarded(0, 0)))
				ck_abort_msg("%s: size %zu, shift %zu: half filled",
					     v->name, len, shift);
			if (st == IANA_OK &&
			    (!holds(&s, v, buffer, len) || !guarded(16 + shift, len)))
				ck_abort_msg("%s: size %zu, shift %zu: wrong", v->name, len,
					     shift);
			ck_assert(st == IANA_OK || st == IANA_NOSPACE);
			enough = st == IANA_OK;
		}
		ck_assert(enough);
	}
}

/* The entry of a name; the test fails without one. */
static struct iana_match
match_of(const struct iana_image *im, const char *name)
{
	struct iana_match match;

	ck_assert_int_eq(iana_find_name(im, name, NULL, &match), IANA_OK);
	return match;
}

START_TEST(every_size_and_misalignment_gives_all_or_nothing)
{
	static const char *const names[] = {
		"http",		"lone", "short", "exactly-fifteen", "sixteen-letters-",
		"long-protocol"
	};
	struct iana_buffer b = fixture_index(
	    "Service Name,Port Number,Transport Protocol,Description,Assignment Notes\n"
	    "http,80,tcp,,\n"
	    "www,80,tcp,,\"This is a duplicate of the \"\"http\"\" service.\"\n"
	    "lone,7000,xtp,,\nshort,1,udp,,\nexactly-fifteen,2,tcp,,\n"
	    "sixteen-letters-,3,tcp,,\nlong-protocol,4,eight888,,\n",
	    false);
	struct iana_image im = fixture_image(&b);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct iana_match match = match_of(&im, names[i]);

		sweep(&im, &match);
	}
	iana_buffer_done(&b);
}
END_TEST

/* The short way gives what the complete one gives, or touches nothing. */
START_TEST(the_short_way_packs_alike_or_leaves_all_as_it_was)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im = fixture_image(&b);
	struct iana_match match = match_of(&im, "turn");
	struct iana_match with_aliases = match_of(&im, "http");
	struct iana_match third = match_of(&im, "lone");
	struct iana_index_entry v;

	match.rank = 1;
	ck_assert_int_eq(iana_entry_read(&im, &match, &v), IANA_OK);
	ck_assert_str_eq(v.proto, "udp");
	for (size_t shift = 0; shift < 16; shift++)
		for (size_t len = 0; len <= 2 * IANA_PACK_SHORT; len++) {
			char *buffer = (char *)area + 16 + shift;
			struct servent s = { .s_port = -7 };
			bool fits = shift % sizeof(char *) == 0 && len >= IANA_PACK_SHORT;

			memset(area, GUARD, sizeof area);
			if (iana_pack_short(&match, buffer, len, &s) != fits ||
			    (fits ? !holds(&s, &v, buffer, len)
				  : s.s_port != -7 || !guarded(0, 0)) ||
			    !guarded(16 + shift, len))
				ck_abort_msg("size %zu, shift %zu", len, shift);
		}
	ck_assert(
	    !iana_pack_short(&with_aliases, (char *)area, ROOM, &(struct servent){ 0 }));
	ck_assert_uint_gt(third.rank, 1);
	ck_assert(!iana_pack_short(&third, (char *)area, ROOM, &(struct servent){ 0 }));
	iana_buffer_done(&b);
}
END_TEST

/* An answer needs no more room than its bytes. */
START_TEST(exact_buffer_succeeds)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im = fixture_image(&b);
	struct iana_match match = match_of(&im, "http");
	struct servent s;
	/* two aliases and the end, "http", "tcp", "www", "www-http" */
	size_t need = 3 * sizeof(char *) + 5 + 4 + 4 + 9;

	ck_assert_int_eq(iana_pack(&im, &match, (char *)area, need, &s), IANA_OK);
	ck_assert_int_eq(iana_pack(&im, &match, (char *)area, need - 1, &s), IANA_NOSPACE);
	match = match_of(&im, "turn");
	need = sizeof(char *) + 5 + 4;
	ck_assert_int_eq(iana_pack(&im, &match, (char *)area, need, &s), IANA_OK);
	ck_assert_int_eq(iana_pack(&im, &match, (char *)area, need - 1, &s), IANA_NOSPACE);
	iana_buffer_done(&b);
}
END_TEST

/* Where the extra block of a match starts in the index. */
static size_t
extra_of(const struct iana_buffer *index, const struct iana_match *match)
{
	size_t len;

	return fixture_section(index, IANA_S_EXTRAS, &len) +
	       iana_le32(match->record + IANA_R_EXTRA);
}

/* Change the extra block of http, and pack it. */
static enum iana_status
pack_changed(size_t at, uint8_t value)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im = fixture_image(&b);
	struct iana_match match = match_of(&im, "http");
	struct servent s;
	enum iana_status st;

	b.bytes[extra_of(&b, &match) + at] = (char)value;
	st = iana_pack(&im, &match, (char *)area, ROOM, &s);
	iana_buffer_done(&b);
	return st;
}

START_TEST(aliases_that_do_not_add_up_are_corrupt)
{
	/* name, NUL, then "\3www\0" and "\10www-http\0" */
	const size_t first = IANA_E_NAME + 5;

	ck_assert_int_eq(pack_changed(IANA_E_NAME_LEN, 4), IANA_OK);
	ck_assert_int_eq(pack_changed(IANA_E_NAME_LEN, 3), IANA_CORRUPT);
	ck_assert_int_eq(pack_changed(IANA_E_NAME_LEN, 255), IANA_CORRUPT);
	ck_assert_int_eq(pack_changed(IANA_E_N_ALIASES, 1), IANA_CORRUPT);
	ck_assert_int_eq(pack_changed(IANA_E_N_ALIASES, 3), IANA_CORRUPT);
	ck_assert_int_eq(pack_changed(IANA_E_N_ALIASES, 16), IANA_CORRUPT);
	ck_assert_int_eq(pack_changed(IANA_E_ALIAS_BYTES, 14), IANA_CORRUPT);
	ck_assert_int_eq(pack_changed(IANA_E_ALIAS_BYTES, 1), IANA_CORRUPT);
	ck_assert_int_eq(pack_changed(IANA_E_ALIAS_BYTES + 3, 1), IANA_CORRUPT);
	ck_assert_int_eq(pack_changed(first, 2), IANA_CORRUPT);
	ck_assert_int_eq(pack_changed(first + 4, 'x'), IANA_CORRUPT);
}
END_TEST

/* A count of aliases that is too large asks for less room than the aliases take. */
START_TEST(no_count_of_aliases_writes_past_the_buffer)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im = fixture_image(&b);
	struct iana_match match = match_of(&im, "http");
	size_t extra = extra_of(&b, &match);

	for (unsigned count = 0; count < 256; count++)
		for (size_t len = 0; len <= ROOM; len++) {
			struct servent s;

			b.bytes[extra + IANA_E_N_ALIASES] = (char)count;
			memset(area, GUARD, sizeof area);
			iana_pack(&im, &match, (char *)area + 16, len, &s);
			if (!guarded(16, len))
				ck_abort_msg("%u aliases in %zu bytes", count, len);
		}
	iana_buffer_done(&b);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, no_count_of_aliases_writes_past_the_buffer);
	tcase_add_test(tc, every_size_and_misalignment_gives_all_or_nothing);
	tcase_add_test(tc, the_short_way_packs_alike_or_leaves_all_as_it_was);
	tcase_add_test(tc, exact_buffer_succeeds);
	tcase_add_test(tc, aliases_that_do_not_add_up_are_corrupt);
}

int
main(void)
{
	return unit_run("pack", add);
}
