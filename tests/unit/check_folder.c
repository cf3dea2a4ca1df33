/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A folder as an output: all its files at once, in place of an older one of its kind. */
#include "base/output.h"
#include "support/unit.h"
#include "support/unit_tree.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MARK "made here"

static char root[UNIT_TREE_ROOM];
static struct iana_report rep;
static char told[400];
static bool cannot_exchange;
static const char *comes; /* a file that comes into the old folder in the last moment */

#ifdef RENAME_EXCHANGE
/* The C library's function, for a file system that cannot exchange two names. */
__attribute__((visibility("default"))) int
renameat2(int old_folder, const char *old, int new_folder, const char *new,
	  unsigned int flags)
{
	if (comes != NULL)
		unit_put(comes, "of somebody else");
	if (cannot_exchange || flags != RENAME_EXCHANGE) {
		errno = EINVAL;
		return -1;
	}
	return (int)syscall(SYS_renameat2, old_folder, old, new_folder, new, flags);
}
#endif

static void
keep_told(const struct iana_message *msg, void *ctx)
{
	(void)ctx;
	snprintf(told, sizeof told, "%s", msg->text);
}

static void
setup(void)
{
	unit_tree_make(root);
	ck_assert_int_eq(chdir(root), 0);
	rep = (struct iana_report){ .tell = keep_told };
	told[0] = '\0';
	cannot_exchange = false;
	comes = NULL;
	umask(022);
}

static void
teardown(void)
{
	unit_tree_remove(root);
}

/* A folder of the files in a list, each with the mark and its name. */
static struct iana_folder
folder_of(const char *const *name)
{
	struct iana_folder f = { .mark = MARK };

	for (; *name != NULL; name++) {
		iana_buffer_printf(&f.text, "%s: %s", MARK, *name);
		iana_folder_end_file(&f, *name, strlen(*name));
	}
	return f;
}

static const char *const one[] = { "a", NULL };
static const char *const two[] = { "b", "c", NULL };

/* Write a folder alone. */
static bool
put(const char *path, const char *const *name)
{
	struct iana_folder f = folder_of(name);
	bool ok = iana_outputs_write_with(NULL, 0, path, &f, &rep);

	iana_folder_done(&f);
	return ok;
}

/* All files below the tree, sorted, with a blank behind each. */
static const char *
listed(void)
{
	static char list[1000];
	FILE *f = popen("find . ! -type d | LC_ALL=C sort | tr '\\n' ' '", "r");
	size_t n;

	ck_assert_ptr_nonnull(f);
	n = fread(list, 1, sizeof list - 1, f);
	list[n] = '\0';
	ck_assert_int_eq(pclose(f), 0);
	return list;
}

START_TEST(a_folder_has_its_files_and_takes_the_place_of_its_like)
{
	struct stat st;
	char text[40] = "";
	FILE *f;

	ck_assert(put("d", one));
	ck_assert_str_eq(listed(), "./d/a ");
	ck_assert_int_eq(stat("d", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0755);
	ck_assert_int_eq(chmod("d", 0710), 0);
	ck_assert(put("d/", two));
	ck_assert_str_eq(listed(), "./d/b ./d/c ");
	ck_assert_int_eq(stat("d", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0710);
	f = fopen("d/c", "r");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fread(text, 1, sizeof text - 1, f), strlen(MARK ": c"));
	fclose(f);
	ck_assert_str_eq(text, MARK ": c");
}
END_TEST

START_TEST(an_empty_folder_is_replaced)
{
	ck_assert_int_eq(mkdir("d", 0700), 0);
	ck_assert(put("d", one));
	cannot_exchange = true;
	ck_assert_int_eq(mkdir("e", 0700), 0);
	ck_assert(put("e", two));
	ck_assert_str_eq(listed(), "./d/a ./e/b ./e/c ");
}
END_TEST

START_TEST(a_folder_with_other_files_stays)
{
	static const char *const other[] = { "mine", ".hidden", "a" };

	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		char path[20];

		ck_assert(put("d", one));
		snprintf(path, sizeof path, "d/%s", other[i]);
		unit_put(path, "made there");
		ck_assert(!put("d", two));
		ck_assert_str_eq(rep.error.path, "d");
		ck_assert_ptr_nonnull(strstr(rep.error.text, other[i]));
		ck_assert_int_eq(access("d/a", F_OK), 0);
		ck_assert_int_eq(unlink(path), 0);
	}
}
END_TEST

