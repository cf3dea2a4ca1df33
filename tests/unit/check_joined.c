/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Joined entries: which melt, which stay, and what lookups and enumerations give (I7). */
#include "src/find.h"
#include "src/verify.h"
#include "support/fixture.h"
#include "support/unit.h"
#include "support/unit_joined.h"

#include <stdio.h>
#include <string.h>

static struct unit_joined u;
static char text[4000];

static const char *
verified(void)
{
	struct iana_image im = fixture_image(&u.index);
	struct iana_header h = fixture_header(&u.index);
	const char *what = "sound";

	iana_verify(&im, &h, &what);
	return what;
}

/* Add an entry to the text: "name port/protocol alias;". */
static void
print(const struct iana_image *im, const struct iana_match *match)
{
	struct iana_index_entry e;
	uint32_t pos = 0;
	const char *alias;
	uint8_t len;
	size_t n = strlen(text);

	ck_assert_int_eq(iana_entry_read(im, match, &e), IANA_OK);
	n += (size_t)snprintf(text + n, sizeof text - n, "%s %u/%s", e.name, e.port,
			      e.proto);
	while (iana_entry_alias(&e, &pos, &alias, &len) == IANA_OK)
		n += (size_t)snprintf(text + n, sizeof text - n, " %s", alias);
	snprintf(text + n, sizeof text - n, ";");
}

/* What an enumeration gives. */
static const char *
listed(void)
{
	struct iana_image im = fixture_image(&u.index);
	struct iana_match match;
	uint32_t cursor = 0;

	text[0] = '\0';
	while (iana_find_next(&im, &cursor, &match) == IANA_OK &&
	       iana_is_listed(&im, &match))
		print(&im, &match);
	return text;
}

/* What a lookup gives; "" for nothing. */
static const char *
found(const char *name, const char *proto)
{
	struct iana_image im = fixture_image(&u.index);
	struct iana_match match;

	text[0] = '\0';
	if (iana_find_name(&im, name, proto, &match) == IANA_OK)
		print(&im, &match);
	return text;
}

START_TEST(a_twin_takes_aliases_that_nobody_else_has)
{
	unit_joined_add(&u, true, "http 80/tcp local");
	unit_joined_add(&u, false, "http 80/tcp www local");
	unit_joined_add(&u, false, "http 80/udp www");
	unit_joined_index(&u);
	ck_assert_str_eq(verified(), "sound");
	ck_assert_str_eq(listed(), "http 80/tcp local www;http 80/udp www;");
	ck_assert_str_eq(found("www", NULL), "http 80/tcp local www;");
	ck_assert_str_eq(found("www", "udp"), "http 80/udp www;");
}
END_TEST

START_TEST(an_alias_that_others_answer_first_keeps_its_entry_unlisted)
{
	unit_joined_add(&u, true, "bootpc 68/udp");
	unit_joined_add(&u, false, "bootpc 68/tcp dhcpc");
	unit_joined_add(&u, false, "bootpc 68/udp dhcpc");
	unit_joined_add(&u, false, "last 69/udp");
	unit_joined_index(&u);
	ck_assert_str_eq(verified(), "sound");
	ck_assert_str_eq(listed(), "bootpc 68/udp;bootpc 68/tcp dhcpc;last 69/udp;");
	ck_assert_str_eq(found("dhcpc", NULL), "bootpc 68/tcp dhcpc;");
	ck_assert_str_eq(found("dhcpc", "udp"), "bootpc 68/udp dhcpc;");
	ck_assert_str_eq(found("bootpc", "udp"), "bootpc 68/udp;");
}
END_TEST

START_TEST(an_entry_whose_alias_others_have_behind_it_stays_where_it_is)
{
	unit_joined_add(&u, true, "a 1/tcp");
	unit_joined_add(&u, true, "x 2/udp alias");
	unit_joined_add(&u, false, "a 1/tcp alias");
	unit_joined_add(&u, false, "y 3/tcp alias");
	unit_joined_index(&u);
	ck_assert_str_eq(verified(), "sound");
	ck_assert_str_eq(listed(), "a 1/tcp;x 2/udp alias;a 1/tcp alias;y 3/tcp alias;");
	ck_assert_str_eq(found("alias", "tcp"), "a 1/tcp alias;");
	ck_assert_str_eq(found("alias", NULL), "x 2/udp alias;");
}
END_TEST

