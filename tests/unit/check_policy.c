/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Policies from arguments, what they leave of a table, and comments in ASCII. */
#include "base/ascii.h"
#include "support/unit_gen.h"
#include "table/policy.h"
#include "table/unnamed.h"
#include "write/services.h"

#include <stdlib.h>

static struct iana_policy
ports(const char *arg)
{
	struct iana_policy p = { 0 };
	const char *fault = iana_policy_ports(&p, arg);

	ck_assert_msg(fault == NULL, "%s: %s", arg, fault);
	return p;
}

/* What a policy leaves of rows, as unit_gen_dump() has it. */
static void
leaves(const struct iana_policy *p, const char *rows, const char *table)
{
	struct unit_gen g;

	unit_gen_init(&g);
	ck_assert(unit_gen_rows(&g, rows));
	ck_assert_msg(iana_table_build(&g.table, &g.reg, p, &g.rep), "%s",
		      g.rep.error.text);
	ck_assert_str_eq(unit_gen_dump(&g), table);
	unit_gen_done(&g);
}

START_TEST(ports_are_counted_at_every_edge)
{
	struct iana_policy p = ports("0,5-7,6-9,65535,5");

	ck_assert_uint_eq(iana_policy_n_ports(&p, 0, 65535), 7);
	ck_assert_uint_eq(iana_policy_n_ports(&p, 0, 0), 1);
	ck_assert_uint_eq(iana_policy_n_ports(&p, 1, 4), 0);
	ck_assert_uint_eq(iana_policy_n_ports(&p, 4, 5), 1);
	ck_assert_uint_eq(iana_policy_n_ports(&p, 9, 10), 1);
	ck_assert_uint_eq(iana_policy_n_ports(&p, 10, 65534), 0);
	ck_assert_uint_eq(iana_policy_n_ports(&p, 65535, 65535), 1);
	iana_policy_done(&p);
	p = (struct iana_policy){ 0 };
	ck_assert_uint_eq(iana_policy_n_ports(&p, 0, 65535), 65536);
}
END_TEST

START_TEST(the_last_of_an_option_counts)
{
	struct iana_policy p = ports("1");

	ck_assert_ptr_null(iana_policy_ports(&p, "2"));
	ck_assert_uint_eq(iana_policy_n_ports(&p, 1, 1), 0);
	ck_assert_uint_eq(iana_policy_n_ports(&p, 2, 2), 1);
	ck_assert_ptr_null(iana_policy_protocols(&p, "tcp,udp"));
	ck_assert_ptr_null(iana_policy_protocols(&p, "SCTP"));
	ck_assert(!iana_policy_has_protocol(&p, "tcp"));
	ck_assert(iana_policy_has_protocol(&p, "sctp"));
	ck_assert_ptr_null(iana_policy_ranges(&p, "first"));
	ck_assert_ptr_null(iana_policy_ranges(&p, "expand"));
	ck_assert(!p.first_of_range);
	ck_assert_ptr_null(iana_policy_historic(&p, "drop"));
	ck_assert_ptr_null(iana_policy_historic(&p, "alias"));
	ck_assert(!p.drop_historic);
	ck_assert_ptr_null(iana_policy_comments(&p, "none"));
	ck_assert_ptr_null(iana_policy_comments(&p, "utf8"));
	ck_assert_int_eq(p.comments, IANA_COMMENTS_UTF8);
	iana_policy_done(&p);
}
END_TEST

/* N2 */
START_TEST(a_blank_protocol_is_halved)
{
	struct iana_policy p = { 0 };

	ck_assert_ptr_null(iana_policy_protocols(&p, "udp,sctp"));
	leaves(&p, "a,1,,,\nb,1,sctp,,\nc,1,tcp,,\n", "a 1/udp\nb 1/sctp\n");
	iana_policy_done(&p);
}
END_TEST

