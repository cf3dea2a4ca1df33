/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rules N1 to N9: which entries a registry's rows become, and in what order. */
#include "support/unit_gen.h"

/* The rows become these entries, and nothing is warned of. */
static void
becomes(const char *rows, const char *entries)
{
	struct unit_gen g;

	unit_gen_table(&g, rows);
	ck_assert_str_eq(unit_gen_dump(&g), entries);
	ck_assert_str_eq(unit_gen_warned(&g), "");
	unit_gen_done(&g);
}

/* The same with these warnings. */
static void
becomes_warned(const char *rows, const char *entries, const char *warnings)
{
	struct unit_gen g;

	unit_gen_table(&g, rows);
	ck_assert_str_eq(unit_gen_dump(&g), entries);
	ck_assert_str_eq(unit_gen_warned(&g), warnings);
	unit_gen_done(&g);
}

static void
refuses(const char *rows, unsigned long line, const char *text)
{
	struct unit_gen g;

	unit_gen_init(&g);
	ck_assert(unit_gen_rows(&g, rows));
	ck_assert(!iana_table_build(&g.table, &g.reg, NULL, &g.rep));
	ck_assert_str_eq(g.rep.error.text, text);
	ck_assert_uint_eq(g.rep.error.line, line);
	unit_gen_done(&g);
}

/* N1 */
START_TEST(a_name_with_a_port_is_an_entry)
{
	becomes("ssh,22,tcp,The Secure Shell,\n", "ssh 22/tcp\n");
	becomes("low,0,udp,,\nhigh,65535,sctp,,\n", "low 0/udp\nhigh 65535/sctp\n");
	/* Neither description nor notes decide that: only name and port. */
	becomes("remoteware-un,2999,tcp,RemoteWare Unassigned,\n"
		"stun-behaviors,5349,udp,Reserved for a future enhancement,\n",
		"remoteware-un 2999/tcp\nstun-behaviors 5349/udp\n");
}
END_TEST

/* N2 */
START_TEST(a_blank_protocol_is_tcp_and_udp)
{
	becomes("boe-cms,6400,,Business Objects,\n",
		"boe-cms 6400/tcp\nboe-cms 6400/udp\n");
	becomes("r,10-11,,,\n", "r 10/tcp\nr 10/udp\nr 11/tcp\nr 11/udp\n");
	/* Ranked as ever when other protocols stand first in the registry. */
	becomes("a,1,aaa,,\nb,1,sctp,,\nc,1,,,\n", "c 1/tcp\nc 1/udp\nb 1/sctp\na 1/aaa\n");
}
END_TEST

/* N3 */
START_TEST(a_range_is_an_entry_for_each_port)
{
	struct unit_gen g;

	becomes("x11,6000-6003,tcp,,\n",
		"x11 6000/tcp\nx11 6001/tcp\nx11 6002/tcp\nx11 6003/tcp\n");
	becomes("one,7-7,tcp,,\n", "one 7/tcp\n");
	unit_gen_table(&g, "all,0-65535,tcp,,\nx11,6000-6063,udp,,\nssh,22,tcp,,\n");
	ck_assert_uint_eq(g.table.n_entries, 65536 + 64 + 1);
	ck_assert_uint_eq(g.table.n_ranges, 2);
	ck_assert_uint_eq(g.table.entry[65536 + 64].port, 65535);
	unit_gen_done(&g);
}
END_TEST

/* N4, N6 */
START_TEST(an_alias_belongs_to_what_its_notes_name)
{
	/* In either order of rows. */
	becomes("new-one,1,tcp,,\nold_one,1,tcp,," UNIT_ALIAS("new-one"),
		"new-one 1/tcp old_one\n");
	becomes("old_one,1,tcp,," UNIT_ALIAS("new-one") "new-one,1,tcp,,\n",
		"new-one 1/tcp old_one\n");
	becomes("http,80,tcp,,\n"
		"www,80,tcp,,\"This is a duplicate of the \"\"http\"\" service.\"\n"
		"www-http,80,tcp,,\"This is a duplicate of the \"\"http\"\" service.\"\n",
		"http 80/tcp www www-http\n");
	/* Each protocol for itself. */
	becomes("n,1,,,\nn_1,1,tcp,," UNIT_ALIAS("n"), "n 1/tcp n_1\nn 1/udp\n");
	/* And each port of a range. */
	becomes("n,1-2,tcp,,\nn_1,1-2,tcp,," UNIT_ALIAS("n"), "n 1/tcp n_1\nn 2/tcp n_1\n");
	/* Aliases in registry order, whatever order they are found in. */
	becomes("c,1,tcp,," UNIT_ALIAS("b") "a,1,tcp,," UNIT_ALIAS(
		    "z") "z,1,tcp,,\n"
			 "b,1,tcp,," UNIT_ALIAS("z"),
		"z 1/tcp c a b\n");
}
END_TEST

