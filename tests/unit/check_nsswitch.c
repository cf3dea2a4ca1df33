/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The services line of nsswitch.conf: enabled, refused, disabled (rule L7). */
#include "base/buffer.h"
#include "enable/nsswitch.h"
#include "support/unit.h"
#include "support/unit_tree.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCAL "iana_local [NOTFOUND=return]"

static char root[UNIT_TREE_ROOM];
static char conf[400];
static struct iana_report rep;
static char told[400];

static void
keep_told(const struct iana_message *msg, void *ctx)
{
	(void)ctx;
	snprintf(told, sizeof told, "%s", msg->text);
}

static void
setup(void)
{
	char etc[300];

	unit_tree_make(root);
	snprintf(etc, sizeof etc, "%s/etc", root);
	snprintf(conf, sizeof conf, "%s/etc/nsswitch.conf", root);
	ck_assert_int_eq(mkdir(etc, 0755), 0);
	rep = (struct iana_report){ .tell = keep_told };
	told[0] = '\0';
}

static void
teardown(void)
{
	unit_tree_remove(root);
}

/* Give the file these bytes. */
static void
put(const char *text)
{
	unit_put(conf, text);
}

/* Has the file these bytes? */
static void
holds(const char *text)
{
	static char bytes[1 << 14];
	int fd = open(conf, O_RDONLY);
	ssize_t n;

	ck_assert_int_ge(fd, 0);
	n = read(fd, bytes, sizeof bytes - 1);
	ck_assert_int_ge(n, 0);
	bytes[n] = '\0';
	close(fd);
	ck_assert_str_eq(bytes, text);
}

/* The bytes stay, and the message has a word.  It was not cut short. */
static void
refused(const char *text, const char *word)
{
	ck_assert_msg(!iana_nsswitch_can_enable(root, &rep), "asked: taken: %s", text);
	memset(&rep.error, 0, sizeof rep.error);
	ck_assert_msg(!iana_nsswitch_enable(root, &rep), "taken: %s", text);
	ck_assert_msg(strstr(rep.error.text, word) != NULL, "%s: %s", text, rep.error.text);
	ck_assert_msg(strstr(rep.error.text, LOCAL) != NULL, "no line to write: %s",
		      rep.error.text);
	ck_assert_uint_lt(strlen(rep.error.text), sizeof rep.error.text - 1);
	ck_assert_str_eq(rep.error.path, conf);
}

/* ---- lines -------------------------------------------------------------------------- */

static const struct {
	const char *before;
	const char *after;
} lines[] = {
	{ "services: files\n", "services: " LOCAL " files iana\n" },
	{ "services: files iana\n", "services: " LOCAL " files iana\n" },
	{ "services:       db files\nrpc: db\n",
	  "services:       db " LOCAL " files iana\nrpc: db\n" },
	{ "services:\tdb\tfiles iana \n", "services:\tdb\t" LOCAL " files iana \n" },
	{ "services:files\n", "services:" LOCAL " files iana\n" },
	{ "  services : files\n", "  services : " LOCAL " files iana\n" },
	{ "services files\n", "services " LOCAL " files iana\n" },
	{ "services: files\r\n", "services: " LOCAL " files iana\r\n" },
	{ "services: sss files iana\n", "services: sss " LOCAL " files iana\n" },
	/* Actions before files decide whether files is asked; so they decide it now. */
	{ "services: db [NOTFOUND=continue] nis [!UNAVAIL=return] files\n",
	  "services: db [NOTFOUND=continue] nis [!UNAVAIL=return] " LOCAL " files iana\n" },
	/* These say what holds anyway. */
	{ "services: files [SUCCESS=return]\n",
	  "services: " LOCAL " files [SUCCESS=return] iana\n" },
	{ "services: files[ notfound = Continue !SUCCESS=continue ]  iana\n",
	  "services: " LOCAL " files[ notfound = Continue !SUCCESS=continue ]  iana\n" },
	/* Behind iana comes nobody. */
	{ "services: files iana [NOTFOUND=return]\n",
	  "services: " LOCAL " files iana [NOTFOUND=return]\n" },
	/* Without a line, the C library asks files. */
	{ "", "services: " LOCAL " files iana\n" },
	{ "hosts: files dns\n", "hosts: files dns\nservices: " LOCAL " files iana\n" },
	{ "# services: db\nservicesx: db\n#services: db\n",
	  "# services: db\nservicesx: db\n#services: db\nservices: " LOCAL
	  " files iana\n" },
	/* It does not read the last line, and does not begin to. */
	{ "rpc: db\nhosts: dns", "rpc: db\nservices: " LOCAL " files iana\nhosts: dns" },
};