/* N3 */
START_TEST(a_range_is_cut_or_its_first_port)
{
	struct iana_policy p = ports("3-4,9");

	leaves(&p, "a,1-3,tcp,,\nb,4-12,tcp,,\n", "a 3/tcp\nb 4/tcp\nb 9/tcp\n");
	p.first_of_range = true;
	leaves(&p, "a,1-3,tcp,,\nb,4-12,tcp,,\n", "b 4/tcp\n");
	iana_policy_done(&p);
}
END_TEST

/* N4, N6 */
START_TEST(aliases_go_and_their_entries_stay)
{
	struct iana_policy p = { .drop_historic = true };

	leaves(&p,
	       "c,1,tcp,," UNIT_ALIAS("b") "b,1,tcp,," UNIT_ALIAS(
		   "a") "a,1,tcp,,\nlone,1,tcp,," UNIT_ALIAS("gone"),
	       "a 1/tcp\nlone 1/tcp\n");
}
END_TEST

/* An alias whose target a policy leaves out has none. */
START_TEST(an_alias_follows_its_target_within_what_is_wanted)
{
	struct iana_policy p = ports("5");

	leaves(&p, "a,1-5,tcp,,\nb,5,tcp,," UNIT_ALIAS("a"), "a 5/tcp b\n");
	p.first_of_range = true;
	leaves(&p, "a,1-5,tcp,,\nb,5,tcp,," UNIT_ALIAS("a"), "b 5/tcp\n");
	iana_policy_done(&p);
}
END_TEST

START_TEST(what_is_left_out_is_counted_once)
{
	struct iana_policy p = ports("1-2");
	struct unit_gen g;

	ck_assert_ptr_null(iana_policy_protocols(&p, "tcp"));
	p.first_of_range = true;
	p.drop_historic = true;
	unit_gen_init(&g);
	ck_assert(
	    unit_gen_rows(&g, "r,1-4,,,\na,3,tcp,,\nb,1,tcp,," UNIT_ALIAS(
				  "r") "r,1,tcp,,\n,7,,,\n,2-9,,,\n,1,udp,,\ns,,tcp,,\n"));
	ck_assert(iana_table_build(&g.table, &g.reg, &p, &g.rep));
	ck_assert_str_eq(unit_gen_dump(&g), "r 1/tcp\n");
	ck_assert_uint_eq(g.table.left.by_protocols, 4);
	ck_assert_uint_eq(g.table.left.by_ranges, 3);
	ck_assert_uint_eq(g.table.left.by_ports, 1);
	ck_assert_uint_eq(g.table.left.historic, 1);
	ck_assert_uint_eq(g.table.left.others, 3);
	ck_assert_uint_eq(g.table.n_repeated, 1);
	unit_gen_done(&g);
	iana_policy_done(&p);
}
END_TEST

START_TEST(nothing_is_left_out_unasked)
{
	static const struct iana_left nothing;
	struct unit_gen g;

	unit_gen_table(&g, "r,1-4,,,\n,7,,,\ns,,tcp,,\nb,1-4,,," UNIT_ALIAS("r"));
	ck_assert_uint_eq(g.table.n_entries, 8);
	ck_assert_mem_eq(&g.table.left, &nothing, sizeof nothing);
	unit_gen_done(&g);
}
END_TEST

/* Of a gap every port counts: it is no range with a name. */
START_TEST(a_gap_is_whole_whatever_ranges_are)
{
	struct iana_policy p = ports("3");
	struct unit_gen g;
	size_t n;

	p.first_of_range = true;
	unit_gen_init(&g);
	ck_assert(unit_gen_rows(&g, ",1-4,,,\n,4,,,\na,3-4,tcp,,\n"));
	ck_assert(iana_table_build(&g.table, &g.reg, &p, &g.rep));
	free(iana_unnamed_list(&g.table, &n));
	ck_assert_uint_eq(n, 1);
	unit_gen_done(&g);
	iana_policy_done(&p);
}
END_TEST

