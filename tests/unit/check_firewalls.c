/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The forms for firewalls: identifiers, sets of ports, XML, and what is left out. */
#include "support/unit_gen.h"
#include "write/firewalld.h"
#include "write/nftables.h"

/* The definitions of rows, without the head. */
static void
defines(const char *rows, const char *lines)
{
	struct iana_buffer text = { 0 };
	const char *s;
	struct unit_gen g;

	unit_gen_table(&g, rows);
	ck_assert(iana_nftables_write(&text, &g.table, 20240430, &g.rep));
	s = unit_string(&text);
	while (*s == '#')
		s = strchr(s, '\n') + 1;
	ck_assert_str_eq(s, lines);
	iana_buffer_done(&text);
	unit_gen_done(&g);
}

/* The files of rows: "NAME\nTEXT" of each, the text without its first two lines. */
static void
has_files(const char *rows, const char *files)
{
	struct iana_folder folder = { 0 };
	struct iana_buffer all = { 0 };
	struct unit_gen g;

	unit_gen_table(&g, rows);
	ck_assert(iana_firewalld_write(&folder, &g.table, 20240430, &g.rep));
	for (size_t i = 0; i < folder.n; i++) {
		size_t start = i > 0 ? folder.end[i - 1] : 0;
		const char *text = folder.text.bytes + start;
		size_t len = folder.end[i] - start;
		const char *body = memmem(text, len, "<service>", 9);

		ck_assert_ptr_nonnull(memmem(text, len, folder.mark, strlen(folder.mark)));
		ck_assert_ptr_nonnull(body);
		iana_buffer_printf(&all, "%s\n%.*s", folder.name[i],
				   (int)(text + len - body), body);
	}
	ck_assert_str_eq(unit_string(&all), files);
	iana_buffer_done(&all);
	iana_folder_done(&folder);
	unit_gen_done(&g);
}

START_TEST(a_name_and_a_protocol_make_an_identifier)
{
	defines("ssh,22,tcp,,\n", "define SSH_TCP = 22\n");
	defines("http-alt,8,udp,Text,\n", "define HTTP_ALT_UDP = 8 # Text\n");
	defines("3com,1,tcp,,\n", "define _3COM_TCP = 1\n");
	defines("a_b,1,tcp,,\n", "define A.5FB_TCP = 1\n");
	defines("a.b/c,1,tcp,,\n", "define A.2EB.2FC_TCP = 1\n");
	defines("sql*net,1,sctp,,\n", "define SQL.2ANET_SCTP = 1\n");
	defines("-x,1,tcp,,\n", "define _.2DX_TCP = 1\n");
	defines("_x,1,tcp,,\n", "define _.5FX_TCP = 1\n");
	defines("\xc3\xa9,1,tcp,,\n", "define _.C3.A9_TCP = 1\n");
}
END_TEST

/* Names of few characters, all different: their identifiers are, too. */
START_TEST(no_two_names_have_one_identifier)
{
	static const char letters[] = "ab1-_.+x";
	struct iana_buffer rows = { 0 };
	struct iana_buffer text = { 0 };
	struct unit_gen g;
	size_t n = 0;
	char last[40] = "";

	for (int i = 0; i < 8 * 8 * 8; i++)
		for (int tail = 0; tail < 3; tail++)
			iana_buffer_printf(&rows, "%c%c%c%s,%d,%s,,\n", letters[i / 64],
					   letters[i / 8 % 8], letters[i % 8],
					   tail == 2 ? "-tcp" : "", i + 1,
					   tail == 0 ? "tcp" : "udp");
	unit_gen_table(&g, unit_string(&rows));
	ck_assert(iana_nftables_write(&text, &g.table, 0, &g.rep));
	iana_buffer_done(&rows);
	/* Each has a port of its own, so a name that two had would have a set. */
	ck_assert_ptr_null(strchr(unit_string(&text), '{'));
	for (const char *s = strstr(text.bytes, "\ndefine "); s != NULL;
	     s = strstr(s + 1, "\ndefine "), n++) {
		char now[40];

		ck_assert_int_eq(sscanf(s, "\ndefine %39s", now), 1);
		ck_assert_str_ne(now, last);
		strcpy(last, now);
	}
	ck_assert_uint_eq(n, 8 * 8 * 8 * 3);
	iana_buffer_done(&text);
	unit_gen_done(&g);
}
END_TEST

START_TEST(names_that_differ_in_case_alone_are_one)
{
	defines("X,1,tcp,,\nx,3,tcp,,\nx,2,udp,,\n",
		"define X_TCP = { 1, 3 }\ndefine X_UDP = 2\n");
	has_files("X,1,tcp,,\nx,3,tcp,,\n",
		  "X.xml\n<service>\n  <short>X</short>\n"
		  "  <port protocol=\"tcp\" port=\"1\"/>\n</service>\n"
		  "x.xml\n<service>\n  <short>x</short>\n"
		  "  <port protocol=\"tcp\" port=\"3\"/>\n</service>\n");
}
END_TEST

