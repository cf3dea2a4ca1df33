/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The module iana_local.  Its paths lead to files of the test.  The services file has the
 * bytes that were merged, but another identity: so a check reads it.
 */
#include "src/checksum.h"
#include "src/locate.h"
#include "support/fixture.h"
#include "support/module.h"
#include "support/own_files.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define SERVICES "local 11/tcp\n#\n"

const char module_name[] = "iana_local";
const bool module_is_local = true;
const char *module_services;

static struct iana_merged merged;

__attribute__((constructor)) static void
merge(void)
{
	char bytes[16] = SERVICES;

	merged.file.size = sizeof SERVICES - 1;
	for (size_t at = 0; at < sizeof bytes; at += 8)
		merged.hash = iana_checksum_step(merged.hash, iana_le64(bytes + at));
	fixture_merged = &merged;
}

void
module_place(const char *path)
{
	struct iana_buffer text = { .bytes = (char *)(uintptr_t)SERVICES,
				    .len = sizeof SERVICES - 1 };
	struct iana_paths paths = iana_paths_merged(false);

	module_services = fixture_file(&text);
	own_paths[0] = (struct own_path){ paths.local, path };
	own_paths[1] = (struct own_path){ paths.shipped, "/nonexistent/index" };
	own_paths[2] = (struct own_path){ paths.merged_from, module_services };
}

static void
put(FILE *f, long off, uint64_t v, size_t n)
{
	char bytes[8];

	iana_put64(bytes, v);
	ck_assert_int_eq(fseek(f, off, SEEK_SET), 0);
	ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
}

void
module_adapt(const char *path)
{
	FILE *f = fopen(path, "r+");

	ck_assert_ptr_nonnull(f);
	put(f, IANA_H_MAY_IGNORE, IANA_FLAG_MERGED, 4);
	put(f, IANA_H_FILE_SIZE, merged.file.size, 8);
	put(f, IANA_H_FILE_HASH, merged.hash, 8);
	ck_assert_int_eq(fclose(f), 0);
}