START_TEST(gaps_stand_before_what_is_behind_them)
{
	static const char rows[] = ",5,udp,E,\n,5,,All,\na,5,tcp,,\n,1-9,,First,\n"
				   ",5,xyz,Z,\n,5,tcp,T,\n,9,,,\n,5,,Again,\n";
	static const char text[] = "#               1-9         First\n"
				   "#               5           All\n"
				   "#               5           Again\n"
				   "#               5/tcp       T\n"
				   "a               5/tcp\n"
				   "#               5/udp       E\n"
				   "#               5/xyz       Z\n"
				   "#               9\n";
	struct iana_policy p = { .unnamed = true };
	struct iana_buffer to = { 0 };
	struct unit_gen g;

	unit_gen_init(&g);
	ck_assert(unit_gen_rows(&g, rows));
	ck_assert(iana_table_build(&g.table, &g.reg, &p, &g.rep));
	ck_assert(iana_services_write(&to, &g.table, 0, &g.rep));
	ck_assert_str_eq(strstr(unit_string(&to), "\n#\n") + 3, text);
	iana_buffer_done(&to);
	unit_gen_done(&g);
}
END_TEST

START_TEST(every_character_has_a_form_in_ascii)
{
	struct iana_buffer to = { 0 };

	for (uint32_t c = 1; c < 0x30000; c++) {
		char in[4];
		size_t n = 0;

		if (c < 0x80)
			in[n++] = (char)c;
		else if (c < 0x800)
			in[n++] = (char)(0xc0 | c >> 6);
		else if (c < 0x10000)
			in[n++] = (char)(0xe0 | c >> 12);
		else
			in[n++] = (char)(0xf0 | c >> 18);
		if (c >= 0x10000)
			in[n++] = (char)(0x80 | (c >> 12 & 0x3f));
		if (c >= 0x800)
			in[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		if (c >= 0x80)
			in[n++] = (char)(0x80 | (c & 0x3f));
		to.len = 0;
		iana_ascii_add(&to, in, n);
		ck_assert_uint_le(to.len, IANA_ASCII_ROOM(n));
		for (size_t i = 0; i < to.len; i++)
			ck_assert(c < 0x80 ? to.bytes[i] == (char)c
					   : to.bytes[i] >= ' ' && to.bytes[i] <= '~');
	}
	iana_buffer_done(&to);
}
END_TEST

/* The table's lines are sixteen characters each; a slip would show in these. */
START_TEST(letters_lose_their_marks)
{
	struct iana_buffer to = { 0 };
	static const char text[] = "\u00c0\u00c6\u00d0\u00df\u00e5\u00f8\u00ff \u0100\u0111"
				   "\u0131\u0142\u0148\u0153\u0159\u0161\u0165\u016f\u017e"
				   "\u017f e\u0301 \u2013\u201cq\u201d\u2026 \u20ac\u00a9";

	iana_ascii_add(&to, text, strlen(text));
	ck_assert_str_eq(unit_string(&to), "AAEDssaoy Adilnoerstuzs e -\"q\"... EUR(C)");
	iana_buffer_done(&to);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, ports_are_counted_at_every_edge);
	tcase_add_test(tc, the_last_of_an_option_counts);
	tcase_add_test(tc, a_blank_protocol_is_halved);
	tcase_add_test(tc, a_range_is_cut_or_its_first_port);
	tcase_add_test(tc, aliases_go_and_their_entries_stay);
	tcase_add_test(tc, an_alias_follows_its_target_within_what_is_wanted);
	tcase_add_test(tc, what_is_left_out_is_counted_once);
	tcase_add_test(tc, nothing_is_left_out_unasked);
	tcase_add_test(tc, a_gap_is_whole_whatever_ranges_are);
	tcase_add_test(tc, gaps_stand_before_what_is_behind_them);
	tcase_add_test(tc, every_character_has_a_form_in_ascii);
	tcase_add_test(tc, letters_lose_their_marks);
}

int
main(void)
{
	return unit_run("policy", add);
}
