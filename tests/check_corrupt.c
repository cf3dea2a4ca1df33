/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader on unsound bytes: whatever they are, answers lie inside, and end. */
#include "detail.h"
#include "fast.h"
#include "find.h"
#include "fixture.h"
#include "unit.h"

#include <string.h>

static struct iana_buffer index_bytes;

/* Does all of a string lie in the image? */
static bool
inside(const struct iana_image *i, const char *s)
{
	const char *p = s;

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
harmless(const char *bytes, size_t n)
{
	struct iana_image i;

	return iana_image_open(bytes, n, &i, NULL) != IANA_OK || answers_inside(&i);
}

START_TEST(any_byte_may_be_anything)
{
	static const uint8_t values[] = { 0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff };
	char *copy;

	index_bytes = fixture_index(fixture_csv, false);
	copy = malloc(index_bytes.len);
	memcpy(copy, index_bytes.bytes, index_bytes.len);
	for (size_t at = 0; at < index_bytes.len; at++) {
		/* The port pages are eight thousand bytes alike: every 61st will do. */
		if (at - IANA_HEADER_BYTES < IANA_PORT_PAGES_BYTES && at % 61 != 0)
			continue;
		for (size_t k = 0; k < sizeof values; k++) {
			copy[at] = (char)values[k];
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
	char *copy;

	index_bytes = fixture_index(fixture_csv, false);
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
			copy[at] = (char)x;
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
	tcase_add_test(tc, any_byte_may_be_anything);
	tcase_add_test(tc, random_bytes_are_harmless);
}

int
main(void)
{
	return unit_run("corrupt", add);
}
