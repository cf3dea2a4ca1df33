/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of IANA's list until 2010: which lines are rows, and what it refuses. */
#include "read/port_list.h"
#include "support/unit_text.h"

#define H \
	"PORT NUMBERS\n\n(last updated 2008-02-29)\n\n" \
	"Keyword         Decimal    Description                     References\n" \
	"-------         -------    -----------                     ----------\n"
#define END "\nREFERENCES\n\n[RFC1] A, \"B\", x 1/tcp\n"

static void
expect(const char *rows, const char *records)
{
	struct iana_buffer b = { 0 };

	iana_buffer_puts(&b, H);
	iana_buffer_puts(&b, rows);
	iana_buffer_puts(&b, END);
	unit_text_expect(iana_port_list_read, unit_string(&b), records, "");
	iana_buffer_done(&b);
}

/* name|protocol|description|assignee|contact|registered|modified|ref|code|uses|notes */

START_TEST(a_name_a_port_and_a_protocol_start_a_row)
{
	expect("echo              7/tcp    Echo\necho              7/udp    Echo (see 8)\n",
	       "7|7|echo|tcp|Echo||||||||;8|7|echo|udp|Echo (see 8)||||||||;");
	expect("a\t\t9/tcp\t   Tabs here \t\n", "7|9|a|tcp|Tabs here||||||||;");
	expect("ftp              21/tcp    File Transfer [Control]\n",
	       "7|21|ftp|tcp|File Transfer [Control]||||||||;");
	expect("914c/g          211/tcp    T\nwhois++ 63/tcp\n3com 629/sctp x\n",
	       "7|211|914c/g|tcp|T||||||||;8|63|whois++|tcp|||||||||;"
	       "9|629|3com|sctp|x||||||||;");
	expect("ircu\t\t6665-6669/tcp  IRCU\n", "7|6665-6669|ircu|tcp|IRCU||||||||;");
}
END_TEST

START_TEST(a_port_without_a_name_is_a_row)
{
	expect("                  0/tcp    Reserved\n\t 24/udp any private\n",
	       "7|0||tcp|Reserved||||||||;8|24||udp|any private||||||||;");
	expect("#                 4/tcp    Unassigned\n#\t\t334-343    Unassigned\n"
	       "#               659        Removed (2001-06-06)\n##  49151 IANA Reserved\n"
	       "#               9006       De-Commissioned Port 02/24/00, ms\n"
	       "#\t\t1008/udp   Possibly used\n",
	       "7|4||tcp|Unassigned||||||||;8|334-343|||Unassigned||||||||;"
	       "9|659|||Removed (2001-06-06)||||||||;10|49151|||IANA Reserved||||||||;"
	       "11|9006|||De-Commissioned Port 02/24/00, ms||||||||;"
	       "12|1008||udp|Possibly used||||||||;");
}
END_TEST

START_TEST(other_comments_are_no_rows)
{
	expect(
	    "a 1/tcp A\n#          A Person <a@b> November 2004\n#\n####\n"
	    "#    Use of 585 is not recommended\n#  100 Some Street\n#   5\n"
	    "# 70000 Reserved\n# 9-7 Reserved\n########### PORT 90 also being used ####\n# [RFC3734]\n# 1/ x\nb 2/tcp B\n",
	    "7|1|a|tcp|A||||||||;19|2|b|tcp|B||||||||;");
}
END_TEST

START_TEST(brackets_of_documents_are_the_reference)
{
	expect(
	    "a 1/tcp IRIS over BEEP     [RFC3983]\nb 2/tcp B [x] [RFC1][RFC 2]\n"
	    "c 3/tcp [RFC5]\nd 4/tcp D[RFC6]\ne 5/tcp E [RFC-draft-04.txt]\n"
	    "f 6/tcp F [RFCs]\ng 7/tcp G [RFC1] and more\nh 8/tcp ]\n",
	    "7|1|a|tcp|IRIS over BEEP|||||[RFC3983]|||;8|2|b|tcp|B [x]|||||[RFC1][RFC 2]|||;"
	    "9|3|c|tcp||||||[RFC5]|||;10|4|d|tcp|D[RFC6]||||||||;"
	    "11|5|e|tcp|E|||||[RFC-draft-04.txt]|||;12|6|f|tcp|F [RFCs]||||||||;"
	    "13|7|g|tcp|G [RFC1] and more||||||||;14|8|h|tcp|]||||||||;");
}
END_TEST

START_TEST(tables_end_at_the_next_section)
{
	expect(
	    "a 1/tcp A\n\nREGISTERED PORT NUMBERS\n\nThe ports are 1024/tcp to 2/tcp\nx 9/tcp X\n"
	    "Keyword  Decimal  Description\n-------  -------  -----------\nb 1024/tcp B\n\n"
	    "DYNAMIC AND/OR PRIVATE PORTS\n\ny 9/tcp Y\n",
	    "7|1|a|tcp|A||||||||;15|1024|b|tcp|B||||||||;");
}
END_TEST