START_TEST(a_line_is_enabled_and_comes_back_byte_for_byte)
{
	const char *before = lines[_i].before;
	const char *after = lines[_i].after;

	put(before);
	ck_assert(!iana_nsswitch_asks_local(root));
	ck_assert_msg(iana_nsswitch_can_enable(root, &rep), "%s: %s", before,
		      rep.error.text);
	holds(before);
	ck_assert_msg(iana_nsswitch_enable(root, &rep), "%s: %s", before, rep.error.text);
	holds(after);
	ck_assert(iana_nsswitch_asks_local(root));
	ck_assert_ptr_nonnull(strstr(told, LOCAL));
	/* Once more. */
	ck_assert(iana_nsswitch_can_enable(root, &rep));
	ck_assert(iana_nsswitch_enable(root, &rep));
	holds(after);
	ck_assert(iana_nsswitch_disable(root, &rep));
	holds(before);
	ck_assert(!iana_nsswitch_asks_local(root));
	ck_assert(iana_nsswitch_disable(root, &rep));
	holds(before);
}
END_TEST

static const struct {
	const char *text;
	const char *word;
} refusals[] = {
	{ "services: db\n", "files" },
	{ "services: compat\n", "files" },
	{ "services:\n", "files" },
	{ "services: Files\n", "files" },
	{ "services: files nis\n", "nis stands behind" },
	{ "services: files iana nis\n", "nis stands behind" },
	{ "services: files db files\n", "db stands behind" },
	{ "services: iana files\n", "hides" },
	{ "services: files [NOTFOUND=return] iana\n", "actions of files" },
	{ "services: files [!SUCCESS=return]\n", "actions of files" },
	{ "services: files [UNAVAIL=return] iana\n", "actions of files" },
	{ "services: files [TRYAGAIN=return] iana\n", "actions of files" },
	{ "services: files [SUCCESS=continue] iana\n", "actions of files" },
	{ "services: files [SUCCESS=merge] iana\n", "actions of files" },
	{ "services: files [NOTFOUND=go] iana\n", "understand" },
	{ "services: files [] iana\n", "understand" },
	{ "services: files [NOTFOUND] iana\n", "understand" },
	{ "services: files [NOTFOUND=continue iana\n", "understand" },
	{ "services: files [NOTFOUND=continue] [UNAVAIL=return] iana\n", "understand" },
	{ "services: [NOTFOUND=return] files\n", "understand" },
	{ "services: db [x=y] files\n", "understand" },
	{ "services: files # mine\n", "comment" },
	{ "services: files#\n", "comment" },
	{ "services: files iana # [x]\n", "comment" },
	{ "services: iana_local files iana\n", "directly before files" },
	{ "services: iana_local [UNAVAIL=return] files iana\n", "directly before files" },
	{ "services: iana_local [NOTFOUND=return UNAVAIL=return] files\n",
	  "directly before files" },
	{ "services: iana_local [NOTFOUND=return] db files iana\n",
	  "directly before files" },
	{ "services: files iana_local\n", "directly before files" },
	{ "services: files\nrpc: db\nservices: files\n", "one of 2" },
	{ "services: " LOCAL " files iana\nservices: db files\n", "one of 2" },
	{ "services: files", "line end" },
};

START_TEST(a_line_that_means_another_thing_is_refused)
{
	put(refusals[_i].text);
	refused(refusals[_i].text, refusals[_i].word);
	holds(refusals[_i].text);
	ck_assert_uint_ne(rep.error.line, 0);
}
END_TEST

START_TEST(a_very_long_line_is_refused_in_a_message_that_is_whole)
{
	char text[4000] = "services: files ";

	memset(text + 16, 'x', sizeof text - 18);
	text[sizeof text - 2] = '\n';
	put(text);
	refused("long", "stands behind");
	holds(text);
}
END_TEST

