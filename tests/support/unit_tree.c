/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes trees in the folder for the files of tests. */
#include "support/unit_tree.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

void
unit_tree_make(char root[static UNIT_TREE_ROOM])
{
	const char *tmp = getenv("TMPDIR");

	snprintf(root, UNIT_TREE_ROOM, "%s/iana-tree.XXXXXX", tmp != NULL ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(root));
	ck_assert_int_eq(chmod(root, 0755), 0);
}

void
unit_tree_remove(const char *root)
{
	char command[UNIT_TREE_ROOM + 20];

	/* A test may have changed PATH. */
	snprintf(command, sizeof command, "/bin/rm -rf '%s'", root);
	ck_assert_int_eq(system(command), 0);
}

void
unit_put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_ge(fputs(text, f), 0);
	ck_assert_int_eq(fclose(f), 0);
}