START_TEST(the_mark_stands_in_the_first_bytes)
{
	char text[800];

	memset(text, 'x', sizeof text);
	strcpy(text + 600, MARK);
	ck_assert_int_eq(mkdir("d", 0700), 0);
	unit_put("d/a", text);
	ck_assert(!put("d", one));
	unit_put("d/a", text + 500);
	ck_assert(put("d", one));
}
END_TEST

START_TEST(a_file_that_fails_leaves_the_old_folder)
{
	static const struct iana_buffer text = { (char *)(uintptr_t) "text", 4, 0 };
	const struct iana_output full = { "/dev/full", &text };
	const struct iana_output inside = { "d/text", &text };
	const struct iana_output same = { "d", &text };
	struct iana_folder f = folder_of(two);

	ck_assert(put("d", one));
	ck_assert(!iana_outputs_write_with(&full, 1, "d", &f, &rep));
	ck_assert(!iana_outputs_write_with(&inside, 1, "d", &f, &rep));
	ck_assert_str_eq(rep.error.path, "d/text");
	ck_assert(!iana_outputs_write_with(&same, 1, "d", &f, &rep));
	ck_assert(!iana_outputs_write_with(&same, 1, "new/d", &f, &rep));
	ck_assert_str_eq(listed(), "./d/a ");
	iana_folder_done(&f);
}
END_TEST

START_TEST(two_files_of_one_name_leave_nothing)
{
	static const char *const twice[] = { "a", "b", "a", NULL };

	ck_assert(!put("d", twice));
	ck_assert_ptr_nonnull(strstr(rep.error.text, "cannot create \"a\" in it"));
	ck_assert_str_eq(listed(), "");
	ck_assert_int_eq(rmdir("d"), -1);
}
END_TEST

#ifdef RENAME_EXCHANGE
START_TEST(without_an_exchange_all_outputs_stay)
{
	static const struct iana_buffer text = { (char *)(uintptr_t) "text", 4, 0 };
	const struct iana_output file = { "f", &text };
	struct iana_folder f = folder_of(two);

	ck_assert(put("d", one));
	cannot_exchange = true;
	ck_assert(!iana_outputs_write_with(&file, 1, "d", &f, &rep));
	ck_assert_str_eq(rep.error.path, "d");
	ck_assert_ptr_nonnull(strstr(rep.error.text, "cannot rename into place"));
	ck_assert_str_eq(listed(), "./d/a ");
	iana_folder_done(&f);
}
END_TEST

START_TEST(a_file_that_comes_in_the_last_moment_is_not_removed)
{
	ck_assert(put("d", one));
	comes = "d/mine";
	ck_assert(put("d", two));
	ck_assert_ptr_nonnull(strstr(told, "it stays beside the new one"));
	ck_assert_int_eq(system("cat .d.*/mine | grep -q else"), 0);
	ck_assert_int_eq(access("d/b", F_OK), 0);
	ck_assert_int_eq(access("d/a", F_OK), -1);
}
END_TEST
#endif

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_folder_has_its_files_and_takes_the_place_of_its_like);
	tcase_add_test(tc, an_empty_folder_is_replaced);
	tcase_add_test(tc, a_folder_with_other_files_stays);
	tcase_add_test(tc, the_mark_stands_in_the_first_bytes);
	tcase_add_test(tc, a_file_that_fails_leaves_the_old_folder);
	tcase_add_test(tc, two_files_of_one_name_leave_nothing);
#ifdef RENAME_EXCHANGE
	tcase_add_test(tc, without_an_exchange_all_outputs_stay);
	tcase_add_test(tc, a_file_that_comes_in_the_last_moment_is_not_removed);
#endif
}

int
main(void)
{
	return unit_run("folder", add);
}