/* N4 */
START_TEST(a_chain_leads_to_its_end)
{
	becomes("a,1,tcp,," UNIT_ALIAS("b") "b,1,tcp,," UNIT_ALIAS("c") "c,1,tcp,,\n",
		"c 1/tcp a b\n");
	becomes("c,1,tcp,,\nb,1,tcp,," UNIT_ALIAS("c") "a,1,tcp,," UNIT_ALIAS("b"),
		"c 1/tcp b a\n");
	/* Two chains that meet, and one apart. */
	becomes(
	    "a,1,tcp,," UNIT_ALIAS("m") "b,1,tcp,," UNIT_ALIAS("m") "m,1,tcp,," UNIT_ALIAS(
		"z") "q,1,tcp,,\np,1,tcp,," UNIT_ALIAS("q") "z,1,tcp,,\n",
	    "q 1/tcp p\nz 1/tcp a b m\n");
}
END_TEST

START_TEST(a_long_chain_is_followed_in_linear_time)
{
	struct iana_buffer rows = { 0 };
	struct unit_gen g;

	for (int i = 0; i < 20000; i++)
		iana_buffer_printf(&rows, "n%d,1,tcp,,\"alias to \"\"n%d\"\"\"\n", i,
				   i + 1);
	iana_buffer_puts(&rows, "n20000,1,tcp,,\n");
	unit_gen_table(&g, unit_string(&rows));
	ck_assert_uint_eq(g.table.n_entries, 1);
	ck_assert_uint_eq(g.table.entry[0].n_aliases, 20000);
	unit_gen_done(&g);
	iana_buffer_done(&rows);
}
END_TEST

/* N4 */
START_TEST(an_alias_without_its_target_is_an_entry_with_a_warning)
{
	becomes_warned(
	    "a,1,tcp,," UNIT_ALIAS("b"), "a 1/tcp\n",
	    "2: \"a\" at 1/tcp is kept as an entry: its port and protocol have no service "
	    "\"b\"\n");
	/* The target stands elsewhere alone. */
	becomes_warned(
	    "b,1,udp,,\nb,2,tcp,,\na,1,tcp,," UNIT_ALIAS("b"),
	    "a 1/tcp\nb 1/udp\nb 2/tcp\n",
	    "4: \"a\" at 1/tcp is kept as an entry: its port and protocol have no service "
	    "\"b\"\n");
	becomes_warned(
	    "b,1,tcp,,\nb,2,tcp,,\na,3,tcp,," UNIT_ALIAS("b"),
	    "b 1/tcp\nb 2/tcp\na 3/tcp\n",
	    "4: \"a\" at 3/tcp is kept as an entry: its port and protocol have no service "
	    "\"b\"\n");
	/* Names keep to their case. */
	becomes_warned(
	    "B,1,tcp,,\na,1,tcp,," UNIT_ALIAS("b"), "B 1/tcp\na 1/tcp\n",
	    "3: \"a\" at 1/tcp is kept as an entry: its port and protocol have no service "
	    "\"b\"\n");
	/* Its own aliases follow it. */
	becomes_warned(
	    "a,1,tcp,," UNIT_ALIAS("gone") "x,1,tcp,," UNIT_ALIAS("a"), "a 1/tcp x\n",
	    "2: \"a\" at 1/tcp is kept as an entry: its port and protocol have no service "
	    "\"gone\"\n");
}
END_TEST

/* N4 */
START_TEST(a_ring_is_its_first_name)
{
	becomes_warned("a,1,tcp,," UNIT_ALIAS("a"), "a 1/tcp\n",
		       "2: \"a\" at 1/tcp is kept as an entry: it is an alias of itself\n");
	becomes_warned("b,1,tcp,," UNIT_ALIAS("a") "a,1,tcp,," UNIT_ALIAS("b"),
		       "b 1/tcp a\n",
		       "2: \"b\" at 1/tcp is kept as an entry: it is an alias of itself\n");
	/* Entered from outside, past its first. */
	becomes_warned("x,1,tcp,," UNIT_ALIAS("q") "p,1,tcp,," UNIT_ALIAS(
			   "q") "q,1,tcp,," UNIT_ALIAS("r") "r,1,tcp,," UNIT_ALIAS("p"),
		       "p 1/tcp x q r\n",
		       "3: \"p\" at 1/tcp is kept as an entry: it is an alias of itself\n");
}
END_TEST

