/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lookups, enumeration and details of the one reader, on sound and unsound bytes. */
#include "detail.h"
#include "fast.h"
#include "find.h"
#include "fixture.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static struct iana_buffer index_bytes;
static struct iana_image im;
static struct iana_header header;

static void
open_fixture(bool exact_case)
{
	index_bytes = fixture_index(fixture_csv, exact_case);
	im = fixture_image(&index_bytes);
	header = fixture_header(&index_bytes);
}

/* "name port/proto" of an answer, or the number of its status. */
static const char *
told(enum iana_status st, const struct iana_hit *hit)
{
	static char text[600];
	struct iana_view v;

	if (st == IANA_OK)
		st = iana_view_hit(&im, hit, &v);
	snprintf(text, sizeof text, "%d", st);
	if (st == IANA_OK)
		snprintf(text, sizeof text, "%s %u/%s", v.name, v.port, v.proto);
	return text;
}

static const char *
by_name(const char *name, const char *proto)
{
	struct iana_hit hit;
	enum iana_status st = iana_find_name(&im, name, proto, &hit);

	return told(st, &hit);
}

static const char *
by_port(uint32_t port, const char *proto)
{
	struct iana_hit hit;
	enum iana_status st = iana_find_port(&im, port, proto, &hit);

	return told(st, &hit);
}

#define MISS "1" /* IANA_NOTFOUND */

START_TEST(a_name_is_found_for_each_protocol_and_for_any)
{
	open_fixture(false);
	ck_assert_str_eq(by_name("http", "tcp"), "http 80/tcp");
	ck_assert_str_eq(by_name("http", "sctp"), "http 80/sctp");
	ck_assert_str_eq(by_name("http", NULL), "http 80/tcp");
	ck_assert_str_eq(by_name("http", "dccp"), MISS);
	ck_assert_str_eq(by_name("http", ""), MISS);
	ck_assert_str_eq(by_name("http", "TCP"), MISS);
	ck_assert_str_eq(by_name("lone", "xtp"), "lone 7000/xtp");
	ck_assert_str_eq(by_name("lone", "dccp"), "lone 7001/dccp");
	ck_assert_str_eq(by_name("lone", NULL), "lone 7000/xtp");
}
END_TEST

START_TEST(an_alias_finds_its_service_where_it_is_one)
{
	open_fixture(false);
	ck_assert_str_eq(by_name("www", "udp"), "http 80/udp");
	ck_assert_str_eq(by_name("www-http", "tcp"), "http 80/tcp");
	ck_assert_str_eq(by_name("www-http", "udp"), MISS);
	ck_assert_str_eq(by_name("www", "sctp"), MISS);
}
END_TEST

START_TEST(a_range_answers_by_each_port_and_by_name_with_its_first)
{
	open_fixture(false);
	ck_assert_str_eq(by_name("x11", "udp"), "x11 6000/udp");
	ck_assert_str_eq(by_port(6000, "tcp"), "x11 6000/tcp");
	ck_assert_str_eq(by_port(6063, NULL), "x11 6063/tcp");
	ck_assert_str_eq(by_port(6064, NULL), MISS);
	ck_assert_str_eq(by_port(5999, NULL), MISS);
}
END_TEST

START_TEST(the_first_of_a_port_answers)
{
	open_fixture(false);
	ck_assert_str_eq(by_port(3478, NULL), "stun 3478/tcp");
	ck_assert_str_eq(by_port(3478, "udp"), "stun 3478/udp");
	ck_assert_str_eq(by_name("turn", "udp"), "turn 3478/udp");
	ck_assert_str_eq(by_port(1, NULL), MISS);
	ck_assert_str_eq(by_port(65536, NULL), MISS);
	ck_assert_str_eq(by_port(UINT32_MAX, "tcp"), MISS);
}
END_TEST

/* I5: the very bytes first; else all spellings together, in the table's order. */
START_TEST(names_match_exactly_and_then_in_any_case)
{
	open_fixture(false);
	ck_assert_str_eq(by_name("HTTPS", "tcp"), "https 443/tcp");
	ck_assert_str_eq(by_name("WwW", "udp"), "http 80/udp");
	ck_assert_str_eq(by_name("Upper", NULL), "Upper 4100/tcp");
	ck_assert_str_eq(by_name("upper", NULL), "Upper 4100/tcp");
	ck_assert_str_eq(by_name("UPPER", "tcp"), "Upper 4100/tcp");
	ck_assert_str_eq(by_name("UPPER", "udp"), MISS);
	ck_assert_str_eq(by_name("Mixed-Case", NULL), "Mixed-Case 4000/tcp");
	ck_assert_str_eq(by_name("mixed-case", NULL), "mixed-case 4001/udp");
	ck_assert_str_eq(by_name("MIXED-CASE", NULL), "MIXED-CASE 4002/sctp");
	/* a name of the table keeps to itself, as nss_files would (L1) */
	ck_assert_str_eq(by_name("mixed-case", "tcp"), MISS);
	ck_assert_str_eq(by_name("mIxEd-CaSe", NULL), "Mixed-Case 4000/tcp");
	ck_assert_str_eq(by_name("mIxEd-CaSe", "udp"), "mixed-case 4001/udp");
	ck_assert_str_eq(by_name("mIxEd-CaSe", "sctp"), "MIXED-CASE 4002/sctp");
	ck_assert_str_eq(by_name("mIxEd_CaSe", NULL), MISS);
}
END_TEST