START_TEST(more_sources_than_a_line_may_have_are_refused)
{
	char text[400] = "services:";

	for (int i = 0; i < 40; i++)
		strcat(text, " db");
	strcat(text, " files\n");
	put(text);
	refused("many", "understand");
	holds(text);
}
END_TEST

/* ---- edits since ------------------------------------------------------------------- */

static const struct {
	const char *before;
	const char *edited; /* when it was enabled */
	const char *after;
} edits[] = {
	/* Another line: the services line comes back byte for byte. */
	{ "services:\tfiles \nhosts: dns\n",
	  "# mine\nservices:\t" LOCAL " files iana \nhosts: files\n",
	  "# mine\nservices:\tfiles \nhosts: files\n" },
	{ "hosts: dns\n", "hosts: files\nservices: " LOCAL " files iana\n",
	  "hosts: files\n" },
	/* The services line: iana goes if it was not there. */
	{ "services: files\n", "services: db " LOCAL " files iana\n",
	  "services: db files\n" },
	{ "services: files iana\n", "services: db " LOCAL " files iana\n",
	  "services: db files iana\n" },
	{ "services: files\n", "services: " LOCAL " files iana nis\n",
	  "services: files nis\n" },
	{ "hosts: dns\n", "services:   " LOCAL " files iana\n", "services:   files\n" },
	/* All actions go with the source that they belong to. */
	{ "services: files iana\n",
	  "services: iana_local[!UNAVAIL=return] [x] files iana\n",
	  "services: files iana\n" },
	{ "services: files iana\n", "services: iana_local files iana\n",
	  "services: files iana\n" },
	{ "services: files iana\n", "services: files iana_local", "services: files" },
	{ "services: files iana\n", "services: files iana_local # iana_local\n",
	  "services: files # iana_local\n" },
	/* From every line, as versions of the C library read different ones. */
	{ "services: files iana\n",
	  "services: iana_local db\nservices: " LOCAL " files nis\n",
	  "services: db\nservices: files nis\n" },
	/* What is no services line stays. */
	{ "services: files iana\n", "rpc: iana_local\nservices: files iana\n",
	  "rpc: iana_local\nservices: files iana\n" },
};

START_TEST(other_edits_stay)
{
	put(edits[_i].before);
	ck_assert(iana_nsswitch_enable(root, &rep));
	put(edits[_i].edited);
	ck_assert_msg(iana_nsswitch_disable(root, &rep), "%s", rep.error.text);
	holds(edits[_i].after);
}
END_TEST

START_TEST(a_line_that_was_written_by_hand_is_kept_and_taken_out)
{
	put("services: db " LOCAL " files iana\n");
	ck_assert(iana_nsswitch_asks_local(root));
	ck_assert(iana_nsswitch_enable(root, &rep));
	holds("services: db " LOCAL " files iana\n");
	ck_assert(iana_nsswitch_disable(root, &rep));
	holds("services: db files iana\n");
}
END_TEST

START_TEST(copies_of_an_earlier_time_are_not_used)
{
	put("services: files\n");
	ck_assert(iana_nsswitch_enable(root, &rep));
	/* Somebody disabled it by hand, and wrote another file. */
	put("services: db files iana\n");
	ck_assert(iana_nsswitch_enable(root, &rep));
	holds("services: db " LOCAL " files iana\n");
	ck_assert(iana_nsswitch_disable(root, &rep));
	holds("services: db files iana\n");
}
END_TEST

START_TEST(only_the_line_that_the_library_reads_asks_it)
{
	put("services: iana_local\nservices: files\n");
	ck_assert(!iana_nsswitch_asks_local(root));
	put("services: files\nservices: iana_local");
	ck_assert(!iana_nsswitch_asks_local(root));
	put("services: files # iana_local\n");
	ck_assert(!iana_nsswitch_asks_local(root));
	put("services: files\nservices: iana_local\n");
	ck_assert(iana_nsswitch_asks_local(root));
}
END_TEST

/* ---- files ------------------------------------------------------------------------- */

START_TEST(mode_and_owner_stay)
{
	struct stat st;

	put("services: files\n");
	ck_assert_int_eq(chmod(conf, 0640), 0);
	if (geteuid() == 0)
		ck_assert_int_eq(chown(conf, 1, 2), 0);
	ck_assert(iana_nsswitch_enable(root, &rep));
	ck_assert(iana_nsswitch_disable(root, &rep));
	ck_assert_int_eq(stat(conf, &st), 0);
	ck_assert_uint_eq(st.st_mode, S_IFREG | 0640);
	if (geteuid() == 0) {
		ck_assert_uint_eq(st.st_uid, 1);
		ck_assert_uint_eq(st.st_gid, 2);
	}
}
END_TEST

