/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who may use a file that replaces another: owner, access list and mode. */
#include "base/buffer.h"
#include "base/rights.h"
#include "support/unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#define ACCESS_LIST "system.posix_acl_access"
#define DEFAULT_LIST "system.posix_acl_default"

static char dir[256];
static struct iana_report rep;

static void
make_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	ck_assert_int_ge(fd, 0);
	close(fd);
}

static void
setup(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(dir, sizeof dir, "%s/iana-rights.XXXXXX", tmp != NULL ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(chdir(dir), 0);
	memset(&rep, 0, sizeof rep);
	make_file("old");
}

static void
teardown(void)
{
	unlink("old");
	unlink("new");
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(dir), 0);
}

static struct stat
status(const char *path)
{
	struct stat st;

	ck_assert_int_eq(lstat(path, &st), 0);
	return st;
}

/* Make the new file and give it the rights of the old one. */
static void
keep(void)
{
	struct stat old = status("old");
	int fd = open("new", O_WRONLY | O_CREAT | O_EXCL, 0600);

	ck_assert_int_ge(fd, 0);
	ck_assert(iana_rights_keep(fd, "old", &old, &rep));
	close(fd);
}

/* An entry of an access list: whose it is, 1 to run, 2 to write and 4 to read, and who. */
static void
put_entry(char *to, unsigned whose, unsigned rights, uint32_t id)
{
	iana_put16(to, whose);
	iana_put16(to + 2, rights);
	iana_put32(to + 4, id);
}

/* Nothing for the owning group, all for a user, as far as the mask lets it. */
static bool
set_list(const char *path, const char *kind, unsigned mask)
{
	char list[4 + 5 * 8];

	iana_put32(list, 2);			   /* the version */
	put_entry(list + 4, 0x01, 6, UINT32_MAX);  /* the owner */
	put_entry(list + 12, 0x02, 6, 1234);	   /* a user */
	put_entry(list + 20, 0x04, 0, UINT32_MAX); /* the group */
	put_entry(list + 28, 0x10, mask, UINT32_MAX);
	put_entry(list + 36, 0x20, 0, UINT32_MAX); /* others */
	return setxattr(path, kind, list, sizeof list, 0) == 0;
}

/* The access lists of both files are the same, and their modes. */
static void
same_rights(void)
{
	char old[256];
	char new[256];
	ssize_t n = getxattr("old", ACCESS_LIST, old, sizeof old);

	ck_assert_int_eq(getxattr("new", ACCESS_LIST, new, sizeof new), n);
	if (n > 0)
		ck_assert_mem_eq(new, old, (size_t)n);
	ck_assert_uint_eq(status("new").st_mode, status("old").st_mode);
}

START_TEST(the_mode_is_kept)
{
	for (mode_t mode = 0; mode <= 0777; mode++) {
		ck_assert_int_eq(chmod("old", mode), 0);
		keep();
		same_rights();
		unlink("new");
	}
}
END_TEST

START_TEST(nobody_lends_rights_to_who_runs_it)
{
	for (mode_t bit = 01000; bit <= 04000; bit <<= 1) {
		ck_assert_int_eq(chmod("old", bit | 0755), 0);
		keep();
		ck_assert_uint_eq(status("new").st_mode, S_IFREG | 0755);
		unlink("new");
	}
}
END_TEST

START_TEST(the_owner_is_kept)
{
	if (geteuid() != 0)
		return; /* only root can make a file another's */
	ck_assert_int_eq(chown("old", 65534, 65533), 0);
	keep();
	ck_assert_uint_eq(status("new").st_uid, 65534);
	ck_assert_uint_eq(status("new").st_gid, 65533);
}
END_TEST

START_TEST(the_group_is_kept_where_the_folder_gives_its_own)
{
	if (geteuid() != 0)
		return; /* only root is in every group */
	ck_assert_int_eq(chown(dir, 0, 65533), 0);
	ck_assert_int_eq(chmod(dir, 02755), 0);
	ck_assert_int_eq(chown("old", 0, 0), 0);
	keep();
	ck_assert_uint_eq(status("new").st_gid, 0);
}
END_TEST

START_TEST(an_access_list_is_kept)
{
	for (unsigned mask = 0; mask <= 7; mask++) {
		if (!set_list("old", ACCESS_LIST, mask))
			return; /* the file system has none */
		ck_assert_uint_eq(status("old").st_mode & 0777, 0600 | mask << 3);
		keep();
		same_rights();
		unlink("new");
	}
}
END_TEST

START_TEST(a_folder_adds_no_access_list)
{
	if (!set_list(dir, DEFAULT_LIST, 7))
		return;
	ck_assert_int_eq(chmod("old", 0660), 0);
	keep();
	ck_assert_int_lt(getxattr("new", ACCESS_LIST, NULL, 0), 0);
	same_rights();
	ck_assert(set_list("old", ACCESS_LIST, 4));
	unlink("new");
	keep();
	same_rights();
}
END_TEST

START_TEST(an_old_file_that_is_gone_is_an_error)
{
	struct stat old = status("old");
	int fd = open("new", O_WRONLY | O_CREAT, 0600);

	unlink("old");
	ck_assert(!iana_rights_keep(fd, "old", &old, &rep));
	ck_assert_str_eq(rep.error.text,
			 "cannot keep the access list: No such file or directory");
	close(fd);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, the_mode_is_kept);
	tcase_add_test(tc, nobody_lends_rights_to_who_runs_it);
	tcase_add_test(tc, the_owner_is_kept);
	tcase_add_test(tc, the_group_is_kept_where_the_folder_gives_its_own);
	tcase_add_test(tc, an_access_list_is_kept);
	tcase_add_test(tc, a_folder_adds_no_access_list);
	tcase_add_test(tc, an_old_file_that_is_gone_is_an_error);
}

int
main(void)
{
	return unit_run("rights", add);
}
