/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The reader on corrupt bytes: every byte of a small index set to every other value,
 * every length, header fields swapped, and a million corruptions of a full one (I2).
 * Whatever the bytes, answers lie inside and end; and `verify` reports each
 * corruption that changes an answer.  Index and buffer end where their page does,
 * and the next page cannot be touched.
 */
#include "nss/pack.h"
#include "src/directory.h"
#include "src/find.h"
#include "src/row.h"
#include "src/fast.h"
#include "src/merged.h"
#include "src/verify.h"
#include "support/fixture.h"
#include "support/unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ROOM 2048u

/* One of each kind, and few, so that all can be asked for each change of a byte. */
static const char small_csv[] =
    "Service Name,Port Number,Transport Protocol,Description,Assignment Notes\n"
    ",1,,Reserved,\n"
    "http,80,tcp,World Wide Web,\nhttp,80,udp,World Wide Web,\n"
    "www,80,tcp,World Wide Web,\"This is a duplicate of the \"\"http\"\" service.\"\n"
    "http,80,sctp,World Wide Web,\n"
    "stun,3478,tcp,STUN,\nturn,3478,tcp,TURN,\nturn,3478,udp,TURN,\n"
    "Mixed-Case,4000,tcp,Two spellings,\nmixed-case,4001,udp,Two spellings,\n"
    "a-name-of-more-than-fifteen,5000,tcp,Long,\n"
    "x11,6000-6001,,X Window System,\nlone,7000,protocol-9,Its own,\n"
    "swyp,,tcp,A name alone,\n";

static const char *const names[] = { "http",   "www",  "HTTP",
				     "stun",   "turn", "MIXED-case",
				     "x11",    "lone", "mixed-case",
				     "nosuch", "swyp", "a-name-of-more-than-fifteen" };
static const char *const protocols[] = { NULL, "tcp", "udp", "protocol-9", "none" };
static const uint16_t ports[] = { 0,	1,    80,   443,  3478, 4000,
				  4001, 5000, 6000, 6001, 7000, 65535 };

/* ---- memory that ends with its page ---------------------------------------- */

/* A sample of the changes; all of them with IANA_CORRUPT=full. */
static bool quick;

static char *room; /* ROOM bytes for answers */

