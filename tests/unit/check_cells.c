/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The status of ports, assignments and changes, of small registries. */
#include "diff/diff.h"
#include "map/changes.h"
#include "map/escape.h"
#include "support/unit_gen.h"

/* Cells of a registry; to be freed with done. */
struct sample {
	struct unit_gen g;
	struct iana_map_cells *cells;
};

static void
fill(struct sample *s, const char *rows)
{
	unit_gen_table(&s->g, rows);
	s->cells = iana_calloc(1, sizeof *s->cells);
	iana_map_cells_fill(s->cells, &s->g.reg, &s->g.table);
}

static void
done(struct sample *s)
{
	iana_map_cells_done(s->cells);
	free(s->cells);
	unit_gen_done(&s->g);
}

/* The keys of some ports' statuses, with blanks between them. */
static void
has_status(const char *rows, unsigned lo, unsigned hi, const char *want)
{
	struct iana_buffer got = { 0 };
	struct sample s;

	fill(&s, rows);
	for (unsigned p = lo; p <= hi; p++)
		iana_buffer_printf(&got, "%s%s", p != lo ? " " : "",
				   iana_status_legend[s.cells->status[p]].key);
	ck_assert_str_eq(unit_string(&got), want);
	iana_buffer_done(&got);
	done(&s);
}

/* "lo-hi/protocols name aliases:description\n" of each assignment. */
static void
has_assignments(const char *rows, const char *want)
{
	struct iana_buffer got = { 0 };
	struct sample s;

	fill(&s, rows);
	for (size_t i = 0; i < s.cells->assignments.n; i++) {
		const struct iana_assignment *x = &s.cells->assignments.item[i];
		const struct iana_pool *pool = &s.g.reg.pool;

		iana_buffer_printf(
		    &got, "%u-%u/%s %s %s:%s\n", x->lo, x->hi,
		    iana_pool_text(pool, x->protocols), iana_pool_text(pool, x->name),
		    iana_pool_text(pool, x->aliases), iana_pool_text(pool, x->description));
	}
	ck_assert_str_eq(unit_string(&got), want);
	iana_buffer_done(&got);
	done(&s);
}

/* ---- status
 * ------------------------------------------------------------------------------ */

START_TEST(protocols_of_all_services_at_a_port_count_together)
{
	has_status("a,10,tcp,,\nb,10,udp,,\nc,11,tcp,,\nd,12,udp,,\ne,13,tcp,,\n"
		   "f,13,sctp,,\ng,14,,,\nh,15,other,,\n",
		   10, 15, "both tcp udp other both other");
}
END_TEST

START_TEST(a_service_wins_over_rows_without_a_name)
{
	has_status("a,10,tcp,,\n,10,udp,Reserved,\n,11,tcp,Unassigned,\n"
		   ",11,udp,Reserved,\n,12,,De-registered,\n,13,,unassigned [was x],\n",
		   10, 14, "tcp reserved historic unassigned unassigned");
}
END_TEST

START_TEST(a_port_is_historic_if_all_its_services_are)
{
	has_status("a,10,tcp,Old (historic),\nb,11,tcp,Historic,\nc,11,udp,New,\n", 10, 11,
		   "historic udp");
}
END_TEST

START_TEST(ports_from_49152_on_are_dynamic_unless_a_row_says_more)
{
	has_status("a,49152,tcp,,\n,49153,,Reserved,\n,49154,,Unassigned,\n", 49151, 49155,
		   "unassigned tcp reserved dynamic dynamic");
	has_status("a,1,tcp,,\n", 65534, 65535, "dynamic dynamic");
}
END_TEST