START_TEST(without_the_file_enabling_is_refused_and_disabling_is_done)
{
	refused("no file", "not there");
	ck_assert_int_ne(access(conf, F_OK), 0);
	ck_assert(!iana_nsswitch_asks_local(root));
	ck_assert(iana_nsswitch_disable(root, &rep));
}
END_TEST

START_TEST(what_is_no_text_file_is_refused)
{
	ck_assert_int_eq(mkfifo(conf, 0644), 0);
	ck_assert(!iana_nsswitch_enable(root, &rep));
	ck_assert_ptr_nonnull(strstr(rep.error.text, "not a regular file"));
	ck_assert(!iana_nsswitch_disable(root, &rep));
	ck_assert_int_eq(unlink(conf), 0);
	put("services: files\n");
	ck_assert_int_eq(truncate(conf, 20), 0);
	ck_assert(!iana_nsswitch_enable(root, &rep));
	ck_assert_ptr_nonnull(strstr(rep.error.text, "NUL"));
	ck_assert_int_eq(truncate(conf, (1 << 20) + 1), 0);
	ck_assert(!iana_nsswitch_enable(root, &rep));
	ck_assert_ptr_nonnull(strstr(rep.error.text, "larger"));
}
END_TEST

/* Put a symbolic link in the place of the file. */
static void
link_to(const char *target)
{
	unlink(conf);
	ck_assert_int_eq(symlink(target, conf), 0);
}

START_TEST(a_symbolic_link_is_refused)
{
	char other[300];

	snprintf(other, sizeof other, "%s/etc/other.conf", root);
	put("services: files\n");
	ck_assert_int_eq(rename(conf, other), 0);
	link_to("other.conf");
	refused("link", "a symbolic link to other.conf");
	holds("services: files\n");
	/* Whoever wrote the line there has it. */
	unlink(conf);
	put("services: " LOCAL " files iana\n");
	ck_assert_int_eq(rename(conf, other), 0);
	link_to("other.conf");
	ck_assert(iana_nsswitch_enable(root, &rep));
	ck_assert(iana_nsswitch_asks_local(root));
	ck_assert(!iana_nsswitch_disable(root, &rep));
	ck_assert_ptr_nonnull(strstr(rep.error.text, "take out"));
	holds("services: " LOCAL " files iana\n");
}
END_TEST

START_TEST(what_authselect_manages_is_refused)
{
	char other[300];

	put("# Generated by authselect\nservices: files sss\n");
	refused("header", "authselect create-profile");
	holds("# Generated by authselect\nservices: files sss\n");
	snprintf(other, sizeof other, "%s/etc/authselect", root);
	ck_assert_int_eq(mkdir(other, 0755), 0);
	strcat(other, "/nsswitch.conf");
	put("services: files\n");
	ck_assert_int_eq(rename(conf, other), 0);
	link_to("authselect/nsswitch.conf");
	refused("link", "authselect create-profile");
	/* A source of that name is none of it. */
	unlink(conf);
	put("services: authselect files\n");
	ck_assert(iana_nsswitch_enable(root, &rep));
}
END_TEST

START_TEST(without_permission_it_is_refused)
{
	if (geteuid() != 0)
		return;
	put("services: files\n");
	ck_assert_int_eq(seteuid(65534), 0);
	/* The folder of the build may be closed to that user. */
	if (faccessat(AT_FDCWD, root, X_OK, AT_EACCESS) != 0) {
		ck_assert_int_eq(seteuid(0), 0);
		return;
	}
	refused("no permission", "as root");
	ck_assert_int_eq(seteuid(0), 0);
	holds("services: files\n");
	ck_assert(iana_nsswitch_enable(root, &rep));
	ck_assert_int_eq(seteuid(65534), 0);
	ck_assert(!iana_nsswitch_disable(root, &rep));
	ck_assert_int_eq(seteuid(0), 0);
	ck_assert_ptr_nonnull(strstr(rep.error.text, "take out"));
	holds("services: " LOCAL " files iana\n");
}
END_TEST