/* n bytes, behind the last of which nothing can be read or written. */
static char *
at_page_end(size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t pages = (n + page - 1) / page * page;
	char *p = mmap(NULL, pages + page, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ck_assert_ptr_ne(p, MAP_FAILED);
	ck_assert_int_eq(mprotect(p + pages, page, PROT_NONE), 0);
	return p + pages - n;
}

/* ---- answers --------------------------------------------------------------- */

/* What was answered: a sum over all of it, and whether all lay where it must. */
struct told {
	uint64_t sum;
	bool sound;
};

static void
tell(struct told *t, uint64_t v)
{
	t->sum = (t->sum ^ v) * 0x9e3779b97f4a7c15u;
	t->sum ^= t->sum >> 29;
}

static void
tell_string(struct told *t, const char *s)
{
	t->sound &= s >= room && s < room + ROOM;
	while (t->sound && *s != '\0')
		tell(t, (uint8_t)*s++);
	tell(t, 256);
}

static void
tell_entry(struct told *t, const struct iana_image *im, const struct iana_match *match)
{
	struct servent s = { 0 };
	enum iana_status st = IANA_NOSPACE;
	size_t len = 32;

	/* Growing, as libc does; each time the buffer ends with the page. */
	for (; st == IANA_NOSPACE && len <= ROOM; len *= 2)
		st = iana_pack(im, match, room + ROOM - len, len, &s);
	tell(t, st);
	if (st != IANA_OK)
		return;
	tell(t, (uint64_t)s.s_port);
	tell_string(t, s.s_name);
	tell_string(t, s.s_proto);
	for (char **a = s.s_aliases; t->sound && *a != NULL; a++)
		tell_string(t, *a);
}

static void
tell_answer(struct told *t, const struct iana_image *im, enum iana_status st,
	    const struct iana_match *match)
{
	tell(t, st);
	if (st == IANA_OK)
		tell_entry(t, im, match);
}

/* As the plugin asks: a fast search, and a complete lookup. */
static void
tell_name(struct told *t, const struct iana_image *im, const char *name, const char *proto)
{
	struct iana_match match;
	enum iana_status st;

	if (iana_fast_name(im, name, strlen(name), proto, &st, &match))
		tell_answer(t, im, st, &match);
	st = iana_find_name(im, name, proto, &match);
	tell_answer(t, im, st, &match);
}

static void
tell_port(struct told *t, const struct iana_image *im, uint16_t port, const char *proto)
{
	struct iana_match match;
	enum iana_status st;

	if (iana_fast_port(im, port, proto, &st, &match))
		tell_answer(t, im, st, &match);
	st = iana_find_port(im, port, proto, &match);
	tell_answer(t, im, st, &match);
}

/* The enumeration from a cursor, at most so many steps of it. */
static void
tell_list(struct told *t, const struct iana_image *im, uint32_t cursor, size_t most)
{
	struct iana_match match;
	size_t steps = 0;

	for (; steps < most && iana_find_next(im, &cursor, &match) == IANA_OK; steps++)
		tell_entry(t, im, &match);
	/* A step takes one of eight bits of a record, so it ends by itself. */
	t->sound &= steps <= 8 * im->size;
}

/* The texts of the cold part: their lengths, as nobody copies them. */
static void
tell_text(struct told *t, const char *s)
{
	tell(t, s != NULL ? strlen(s) + 1 : 0);
}

static void
tell_rows(struct told *t, const struct iana_image *im)
{
	struct iana_index_source source;
	struct iana_index_row row;
	uint32_t n = 0;

	for (; iana_row_read(im, n, &row) == IANA_OK; n++) {
		tell(t, row.source);
		tell(t, row.line);
		for (unsigned f = 0; f < IANA_N_FIELDS; f++)
			tell_text(t, row.field[f]);
	}
	t->sound &= n <= im->size;
	for (n = 0; iana_source_read(im, n, &source) == IANA_OK; n++) {
		tell(t, source.kind);
		tell_text(t, source.name);
		tell(t, source.date);
	}
	t->sound &= n <= im->size;
}

/* The answers of the directories; each walk ends by itself. */
static void
tell_name_owners(struct told *t, const struct iana_image *im, const char *name,
		 bool any_case)
{
	struct iana_owner owner;
	uint32_t cursor;
	size_t n = 0;

	if (iana_name_start(im, name, any_case, &cursor) != IANA_OK)
		return;
	for (; iana_name_next(im, name, any_case, &cursor, &owner) == IANA_OK; n++)
		tell(t, owner.number + (uint64_t)owner.is_row);
	t->sound &= n <= im->size;
}

static void
tell_ports(struct told *t, const struct iana_image *im, uint32_t lo, uint32_t hi)
{
	uint32_t cursor = 0;
	uint32_t number;
	size_t n = 0;

	for (; iana_unnamed_next(im, lo, hi, &cursor, &number) == IANA_OK; n++)
		tell(t, number);
	if (iana_port_start(im, lo, &cursor) == IANA_OK)
		for (; iana_port_next(im, hi, &cursor, &number) == IANA_OK; n++)
			tell(t, number);
	t->sound &= n <= im->size;
}

static void
tell_origins(struct told *t, const struct iana_image *im)
{
	struct iana_match match;
	struct iana_origin origin;
	uint32_t cursor = 0;
	uint32_t number;

	while (iana_find_next(im, &cursor, &match) == IANA_OK) {
		if (iana_entry_number(im, &match, &number) != IANA_OK ||
		    iana_origin_read(im, number, &origin) != IANA_OK)
			continue;
		tell(t, origin.row);
		tell(t, origin.registry_row);
	}
}

/* What it says of the services file. */
static void
tell_merged(struct told *t, const struct iana_image *im)
{
	struct iana_merged was;

	if (iana_merged_read(im, &was) != IANA_OK)
		return;
	tell(t, was.absent);
	tell(t, was.hash);
	tell(t, was.file.size);
	tell(t, was.file.device);
	tell(t, was.file.inode);
	tell(t, (uint64_t)was.file.modified.tv_sec);
	tell(t, (uint64_t)was.file.modified.tv_nsec);
	tell(t, (uint64_t)was.file.changed.tv_sec);
	tell(t, (uint64_t)was.file.changed.tv_nsec);
}

/* Ask a small index everything. */
static struct told
tell_all(const char *bytes, size_t size)
{
	struct told t = { 0, true };
	struct iana_image im;
	enum iana_status st = iana_image_open(bytes, size, &im, NULL);

	tell(&t, st);
	if (st != IANA_OK)
		return t;
	for (size_t p = 0; p < sizeof protocols / sizeof *protocols; p++) {
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			tell_name(&t, &im, names[i], protocols[p]);
		for (size_t i = 0; i < sizeof ports / sizeof *ports; i++)
			tell_port(&t, &im, ports[i], protocols[p]);
	}
	tell_list(&t, &im, 0, SIZE_MAX);
	tell_merged(&t, &im);
	tell_rows(&t, &im);
	tell_origins(&t, &im);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		tell_name_owners(&t, &im, names[i], false);
		tell_name_owners(&t, &im, names[i], true);
	}
	for (size_t i = 0; i < sizeof ports / sizeof *ports; i++)
		tell_ports(&t, &im, ports[i], ports[i]);
	tell_ports(&t, &im, 0, 65535);
	return t;
}

