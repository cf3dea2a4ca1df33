/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes indexes for tests. */
#include "support/fixture.h"
#include "index/index.h"
#include "read/csv_reader.h"
#include "src/checksum.h"
#include "src/hash.h"
#include "table/build.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char fixture_csv[] =
    "Service Name,Port Number,Transport Protocol,Description,Assignment Notes\n"
    ",1,,Reserved,\n"
    "http,80,tcp,World Wide Web,\n"
    "http,80,udp,World Wide Web,\n"
    "www,80,tcp,World Wide Web,\"This is a duplicate of the \"\"http\"\" service.\"\n"
    "www,80,udp,World Wide Web,\"This is a duplicate of the \"\"http\"\" service.\"\n"
    "www-http,80,tcp,World Wide Web,\"This is a duplicate of the \"\"http\"\" service.\"\n"
    "http,80,sctp,World Wide Web,\n"
    "https,443,tcp,Secure,\n"
    "stun,3478,tcp,STUN,\n"
    "stun,3478,udp,STUN,\n"
    "turn,3478,tcp,TURN,\n"
    "turn,3478,udp,TURN,\n"
    "Mixed-Case,4000,tcp,Two spellings,\n"
    "mixed-case,4001,udp,Two spellings,\n"
    "MIXED-CASE,4002,sctp,Two spellings,\n"
    "Upper,4100,tcp,One spelling,\n"
    "x11,6000-6063,,X Window System,\n"
    "lone,7000,xtp,A protocol of its own,\n"
    "lone,7001,dccp,Another,\n"
    "swyp,,tcp,A name alone,\n";

const struct iana_merged *fixture_merged;

/* Files of this process; each test is one, and takes its files along. */
static char files[64][256];
static size_t n_files;
static pid_t owner;

static void
remove_files(void)
{
	/* A child of the test must not take them away under it. */
	for (size_t i = 0; i < n_files && owner == getpid(); i++)
		unlink(files[i]);
}

const char *
fixture_file(const struct iana_buffer *content)
{
	const char *dir = getenv("TMPDIR");
	char *path = files[n_files];
	int fd;

	ck_assert_uint_lt(n_files, sizeof files / sizeof *files);
	if (n_files++ == 0) {
		owner = getpid();
		atexit(remove_files);
	}
	snprintf(path, sizeof *files, "%s/iana-unit.XXXXXX", dir != NULL ? dir : "/tmp");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, content->bytes, content->len), (ssize_t)content->len);
	close(fd);
	return path;
}

struct iana_buffer
fixture_index(const char *csv, bool exact_case)
{
	struct iana_report rep = { 0 };
	struct iana_registry reg;
	struct iana_table table = { 0 };
	struct iana_buffer index = { 0 };
	struct iana_sink sink = { .take = iana_registry_take, .ctx = &reg };
	struct iana_input *in = iana_calloc(1, sizeof *in);
	struct iana_buffer text = { .bytes = (char *)(uintptr_t)csv, .len = strlen(csv) };
	const char *path = fixture_file(&text);

	iana_registry_init(&reg, "fixture");
	ck_assert_msg(iana_input_open(in, path, &rep) && iana_csv_read(in, &sink, &rep) &&
			  iana_table_build(&table, &reg, NULL, &rep) &&
			  iana_index_write(&index, &table, 20240430, exact_case,
					   fixture_merged, &rep),
		      "%lu: %s", rep.error.line, rep.error.text);
	iana_input_close(in);
	iana_table_done(&table);
	iana_registry_done(&reg);
	unlink(path);
	n_files--; /* its place is free again */
	free(in);
	return index;
}

/* As newest_registry in lib.sh. */
static void
find_registry(char *path, size_t size)
{
	const char *srcdir = getenv("top_srcdir");
	const char *shared = getenv("IANA_SHARED");
	glob_t found;

	snprintf(path, size, "%s/registry/*.csv", shared != NULL ? shared : ".");
	if (glob(path, 0, NULL, &found) == 0)
		snprintf(path, size, "%s", found.gl_pathv[found.gl_pathc - 1]);
	else
		snprintf(path, size, "%s/data/registry.csv", srcdir != NULL ? srcdir : ".");
	globfree(&found);
}

struct iana_buffer
fixture_registry(void)
{
	struct iana_buffer csv = { 0 };
	char path[4096];
	char part[4096];
	size_t n;
	FILE *f;

	find_registry(path, sizeof path);
	f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s", path);
	while ((n = fread(part, 1, sizeof part, f)) != 0)
		iana_buffer_add(&csv, part, n);
	fclose(f);
	printf("# registry: %s\n", path);
	iana_buffer_u8(&csv, 0);
	return csv;
}

/* The writer has a bucket for three names, and one more. */
const char *
fixture_crowded_name(unsigned n, unsigned i)
{
	static char name[16];

	for (unsigned number = 0;; number++) {
		int len = snprintf(name, sizeof name, "n%u", number);

		if (iana_hash_bucket(iana_hash(name, (size_t)len), n / 3 + 1) == 0 &&
		    i-- == 0)
			return name;
	}
}

struct iana_buffer
fixture_crowded(unsigned n)
{
	struct iana_buffer csv = { 0 };
	struct iana_buffer index;

	iana_buffer_printf(&csv,
			   "Service Name,Port Number,Transport Protocol,Description\n");
	for (unsigned i = 0; i < n; i++)
		iana_buffer_printf(&csv, "%s,%u,tcp,\n", fixture_crowded_name(n, i), i + 1);
	iana_buffer_u8(&csv, 0);
	index = fixture_index(csv.bytes, false);
	iana_buffer_done(&csv);
	return index;
}

struct iana_image
fixture_image(const struct iana_buffer *index)
{
	struct iana_image im;

	ck_assert_int_eq(iana_image_open(index->bytes, index->len, &im, NULL), IANA_OK);
	return im;
}

struct iana_header
fixture_header(const struct iana_buffer *index)
{
	struct iana_image im;
	struct iana_header h;

	ck_assert_int_eq(iana_image_open(index->bytes, index->len, &im, &h), IANA_OK);
	return h;
}

size_t
fixture_section(const struct iana_buffer *index, enum iana_section s, size_t *ret_len)
{
	const char *p = index->bytes + IANA_H_SECTIONS + 8 * (size_t)s;

	*ret_len = iana_le32(p + 4);
	return iana_le32(p);
}

void
fixture_set32(struct iana_buffer *index, size_t off, uint32_t v)
{
	iana_put32(index->bytes + off, v);
	iana_put64(index->bytes + IANA_H_CHECKSUM, iana_checksum(index->bytes, index->len));
}