START_TEST(odd_lines_are_told)
{
	unit_text_expect(
	    iana_port_list_read,
	    H "a 1/tcp A\n32483\nRFC 1700  Assigned Numbers\n  and more text\n"
	      "b 2 /tcp B\nc 3/ C\ninfo-aps\t6400\ninfo-was 6401 \nd 4/tcp D\n" END,
	    "7|1|a|tcp|A||||||||;13|6400|info-aps||||||||||;"
	    "14|6401|info-was||||||||||;15|4|d|tcp|D||||||||;",
	    "8: neither a row nor a comment: skipped (and 4 more, on lines 9, "
	    "10, 11 and 12);"
	    "13: no protocol behind the port: read as tcp and udp (and 1 more, "
	    "on line 14);");
}
END_TEST

static void
expect_date(const char *line, const char *date)
{
	struct unit_records log = { .read = iana_port_list_read };
	struct iana_report rep = { 0 };
	struct iana_buffer b = { 0 };

	iana_buffer_printf(&b,
			   "\357\273\277PORT NUMBERS\r\n\r\n%s\r\n\r\nKeyword Decimal "
			   "Description\r\na 1/tcp A\r\n\r\nEND\r\n",
			   line);
	ck_assert(unit_csv_read(b.bytes, b.len, &log, &rep));
	ck_assert_str_eq(log.updated, date);
	ck_assert_str_eq(unit_string(&log.text), "6|1|a|tcp|A||;");
	iana_buffer_done(&log.text);
	iana_buffer_done(&b);
}

START_TEST(the_list_has_its_date)
{
	expect_date("(last updated 2008-02-29)", "2008-02-29");
	expect_date("(last updated 22 December 2005) ", "2005-12-22");
	expect_date("(Last Updated 1 May 2009)", "2009-05-01");
	expect_date("(last updated )", "");
	expect_date("last updated 2008-02-29", "");
}
END_TEST

START_TEST(each_fault_is_told_with_its_line)
{
	static const struct {
		const char *text;
		unsigned long line;
		const char *phrase;
	} faults[] = {
		{ "", 0, "empty" },
		{ "a 1/tcp A\n", 1, "no rows" },
		{ H, 6, "no rows" },
		{ H END, 10, "no rows" },
		{ H "a 1/tcp A", 7, "cut short" },
		{ H "a 1/tcp A\nb 2/t", 8, "cut short" },
	};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		unit_csv_fault(iana_port_list_read, faults[i].text, strlen(faults[i].text),
			       faults[i].line, faults[i].phrase);
	unit_csv_fault(iana_port_list_read, H "a 1/tcp \0\n", strlen(H) + 10, 7, "NUL");
}
END_TEST

START_TEST(a_field_has_64_kib_at_most)
{
	struct iana_buffer b = { 0 };

	iana_buffer_puts(&b, H "a 1/tcp A\nb 2/tcp ");
	for (int i = 0; i < 65537; i++)
		iana_buffer_u8(&b, 'x');
	iana_buffer_puts(&b, "\n" END);
	unit_csv_fault(iana_port_list_read, b.bytes, b.len, 8, "64 KiB");
	iana_buffer_done(&b);
}
END_TEST

START_TEST(no_cut_goes_unseen)
{
	static const char text[] = H "a 1/tcp A [RFC1]\n#  2 Unassigned\nb 3/udp B\n" END;

	ck_assert_uint_eq(
	    unit_text_cut(iana_port_list_read, text, strlen(text) - strlen(END) + 1), 1);
}
END_TEST

static bool
knows(const char *text)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	bool known;

	in->len = strlen(text);
	memcpy(in->chunk, text, in->len);
	known = iana_port_list_knows(in);
	free(in);
	return known;
}

START_TEST(the_list_is_known_by_its_titles)
{
	ck_assert(knows(H));
	ck_assert(knows("KEYWORD\tdecimal Description"));
	ck_assert(!knows("# Keyword  Decimal  Description\na 1/tcp\n"));
	ck_assert(!knows("Keyword Decimal\n"));
	ck_assert(!knows(""));
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_name_a_port_and_a_protocol_start_a_row);
	tcase_add_test(tc, a_port_without_a_name_is_a_row);
	tcase_add_test(tc, other_comments_are_no_rows);
	tcase_add_test(tc, brackets_of_documents_are_the_reference);
	tcase_add_test(tc, tables_end_at_the_next_section);
	tcase_add_test(tc, odd_lines_are_told);
	tcase_add_test(tc, the_list_has_its_date);
	tcase_add_test(tc, each_fault_is_told_with_its_line);
	tcase_add_test(tc, a_field_has_64_kib_at_most);
	tcase_add_test(tc, no_cut_goes_unseen);
	tcase_add_test(tc, the_list_is_known_by_its_titles);
}

int
main(void)
{
	return unit_run("port_list", add);
}