START_TEST(an_exact_case_index_matches_bytes_alone)
{
	open_fixture(true);
	ck_assert_str_eq(by_name("https", "tcp"), "https 443/tcp");
	ck_assert_str_eq(by_name("HTTPS", "tcp"), MISS);
	ck_assert_str_eq(by_name("upper", NULL), MISS);
	ck_assert_str_eq(by_name("mixed-case", NULL), "mixed-case 4001/udp");
	ck_assert_str_eq(by_name("mIxEd-CaSe", NULL), MISS);
}
END_TEST

START_TEST(what_is_no_name_is_a_miss)
{
	char longest[70000];

	open_fixture(false);
	memset(longest, 'a', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	ck_assert_str_eq(by_name("", NULL), MISS);
	ck_assert_str_eq(by_name("swyp", NULL), MISS);
	ck_assert_str_eq(by_name("http ", NULL), MISS);
	ck_assert_str_eq(by_name(longest, NULL), MISS);
	ck_assert_str_eq(by_name("http", longest), MISS);
	longest[256] = '\0';
	ck_assert_str_eq(by_name(longest, NULL), MISS);
	longest[255] = '\0';
	ck_assert_str_eq(by_name(longest, NULL), MISS);
}
END_TEST

/* N7: port, then tcp, udp, sctp, dccp, then others by name, then registry order. */
START_TEST(the_enumeration_is_the_table_in_order)
{
	static const char *const first[] = {
		"http 80/tcp",	       "http 80/udp",	       "http 80/sctp",
		"https 443/tcp",       "stun 3478/tcp",	       "turn 3478/tcp",
		"stun 3478/udp",       "turn 3478/udp",	       "Mixed-Case 4000/tcp",
		"mixed-case 4001/udp", "MIXED-CASE 4002/sctp", "Upper 4100/tcp",
		"x11 6000/tcp",	       "x11 6000/udp",	       "x11 6001/tcp",
	};
	struct iana_hit hit;
	uint32_t cursor = 0;
	uint32_t n = 0;
	enum iana_status st;

	open_fixture(false);
	while ((st = iana_find_next(&im, &cursor, &hit)) == IANA_OK) {
		if (n < sizeof first / sizeof *first)
			ck_assert_str_eq(told(st, &hit), first[n]);
		n++;
	}
	ck_assert_int_eq(st, IANA_NOTFOUND);
	ck_assert_uint_eq(n, header.n_entries);
	ck_assert_int_eq(iana_find_next(&im, &cursor, &hit), IANA_NOTFOUND);
}
END_TEST

START_TEST(aliases_come_in_registry_order)
{
	struct iana_hit hit;
	struct iana_view v;
	uint32_t pos = 0;
	const char *alias;
	uint8_t len;

	open_fixture(false);
	ck_assert_int_eq(iana_find_port(&im, 80, "tcp", &hit), IANA_OK);
	ck_assert_int_eq(iana_view_hit(&im, &hit, &v), IANA_OK);
	ck_assert_uint_eq(v.n_aliases, 2);
	ck_assert_int_eq(iana_view_alias(&v, &pos, &alias, &len), IANA_OK);
	ck_assert_str_eq(alias, "www");
	ck_assert_uint_eq(len, 3);
	ck_assert_int_eq(iana_view_alias(&v, &pos, &alias, &len), IANA_OK);
	ck_assert_str_eq(alias, "www-http");
	ck_assert_int_eq(iana_view_alias(&v, &pos, &alias, &len), IANA_NOTFOUND);
}
END_TEST

/* N8, N9: rows that are no entry are kept among the details. */
START_TEST(details_hold_every_row)
{
	struct iana_detail d;
	uint32_t cursor = 0;
	uint32_t n = 0;
	bool gap = false;
	bool portless = false;

	open_fixture(false);
	for (; iana_detail_next(&im, &cursor, &d) == IANA_OK; n++) {
		gap |= d.has_port && d.field[IANA_F_NAME] == NULL && d.port_lo == 1 &&
		       strcmp(d.field[IANA_F_DESCRIPTION], "Reserved") == 0;
		portless |= !d.has_port && strcmp(d.field[IANA_F_NAME], "swyp") == 0;
	}
	ck_assert_uint_eq(n, header.n_rows);
	ck_assert(gap);
	ck_assert(portless);
}
END_TEST

/* ---- the fast way ---------------------------------------------------------- */

static unsigned n_fast; /* answers that the fast way gave */

/* The fast way answers as the general one, or leaves it to that. */
static void
same(enum iana_status fast, const struct iana_hit *a, enum iana_status general,
     const struct iana_hit *b)
{
	if (fast == IANA_GENERAL)
		return;
	n_fast++;
	ck_assert_int_eq(fast, general);
	if (fast == IANA_OK) {
		ck_assert_ptr_eq(a->record, b->record);
		ck_assert_ptr_eq(a->proto, b->proto);
	}
}

static const char *const protocols[] = { NULL, "tcp", "udp", "sctp", "xtp", "", "TCP", "x" };
#define N_PROTOCOLS (sizeof protocols / sizeof *protocols)

static void
ask_name(const char *name)
{
	struct iana_hit a;
	struct iana_hit b;

	for (size_t p = 0; p < N_PROTOCOLS; p++) {
		enum iana_status fast = iana_fast_name(&im, name, protocols[p], &a);

		same(fast, &a, iana_find_name(&im, name, protocols[p], &b), &b);
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

START_TEST(the_fast_way_answers_alike)
{
	struct iana_hit a;
	struct iana_hit b;
	struct iana_view v;
	uint32_t cursor = 0;
	uint32_t fast_cursor = 0;

	open_fixture(false);
	for (; iana_find_next(&im, &cursor, &b) == IANA_OK; fast_cursor = cursor) {
		const char *alias;
		uint32_t pos = 0;
		uint8_t len;

		same(iana_fast_next(&im, &fast_cursor, &a), &a, IANA_OK, &b);
		ck_assert_int_eq(iana_view_hit(&im, &b, &v), IANA_OK);
		ask_names(v.name);
		while (iana_view_alias(&v, &pos, &alias, &len) == IANA_OK)
			ask_names(alias);
	}
	ck_assert_int_eq(iana_fast_next(&im, &fast_cursor, &a), IANA_GENERAL);
	for (uint32_t port = 0; port <= 65535; port++)
		for (size_t p = 0; p < N_PROTOCOLS; p++) {
			enum iana_status fast =
			    iana_fast_port(&im, (uint16_t)port, protocols[p], &a);

			same(fast, &a, iana_find_port(&im, port, protocols[p], &b), &b);
		}
	ck_assert_uint_gt(n_fast, 8 * 65000);
}
END_TEST

/* ---- unsound bytes -------------------------------------------------------- */

/* Does all of a string lie in the image? */
static bool
inside(const struct iana_image *i, const char *s)
{
	const uint8_t *p = (const uint8_t *)s;

	return p >= i->bytes && p < i->bytes + i->size &&
	       memchr(p, 0, i->size - (size_t)(p - i->bytes)) != NULL;
}

static bool
hit_inside(const struct iana_image *i, const struct iana_hit *hit)
{
	struct iana_view v;
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;
	bool ok;

	if (iana_view_hit(i, hit, &v) != IANA_OK)
		return true;
	ok = inside(i, v.name) && v.name[v.name_len] == '\0' && inside(i, v.proto) &&
	     v.proto[v.proto_len] == '\0';
	while (iana_view_alias(&v, &pos, &alias, &len) == IANA_OK)
		ok &= inside(i, alias) && alias[len] == '\0';
	return ok;
}


static bool
walks_inside(const struct iana_image *i)
{
	struct iana_hit hit;
	struct iana_detail d;
	uint32_t cursor = 0;
	size_t steps = 0;
	bool ok = true;

	while (iana_find_next(i, &cursor, &hit) == IANA_OK)
		ok &= hit_inside(i, &hit) && ++steps <= 8 * i->size;
	cursor = 0;
	steps = 0;
	while (iana_fast_next(i, &cursor, &hit) == IANA_OK)
		ok &= hit_inside(i, &hit) && ++steps <= 8 * i->size;
	cursor = 0;
	steps = 0;
	while (iana_detail_next(i, &cursor, &d) == IANA_OK) {
		for (int f = 0; f < IANA_N_FIELDS; f++)
			ok &= d.field[f] == NULL || inside(i, d.field[f]);
		ok &= ++steps <= i->size;
	}
	return ok;
}

static bool
name_inside(const struct iana_image *i, const char *name, const char *proto)
{
	struct iana_hit hit;

	if (iana_find_name(i, name, proto, &hit) == IANA_OK && !hit_inside(i, &hit))
		return false;
	return iana_fast_name(i, name, proto, &hit) != IANA_OK || hit_inside(i, &hit);
}

static bool
port_inside(const struct iana_image *i, uint32_t port, const char *proto)
{
	struct iana_hit hit;

	if (iana_find_port(i, port, proto, &hit) == IANA_OK &&
	    (!hit_inside(i, &hit) || iana_le16(hit.record + IANA_R_PORT) != port))
		return false;
	return iana_fast_port(i, (uint16_t)port, proto, &hit) != IANA_OK ||
	       (hit_inside(i, &hit) && iana_le16(hit.record + IANA_R_PORT) == port);
}

/* Ask everything; whatever the answers, they lie inside, and it ends. */
static bool
answers_inside(const struct iana_image *i)
{
	static const char *const names[] = { "http",  "www",	    "HTTPS",
					     "x11",   "mIxEd-CaSe", "turn",
					     "upper", "lone",	    "nosuch" };
	static const char *const protos[] = { NULL, "tcp", "xtp", "nosuch" };
	static const uint32_t ports[] = { 0, 1, 80, 443, 3478, 4001, 6063, 7000, 65535 };
	bool ok = walks_inside(i);

	for (size_t p = 0; p < 4; p++)
		for (size_t k = 0; k < 9; k++)
			ok &= name_inside(i, names[k], protos[p]) &&
			      port_inside(i, ports[k], protos[p]);
	return ok;
}

/* The bytes lie at the very end of a block, so that tools see a read past it. */
static bool
harmless(const uint8_t *bytes, size_t n)
{
	struct iana_image i;

	return iana_image_open(bytes, n, &i, NULL) != IANA_OK || answers_inside(&i);
}

START_TEST(any_byte_may_be_anything)
{
	static const uint8_t values[] = { 0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff };
	uint8_t *copy;

	open_fixture(false);
	copy = malloc(index_bytes.len);
	memcpy(copy, index_bytes.bytes, index_bytes.len);
	for (size_t at = 0; at < index_bytes.len; at++) {
		/* The port pages are eight thousand bytes alike: every 61st will do. */
		if (at - IANA_HEADER_BYTES < IANA_PORT_PAGES_BYTES && at % 61 != 0)
			continue;
		for (size_t k = 0; k < sizeof values; k++) {
			copy[at] = values[k];
			if (!harmless(copy, index_bytes.len))
				ck_abort_msg("byte %zu set to %u", at, values[k]);
		}
		copy[at] = index_bytes.bytes[at];
	}
	free(copy);
}
END_TEST

START_TEST(random_bytes_are_harmless)
{
	uint64_t x = 88172645463325252u;
	uint8_t *copy;

	open_fixture(false);
	copy = malloc(index_bytes.len);
	for (int round = 0; round < 20000; round++) {
		memcpy(copy, index_bytes.bytes, index_bytes.len);
		for (int k = 0; k < 8; k++) {
			size_t at;

			x ^= x << 13;
			x ^= x >> 7;
			x ^= x << 17;
			at = (size_t)(x >> 20) % index_bytes.len;
			/* every other one among the small sections, where it hurts */
			if (k % 2 != 0)
				at = IANA_HOT_MIN + at % (index_bytes.len - IANA_HOT_MIN);
			copy[at] = (uint8_t)x;
		}
		if (!harmless(copy, index_bytes.len))
			ck_abort_msg("round %d", round);
	}
	free(copy);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_name_is_found_for_each_protocol_and_for_any);
	tcase_add_test(tc, an_alias_finds_its_service_where_it_is_one);
	tcase_add_test(tc, a_range_answers_by_each_port_and_by_name_with_its_first);
	tcase_add_test(tc, the_first_of_a_port_answers);
	tcase_add_test(tc, names_match_exactly_and_then_in_any_case);
	tcase_add_test(tc, an_exact_case_index_matches_bytes_alone);
	tcase_add_test(tc, what_is_no_name_is_a_miss);
	tcase_add_test(tc, the_enumeration_is_the_table_in_order);
	tcase_add_test(tc, aliases_come_in_registry_order);
	tcase_add_test(tc, details_hold_every_row);
	tcase_add_test(tc, the_fast_way_answers_alike);
	tcase_add_test(tc, any_byte_may_be_anything);
	tcase_add_test(tc, random_bytes_are_harmless);
}

int
main(void)
{
	return unit_run("find", add);
}