START_TEST(ports_are_one_or_a_range_or_a_set)
{
	defines("a,6000-6063,tcp,,\n", "define A_TCP = 6000-6063\n");
	defines("a,2,tcp,,\na,1,tcp,,\n", "define A_TCP = 1-2\n");
	defines("a,9,tcp,,\na,1,tcp,,\na,5-7,tcp,,\n", "define A_TCP = { 1, 5-7, 9 }\n");
	defines("a,0,tcp,,\na,65535,tcp,,\n", "define A_TCP = { 0, 65535 }\n");
	has_files("a,9,tcp,,\na,5-7,udp,,\na,1,tcp,,\n",
		  "a.xml\n<service>\n  <short>a</short>\n"
		  "  <port protocol=\"tcp\" port=\"1\"/>\n"
		  "  <port protocol=\"tcp\" port=\"9\"/>\n"
		  "  <port protocol=\"udp\" port=\"5-7\"/>\n</service>\n");
}
END_TEST

START_TEST(an_alias_is_a_name_of_its_own)
{
	defines("b,1,tcp,B,\na,1,tcp,," UNIT_ALIAS("b"),
		"define A_TCP = 1 # B\ndefine B_TCP = 1 # B\n");
	has_files("b,1,tcp,,\na,1,tcp,," UNIT_ALIAS("b"),
		  "a.xml\n<service>\n  <short>a</short>\n"
		  "  <port protocol=\"tcp\" port=\"1\"/>\n</service>\n"
		  "b.xml\n<service>\n  <short>b</short>\n"
		  "  <port protocol=\"tcp\" port=\"1\"/>\n</service>\n");
}
END_TEST

START_TEST(a_description_is_text_in_xml)
{
	has_files("a,1,tcp,x <b> & y]]>\xef\xbf\xbf\xef\xbf\xbe\xef\xbf\xbd,\n",
		  "a.xml\n<service>\n  <short>a</short>\n"
		  "  <description>x &lt;b&gt; &amp; y]]&gt;"
		  "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd</description>\n"
		  "  <port protocol=\"tcp\" port=\"1\"/>\n</service>\n");
	/* The first description of the table, whatever the protocol. */
	has_files("a,2,tcp,later,\na,1,udp,first,\n",
		  "a.xml\n<service>\n  <short>a</short>\n"
		  "  <description>first</description>\n"
		  "  <port protocol=\"tcp\" port=\"2\"/>\n"
		  "  <port protocol=\"udp\" port=\"1\"/>\n</service>\n");
}
END_TEST

START_TEST(what_a_program_does_not_know_is_left_out_with_a_warning)
{
	struct iana_folder folder = { 0 };
	struct iana_buffer text = { 0 };
	struct unit_gen g;

	unit_gen_table(&g, "a,1,ddp,,\nb,1,ddp,,\nc,1,udplite,,\nd.d,1,tcp,,\n");
	ck_assert(iana_nftables_write(&text, &g.table, 0, &g.rep));
	ck_assert_ptr_null(strstr(unit_string(&text), "DDP"));
	ck_assert_ptr_nonnull(strstr(unit_string(&text), "\ndefine C_UDPLITE = 1\n"));
	ck_assert_str_eq(unit_gen_warned(&g),
			 "2: nftables knows no ports of the protocol "
			 "\"ddp\": left out there (and 1 more, on line "
			 "3)\n");
	ck_assert(!iana_firewalld_write(&folder, &g.table, 0, &g.rep));
	ck_assert_ptr_nonnull(strstr(g.rep.error.text, "leave no service for firewalld"));
	ck_assert_ptr_nonnull(strstr(unit_gen_warned(&g),
				     "5: \"d.d\" is no name for a service of firewalld"));
	g.rep.strict = true;
	ck_assert(!iana_nftables_write(&text, &g.table, 0, &g.rep));
	iana_buffer_done(&text);
	iana_folder_done(&folder);
	unit_gen_done(&g);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_name_and_a_protocol_make_an_identifier);
	tcase_add_test(tc, no_two_names_have_one_identifier);
	tcase_add_test(tc, names_that_differ_in_case_alone_are_one);
	tcase_add_test(tc, ports_are_one_or_a_range_or_a_set);
	tcase_add_test(tc, an_alias_is_a_name_of_its_own);
	tcase_add_test(tc, a_description_is_text_in_xml);
	tcase_add_test(tc, what_a_program_does_not_know_is_left_out_with_a_warning);
}

int
main(void)
{
	return unit_run("firewalls", add);
}
