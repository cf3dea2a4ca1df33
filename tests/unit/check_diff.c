/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What differs between two small registries. */
#include "diff/diff.h"
#include "support/unit_gen.h"

static const char kind_mark[IANA_N_CHANGE_KINDS][8] = {
	[IANA_ADDED] = "+",
	[IANA_REMOVED] = "-",
	[IANA_RENAMED] = "=",
	[IANA_MOVED] = ">",
	[IANA_BECAME_ALIAS] = "down",
	[IANA_BECAME_OFFICIAL] = "up",
	[IANA_ALIAS_ADDED] = "a+",
	[IANA_ALIAS_REMOVED] = "a-",
	[IANA_UNNAMED_ADDED] = "p+",
	[IANA_UNNAMED_REMOVED] = "p-",
	[IANA_PORTLESS_ADDED] = "n+",
	[IANA_PORTLESS_REMOVED] = "n-",
	[IANA_PORTLESS_GOT_PORT] = "got",
	[IANA_SERVICE_LOST_PORT] = "lost",
};

/* "kind name other from-first-last/protocols\n" of each change. */
static void
dump(const struct iana_diff *d, struct iana_buffer *to)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n_changes; i++) {
		const struct iana_change *x = &d->change[i];

		iana_buffer_printf(to, "%s %s %s %u-%u-%u/%s\n", kind_mark[x->kind],
				   iana_pool_text(d->pool, x->name),
				   x->other != 0 ? iana_pool_text(d->pool, x->other) : ".",
				   x->from_lo, x->port_lo, x->port_hi,
				   iana_pool_text(d->pool, x->protocols));
	}
	for (int k = 0; k < IANA_N_CHANGE_KINDS; k++)
		n += d->n_kind[k];
	ck_assert_uint_eq(n, d->n_changes);
}

static void
differ(const char *old_rows, const char *new_rows, const char *want)
{
	struct unit_gen old;
	struct unit_gen new;
	struct iana_buffer text = { 0 };
	struct iana_diff d;

	unit_gen_table(&old, old_rows);
	unit_gen_table(&new, new_rows);
	iana_diff_tables(&d, &old.reg, &old.table, &new.table);
	dump(&d, &text);
	ck_assert_str_eq(unit_string(&text), want);
	iana_diff_done(&d);
	iana_buffer_done(&text);
	unit_gen_done(&old);
	unit_gen_done(&new);
}

START_TEST(the_same_has_no_difference)
{
	static const char rows[] =
	    "a,1,,,\nb,1,tcp,," UNIT_ALIAS("a") ",5-9,,x,\nn,,tcp,,\nr,6-9,udp,,\n";

	differ(rows, rows, "");
}
END_TEST

START_TEST(protocols_and_ports_that_change_alike_are_one)
{
	differ("a,1,tcp,,\n", "a,1,tcp,,\nx,6-9,,,\nx,5,,,\nx,10,tcp,,\ny,3,udp,,\n",
	       "+ y . 3-3-3/udp\n+ x . 5-5-9/tcp udp\n+ x . 10-10-10/tcp\n");
	differ("a,1,tcp,,\nx,0,zz,,\nx,0,sctp,,\nx,0,aa,,\nx,0,udp,,\nx,65535,tcp,,\n",
	       "a,1,tcp,,\n", "- x . 0-0-0/udp sctp aa zz\n- x . 65535-65535-65535/tcp\n");
}
END_TEST

START_TEST(another_name_at_a_place_is_a_new_name)
{
	differ("a,1,,,\nk,2,tcp,,\n", "b,1,,,\nk,2,tcp,,\n", "= b a 1-1-1/tcp udp\n");
	/* One that stays is no candidate. */
	differ("k,1,tcp,,\na,1,tcp,,\n", "b,1,tcp,,\nk,1,tcp,,\n", "= b a 1-1-1/tcp\n");
	differ("k,1,tcp,,\n", "b,1,tcp,,\nk,1,tcp,,\n", "+ b . 1-1-1/tcp\n");
	/* Another protocol is another place. */
	differ("k,2,tcp,,\na,1,tcp,,\n", "k,2,tcp,,\nb,1,udp,,\n",
	       "+ b . 1-1-1/udp\n- a . 1-1-1/tcp\n");
}
END_TEST

START_TEST(of_several_names_those_of_one_description_are_paired)
{
	differ("a,1,tcp,First,\nb,1,tcp,Second,\n", "c,1,tcp,Second,\nd,1,tcp,First,\n",
	       "= c b 1-1-1/tcp\n= d a 1-1-1/tcp\n");
	differ("a,1,tcp,,\nb,1,tcp,,\n", "c,1,tcp,,\nd,1,tcp,,\n",
	       "= c a 1-1-1/tcp\n= d b 1-1-1/tcp\n");
	differ("a,1,tcp,x,\nb,1,tcp,y,\n", "c,1,tcp,y,\n",
	       "- a . 1-1-1/tcp\n= c b 1-1-1/tcp\n");
}
END_TEST

