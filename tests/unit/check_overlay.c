/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Overlays (N10) in the table and the index, and names that stay (N11). */
#include "index/index.h"
#include "src/image.h"
#include "src/row.h"
#include "src/verify.h"
#include "support/unit_gen.h"
#include "table/keep.h"
#include "table/load.h"

#include <unistd.h>

/* Init, read rows of CSV and an overlay, and normalise them. */
static void
table(struct unit_gen *g, const char *rows, const char *overlay)
{
	char path[UNIT_PATH_ROOM];
	int fd = unit_file(overlay, strlen(overlay), path);

	unit_gen_init(g);
	ck_assert(unit_gen_rows(g, rows));
	ck_assert_msg(iana_load_overlay(&g->reg, path, &g->rep), "%s", g->rep.error.text);
	g->reg.source[1].path = "overlay";
	ck_assert_msg(iana_table_build(&g->table, &g->reg, NULL, &g->rep), "%s",
		      g->rep.error.text);
	close(fd);
}

static const char *
text_of(const struct unit_gen *g, uint32_t id)
{
	return iana_pool_text(&g->reg.pool, id);
}

START_TEST(the_overlay_is_the_head_of_the_table)
{
	struct unit_gen g;

	table(&g, "a,1,tcp,,\nb,2,tcp,,\nc,3,tcp,,\n", "z 9/tcp\nb 2/tcp\ny 1/tcp\n");
	ck_assert_str_eq(unit_gen_dump(&g),
			 "z 9/tcp\nb 2/tcp\ny 1/tcp\na 1/tcp\nc 3/tcp\n");
	ck_assert_uint_eq(g.table.n_overlay, 3);
	ck_assert_str_eq(unit_gen_warned(&g), "");
	unit_gen_done(&g);
}
END_TEST

START_TEST(a_line_that_melts_gives_details_and_perhaps_the_comment)
{
	struct unit_gen g;

	table(&g, "a,1,tcp,IANA's,\nb,1,tcp,IANA's,\n",
	      "a 1/tcp # ours\nb 1/tcp\nc 1/tcp # ours\n");
	for (int i = 0; i < 3; i++) {
		const struct iana_entry *e = &g.table.entry[i];

		ck_assert(iana_row_is_overlay(&g.reg, &g.reg.row[e->row]));
		ck_assert(iana_row_is_overlay(&g.reg, &g.reg.row[e->details]) == (i == 2));
		ck_assert_str_eq(text_of(&g, e->comment), i == 1 ? "IANA's" : "ours");
	}
	ck_assert_uint_eq(g.table.n_entries, 3);
	unit_gen_done(&g);
}
END_TEST

START_TEST(aliases_of_the_line_come_first_and_stay_as_they_are)
{
	struct unit_gen g;

	table(&g,
	      "a,1,tcp,,\nb,1,tcp,," UNIT_ALIAS("a") "c,1,tcp,," UNIT_ALIAS(
		  "a") "d,1,tcp,," UNIT_ALIAS("b"),
	      "a 1/tcp x c x a\na 1/tcp y x\n");
	ck_assert_str_eq(unit_gen_dump(&g), "a 1/tcp x c x a y b d\n");
	ck_assert_str_eq(unit_gen_warned(&g), "2: \"a\" at 1/tcp is repeated\n");
	unit_gen_done(&g);
}
END_TEST

START_TEST(messages_name_the_file_that_a_row_is_in)
{
	static const char bad[] = "good 1/tcp\nbad\001 2/tcp\n";
	char path[UNIT_PATH_ROOM];
	int fd = unit_file(bad, strlen(bad), path);
	struct unit_gen g;

	unit_gen_init(&g);
	ck_assert(unit_gen_rows(&g, "a,1,tcp,,\n"));
	ck_assert(!iana_load_overlay(&g.reg, path, &g.rep));
	ck_assert_str_eq(g.rep.error.path, path);
	ck_assert_uint_eq(g.rep.error.line, 2);
	unit_gen_done(&g);
	close(fd);
	/* And so does what is found out later. */
	table(&g, "a,1,tcp,," UNIT_ALIAS("nobody"), "b 1/tcp\nb 1/tcp\n");
	g.rep.strict = true;
	iana_table_done(&g.table);
	ck_assert(!iana_table_build(&g.table, &g.reg, NULL, &g.rep));
	ck_assert_str_eq(g.rep.error.path, "overlay");
	ck_assert_uint_eq(g.rep.error.line, 2);
	unit_gen_done(&g);
}
END_TEST

START_TEST(a_page_of_ports_counts_from_its_least_record)
{
	const char *what = "sound";
	struct unit_gen g;

	/* All ports of the page have one record each: no lists, whatever the order. */
	table(&g, "a,80,tcp,,\nb,81,tcp,,\nc,82,tcp,,\n", "z 95/tcp\ny 83/tcp\n");
	ck_assert(iana_index_write(&g.index, &g.table, 0, true, NULL, &g.rep));
	ck_assert_int_eq(iana_image_open(g.index.bytes, g.index.len, &g.image, &g.header),
			 IANA_OK);
	ck_assert_msg(iana_verify(&g.image, &g.header, &what) == IANA_OK, "%s", what);
	ck_assert_uint_eq(iana_section_len(&g.image, IANA_S_LISTS), 0);
	unit_gen_done(&g);
}
END_TEST

