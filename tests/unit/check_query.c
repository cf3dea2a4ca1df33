/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What `lookup` understands, and what it finds. */
#include "ask/query.h"
#include "support/unit_gen.h"

static const char rows[] =
    "ssh,22,tcp,Secure Shell,\nssh,22,udp,Secure Shell,\n914c/g,211,tcp,Texas,\n"
    "domain,53,,Names,\nhttp,80,tcp,Web,\n"
    "www,80,tcp,Web,\"This is a duplicate of the \"\"http\"\" service.\"\n"
    "x11,6000-6003,tcp,X,\n,6004-6009,,Unassigned,\n,22,sctp,Reserved,\n"
    "swyp,,tcp,Share,\nHTTP,8080,udp,Loud,\n3com,106,tcp,A name with a digit,\n";

static struct unit_gen g;
static struct iana_buffer found;

static void
setup(void)
{
	unit_gen_index(&g, rows, false);
}

static void
teardown(void)
{
	iana_buffer_done(&found);
	unit_gen_done(&g);
}

/* "name port/proto=description;", or with "-" where no service answers. */
static void
note(const struct iana_answer *a, void *ctx)
{
	const struct iana_index_row *row =
	    a->registry_row != NULL ? a->registry_row : a->row;

	(void)ctx;
	if (a->entry != NULL)
		iana_buffer_printf(&found, "%s %u/%s", a->entry->name, a->entry->port,
				   a->entry->proto);
	else
		iana_buffer_printf(&found, "- %u-%u", row->port_lo, row->port_hi);
	iana_buffer_printf(&found, "=%s;", row->field[IANA_F_DESCRIPTION]);
}

static void
finds(const char *text, const char *answers)
{
	size_t n;

	found.len = 0;
	ck_assert_msg(iana_query_ask(&g.image, "index", text, note, NULL, &n, &g.rep), "%s",
		      g.rep.error.text);
	ck_assert_str_eq(unit_string(&found), answers);
	for (const char *at = answers; (at = strchr(at, ';')) != NULL; at++)
		n--;
	ck_assert_uint_eq(n, 0);
}

START_TEST(ports_and_ranges_are_understood)
{
	finds("22", "ssh 22/tcp=Secure Shell;ssh 22/udp=Secure Shell;- 22-22=Reserved;");
	finds("022", "ssh 22/tcp=Secure Shell;ssh 22/udp=Secure Shell;- 22-22=Reserved;");
	finds("22/tcp", "ssh 22/tcp=Secure Shell;");
	finds("22/sctp", "- 22-22=Reserved;");
	finds("6001", "x11 6001/tcp=X;");
	finds("6003-6005", "x11 6003/tcp=X;- 6004-6009=Unassigned;");
	finds("6009-6100/udp", "- 6004-6009=Unassigned;");
	finds("65535", "");
}
END_TEST

START_TEST(names_are_understood)
{
	finds("domain", "domain 53/tcp=Names;domain 53/udp=Names;");
	finds("domain/udp", "domain 53/udp=Names;");
	finds("www", "http 80/tcp=Web;");
	finds("swyp", "- 0-0=Share;");
	finds("3com", "3com 106/tcp=A name with a digit;");
	finds("", "");
	finds("nosuch/tcp", "");
}
END_TEST

START_TEST(a_name_may_hold_a_slash)
{
	finds("914c/g", "914c/g 211/tcp=Texas;");
	finds("914C/G", "914c/g 211/tcp=Texas;");
	finds("914c/g/tcp", "914c/g 211/tcp=Texas;");
	finds("914c/g/udp", "");
}
END_TEST

START_TEST(another_case_matches_only_where_the_exact_one_does_not)
{
	finds("http", "http 80/tcp=Web;");
	finds("HTTP", "HTTP 8080/udp=Loud;");
	finds("Http", "http 80/tcp=Web;HTTP 8080/udp=Loud;");
	finds("SWYP", "- 0-0=Share;");
}
END_TEST

START_TEST(what_is_no_range_is_refused)
{
	static const char *const bad[][2] = {
		{ "65536", "\"65536\": ports end at 65535" },
		{ "70000/tcp", "\"70000/tcp\": ports end at 65535" },
		{ "1-70000", "\"1-70000\": ports end at 65535" },
		{ "4294967318", "\"4294967318\": ports end at 65535" },
		{ "20-10", "\"20-10\": the range ends before it starts" },
	};
	size_t n;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		ck_assert(
		    !iana_query_ask(&g.image, "index", bad[i][0], note, NULL, &n, &g.rep));
		ck_assert_str_eq(g.rep.error.text, bad[i][1]);
		ck_assert_uint_eq(n, 0);
	}
	/* These are names, which nobody has. */
	finds("10-", "");
	finds("-10", "");
	finds("1-2-3", "");
	finds("1 ", "");
}
END_TEST

START_TEST(an_exact_case_index_is_asked_so)
{
	teardown();
	unit_gen_index(&g, rows, true);
	memset(&found, 0, sizeof found);
	finds("SSH", "");
	finds("http", "http 80/tcp=Web;");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, ports_and_ranges_are_understood);
	tcase_add_test(tc, names_are_understood);
	tcase_add_test(tc, a_name_may_hold_a_slash);
	tcase_add_test(tc, another_case_matches_only_where_the_exact_one_does_not);
	tcase_add_test(tc, what_is_no_range_is_refused);
	tcase_add_test(tc, an_exact_case_index_is_asked_so);
}

int
main(void)
{
	return unit_run("query", add);
}