START_TEST(a_name_moves_before_it_is_renamed)
{
	differ("a,1,tcp,,\n", "b,1,tcp,,\na,2,tcp,,\n",
	       "+ b . 1-1-1/tcp\n> a . 1-2-2/tcp\n");
	differ("a,10-19,,,\n", "a,30-39,,,\n", "> a . 10-30-39/tcp udp\n");
	differ("a,10-12,tcp,,\n", "a,11-13,tcp,,\n", "> a . 10-13-13/tcp\n");
	differ("a,10,tcp,,\nk,1,tcp,,\n", "a,10,udp,,\nk,1,tcp,,\n",
	       "+ a . 10-10-10/udp\n- a . 10-10-10/tcp\n");
}
END_TEST

START_TEST(aliases_come_go_and_change_places)
{
	differ("a,1,tcp,,\n", "a,1,tcp,,\nb,1,tcp,," UNIT_ALIAS("a"), "a+ b a 1-1-1/tcp\n");
	differ("a,1,tcp,,\nb,1,tcp,," UNIT_ALIAS("a"), "a,1,tcp,,\n", "a- b a 1-1-1/tcp\n");
	differ("a,1,tcp,,\nb,1,tcp,,\n", "a,1,tcp,,\nb,1,tcp,," UNIT_ALIAS("a"),
	       "down b a 1-1-1/tcp\n");
	differ("a,1,tcp,,\nb,1,tcp,," UNIT_ALIAS("a"), "a,1,tcp,,\nb,1,tcp,,\n",
	       "up b a 1-1-1/tcp\n");
	differ("a,1,tcp,,\n", "b,1,tcp,,\na,1,tcp,," UNIT_ALIAS("b"),
	       "+ b . 1-1-1/tcp\ndown a b 1-1-1/tcp\n");
	/* A service keeps its alias under its new name. */
	differ("a,1,tcp,,\nx,1,tcp,," UNIT_ALIAS("a"),
	       "b,1,tcp,,\nx,1,tcp,," UNIT_ALIAS("b"), "= b a 1-1-1/tcp\n");
	differ("a,1,tcp,,\nb,1,tcp,,\nx,1,tcp,," UNIT_ALIAS("a"),
	       "a,1,tcp,,\nb,1,tcp,,\nx,1,tcp,," UNIT_ALIAS("b"),
	       "a+ x b 1-1-1/tcp\na- x a 1-1-1/tcp\n");
}
END_TEST

START_TEST(ports_without_a_name_count_however_rows_split_them)
{
	differ("a,1,tcp,,\n,5-9,,R,\n",
	       "a,1,tcp,,\n,5-6,tcp,R,\n,7-9,tcp,R,\n,5-9,udp,R,\n", "");
	differ("a,1,tcp,,\n,5-9,,R,\n", "a,1,tcp,,\n,8-12,,R,\n,5,,R,\n",
	       "p+ R . 10-10-12/tcp udp\np- R . 6-6-7/tcp udp\n");
	differ("a,1,tcp,,\n,5,udp,R,\n", "a,1,tcp,,\n,5,udp,S,\n",
	       "p+ S . 5-5-5/udp\np- R . 5-5-5/udp\n");
	differ("a,1,tcp,,\n,0-65535,sctp,R,\n,3,sctp,R,\n", "a,1,tcp,,\n,9-65535,sctp,R,\n",
	       "p- R . 0-0-8/sctp\n");
}
END_TEST

START_TEST(names_without_a_port_get_and_lose_them)
{
	differ("a,1,tcp,,\nn,,tcp,,\nn,,udp,,\nm,,,,\n",
	       "a,1,tcp,,\nn,7,tcp,,\nk,,tcp,,\nk,,tcp,,\n",
	       "+ n . 7-7-7/tcp\nn+ k . 0-0-0/tcp\nn- m . 0-0-0/\ngot n . 0-0-0/tcp udp\n");
	differ("a,1,tcp,,\nn,7,tcp,,\nm,,,,\n", "a,1,tcp,,\nn,,tcp,,\nm,,,,\n",
	       "- n . 7-7-7/tcp\nlost n . 0-0-0/tcp\n");
}
END_TEST

START_TEST(a_list_of_services_alone_is_compared_as_one)
{
	differ("a,1,tcp,,\n", "a,1,tcp,,\nn,,tcp,,\n,5,,R,\n", "");
	differ("a,1,tcp,,\nn,,tcp,,\n,5,,R,\n", "a,1,tcp,,\n", "");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, the_same_has_no_difference);
	tcase_add_test(tc, protocols_and_ports_that_change_alike_are_one);
	tcase_add_test(tc, another_name_at_a_place_is_a_new_name);
	tcase_add_test(tc, of_several_names_those_of_one_description_are_paired);
	tcase_add_test(tc, a_name_moves_before_it_is_renamed);
	tcase_add_test(tc, aliases_come_go_and_change_places);
	tcase_add_test(tc, ports_without_a_name_count_however_rows_split_them);
	tcase_add_test(tc, names_without_a_port_get_and_lose_them);
	tcase_add_test(tc, a_list_of_services_alone_is_compared_as_one);
}

int
main(void)
{
	return unit_run("diff", add);
}