/* N5 */
START_TEST(other_names_of_a_port_are_services_in_registry_order)
{
	becomes("stun,3478,udp,,\nturn,3478,udp,,\nstun-behavior,3478,udp,,\n",
		"stun 3478/udp\nturn 3478/udp\nstun-behavior 3478/udp\n");
	becomes("zz,1,tcp,,\naa,1,tcp,,\n", "zz 1/tcp\naa 1/tcp\n");
}
END_TEST

/* N6 */
START_TEST(names_keep_their_bytes)
{
	becomes("nburn_id,1,tcp,,\n914c/g,2,tcp,,\nwhois++,3,tcp,,\nMiXed.Case,4,tcp,,\n",
		"nburn_id 1/tcp\n914c/g 2/tcp\nwhois++ 3/tcp\nMiXed.Case 4/tcp\n");
	/* Case alone tells names apart: neither repeated nor an alias. */
	becomes("Name,1,tcp,,\nname,1,tcp,,\n", "Name 1/tcp\nname 1/tcp\n");
}
END_TEST

/* N7 */
START_TEST(the_table_is_in_order_of_port_and_protocol)
{
	becomes(
	    "h,2,tcp,,\ng,1,zzz,,\nf,1,aaa,,\ne,1,dccp,,\nd,1,sctp,,\nc,1,udp,,\n"
	    "b,1,tcp,,\na,1,ddd,,\n",
	    "b 1/tcp\nc 1/udp\nd 1/sctp\ne 1/dccp\nf 1/aaa\na 1/ddd\ng 1/zzz\nh 2/tcp\n");
	/* As a number, not as text. */
	becomes("b,100,tcp,,\na,20,tcp,,\n", "a 20/tcp\nb 100/tcp\n");
}
END_TEST

/* N7 */
START_TEST(an_entry_repeated_is_one_entry)
{
	becomes_warned("a,1,tcp,first,\nb,1,tcp,,\na,1,tcp,second,\n", "a 1/tcp\nb 1/tcp\n",
		       "4: \"a\" at 1/tcp is repeated\n");
	/* A range beside one of its ports; a blank protocol beside tcp. */
	becomes_warned("a,1-2,tcp,,\na,2,tcp,,\n", "a 1/tcp\na 2/tcp\n",
		       "3: \"a\" at 2/tcp is repeated\n");
	becomes_warned("a,1,,,\na,1,tcp,,\n", "a 1/tcp\na 1/udp\n",
		       "3: \"a\" at 1/tcp is repeated\n");
	becomes_warned("n,1,tcp,,\na,1,tcp,," UNIT_ALIAS("n") "a,1,tcp,," UNIT_ALIAS("n"),
		       "n 1/tcp a\n", "4: \"a\" at 1/tcp is repeated\n");
}
END_TEST

START_TEST(the_first_of_repeated_rows_gives_the_comment)
{
	struct unit_gen g;

	unit_gen_table(&g, "a,1,tcp,first,\na,1,tcp,second,\n");
	ck_assert_uint_eq(g.table.entry[0].row, 0);
	unit_gen_done(&g);
}
END_TEST

/* N8, N9 */
START_TEST(a_name_or_a_port_alone_is_no_entry)
{
	struct unit_gen g;

	unit_gen_table(&g, ",1,tcp,Reserved,\n,2-9,,Unassigned,\nswyp,,tcp,Share,\n"
			   "ssh,22,tcp,,\n,3,,De-assigned,\n");
	ck_assert_str_eq(unit_gen_dump(&g), "ssh 22/tcp\n");
	ck_assert_uint_eq(g.table.n_unnamed, 3);
	ck_assert_uint_eq(g.table.n_portless, 1);
	ck_assert_uint_eq(g.table.n_ranges, 0);
	/* Their rows are kept for lookup. */
	ck_assert_uint_eq(g.reg.n_rows, 5);
	unit_gen_done(&g);
	/* They are nothing to be an alias of, either. */
	becomes_warned(
	    "swyp,,tcp,,\na,1,tcp,," UNIT_ALIAS("swyp"), "a 1/tcp\n",
	    "3: \"a\" at 1/tcp is kept as an entry: its port and protocol have no service "
	    "\"swyp\"\n");
}
END_TEST

START_TEST(a_registry_without_a_service_is_refused)
{
	refuses(",1,tcp,Reserved,\nswyp,,tcp,,\n", 0, "no row has both a name and a port");
}
END_TEST

START_TEST(there_may_be_255_protocols_and_no_more)
{
	struct iana_buffer rows = { 0 };
	struct unit_gen g;

	/* tcp and udp are among them in any case. */
	for (int i = 0; i < 253; i++)
		iana_buffer_printf(&rows, "n,1,p%03d,,\n", i);
	unit_gen_table(&g, unit_string(&rows));
	ck_assert_uint_eq(g.table.n_protocols, 255);
	unit_gen_done(&g);
	/* Those of rows that are no entries do not count. */
	iana_buffer_puts(&rows, ",1,one-more,Reserved,\nn,,and-one,,\n");
	unit_gen_table(&g, unit_string(&rows));
	unit_gen_done(&g);
	iana_buffer_puts(&rows, "n,1,p253,,\n");
	refuses(unit_string(&rows), UNIT_FIRST_LINE + 255,
		"more than 255 distinct protocols");
	iana_buffer_done(&rows);
}
END_TEST