START_TEST(repeated_local_lines_stay_if_their_aliases_differ)
{
	unit_joined_add(&u, true, "a 1/tcp one");
	unit_joined_add(&u, true, "a 1/tcp one");
	unit_joined_add(&u, true, "a 1/tcp two");
	unit_joined_index(&u);
	ck_assert_str_eq(verified(), "sound");
	ck_assert_str_eq(listed(), "a 1/tcp one;a 1/tcp two;");
	ck_assert_str_eq(found("two", NULL), "a 1/tcp two;");
}
END_TEST

START_TEST(a_protocol_may_have_no_name)
{
	unit_joined_add(&u, true, "a 1/ x");
	unit_joined_add(&u, true, "a 1/tcp");
	unit_joined_index(&u);
	ck_assert_str_eq(verified(), "sound");
	ck_assert_str_eq(listed(), "a 1/ x;a 1/tcp;");
	ck_assert_str_eq(found("a", ""), "a 1/ x;");
	ck_assert_str_eq(found("a", NULL), "a 1/ x;");
	ck_assert_str_eq(found("a", "tcp"), "a 1/tcp;");
	ck_assert_str_eq(found("a", "udp"), "");
}
END_TEST

START_TEST(a_local_spelling_goes_on_in_any_case)
{
	unit_joined_add(&u, true, "HTTPS 443/tcp");
	unit_joined_add(&u, true, "Both 1/tcp");
	unit_joined_add(&u, false, "https 443/tcp");
	unit_joined_add(&u, false, "https 443/udp");
	unit_joined_add(&u, false, "Both 1/tcp");
	unit_joined_add(&u, false, "both 1/udp");
	unit_joined_index(&u);
	ck_assert_str_eq(verified(), "sound");
	ck_assert_str_eq(found("HTTPS", "tcp"), "HTTPS 443/tcp;");
	ck_assert_str_eq(found("HTTPS", "udp"), "https 443/udp;");
	ck_assert_str_eq(found("HTTPS", "sctp"), "");
	/* The registry has this spelling: the next source would stop there. */
	ck_assert_str_eq(found("Both", "udp"), "");
}
END_TEST

START_TEST(a_listed_entry_behind_an_unlisted_one_is_damage)
{
	size_t len;
	size_t records;

	unit_joined_add(&u, true, "a 1/tcp x");
	unit_joined_add(&u, true, "b 2/tcp y");
	unit_joined_index(&u);
	ck_assert_str_eq(verified(), "sound");
	records = fixture_section(&u.index, IANA_S_RECORDS, &len);
	u.index.bytes[records + IANA_R_FORM] = (char)IANA_FORM_UNLISTED;
	fixture_set32(&u.index, IANA_H_DATE, 0); /* and the checksum */
	ck_assert_str_eq(verified(), "a listed entry stands behind one that is not listed");
	u.index.bytes[records + IANA_RECORD_BYTES + IANA_R_FORM] = (char)IANA_FORM_UNLISTED;
	fixture_set32(&u.index, IANA_H_DATE, 0);
	ck_assert_str_eq(verified(), "sound");
}
END_TEST

static void
setup(void)
{
	unit_joined_init(&u);
}

static void
teardown(void)
{
	unit_joined_done(&u);
}

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_twin_takes_aliases_that_nobody_else_has);
	tcase_add_test(tc, an_alias_that_others_answer_first_keeps_its_entry_unlisted);
	tcase_add_test(tc, an_entry_whose_alias_others_have_behind_it_stays_where_it_is);
	tcase_add_test(tc, repeated_local_lines_stay_if_their_aliases_differ);
	tcase_add_test(tc, a_protocol_may_have_no_name);
	tcase_add_test(tc, a_local_spelling_goes_on_in_any_case);
	tcase_add_test(tc, a_listed_entry_behind_an_unlisted_one_is_damage);
}

int
main(void)
{
	return unit_run("joined", add);
}
