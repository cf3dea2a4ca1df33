/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Views turned into struct servent in every buffer there can be (L2). */
#include "find.h"
#include "fixture.h"
#include "pack.h"
#include "unit.h"

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
holds(const struct servent *s, const struct iana_view *v, const char *buffer, size_t len)
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
	for (; iana_view_alias(v, &pos, &alias, &n) == IANA_OK; i++)
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
sweep(const struct iana_view *v)
{
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
			st = iana_pack(v, buffer, len, &s);
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

START_TEST(every_size_and_misalignment_gives_all_or_nothing)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im = fixture_image(&b);
	struct iana_view v;

	ck_assert_int_eq(iana_find_name(&im, "http", "tcp", &v), IANA_OK);
	sweep(&v);
	ck_assert_int_eq(iana_find_name(&im, "lone", NULL, &v), IANA_OK);
	sweep(&v);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(exact_buffer_succeeds)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	struct iana_image im = fixture_image(&b);
	struct iana_view v;
	struct servent s;
	/* two aliases and the end, "http", "tcp", "www", "www-http" */
	size_t need = 3 * sizeof(char *) + 5 + 4 + 4 + 9;

	ck_assert_int_eq(iana_find_name(&im, "http", "tcp", &v), IANA_OK);
	ck_assert_int_eq(iana_pack(&v, (char *)area, need, &s), IANA_OK);
	ck_assert_int_eq(iana_pack(&v, (char *)area, need - 1, &s), IANA_NOSPACE);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(aliases_that_do_not_add_up_are_corrupt)
{
	static const uint8_t aliases[] = "\3www\0\10www-http"; /* the NUL ends it */
	struct iana_view good = {
		.name = "http",
		.name_len = 4,
		.proto = "tcp",
		.proto_len = 3,
		.aliases = aliases,
		.n_aliases = 2,
		.alias_bytes = 15,
		.port = 80,
	};
	struct iana_view v;
	struct servent s;

	ck_assert_int_eq(iana_pack(&good, (char *)area, ROOM, &s), IANA_OK);
	v = good;
	v.n_aliases = 1; /* fewer than there are */
	ck_assert_int_eq(iana_pack(&v, (char *)area, ROOM, &s), IANA_CORRUPT);
	v.n_aliases = 3; /* more */
	ck_assert_int_eq(iana_pack(&v, (char *)area, ROOM, &s), IANA_CORRUPT);
	v.n_aliases = 16; /* more than bytes */
	ck_assert_int_eq(iana_pack(&v, (char *)area, ROOM, &s), IANA_CORRUPT);
	v = good;
	v.alias_bytes = 14; /* the last one does not end */
	ck_assert_int_eq(iana_pack(&v, (char *)area, ROOM, &s), IANA_CORRUPT);
	v.alias_bytes = 1;
	v.n_aliases = 1;
	ck_assert_int_eq(iana_pack(&v, (char *)area, ROOM, &s), IANA_CORRUPT);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, every_size_and_misalignment_gives_all_or_nothing);
	tcase_add_test(tc, exact_buffer_succeeds);
	tcase_add_test(tc, aliases_that_do_not_add_up_are_corrupt);
}

int
main(void)
{
	return unit_run("pack", add);
}
