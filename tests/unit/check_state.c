/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is known of generations is found again, and nothing is made of a damaged file. */
#include "support/unit.h"
#include "support/unit_tree.h"
#include "update/state.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char folder[256];
static char path[300];
static struct iana_report rep;

static void
setup(void)
{
	const char *temp = getenv("TEMP");

	snprintf(folder, sizeof folder, "%s/state.XXXXXX", temp != NULL ? temp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/update.json", folder);
}

static void
teardown(void)
{
	unlink(path);
	rmdir(folder);
}

static void
add_receipt(uint64_t checksum, const char *source, const char *etag, uint64_t keep)
{
	struct iana_receipt o = { .checksum = checksum, .fetched = "2026-01-02T03:04:05Z" };

	snprintf(o.source, sizeof o.source, "%s", source);
	snprintf(o.version.etag, sizeof o.version.etag, "%s", etag);
	snprintf(o.version.modified, sizeof o.version.modified, "a date");
	ck_assert_msg(iana_state_add(path, &o, keep, &rep), "%s", rep.error.text);
}

static void
put(const char *text)
{
	unit_put(path, text);
}

START_TEST(all_of_a_receipt_is_found_again)
{
	struct iana_receipt o;

	add_receipt(UINT64_MAX - 1, "https://host/\"\\\n\xc3\xbc", "W/\"x\"", 0);
	ck_assert(iana_state_find(path, UINT64_MAX - 1, &o));
	ck_assert(o.checksum == UINT64_MAX - 1);
	ck_assert_str_eq(o.source, "https://host/\"\\\n\xc3\xbc");
	ck_assert_str_eq(o.fetched, "2026-01-02T03:04:05Z");
	ck_assert_str_eq(o.version.etag, "W/\"x\"");
	ck_assert_str_eq(o.version.modified, "a date");
	ck_assert(!iana_state_find(path, 1, &o));
}
END_TEST

START_TEST(the_index_in_place_is_kept_and_no_other)
{
	struct iana_receipt o;

	add_receipt(1, "one", "1", 0);
	add_receipt(2, "two", "2", 1);
	ck_assert(iana_state_find(path, 1, &o) && iana_state_find(path, 2, &o));
	add_receipt(3, "three", "3", 2);
	ck_assert(!iana_state_find(path, 1, &o));
	ck_assert(iana_state_find(path, 2, &o) && iana_state_find(path, 3, &o));
	/* The same again is one receipt. */
	add_receipt(3, "four", "4", 3);
	ck_assert(iana_state_find(path, 3, &o));
	ck_assert_str_eq(o.source, "four");
	ck_assert(!iana_state_find(path, 2, &o) && !iana_state_latest(path, "three", &o));
}
END_TEST

START_TEST(the_latest_of_a_source_is_found)
{
	struct iana_receipt o;

	add_receipt(1, "source", "1", 0);
	add_receipt(2, "source", "2", 1);
	ck_assert(iana_state_latest(path, "source", &o));
	ck_assert_str_eq(o.version.etag, "2");
	ck_assert(!iana_state_latest(path, "another", &o));
}
END_TEST

static const char *const damaged[] = {
	"",
	"{",
	"{}",
	"[",
	"[1, null, [], \"text\"]",
	"[{}]",
	"[{\"checksum\": 1, \"source\": {}, \"etag\": [\"x\"]}]",
	"[{\"checksum\": \"\", \"source\": null}]",
	"\xff\xfe",
};

START_TEST(a_damaged_file_tells_nothing)
{
	struct iana_receipt o;

	put(damaged[_i]);
	ck_assert(!iana_state_find(path, 1, &o));
	ck_assert(!iana_state_latest(path, "source", &o));
	add_receipt(1, "source", "1", 5);
	ck_assert(iana_state_find(path, 1, &o));
}
END_TEST

START_TEST(a_text_that_is_too_long_is_none)
{
	static char text[2000];
	char etag[sizeof((struct iana_receipt *)0)->version.etag + 1] = "";
	struct iana_receipt o;

	memset(etag, 'x', sizeof etag - 1);
	snprintf(text, sizeof text, "[{\"checksum\": \"1\", \"etag\": \"%s\"}]", etag);
	put(text);
	ck_assert(iana_state_find(path, 1, &o));
	ck_assert_str_eq(o.version.etag, "");
}
END_TEST

START_TEST(without_a_file_nothing_is_known)
{
	struct iana_receipt o;

	ck_assert(!iana_state_find(path, 0, &o));
	ck_assert(!iana_state_latest(path, "", &o));
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, all_of_a_receipt_is_found_again);
	tcase_add_test(tc, the_index_in_place_is_kept_and_no_other);
	tcase_add_test(tc, the_latest_of_a_source_is_found);
	tcase_add_loop_test(tc, a_damaged_file_tells_nothing, 0,
			    (int)(sizeof damaged / sizeof *damaged));
	tcase_add_test(tc, a_text_that_is_too_long_is_none);
	tcase_add_test(tc, without_a_file_nothing_is_known);
}

int
main(void)
{
	return unit_run("state", add);
}