/*
 * Without a namespace of mounts of its own, the test is left out.  Only glibc has statx(2)
 * for long, and without it a file of the same file system does not look mounted.
 */
START_TEST(what_is_mounted_is_refused)
{
	char etc[300];
#ifdef STATX_ATTR_MOUNT_ROOT
	char other[300];
#endif

	if (unshare(CLONE_NEWNS) != 0 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		return;
#ifdef STATX_ATTR_MOUNT_ROOT
	snprintf(other, sizeof other, "%s/other.conf", root);
	put("services: files\n");
	ck_assert_int_eq(rename(conf, other), 0);
	put("services: db\n");
	ck_assert_int_eq(mount(other, conf, NULL, MS_BIND, NULL), 0);
	refused("mounted", "mounted by itself");
	holds("services: files\n");
	ck_assert_int_eq(umount(conf), 0);
#endif
	put("services: files\n");
	snprintf(etc, sizeof etc, "%s/etc", root);
	ck_assert_int_eq(mount(etc, etc, NULL, MS_BIND, NULL), 0);
	ck_assert_int_eq(mount(NULL, etc, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL), 0);
	refused("read-only", "Read-only file system");
	ck_assert_int_eq(umount(etc), 0);
}
END_TEST

START_TEST(a_tree_whose_folders_are_links_out_of_it_is_refused)
{
	char etc[300];
	char elsewhere[300];
	char cwd[300];

	put("services: files\n");
	snprintf(etc, sizeof etc, "%s/tree", root);
	ck_assert_int_eq(mkdir(etc, 0755), 0);
	snprintf(elsewhere, sizeof elsewhere, "%s/etc", root);
	snprintf(cwd, sizeof cwd, "%s/tree", root);
	strcat(etc, "/etc");
	ck_assert_int_eq(symlink(elsewhere, etc), 0);
	ck_assert(!iana_nsswitch_enable(cwd, &rep));
	ck_assert_ptr_nonnull(strstr(rep.error.text, "its folder is not in"));
	ck_assert(!iana_nsswitch_disable(cwd, &rep));
	holds("services: files\n");
	/* A link within the tree is followed. */
	ck_assert_int_eq(unlink(etc), 0);
	strcat(cwd, "/usr");
	ck_assert_int_eq(mkdir(cwd, 0755), 0);
	snprintf(conf, sizeof conf, "%s/etc/nsswitch.conf", cwd);
	strcat(cwd, "/etc");
	ck_assert_int_eq(mkdir(cwd, 0755), 0);
	ck_assert_int_eq(symlink("usr/etc", etc), 0);
	put("services: files\n");
	snprintf(cwd, sizeof cwd, "%s/tree", root);
	ck_assert_msg(iana_nsswitch_enable(cwd, &rep), "%s", rep.error.text);
	holds("services: " LOCAL " files iana\n");
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, a_line_is_enabled_and_comes_back_byte_for_byte, 0,
			    COUNT(lines));
	tcase_add_loop_test(tc, a_line_that_means_another_thing_is_refused, 0,
			    COUNT(refusals));
	tcase_add_test(tc, a_very_long_line_is_refused_in_a_message_that_is_whole);
	tcase_add_test(tc, more_sources_than_a_line_may_have_are_refused);
	tcase_add_loop_test(tc, other_edits_stay, 0, COUNT(edits));
	tcase_add_test(tc, a_line_that_was_written_by_hand_is_kept_and_taken_out);
	tcase_add_test(tc, copies_of_an_earlier_time_are_not_used);
	tcase_add_test(tc, only_the_line_that_the_library_reads_asks_it);
	tcase_add_test(tc, mode_and_owner_stay);
	tcase_add_test(tc, without_the_file_enabling_is_refused_and_disabling_is_done);
	tcase_add_test(tc, what_is_no_text_file_is_refused);
	tcase_add_test(tc, a_symbolic_link_is_refused);
	tcase_add_test(tc, what_authselect_manages_is_refused);
	tcase_add_test(tc, without_permission_it_is_refused);
	tcase_add_test(tc, what_is_mounted_is_refused);
	tcase_add_test(tc, a_tree_whose_folders_are_links_out_of_it_is_refused);
}

int
main(void)
{
	return unit_run("nsswitch", add);
}
