/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs the generator on texts in memory. */
#include "support/unit_gen.h"
#include "index/index.h"
#include "read/csv_reader.h"
#include "src/hash.h"
#include "src/verify.h"

#include <sys/mman.h>
#include <unistd.h>

static void
note_warning(const struct iana_message *msg, void *ctx)
{
	iana_buffer_printf(ctx, "%lu: %s\n", msg->line, msg->text);
}

void
unit_gen_init(struct unit_gen *g)
{
	memset(g, 0, sizeof *g);
	g->rep.warn = note_warning;
	g->rep.ctx = &g->warned;
	iana_registry_init(&g->reg, "registry.csv");
}

void
unit_gen_done(struct unit_gen *g)
{
	iana_table_done(&g->table);
	iana_registry_done(&g->reg);
	iana_buffer_done(&g->index);
	iana_buffer_done(&g->warned);
	iana_buffer_done(&g->text);
}

int
unit_file(const void *bytes, size_t len, char path[static UNIT_PATH_ROOM])
{
	int fd = memfd_create("unit", MFD_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	for (size_t done = 0; done < len;) {
		ssize_t n = write(fd, (const char *)bytes + done, len - done);

		ck_assert_int_gt(n, 0);
		done += (size_t)n;
	}
	snprintf(path, UNIT_PATH_ROOM, "/proc/self/fd/%d", fd);
	return fd;
}

bool
unit_gen_read(struct unit_gen *g, const void *bytes, size_t len)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	struct iana_sink sink = { .take = iana_registry_take, .ctx = &g->reg };
	char path[UNIT_PATH_ROOM];
	int fd = unit_file(bytes, len, path);
	bool ok = iana_input_open(in, path, &g->rep) && iana_csv_read(in, &sink, &g->rep);

	iana_warn_flush(&g->rep);
	/* The messages' path dies here; the lines and texts are what tests look at. */
	g->rep.error.path[0] = '\0';
	iana_input_close(in);
	free(in);
	close(fd);
	return ok;
}

bool
unit_gen_rows(struct unit_gen *g, const char *rows)
{
	struct iana_buffer b = { 0 };
	bool ok;

	iana_buffer_puts(&b, UNIT_HEADER);
	iana_buffer_puts(&b, rows);
	ok = unit_gen_read(g, b.bytes, b.len);
	iana_buffer_done(&b);
	return ok;
}

void
unit_gen_table(struct unit_gen *g, const char *rows)
{
	unit_gen_init(g);
	ck_assert_msg(unit_gen_rows(g, rows) &&
			  iana_table_build(&g->table, &g->reg, NULL, &g->rep),
		      "line %lu: %s", g->rep.error.line, g->rep.error.text);
}

void
unit_gen_index(struct unit_gen *g, const char *rows, bool exact_case)
{
	const char *what = "sound";

	unit_gen_table(g, rows);
	ck_assert_msg(
	    iana_index_write(&g->index, &g->table, g->reg.date, exact_case, NULL, &g->rep),
	    "%s", g->rep.error.text);
	ck_assert_int_eq(
	    iana_image_open(g->index.bytes, g->index.len, &g->image, &g->header), IANA_OK);
	ck_assert_msg(iana_verify(&g->image, &g->header, &what) == IANA_OK, "%s", what);
}

const char *
unit_string(struct iana_buffer *b)
{
	/* A NUL behind the last byte that does not count as one. */
	iana_buffer_u8(b, 0);
	b->len--;
	return (const char *)b->bytes;
}

/* A head that is equal to A makes the first product 0, whatever the other word is. */
void
unit_one_hash(uint32_t number, char key[static UNIT_ONE_HASH_LEN])
{
	const size_t rest = UNIT_ONE_HASH_LEN - 16;
	uint64_t head;
	size_t n;

	memset(key, 'x', UNIT_ONE_HASH_LEN);
	head = iana_hash_head(key, UNIT_ONE_HASH_LEN, &n) ^ IANA_HASH_A;
	/* One word has the halves at 0 and 8 of the rest, the other those at 4 and 12. */
	iana_put32(key + rest, (uint32_t)head);
	iana_put32(key + rest + 8, (uint32_t)(head >> 32));
	iana_put32(key + rest + 4, number);
}

const char *
unit_gen_dump(struct unit_gen *g)
{
	const struct iana_table *t = &g->table;
	const struct iana_pool *pool = &g->reg.pool;

	g->text.len = 0;
	for (size_t i = 0; i < t->n_entries; i++) {
		const struct iana_entry *e = &t->entry[i];

		iana_buffer_printf(&g->text, "%s %u/%s", iana_pool_text(pool, e->name),
				   e->port, iana_pool_text(pool, t->protocol[e->proto]));
		for (uint32_t a = 0; a < e->n_aliases; a++)
			iana_buffer_printf(&g->text, " %s",
					   iana_pool_text(pool, t->alias[e->aliases + a]));
		iana_buffer_u8(&g->text, '\n');
	}
	return unit_string(&g->text);
}

const char *
unit_gen_warned(struct unit_gen *g)
{
	return unit_string(&g->warned);
}