START_TEST(ranges_reach_to_the_last_port)
{
	struct sample s;

	fill(&s, "a,65530-65535,tcp,,\n,0-65535,,Reserved,\n");
	ck_assert_uint_eq(s.cells->counts.n_status[IANA_PORT_TCP], 6);
	ck_assert_uint_eq(s.cells->counts.n_status[IANA_PORT_RESERVED], 65530);
	ck_assert_uint_eq(iana_map_cells_assigned(s.cells, 0, 65535), 6);
	ck_assert_uint_eq(s.cells->counts.n_entries, 6);
	ck_assert_uint_eq(s.cells->counts.n_unnamed, 1);
	done(&s);
}
END_TEST

/* ---- assignments
 * ------------------------------------------------------------------------- */

START_TEST(what_differs_in_the_protocol_alone_is_one_assignment)
{
	has_assignments("a,10,tcp,X,\na,10,udp,X,\na,10,sctp,Y,\n",
			"10-10/tcp udp a :X\n10-10/sctp a :Y\n");
	has_assignments("z,9,tcp,,\n,10,tcp,Reserved,\n,10,udp,Reserved,\n,10,,Reserved,\n",
			"9-9/tcp z :\n10-10/  :Reserved\n10-10/tcp udp  :Reserved\n");
}
END_TEST

START_TEST(equal_services_at_consecutive_ports_are_a_range)
{
	has_assignments("x,10-12,tcp,X,\nx,10-12,udp,X,\nx,14,tcp,X,\ny,13,tcp,X,\n",
			"10-12/tcp udp x :X\n13-13/tcp y :X\n14-14/tcp x :X\n");
}
END_TEST

START_TEST(aliases_stand_with_their_service)
{
	has_assignments("a_b,10,tcp,X," UNIT_ALIAS("a-b") "a-b,10,tcp,X,\n",
			"10-10/tcp a-b a_b:X\n");
}
END_TEST

/* ---- changes
 * ----------------------------------------------------------------------------- */

/* "Label: ports words\n" of each change. */
static void
changes(const char *old_rows, const char *new_rows, const char *want)
{
	struct iana_map_changes *c = iana_calloc(1, sizeof *c);
	struct iana_buffer got = { 0 };
	struct iana_diff diff;
	struct sample old;
	struct sample new;

	fill(&old, old_rows);
	fill(&new, new_rows);
	iana_diff_tables(&diff, &old.g.reg, &old.g.table, &new.g.table);
	iana_map_changes_take(c, &diff, old.cells, new.cells);
	for (size_t i = 0; i < c->n; i++) {
		const struct iana_map_change *x = &c->item[i];

		iana_buffer_printf(&got, "%s: ", iana_change_legend[x->kind].label);
		iana_map_ports_print(&got, x->lo, x->hi,
				     iana_pool_text(c->pool, x->protocols));
		iana_buffer_puts(&got, " ");
		iana_map_change_words(&got, c, x);
		iana_buffer_puts(&got, "\n");
		ck_assert_uint_ne(c->at[x->lo], 0);
		ck_assert_uint_le(c->at[x->hi], x->kind + 1);
		ck_assert(c->kinds[x->hi] >> x->kind & 1);
	}
	ck_assert_str_eq(unit_string(&got), want);
	iana_map_changes_done(c);
	free(c);
	iana_diff_done(&diff);
	iana_buffer_done(&got);
	done(&old);
	done(&new);
}

START_TEST(services_come_go_and_are_renamed)
{
	changes("a,10,tcp,A,\nb,11,tcp,B,\nc,12,tcp,C,\nc,12,udp,C,\n,1,,x,\n",
		"a,10,tcp,A,\nz,11,tcp,B,\nd,13,tcp,D,\nd,13,udp,D,\n,1,,x,\n",
		"Added: 13/tcp,udp d\nRemoved: 12/tcp,udp c\nRenamed: 11/tcp z, was b\n");
}
END_TEST

START_TEST(a_service_that_moved_is_told_at_both_ports)
{
	changes("a,10-11,tcp,A,\n", "a,20-21,tcp,A,\n",
		"Added: 20-21/tcp a, moved from 10\nRemoved: 10-11/tcp a, moved to 20\n");
}
END_TEST

