/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The receipt of a file tells of that file alone, and nothing that a terminal or a server
 * should not get. */
#include "support/unit.h"
#include "support/unit_tree.h"
#include "update/receipt.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONTENT "some content"

static char folder[256];
static char path[300];
static char about[300];

static void
setup(void)
{
	const char *temp = getenv("TEMP");

	snprintf(folder, sizeof folder, "%s/receipt.XXXXXX", temp != NULL ? temp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(about, sizeof about, "%s/registry.csv", folder);
	snprintf(path, sizeof path, "%s/registry.csv" IANA_RECEIPT_SUFFIX, folder);
	unit_put(about, CONTENT);
}

static void
teardown(void)
{
	unlink(path);
	unlink(about);
	rmdir(folder);
}

static bool
read_receipt(struct iana_receipt *ret)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK);
	int about_fd = open(about, O_RDONLY);
	bool ok;

	ck_assert(fd >= 0 && about_fd >= 0);
	/* Where the file stands is nobody's business. */
	ck_assert(lseek(about_fd, 3, SEEK_SET) == 3);
	ok = iana_receipt_read(fd, about_fd, ret);
	ck_assert(lseek(about_fd, 0, SEEK_CUR) == 3);
	close(fd);
	close(about_fd);
	return ok;
}

/* Put a receipt of the content there, whose source and ETag are these. */
static void
put_receipt(const char *source, const char *etag)
{
	struct iana_receipt r = { .checksum =
				      iana_receipt_checksum(CONTENT, strlen(CONTENT)) };
	struct json_object *o;

	snprintf(r.source, sizeof r.source, "%s", source);
	snprintf(r.version.etag, sizeof r.version.etag, "%s", etag);
	snprintf(r.version.modified, sizeof r.version.modified, "a date");
	iana_receipt_stamp(&r);
	o = iana_receipt_to_json(&r);
	unit_put(path, json_object_to_json_string(o));
	json_object_put(o);
}

START_TEST(it_is_read_as_it_was_written)
{
	struct iana_receipt r;

	put_receipt("https://host/registry.xml?a=b", "W/\"x\"");
	ck_assert(read_receipt(&r));
	ck_assert_str_eq(r.source, "https://host/registry.xml?a=b");
	ck_assert_str_eq(r.version.etag, "W/\"x\"");
	ck_assert_str_eq(r.version.modified, "a date");
	ck_assert_uint_eq(strlen(r.fetched), strlen("2026-01-02T03:04:05Z"));
}
END_TEST

static const char *const others[] = { "",
				      "some contenT",
				      "some content.",
				      "Some content",
				      "some conten",
				      "some content\0\0\0\0" };

START_TEST(it_tells_nothing_of_another_content)
{
	struct iana_receipt r;

	put_receipt("https://host/", "1");
	unit_put(about, others[_i]);
	ck_assert(read_receipt(&r) == (strcmp(others[_i], CONTENT) == 0));
}
END_TEST

START_TEST(a_zero_at_the_end_is_another_content)
{
	ck_assert(iana_receipt_checksum("x", 1) != iana_receipt_checksum("x\0", 2));
	ck_assert(iana_receipt_checksum("", 0) != iana_receipt_checksum("\0", 1));
}
END_TEST

static const char *const unfit[] = { "x\r\nHost: elsewhere", "\x1b[31m", "\xc3\xbc",
				     "\x7f" };

START_TEST(an_unfit_text_is_blank)
{
	struct iana_receipt r;

	put_receipt(unfit[_i], unfit[_i]);
	ck_assert(read_receipt(&r));
	ck_assert_str_eq(r.source, "");
	ck_assert_str_eq(r.version.etag, "");
	ck_assert_str_eq(r.version.modified, "a date");
}
END_TEST

START_TEST(a_text_without_an_end_is_blank)
{
	struct iana_receipt from = { 0 };
	struct iana_receipt to;

	memset(from.version.etag, 'x', sizeof from.version.etag);
	memset(from.source, 'x', sizeof from.source - 1);
	iana_receipt_take(&to, &from);
	ck_assert_str_eq(to.version.etag, "");
	ck_assert_str_eq(to.source, from.source);
}
END_TEST

static const char *const damaged[] = { "",    "{", "[]", "null", "1", "{\"checksum\": {}}",
				       "\xff" };

START_TEST(a_damaged_one_tells_nothing)
{
	struct iana_receipt r;

	unit_put(path, damaged[_i]);
	ck_assert(!read_receipt(&r));
}
END_TEST

START_TEST(a_large_one_tells_nothing)
{
	static char text[1 << 20];
	struct iana_receipt r;

	put_receipt("https://host/", "1");
	ck_assert(truncate(path, sizeof text) == 0);
	ck_assert(!read_receipt(&r));
}
END_TEST

START_TEST(a_pipe_tells_nothing)
{
	struct iana_receipt r;

	ck_assert(mkfifo(path, 0600) == 0);
	ck_assert(!read_receipt(&r));
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, it_is_read_as_it_was_written);
	tcase_add_loop_test(tc, it_tells_nothing_of_another_content, 0,
			    (int)(sizeof others / sizeof *others));
	tcase_add_test(tc, a_zero_at_the_end_is_another_content);
	tcase_add_loop_test(tc, an_unfit_text_is_blank, 0,
			    (int)(sizeof unfit / sizeof *unfit));
	tcase_add_test(tc, a_text_without_an_end_is_blank);
	tcase_add_loop_test(tc, a_damaged_one_tells_nothing, 0,
			    (int)(sizeof damaged / sizeof *damaged));
	tcase_add_test(tc, a_large_one_tells_nothing);
	tcase_add_test(tc, a_pipe_tells_nothing);
}

int
main(void)
{
	return unit_run("receipt", add);
}
