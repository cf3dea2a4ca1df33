/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Units of systemd are turned on and off in a tree, by a systemctl of the test. */
#include "enable/units.h"
#include "support/unit.h"
#include "support/unit_tree.h"

#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char root[UNIT_TREE_ROOM];
static struct iana_report rep;
static char said[400];

static void
keep_said(const struct iana_message *msg, void *ctx)
{
	(void)ctx;
	snprintf(said, sizeof said, "%s", msg->text);
}

/* Write a file of the tree. */
static void
put(const char *name, const char *text, mode_t mode)
{
	char path[400];

	snprintf(path, sizeof path, "%s/%s", root, name);
	unit_put(path, text);
	ck_assert_int_eq(chmod(path, mode), 0);
}

/* A systemctl that notes its arguments in "log" and runs one line more. */
static void
put_systemctl(const char *line)
{
	char script[600];

	snprintf(script, sizeof script, "#!/bin/sh\necho \"$*\" >>'%s/log'\n%s\n", root,
		 line);
	put("bin/systemctl", script, 0755);
}

/* The arguments of all its calls. */
static const char *
calls(void)
{
	static char text[1000];
	char path[400];
	FILE *f;
	size_t n = 0;

	snprintf(path, sizeof path, "%s/log", root);
	f = fopen(path, "r");
	if (f != NULL) {
		n = fread(text, 1, sizeof text - 1, f);
		fclose(f);
	}
	text[n] = '\0';
	return text;
}

static void
make_dir(const char *name)
{
	char path[400];

	snprintf(path, sizeof path, "%s/%s", root, name);
	ck_assert_int_eq(mkdir(path, 0755), 0);
}

static void
setup(void)
{
	char path[300];

	unit_tree_make(root);
	make_dir("bin");
	make_dir("etc");
	make_dir("etc/systemd");
	make_dir("etc/systemd/system");
	put("etc/systemd/system/iana-services-merge.path", "", 0644);
	snprintf(path, sizeof path, "%s/bin", root);
	ck_assert_int_eq(setenv("PATH", path, 1), 0);
	rep = (struct iana_report){ .tell = keep_said, .warn = keep_said };
	said[0] = '\0';
}

static void
teardown(void)
{
	unit_tree_remove(root);
}

START_TEST(systemctl_is_called_for_the_tree)
{
	char want[1000];
	char path[400];

	put_systemctl("exit 0");
	ck_assert(iana_units_enable(root, &rep));
	ck_assert(iana_units_disable(root, &rep));
	snprintf(want, sizeof want,
		 "--root=%s --quiet enable iana-services-merge.path\n"
		 "--root=%s --quiet disable iana-services-merge.path\n",
		 root, root);
	ck_assert_str_eq(calls(), want);
	ck_assert_str_eq(said, "");
	/* systemd watches this folder. */
	snprintf(path, sizeof path, "%s/etc/iana-services/overlays.d", root);
	ck_assert_int_eq(access(path, X_OK), 0);
}
END_TEST

/* Does posix_spawn(3) tell why a program cannot be run?  An emulator does not. */
static bool
spawn_tells(void)
{
	char *const argv[] = { (char *)(uintptr_t) "/nonexistent/program", NULL };
	pid_t child;

	if (posix_spawn(&child, argv[0], NULL, NULL, argv, environ) != 0)
		return true;
	waitpid(child, NULL, 0);
	return false;
}

START_TEST(a_failure_is_a_warning_with_the_command)
{
	put_systemctl("exit 3");
	ck_assert(iana_units_enable(root, &rep));
	ck_assert_uint_eq(rep.n_warnings, 1);
	ck_assert_ptr_nonnull(
	    strstr(said, "systemctl failed; to do it again: systemctl --root="));
	ck_assert_ptr_nonnull(strstr(said, " enable iana-services-merge.path"));
	put_systemctl("kill -9 $$");
	ck_assert(iana_units_disable(root, &rep));
	ck_assert_uint_eq(rep.n_warnings, 2);
	ck_assert_ptr_nonnull(strstr(said, "a signal ended"));
	ck_assert_ptr_nonnull(strstr(said, " disable iana-services-merge.path"));
	if (!spawn_tells())
		return;
	put("bin/systemctl", "", 0644);
	ck_assert(iana_units_enable(root, &rep));
	ck_assert_uint_eq(rep.n_warnings, 3);
	ck_assert_ptr_nonnull(strstr(said, "cannot be run"));
}
END_TEST

START_TEST(without_systemctl_or_units_it_says_how_to_merge)
{
	char path[400];

	ck_assert(iana_units_enable(root, &rep));
	ck_assert_uint_eq(rep.n_warnings, 0);
	ck_assert_ptr_nonnull(strstr(said, "iana-services merge"));
	said[0] = '\0';
	ck_assert(iana_units_disable(root, &rep));
	ck_assert_str_eq(said, "");
	put_systemctl("exit 0");
	snprintf(path, sizeof path, "%s/etc/systemd/system/iana-services-merge.path", root);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert(iana_units_enable(root, &rep));
	ck_assert_ptr_nonnull(strstr(said, "iana-services merge"));
	ck_assert(iana_units_disable(root, &rep));
	ck_assert_str_eq(calls(), "");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, systemctl_is_called_for_the_tree);
	tcase_add_test(tc, a_failure_is_a_warning_with_the_command);
	tcase_add_test(tc, without_systemctl_or_units_it_says_how_to_merge);
}

int
main(void)
{
	return unit_run("units", add);
}