static bool
verifies(const char *bytes, size_t size)
{
	struct iana_image im;
	struct iana_header h;
	const char *what;

	return iana_image_open(bytes, size, &im, &h) == IANA_OK &&
	       iana_verify(&im, &h, &what) == IANA_OK;
}

/* ---- a small index, exhaustively ------------------------------------------- */

static char *small;
static size_t small_size;
static struct told small_told;

static void
set_up(void)
{
	const struct iana_merged from = {
		.file = { 1, 2, 3, { 4, 5 }, { 6, 7 } },
		.hash = 8,
	};
	struct iana_buffer b;
	const char *how = getenv("IANA_CORRUPT");

	quick = how == NULL || strcmp(how, "full") != 0;
	fixture_merged = &from;
	b = fixture_index(small_csv, false);
	fixture_merged = NULL;
	room = at_page_end(ROOM);
	small_size = b.len;
	small = at_page_end(b.len);
	memcpy(small, b.bytes, b.len);
	small_told = tell_all(small, small_size);
	ck_assert(small_told.sound && verifies(small, small_size));
	iana_buffer_done(&b);
}

/* Whatever was done to the small index: harmless, and seen by `verify`. */
static bool
holds(void)
{
	struct told t = tell_all(small, small_size);

	return t.sound && (t.sum == small_told.sum || !verifies(small, small_size));
}

START_TEST(every_byte_may_have_every_value)
{
	for (size_t at = 0; at < small_size; at++) {
		char was = small[at];

		for (unsigned flip = 1; flip < 256; flip += quick ? 23 : 1) {
			small[at] = (char)(was ^ flip);
			if (!holds())
				ck_abort_msg("byte %zu changed by %#x", at, flip);
		}
		small[at] = was;
	}
}
END_TEST

START_TEST(every_length_is_harmless)
{
	char *end = at_page_end(small_size) + small_size;

	for (size_t size = 0; size < small_size; size++) {
		memcpy(end - size, small, size);
		if (!tell_all(end - size, size).sound || verifies(end - size, size))
			ck_abort_msg("%zu bytes", size);
	}
}
END_TEST

/* Four bytes each, which is what most fields are. */
START_TEST(header_fields_may_change_places)
{
	for (size_t a = 0; a < IANA_HEADER_BYTES; a += 4)
		for (size_t b = a + 4; b < IANA_HEADER_BYTES; b += 4) {
			uint32_t first = iana_le32(small + a);
			uint32_t second = iana_le32(small + b);

			iana_put32(small + a, second);
			iana_put32(small + b, first);
			if (!holds())
				ck_abort_msg("fields at %zu and %zu", a, b);
			iana_put32(small + a, first);
			iana_put32(small + b, second);
		}
}
END_TEST

/* ---- a full index, at random ----------------------------------------------- */

static uint64_t state;

static uint32_t
dice(uint32_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)((state >> 32) * n >> 32);
}

/* An entry of the index as it was made, its name, and what to ask for it. */
struct target {
	size_t record;
	size_t extra; /* 0: none */
	uint32_t cursor;
	uint16_t port;
	char name[IANA_NAME_MAX + 1];
};