START_TEST(aliases_that_come_and_go_are_renamings)
{
	changes(
	    "a,10,tcp,A,\nb,10,tcp,A,\nx_y,11,tcp,X," UNIT_ALIAS("x-y") "x-y,11,tcp,X,\n",
	    "a,10,tcp,A,\nb,10,tcp,A," UNIT_ALIAS("a") "x-y,11,tcp,X,\n",
	    "Renamed: 10/tcp b, an alias of a now\n"
	    "Renamed: 11/tcp x_y, no alias of x-y any more\n");
	changes(
	    "x-y,11,tcp,X,\na,10,tcp,A,\nb,10,tcp,A," UNIT_ALIAS("a"),
	    "x_y,11,tcp,X," UNIT_ALIAS("x-y") "x-y,11,tcp,X,\n"
					      "a,10,tcp,A,\nb,10,tcp,A,\n",
	    "Renamed: 10/tcp b, no alias any more\nRenamed: 11/tcp x_y, new alias of x-y\n");
}
END_TEST

START_TEST(ports_are_reserved_and_freed)
{
	changes(
	    "z,9,tcp,,\na,10,tcp,A,\n,11,tcp,Reserved,\n,12,,Reserved,\n,13,,Unassigned,\nb,14,tcp,B,\n",
	    "z,9,tcp,,\n,10,tcp,Reserved,\n,11,tcp,Unassigned,\n,13,,Unassigned [b],\n,14,tcp,Unassigned,\n",
	    "Removed: 10/tcp a\nRemoved: 14/tcp b\nReserved now: 10/tcp Reserved\n"
	    "Freed: 11-12/tcp was: Reserved\nFreed: 12/udp was: Reserved\n"
	    "Freed: 14/tcp Unassigned\n");
}
END_TEST

/* ---- texts
 * --------------------------------------------------------------------------------- */

static void
escapes(void (*escape)(struct iana_buffer *to, const char *text), const char *text,
	const char *want)
{
	struct iana_buffer b = { 0 };

	escape(&b, text);
	ck_assert_str_eq(unit_string(&b), want);
	iana_buffer_done(&b);
}

static void
escape_script(struct iana_buffer *to, const char *text)
{
	iana_escape_script(to, text, strlen(text));
}

START_TEST(markup_becomes_text)
{
	escapes(iana_escape_markup, "<a href='x'>\"&amp;\"</a>\001\n b \xff",
		"&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;&quot;&lt;/a&gt; b \xef\xbf\xbd");
}
END_TEST

START_TEST(json_cannot_end_its_script)
{
	escapes(
	    escape_script, "[\"</script><!--&\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaf\xe2\"]",
	    "[\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029\xe2\x80\xaf\xe2\"]");
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_test(tc, protocols_of_all_services_at_a_port_count_together);
	tcase_add_test(tc, a_service_wins_over_rows_without_a_name);
	tcase_add_test(tc, a_port_is_historic_if_all_its_services_are);
	tcase_add_test(tc, ports_from_49152_on_are_dynamic_unless_a_row_says_more);
	tcase_add_test(tc, ranges_reach_to_the_last_port);
	tcase_add_test(tc, what_differs_in_the_protocol_alone_is_one_assignment);
	tcase_add_test(tc, equal_services_at_consecutive_ports_are_a_range);
	tcase_add_test(tc, aliases_stand_with_their_service);
	tcase_add_test(tc, services_come_go_and_are_renamed);
	tcase_add_test(tc, a_service_that_moved_is_told_at_both_ports);
	tcase_add_test(tc, aliases_that_come_and_go_are_renamings);
	tcase_add_test(tc, ports_are_reserved_and_freed);
	tcase_add_test(tc, markup_becomes_text);
	tcase_add_test(tc, json_cannot_end_its_script);
}

int
main(void)
{
	return unit_run("cells", add_tests);
}
