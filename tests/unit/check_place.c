/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Placed rows (N1 to N3), their groups, and the order of the table (N7, N10). */
#include "support/unit_gen.h"
#include "table/load.h"
#include "table/place.h"

#include <stdlib.h>
#include <unistd.h>

#define ROWS \
	"b,9,udp,,\n" \
	"r,2-4,tcp,,\n" \
	"both,3,,,\n" \
	",3,tcp,x,\n" \
	"dns-sd,,tcp,,\n" \
	"s,3,sctp,,\n" \
	"a,3,tcp,,\n"
#define OVERLAY "z 9/udp\no 3/tcp\nboth 3/tcp\n"

/* Read rows and an overlay, and build the table, which then has its protocols. */
static void
table(struct unit_gen *g)
{
	char path[UNIT_PATH_ROOM];
	int fd = unit_file(OVERLAY, strlen(OVERLAY), path);

	unit_gen_init(g);
	ck_assert(unit_gen_rows(g, ROWS));
	ck_assert(iana_load_overlay(&g->reg, path, &g->rep));
	close(fd);
	ck_assert(iana_table_build(&g->table, &g->reg, NULL, &g->rep));
}

/* "name port/protocol\n" of each placed row, in an order. */
static const char *
dump(struct unit_gen *g, const struct iana_placed_rows *p, const uint32_t *order)
{
	const struct iana_pool *pool = &g->reg.pool;

	g->text.len = 0;
	for (uint32_t i = 0; i < p->n; i++) {
		const struct iana_placed_row *x = &p->item[order != NULL ? order[i] : i];
		uint32_t name = g->reg.row[x->row].field[IANA_F_NAME];

		iana_buffer_printf(
		    &g->text, "%s %u/%s\n", iana_pool_text(pool, name),
		    IANA_KEY_PORT(x->key),
		    iana_pool_text(pool, g->table.protocol[IANA_KEY_RANK(x->key)]));
	}
	return unit_string(&g->text);
}

START_TEST(groups_stand_together_overlays_first)
{
	struct iana_placed_rows p = { 0 };
	struct unit_gen g;

	table(&g);
	ck_assert(iana_rows_place(&p, &g.table, &g.rep));
	ck_assert_str_eq(dump(&g, &p, NULL),
			 "r 2/tcp\n"
			 "o 3/tcp\nboth 3/tcp\nr 3/tcp\nboth 3/tcp\na 3/tcp\n"
			 "both 3/udp\n"
			 "s 3/sctp\n"
			 "r 4/tcp\n"
			 "z 9/udp\nb 9/udp\n");
	for (size_t i = 1; i < p.n; i++)
		ck_assert(p.item[i - 1].key < p.item[i].key);
	free(p.item);
	unit_gen_done(&g);
}
END_TEST

START_TEST(the_table_has_overlays_as_read_then_the_registry_by_port)
{
	struct iana_placed_rows p = { 0 };
	struct unit_gen g;
	uint32_t *order;

	table(&g);
	ck_assert(iana_rows_place(&p, &g.table, &g.rep));
	ck_assert_uint_eq(p.n_as_read, 3);
	order = iana_placed_order(&p);
	ck_assert_str_eq(dump(&g, &p, order),
			 "z 9/udp\no 3/tcp\nboth 3/tcp\n"
			 "r 2/tcp\nr 3/tcp\nboth 3/tcp\na 3/tcp\nboth 3/udp\ns 3/sctp\n"
			 "r 4/tcp\nb 9/udp\n");
	free(order);
	free(p.item);
	unit_gen_done(&g);
}
END_TEST

START_TEST(all_placed_rows_can_keep_the_order_in_which_they_were_read)
{
	struct iana_placed_rows p = { 0 };
	struct unit_gen g;
	uint32_t *order;

	table(&g);
	ck_assert(iana_rows_place(&p, &g.table, &g.rep));
	p.n_as_read = p.n;
	order = iana_placed_order(&p);
	ck_assert_str_eq(dump(&g, &p, order),
			 "z 9/udp\no 3/tcp\nboth 3/tcp\n"
			 "b 9/udp\nr 2/tcp\nr 3/tcp\nr 4/tcp\nboth 3/tcp\nboth 3/udp\n"
			 "s 3/sctp\na 3/tcp\n");
	free(order);
	free(p.item);
	unit_gen_done(&g);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, groups_stand_together_overlays_first);
	tcase_add_test(tc, the_table_has_overlays_as_read_then_the_registry_by_port);
	tcase_add_test(tc, all_placed_rows_can_keep_the_order_in_which_they_were_read);
}

int
main(void)
{
	return unit_run("place", add);
}