START_TEST(ranges_do_not_expand_without_end)
{
	struct iana_buffer rows = { 0 };

	for (int i = 0; i < 16; i++)
		iana_buffer_printf(&rows, "n%d,0-65535,tcp,,\n", i);
	refuses(unit_string(&rows), UNIT_FIRST_LINE + 15,
		"more than 1000000 entries, ranges expanded");
	iana_buffer_done(&rows);
}
END_TEST

/* Take a row of a range with n aliases. */
static bool
take_range(struct unit_gen *g, const char *port, size_t n)
{
	static struct iana_cell alias[1000];
	struct iana_raw_row row = { .line = 7, .alias = alias, .n_aliases = n };

	for (size_t i = 0; i < n; i++)
		alias[i] = (struct iana_cell){ "alias", 5 };
	row.port = (struct iana_cell){ port, strlen(port) };
	row.field[IANA_F_NAME] = (struct iana_cell){ "n", 1 };
	row.field[IANA_F_PROTOCOL] = (struct iana_cell){ "tcp", 3 };
	return iana_registry_take(&g->reg, &row, &g->rep);
}

START_TEST(aliases_of_ranges_do_not_expand_without_end)
{
	struct unit_gen g;

	unit_gen_init(&g);
	ck_assert(take_range(&g, "1-1000", 1000));
	ck_assert(iana_table_build(&g.table, &g.reg, NULL, &g.rep));
	ck_assert_uint_eq(g.table.n_aliases, 1000000);
	iana_table_done(&g.table);
	ck_assert(take_range(&g, "1", 1));
	ck_assert(!iana_table_build(&g.table, &g.reg, NULL, &g.rep));
	ck_assert_str_eq(g.rep.error.text, "more than 1000000 aliases, ranges expanded");
	ck_assert_uint_eq(g.rep.error.line, 7);
	unit_gen_done(&g);
}
END_TEST

START_TEST(strict_refuses_what_is_odd)
{
	struct unit_gen g;

	unit_gen_init(&g);
	g.rep.strict = true;
	ck_assert(unit_gen_rows(&g, "a,1,tcp,,\na,1,tcp,,\n"));
	ck_assert(!iana_table_build(&g.table, &g.reg, NULL, &g.rep));
	ck_assert_str_eq(g.rep.error.text, "\"a\" at 1/tcp is repeated");
	ck_assert_uint_eq(g.rep.error.line, 3);
	unit_gen_done(&g);
	unit_gen_init(&g);
	g.rep.strict = true;
	ck_assert(unit_gen_rows(&g, "a,1,tcp,," UNIT_ALIAS("b")));
	ck_assert(!iana_table_build(&g.table, &g.reg, NULL, &g.rep));
	ck_assert_uint_eq(g.rep.error.line, 2);
	unit_gen_done(&g);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_name_with_a_port_is_an_entry);
	tcase_add_test(tc, a_blank_protocol_is_tcp_and_udp);
	tcase_add_test(tc, a_range_is_an_entry_for_each_port);
	tcase_add_test(tc, an_alias_belongs_to_what_its_notes_name);
	tcase_add_test(tc, a_chain_leads_to_its_end);
	tcase_add_test(tc, a_long_chain_is_followed_in_linear_time);
	tcase_add_test(tc, an_alias_without_its_target_is_an_entry_with_a_warning);
	tcase_add_test(tc, a_ring_is_its_first_name);
	tcase_add_test(tc, other_names_of_a_port_are_services_in_registry_order);
	tcase_add_test(tc, names_keep_their_bytes);
	tcase_add_test(tc, the_table_is_in_order_of_port_and_protocol);
	tcase_add_test(tc, an_entry_repeated_is_one_entry);
	tcase_add_test(tc, the_first_of_repeated_rows_gives_the_comment);
	tcase_add_test(tc, a_name_or_a_port_alone_is_no_entry);
	tcase_add_test(tc, a_registry_without_a_service_is_refused);
	tcase_add_test(tc, there_may_be_255_protocols_and_no_more);
	tcase_add_test(tc, ranges_do_not_expand_without_end);
	tcase_add_test(tc, aliases_of_ranges_do_not_expand_without_end);
	tcase_add_test(tc, strict_refuses_what_is_odd);
}

int
main(void)
{
	return unit_run("normalise", add);
}