static struct target *targets;
static uint32_t n_targets;

static void
find_targets(const struct iana_image *im)
{
	struct iana_match match;
	struct iana_index_entry v;
	uint32_t cursor = 0;
	uint32_t at = 0;

	targets = calloc(im->size / IANA_RECORD_BYTES, sizeof *targets);
	for (n_targets = 0; iana_find_next(im, &cursor, &match) == IANA_OK; at = cursor) {
		struct target *t = &targets[n_targets++];

		ck_assert_int_eq(iana_entry_read(im, &match, &v), IANA_OK);
		t->record = (size_t)(match.record - im->bytes);
		if (v.name != match.record)
			t->extra = (size_t)(v.name - im->bytes) - IANA_E_NAME;
		t->cursor = at;
		t->port = v.port;
		memcpy(t->name, v.name, v.name_len);
	}
}

/* A place to spoil: where the target is read from, the header, or anywhere. */
static size_t
place(const struct target *t, size_t size)
{
	switch (dice(8)) {
	case 0:
		return dice(IANA_HEADER_BYTES);
	case 1:
	case 2:
		return dice((uint32_t)size);
	case 3:
	case 4:
		return t->extra != 0 ? t->extra + dice(64) : t->record + IANA_R_FORM;
	default:
		return t->record + dice(IANA_RECORD_BYTES);
	}
}

static struct told
tell_target(const char *bytes, size_t size, const struct target *t)
{
	struct told told = { 0, true };
	struct iana_image im;

	if (iana_image_open(bytes, size, &im, NULL) != IANA_OK)
		return told;
	tell_name(&told, &im, t->name, NULL);
	tell_name(&told, &im, t->name, "udp");
	tell_port(&told, &im, t->port, NULL);
	tell_port(&told, &im, t->port, "tcp");
	tell_list(&told, &im, t->cursor, 4);
	return told;
}

/* One to four bytes of a place each; true when it holds.  *n_changed counts answers. */
static bool
spoil(char *bytes, size_t size, uint32_t *n_changed)
{
	const struct target *t = &targets[dice(n_targets)];
	struct told before = tell_target(bytes, size, t);
	struct told after;
	size_t at[4];
	char was[4];
	unsigned n = 1 + dice(4);
	bool ok;

	for (unsigned i = 0; i < n; i++) {
		at[i] = place(t, size) % size;
		was[i] = bytes[at[i]];
		bytes[at[i]] = (char)dice(256);
	}
	after = tell_target(bytes, size, t);
	ok = after.sound;
	/* The sum is over a megabyte: not each time. */
	if (after.sum != before.sum && (*n_changed)++ % 2000 == 0)
		ok &= !verifies(bytes, size);
	while (n-- > 0)
		bytes[at[n]] = was[n];
	return ok;
}

START_TEST(a_million_corruptions_are_harmless)
{
	struct iana_buffer csv = fixture_registry();
	struct iana_buffer index;
	struct iana_image im;
	uint32_t n_changed = 0;
	char *bytes;

	index = fixture_index(csv.bytes, false);
	bytes = at_page_end(index.len);
	memcpy(bytes, index.bytes, index.len);
	ck_assert_int_eq(iana_image_open(bytes, index.len, &im, NULL), IANA_OK);
	find_targets(&im);
	state = 88172645463325252u + (uint64_t)_i;
	for (unsigned round = 0; round < (quick ? 5000u : 250000u); round++)
		if (!spoil(bytes, index.len, &n_changed))
			ck_abort_msg("round %u of seed %d", round, _i);
	ck_assert_uint_gt(n_changed, quick ? 1000 : 50000);
	iana_buffer_done(&csv);
	iana_buffer_done(&index);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_set_timeout(tc, 600);
	tcase_add_checked_fixture(tc, set_up, NULL);
	tcase_add_test(tc, every_byte_may_have_every_value);
	tcase_add_test(tc, every_length_is_harmless);
	tcase_add_test(tc, header_fields_may_change_places);
	tcase_add_loop_test(tc, a_million_corruptions_are_harmless, 0, 4);
}

int
main(void)
{
	return unit_run("corrupt", add);
}
