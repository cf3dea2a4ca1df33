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
static struct iana_message told;

static void
hear(const struct iana_message *msg, void *ctx)
{
	(void)ctx;
	told = *msg;
}

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
	if (row->field[IANA_F_DESCRIPTION] != NULL)
		iana_buffer_printf(&found, "=%s;", row->field[IANA_F_DESCRIPTION]);
}

static void
finds(const char *text, const char *answers)
{
	size_t n;

	found.len = 0;
	told.text[0] = '\0';
	g.rep.tell = hear;
	ck_assert_msg(iana_query_ask(&g.image, "index", text, note, NULL, &n, &g.rep), "%s",
		      g.rep.error.text);
	ck_assert_str_eq(unit_string(&found), answers);
	for (const char *at = answers; (at = strchr(at, ';')) != NULL; at++)
		n--;
	ck_assert_uint_eq(n, 0);
	/* A miss is told, and nothing else. */
	ck_assert_int_eq(answers[0] == '\0', told.text[0] != '\0');
}

static void
misses(const char *text, const char *message)
{
	finds(text, "");
	ck_assert_str_eq(told.text, message);
	ck_assert_str_eq(told.path, "");
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

START_TEST(a_protocol_may_stand_before_ports)
{
	finds("tcp/22", "ssh 22/tcp=Secure Shell;");
	finds("udp/6009-6100", "- 6004-6009=Unassigned;");
	finds("UDP/22", "ssh 22/udp=Secure Shell;");
	/* sctp is known, although it has no entry here. */
	finds("sctp/22", "- 22-22=Reserved;");
	finds("SCTP/22", "- 22-22=Reserved;");
	/* Ports behind what is no protocol are none: rows for any protocol do not answer.
	 */
	finds("6005/ssh", "- 6004-6009=Unassigned;");
	finds("ssh/6005", "");
	finds("ddp/6005", "");
	finds("/6005", "");
	finds("22/22", "");
	/* A name of the index with the slash in it comes first, and names are none of
	 * these. */
	teardown();
	unit_gen_index(&g, "tcp/22,5,udp,Name,\nssh,22,tcp,S,\ntcp,,,T,\n", false);
	memset(&found, 0, sizeof found);
	finds("tcp/22", "tcp/22 5/udp=Name;");
	finds("TCP/22", "tcp/22 5/udp=Name;");
	finds("tcp/22-22", "ssh 22/tcp=S;");
	finds("tcp", "- 0-0=T;");
	finds("tcp/23", "");
	finds("tcp/udp", "- 0-0=T;");
	/* A protocol may be a number: then ports come first. */
	teardown();
	unit_gen_index(&g, "a,5,9,A,\nb,9,5,B,\nc,6,x,C,\n", false);
	memset(&found, 0, sizeof found);
	finds("5/9", "a 5/9=A;");
	finds("9/5", "b 9/5=B;");
	finds("x/6", "c 6/x=C;");
}
END_TEST

START_TEST(a_protocol_matches_in_another_case)
{
	finds("22/TCP", "ssh 22/tcp=Secure Shell;");
	finds("SSH/Udp", "ssh 22/udp=Secure Shell;");
	finds("22/Sctp", "- 22-22=Reserved;");
	finds("swyp/TCP", "- 0-0=Share;");
	finds("22/tc", "");
	finds("22/tcpp", "");
	finds("22/", "");
	/* What is for any protocol does not hide what is for this one. */
	teardown();
	unit_gen_index(&g,
		       "sd,,,Any,\nsd,,tcp,For tcp,\nsd,,udp,For udp,\n,1-9,,R,\n"
		       "five,5,tcp,F,\nfive,5,udp,F,\nSD,4,udp,Four,\n",
		       false);
	memset(&found, 0, sizeof found);
	finds("sd/TCP", "- 0-0=Any;- 0-0=For tcp;");
	finds("5/TCP", "five 5/tcp=F;- 1-9=R;");
	finds("5/sctp", "- 1-9=R;");
	/* The exact name comes first, with each spelling of the protocol. */
	finds("sd/udp", "- 0-0=Any;- 0-0=For udp;");
	finds("SD/udp", "SD 4/udp=Four;");
	finds("SD/UDP", "SD 4/udp=Four;");
	finds("SD/TCP", "- 0-0=Any;- 0-0=For tcp;");
}
END_TEST

START_TEST(a_miss_tells_the_protocols_that_are_there)
{
	misses("nosuch", "\"nosuch\": not found");
	misses("nosuch/tcp", "\"nosuch/tcp\": not found");
	misses("70", "\"70\": not found; the nearest ports are 53/tcp (domain) and "
		     "80/tcp (http)");
	misses("70/tcp", "\"70/tcp\": not found; the nearest ports are 53/tcp (domain) and "
			 "80/tcp (http)");
	misses("ssh/sctp", "\"ssh/sctp\": not found; it is there for tcp, udp");
	misses("SSH/sctp", "\"SSH/sctp\": not found; it is there for tcp, udp");
	misses("22/ddp", "\"22/ddp\": not found; it is there for tcp, udp, sctp");
	misses("dccp/22", "\"dccp/22\": not found; it is there for tcp, udp, sctp");
	misses("www/udp", "\"www/udp\": not found; it is there for tcp");
	misses("swyp/udp", "\"swyp/udp\": not found; it is there for tcp");
	misses("914c/g/udp", "\"914c/g/udp\": not found; it is there for tcp");
	misses("22/tcp/udp", "\"22/tcp/udp\": not found");
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

/* A search of the hot part gives one entry for each protocol; lookup gives all. */
START_TEST(all_entries_of_a_port_are_given_in_the_order_of_the_table)
{
	teardown();
	unit_gen_index(&g,
		       "stun,3478,tcp,S,\nturn,3478,tcp,T,\nstun,3478,udp,S,\n"
		       "late,3479,tcp,L,\nturn,3478,udp,T,\n",
		       false);
	memset(&found, 0, sizeof found);
	finds("3478", "stun 3478/tcp=S;turn 3478/tcp=T;stun 3478/udp=S;turn 3478/udp=T;");
	finds("3478/udp", "stun 3478/udp=S;turn 3478/udp=T;");
	finds("3470-3480/tcp", "stun 3478/tcp=S;turn 3478/tcp=T;late 3479/tcp=L;");
}
END_TEST

/* An alias in several spellings, and an alias that is the name in another case. */
START_TEST(an_entry_is_given_once)
{
	teardown();
	unit_gen_index(
	    &g,
	    "name,5,tcp,N,\nAlias,5,tcp,," UNIT_ALIAS("name") "ALIAS,5,tcp,," UNIT_ALIAS(
		"name") "NAME,5,tcp,," UNIT_ALIAS("name") "alias,,udp,A,\n",
	    false);
	memset(&found, 0, sizeof found);
	finds("aLIAS", "name 5/tcp=N;- 0-0=A;");
	finds("Name", "name 5/tcp=N;");
	finds("alias", "- 0-0=A;");
	/* No exact answer for tcp: so in any case. */
	finds("alias/tcp", "name 5/tcp=N;");
}
END_TEST

START_TEST(rows_without_a_service_come_in_the_order_of_the_registry)
{
	teardown();
	unit_gen_index(&g,
		       ",90,,R1,\n,1-100,,R2,\n,50-95,,R3,\n,90,tcp,R4,\na,7,tcp,A,\n"
		       ",2-99,,R5,\n,91-92,,R6,\n,88-89,,R7,\n",
		       false);
	memset(&found, 0, sizeof found);
	finds("90", "- 90-90=R1;- 1-100=R2;- 50-95=R3;- 90-90=R4;- 2-99=R5;");
	finds("100", "- 1-100=R2;");
	finds("92-93/udp", "- 1-100=R2;- 50-95=R3;- 2-99=R5;- 91-92=R6;");
}
END_TEST

/* ---- damaged indexes --------------------------------------------------------------- */

static char *
section(enum iana_section s)
{
	return g.index.bytes + iana_header_u32(&g.image, IANA_H_SECTIONS + 8 * (size_t)s);
}

/* The question fails, after few answers. */
static void
fails(const char *text, size_t most)
{
	size_t n;

	found.len = 0;
	ck_assert(!iana_query_ask(&g.image, "index", text, note, NULL, &n, &g.rep));
	ck_assert_str_eq(g.rep.error.path, "index");
	ck_assert_str_eq(g.rep.error.text,
			 "the index is damaged: iana-services verify tells more");
	ck_assert_uint_le(n, most);
}

START_TEST(a_link_to_nowhere_fails)
{
	iana_put32(section(IANA_S_ORIGINS) + IANA_O_ROW, 1000);
	finds("3com", "3com 106/tcp=A name with a digit;");
	fails("0-65535", 0);
	iana_put32(section(IANA_S_SOURCES) + IANA_SOURCE_KIND, IANA_N_SOURCE_KINDS);
	fails("3com", 0);
	iana_put32(section(IANA_S_SOURCES) + IANA_SOURCE_KIND, IANA_FROM_REGISTRY);
	iana_put32(section(IANA_S_PORTS_IN_ORDER), 1u << 30);
	fails("22", 0);
	iana_put32(section(IANA_S_NAMES_IN_ORDER) + IANA_NAMED_TEXT, 1u << 30);
	fails("3com", 0);
}
END_TEST

START_TEST(a_row_of_another_kind_fails)
{
	/* The last name in order without a port is that of a row: of another row now. */
	uint32_t n = iana_section_len(&g.image, IANA_S_NAMES_IN_ORDER) / IANA_NAMED_BYTES;
	char *names = section(IANA_S_NAMES_IN_ORDER);

	for (uint32_t i = 0; i < n; i++) {
		char *owner = names + (size_t)i * IANA_NAMED_BYTES + IANA_NAMED_OWNER;

		if ((iana_le32(owner) & IANA_OWNER_IS_ROW) != 0)
			iana_put32(owner, IANA_OWNER_IS_ROW);
	}
	fails("swyp", 0);
	/* A tree that leads back. */
	iana_put32(section(IANA_S_UNNAMED_PORTS) + IANA_U_END, 0);
	fails("65535", 0);
}
END_TEST

/* Each record leads to the one long list of aliases: the answer would be quadratic. */
START_TEST(aliases_that_records_share_fail)
{
	struct iana_buffer long_rows = { 0 };
	char *records;
	uint32_t n;

	teardown();
	iana_buffer_puts(&long_rows, "big,1,tcp,,\n");
	for (int i = 0; i < 2000; i++)
		iana_buffer_printf(&long_rows, "a%d,1,tcp,," UNIT_ALIAS("big"), i);
	for (int i = 2; i < 2000; i++)
		iana_buffer_printf(&long_rows, "n%d,%d,tcp,,\n", i, i);
	unit_gen_index(&g, unit_string(&long_rows), false);
	iana_buffer_done(&long_rows);
	memset(&found, 0, sizeof found);
	records = section(IANA_S_RECORDS);
	n = iana_section_len(&g.image, IANA_S_RECORDS) / IANA_RECORD_BYTES;
	for (uint32_t r = 1; r < n; r++)
		memcpy(records + (size_t)r * IANA_RECORD_BYTES, records, IANA_R_PORT);
	fails("0-65535", 8);
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
	misses("http/TCP", "\"http/TCP\": not found; it is there for tcp");
	misses("TCP/80", "\"TCP/80\": not found");
	finds("tcp/80", "http 80/tcp=Web;");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, ports_and_ranges_are_understood);
	tcase_add_test(tc, names_are_understood);
	tcase_add_test(tc, a_protocol_may_stand_before_ports);
	tcase_add_test(tc, a_protocol_matches_in_another_case);
	tcase_add_test(tc, a_miss_tells_the_protocols_that_are_there);
	tcase_add_test(tc, a_name_may_hold_a_slash);
	tcase_add_test(tc, another_case_matches_only_where_the_exact_one_does_not);
	tcase_add_test(tc, all_entries_of_a_port_are_given_in_the_order_of_the_table);
	tcase_add_test(tc, an_entry_is_given_once);
	tcase_add_test(tc, rows_without_a_service_come_in_the_order_of_the_registry);
	tcase_add_test(tc, a_link_to_nowhere_fails);
	tcase_add_test(tc, a_row_of_another_kind_fails);
	tcase_add_test(tc, aliases_that_records_share_fail);
	tcase_add_test(tc, what_is_no_range_is_refused);
	tcase_add_test(tc, an_exact_case_index_is_asked_so);
}

int
main(void)
{
	return unit_run("query", add);
}