START_TEST(a_name_that_stays_is_an_alias_once)
{
	struct unit_gen old;
	struct unit_gen g;

	/* x is an alias of two that are gone, y stands with any port, z without one. */
	unit_gen_table(&old, "p,1,tcp,,\nx,1,tcp,," UNIT_ALIAS(
				 "p") "q,1,tcp,,\ny,1,tcp,,\n"
				      "z,1,tcp,,\nx,2,tcp,,\ngone,3,tcp,,\n");
	unit_gen_table(&g,
		       "new,1,tcp,,\nother,1,tcp,,\nnew,2,tcp,,\ny,9,udp,,\nz,,tcp,,\n");
	ck_assert(iana_names_keep(&g.table, &g.reg, &old.table, &g.rep));
	ck_assert_str_eq(unit_gen_dump(&g), "new 1/tcp p x q z\nother 1/tcp\nnew 2/tcp x\n"
					    "gone 3/tcp\ny 9/udp\n");
	ck_assert_uint_eq(g.table.n_kept, 5);
	ck_assert_uint_eq(g.table.n_kept_entries, 1);
	ck_assert_uint_eq(g.table.n_aliases, 5);
	unit_gen_done(&old);
	unit_gen_done(&g);
}
END_TEST

START_TEST(a_name_at_a_port_that_nobody_has_is_an_entry)
{
	struct unit_gen old;
	struct unit_gen g;
	const struct iana_entry *e;
	const char *what = "sound";
	struct iana_index_source source;

	/* Two protocols and a range of one row; a protocol that ranks before another. */
	unit_gen_table(&old, "gone,5-6,,Old,\nx,5,udp,," UNIT_ALIAS("gone") "d,1,ddp,,\n");
	old.reg.date = 20200102;
	unit_gen_table(&g, "new,1,xtp,,\nlast,9,tcp,,\n");
	ck_assert(iana_names_keep(&g.table, &g.reg, &old.table, &g.rep));
	ck_assert_str_eq(unit_gen_dump(&g), "d 1/ddp\nnew 1/xtp\ngone 5/tcp\n"
					    "gone 5/udp x\ngone 6/tcp\ngone 6/udp\n"
					    "last 9/tcp\n");
	ck_assert_uint_eq(g.table.n_kept_entries, 5);
	e = &g.table.entry[2];
	ck_assert_str_eq(text_of(&g, e->comment), "Old");
	/* One copy of the row for all of its entries, with its source. */
	ck_assert_uint_eq(g.reg.n_rows, 4);
	for (int i = 2; i < 6; i++)
		ck_assert_uint_eq(g.table.entry[i].row, e->row);
	ck_assert(iana_row_is_kept(&g.reg, &g.reg.row[e->row]));
	ck_assert_uint_eq(g.reg.source[g.reg.row[e->row].source].date, 20200102);
	ck_assert_str_eq(iana_source_name(&g.reg, g.reg.row[e->row].source),
			 "registry.csv");
	ck_assert(iana_index_write(&g.index, &g.table, 0, false, NULL, &g.rep));
	ck_assert_int_eq(iana_image_open(g.index.bytes, g.index.len, &g.image, &g.header),
			 IANA_OK);
	ck_assert_msg(iana_verify(&g.image, &g.header, &what) == IANA_OK, "%s", what);
	ck_assert_int_eq(iana_source_read(&g.image, 1, &source), IANA_OK);
	ck_assert_uint_eq(source.kind, IANA_FROM_KEPT);
	ck_assert_uint_eq(source.date, 20200102);
	ck_assert_str_eq(source.name, "registry.csv");
	unit_gen_done(&old);
	unit_gen_done(&g);
}
END_TEST

START_TEST(a_text_has_rows_of_255_older_registries_at_most)
{
	struct iana_raw_row raw = { .line = 7, .port = { "1", 1 }, .verbatim = true };
	char name[16];
	struct unit_gen g;

	unit_gen_init(&g);
	for (int f = 0; f < IANA_N_FIELDS; f++)
		raw.field[f] = (struct iana_cell){ "x", 1 };
	raw.kept_from.bytes = name;
	for (int i = 0; i < 2 * IANA_KEPT_SOURCES_MAX; i++) {
		raw.kept_from.len = (size_t)snprintf(name, sizeof name, "old-%d",
						     i % IANA_KEPT_SOURCES_MAX);
		ck_assert(iana_registry_take(&g.reg, &raw, &g.rep));
	}
	ck_assert_uint_eq(g.reg.n_sources, IANA_KEPT_SOURCES_MAX + 1);
	name[0] = 'n';
	ck_assert(!iana_registry_take(&g.reg, &raw, &g.rep));
	unit_gen_done(&g);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, the_overlay_is_the_head_of_the_table);
	tcase_add_test(tc, a_line_that_melts_gives_details_and_perhaps_the_comment);
	tcase_add_test(tc, aliases_of_the_line_come_first_and_stay_as_they_are);
	tcase_add_test(tc, messages_name_the_file_that_a_row_is_in);
	tcase_add_test(tc, a_page_of_ports_counts_from_its_least_record);
	tcase_add_test(tc, a_name_that_stays_is_an_alias_once);
	tcase_add_test(tc, a_name_at_a_port_that_nobody_has_is_an_entry);
	tcase_add_test(tc, a_text_has_rows_of_255_older_registries_at_most);
}

int
main(void)
{
	return unit_run("overlay", add);
}
