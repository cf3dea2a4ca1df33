/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Runs files through a fuzzer's entry, for compilers without a fuzzer's runtime:
 *
 *     replay FILE|FOLDER...
 *
 * A file that breaks something ends it with abort(3); its name is said before.
 */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Only some fuzzers have anything to do at first. */
#pragma weak LLVMFuzzerInitialize

static size_t n_run;

/* The bytes lie at the very end of a block, so that tools see a read past it. */
static bool
replay_file(const char *path)
{
	struct iana_buffer b = { 0 };
	FILE *in = fopen(path, "r");
	uint8_t *bytes;
	int c;

	if (in == NULL)
		return false;
	while ((c = getc(in)) != EOF)
		iana_buffer_u8(&b, (unsigned)c);
	if (fclose(in) != 0)
		return false;
	bytes = malloc(b.len != 0 ? b.len : 1);
	if (bytes == NULL)
		return false;
	if (b.len != 0)
		memcpy(bytes, b.bytes, b.len);
	fprintf(stderr, "%s: %zu bytes\n", path, b.len);
	LLVMFuzzerTestOneInput(bytes, b.len);
	free(bytes);
	iana_buffer_done(&b);
	n_run++;
	return true;
}

static bool
replay(const char *path)
{
	DIR *dir = opendir(path);
	const struct dirent *e;
	char file[4096];
	bool ok = true;

	if (dir == NULL)
		return replay_file(path);
	while (ok && (e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		ok = snprintf(file, sizeof file, "%s/%s", path, e->d_name) <
			 (int)sizeof file &&
		     replay_file(file);
	}
	closedir(dir);
	return ok;
}

int
main(int argc, char **argv)
{
	if (LLVMFuzzerInitialize != NULL)
		LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++) {
		if (!replay(argv[i])) {
			fprintf(stderr, "%s: cannot be read\n", argv[i]);
			return 1;
		}
	}
	/* Nothing run is nothing shown. */
	return n_run == 0;
}
