/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of the page's text: what shapes tell, and what it refuses. */
#include "read/page/page_text.h"
#include "support/unit_text.h"

#define H \
	"Service Name Port Number Transport Protocol Description Assignee Contact " \
	"Registration Date Modification Date Reference Service Code Unauthorized " \
	"Use Reported Assignment Notes\n"
#define END "\nContact Information\n\n[A_B] A B\n[C_D] C D\n[Acme] Acme\n"

static void
expect(const char *rows, const char *records)
{
	struct iana_buffer b = { 0 };

	iana_buffer_puts(&b, H);
	iana_buffer_puts(&b, rows);
	iana_buffer_puts(&b, END);
	unit_text_expect(iana_page_read, unit_string(&b), records, "");
	iana_buffer_done(&b);
}

static void
expect_warned(const char *rows, const char *records, const char *warnings)
{
	struct iana_buffer b = { 0 };

	iana_buffer_puts(&b, H);
	iana_buffer_puts(&b, rows);
	iana_buffer_puts(&b, END);
	unit_text_expect(iana_page_read, unit_string(&b), records, warnings);
	iana_buffer_done(&b);
}

/* name|protocol|description|assignee|contact|registered|modified|ref|code|uses|notes */

START_TEST(keys_are_told_by_their_shapes)
{
	expect("ssh 22 tcp Shell\n", "2|22|ssh|tcp|Shell||||||||;");
	expect("22 udp Reserved\n", "2|22||udp|Reserved||||||||;");
	expect("23-25 Unassigned\n", "2|23-25|||Unassigned||||||||;");
	expect("26 Unassigned\n", "2|26|||Unassigned||||||||;");
	expect("x11 6000-6063 udp X\n", "2|6000-6063|x11|udp|X||||||||;");
	expect("swx 7300-7359 The Exchange\n", "2|7300-7359|swx||The Exchange||||||||;");
	expect("zeromq tcp Messaging\n", "2||zeromq|tcp|Messaging||||||||;");
	expect("914c/g 211 tcp T\nwhois++ 263 tcp W\n",
	       "2|211|914c/g|tcp|T||||||||;3|263|whois++|tcp|W||||||||;");
	/* The registry writes protocols in lower case; a word may be in upper case. */
	expect("22 Reserved\ntcp-aco TCP Option\n",
	       "2|22|||Reserved||||||||;3||tcp-aco||TCP Option||||||||;");
	expect("Escale (Newton Dock) 3679 tcp Newton Dock\n",
	       "2|3679|Escale (Newton Dock)|tcp|Newton Dock||||||||;");
}
END_TEST

START_TEST(persons_dates_references_and_notes_are_told_by_their_shapes)
{
	expect("a 1 tcp Text here [A_B] [C_D] 2004-02 2005-03-04 [RFC1] A note\n",
	       "2|1|a|tcp|Text here|[A_B]|[C_D]|2004-02|2005-03-04|[RFC1]|||A note;");
	expect("a 1 tcp File [Control] [Acme] [Acme] [RFC1][RFC2]\n",
	       "2|1|a|tcp|File [Control]|[Acme]|[Acme]|||[RFC1][RFC2]|||;");
	/* Nobody knows this one, but who else stands there twice? */
	expect("a 1 tcp File [Zed] [Zed]\n", "2|1|a|tcp|File|[Zed]|[Zed]||||||;");
	expect("a 1 tcp File [A_B][C_D] [Acme] 2004-02\n",
	       "2|1|a|tcp|File|[A_B][C_D]|[Acme]|2004-02|||||;");
	expect("a 1 dccp D [A_B] [A_B] [RFC4340] 1145656131\n",
	       "2|1|a|dccp|D|[A_B]|[A_B]|||[RFC4340]|1145656131||;");
	expect("a 1 tcp D [A_B] [A_B] 1145656131\n",
	       "2|1|a|tcp|D|[A_B]|[A_B]||||||1145656131;");
	expect("a 1 tcp Shell [RFC4251] Defined TXT keys: u\n",
	       "2|1|a|tcp|Shell|||||[RFC4251]|||Defined TXT keys: u;");
	expect("51 Reserved 2013-05-24 This entry is being removed.\n",
	       "2|51|||Reserved||||2013-05-24||||This entry is being removed.;");
	expect("4 Unassigned Known Unauthorized Use on port 4\n",
	       "2|4|||Unassigned|||||||Known Unauthorized Use on port 4|;");
	expect("a 1 tcp D [A_B] [A_B] Unauthorized Use Known on 1 Formerly was b\n",
	       "2|1|a|tcp|D|[A_B]|[A_B]|||||Unauthorized Use Known on 1|Formerly was b;");
	expect("2 tcp Reserved 2025-02-13 De-assigned on 2025-02-13, previously by [A_B]\n",
	       "2|2||tcp|Reserved||||2025-02-13||||De-assigned on 2025-02-13, "
	       "previously by [A_B];");
	expect("a 1 tcp Tool [was netstat] [ISO/IEC 13818 x]\n",
	       "2|1|a|tcp|Tool [was netstat] [ISO/IEC 13818 x]||||||||;");
}
END_TEST

START_TEST(a_cell_may_have_paragraphs)
{
	expect(
	    "a-b 1 tcp Text\n\nAssigned as a replacement for \"a_b\".\n[A_B] [C_D] 2003-11\n"
	    "a_b 1 tcp Text\n",
	    "2|1|a-b|tcp|Text\n\nAssigned as a replacement for \"a_b\".|[A_B]|[C_D]|"
	    "2003-11|||||;6|1|a_b|tcp|Text||||||||;");
}
END_TEST

START_TEST(a_name_alone_starts_a_record_where_no_text_goes_on)
{
	expect("xns Xerox\nargus ARGUS Protocol\nb B [A_B] [A_B]\n",
	       "2||xns||Xerox||||||||;3||argus||ARGUS Protocol||||||||;"
	       "4||b||B|[A_B]|[A_B]||||||;");
	expect("a 1 tcp A [A_B] [A_B]\nb B [A_B] [A_B]\n",
	       "2|1|a|tcp|A|[A_B]|[A_B]||||||;3||b||B|[A_B]|[A_B]||||||;");
	expect("b tcp Version\nc 2 of it\n",
	       "2||b|tcp|Version||||||||;3||c||2 of it||||||||;");
}
END_TEST

START_TEST(a_line_that_is_no_record_is_warned_of_and_kept)
{
	expect_warned("a 1 tcp A [A_B] [A_B] Note\nmore of it\n",
		      "2|1|a|tcp|A|[A_B]|[A_B]||||||Note\nmore of it;",
		      "3: starts no row: read as the rest of the row on line 2;");
	/* No port comes below the one before: this is a number in a text. */
	expect_warned("a 9 tcp A [A_B] [A_B] Version\n8 of it\n",
		      "2|9|a|tcp|A|[A_B]|[A_B]||||||Version\n8 of it;",
		      "3: starts no row: read as the rest of the row on line 2;");
}
END_TEST

START_TEST(records_on_one_line_are_parted_with_a_warning)
{
#define SAID "2: another row starts in the middle of this one, with "
	/* What a cut left of a name is none. */
	expect_warned("nburn_id 20034 tcp t1 23000 tcp Inova [A_B] [A_B] 2006-10\n",
		      "2|20034|nburn_id|tcp|t1||||||||;"
		      "2|23000||tcp|Inova|[A_B]|[A_B]||2006-10||||;",
		      SAID "23000: it is read without a name;");
	expect_warned("a 1 tcp A [A_B] [A_B] 2006-10 b 2 tcp B\n",
		      "2|1|a|tcp|A|[A_B]|[A_B]|2006-10|||||;2|2|b|tcp|B||||||||;",
		      SAID "2: it is read with a name;");
	expect_warned("a 1 tcp A [A_B] [A_B] 2-9 Unassigned\n",
		      "2|1|a|tcp|A|[A_B]|[A_B]||||||;2|2-9|||Unassigned||||||||;",
		      SAID "2-9: it is read without a name;");
}
END_TEST

START_TEST(dates_marks_line_ends_and_tabs_are_taken)
{
	struct unit_records log = { .read = iana_page_read };
	struct iana_report rep = { 0 };
	const char *text = "\357\273\277Last Updated\r\n\r\n2024-11-19\r\n" H
			   "ssh\t22\ttcp\tShell\r\n\r\nPeople\r\n";

	ck_assert(unit_csv_read(text, strlen(text), &log, &rep));
	ck_assert_str_eq(log.updated, "2024-11-19");
	ck_assert_str_eq(unit_string(&log.text), "5|22|ssh|tcp|Shell||;");
	iana_buffer_done(&log.text);
}
END_TEST

#define T "Service Name\tPort Number\tTransport Protocol\tDescription\tAssignment Notes\n"

/* Tabs tell the cells exactly: blank ones, and such that have several lines. */
START_TEST(cells_between_tabs_are_exact)
{
	unit_text_expect(iana_page_read,
			 "Last Updated\n2024-11-19\n\n" T "ssh\t22\ttcp\tShell [x]\t\n"
			 "\t23\t\tsay \"hi\"\t\n"
			 "a b\t\t\tOne\n\n two \t[n] 5 tcp\n3\n"
			 "\n"
			 "c\t1-2\tudp\tD\tN\n\nPeople\n",
			 "5|22|ssh|tcp|Shell [x]||||||||;6|23|||say \"hi\"||||||||;"
			 "7||a b||One\n\ntwo||||||||[n] 5 tcp\n3;"
			 "12|1-2|c|udp|D||||||||N;",
			 "");
	unit_text_expect(iana_page_read, T "a\t1\ttcp\tx\t", "2|1|a|tcp|x||||||||;",
			 "2: nothing behind the table: it may be cut short;");
}
END_TEST

START_TEST(faults_between_tabs_are_told_with_their_line)
{
	static const struct {
		const char *text;
		unsigned long line;
		const char *phrase;
	} faults[] = {
		{ T, 1, "no rows below the titles" },
		{ T "\n \nPeople\n", 1, "no rows below the titles" },
		{ T "a\t1\ttcp\tx\ty\tz\n", 2, "more than 5 fields" },
		{ T "\na\t1\ttcp\nb\t2\ttcp\tx\ty\n", 3, "more than 5 fields" },
		{ T "a\t1\ttcp\tx\ty\n\nb\t2\ttcp\tx\n", 4,
		  "4 of 5 fields in the last row" },
		{ "\nService Name\tPort Number\tDescription\na\t1\tx\n", 2,
		  "no column \"Transport Protocol\"" },
		{ "Service Name\tPort Number\tPort Number\n", 1, "twice" },
	};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		unit_csv_fault(iana_page_read, faults[i].text, strlen(faults[i].text),
			       faults[i].line, faults[i].phrase);
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
		{ "Service Name\n", 1, "no titles" },
		{ "\n" H, 2, "no rows" },
		{ H "\n\nPeople\n", 1, "no rows" },
		{ H "(a) b\n", 2, "no row starts here" },
		{ H "a 1 tcp A\nb 2 tcp B", 3, "cut short" },
		{ "Service Name Port Number Transport Protocol Description\na 1 tcp A\n", 1,
		  "titles that are not those" },
		{ "Service Name Port Number Transport Protocol Description Colour\n", 1,
		  "not known" },
	};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		unit_csv_fault(iana_page_read, faults[i].text, strlen(faults[i].text),
			       faults[i].line, faults[i].phrase);
	unit_csv_fault(iana_page_read, H "a 1 tcp \0\n", strlen(H) + 10, 2, "NUL");
}
END_TEST

START_TEST(a_field_has_64_kib_at_most)
{
	struct iana_buffer b = { 0 };

	iana_buffer_puts(&b, H "a 1 tcp A\nb 2 tcp ");
	for (int i = 0; i < 65537; i++)
		iana_buffer_u8(&b, 'x');
	iana_buffer_puts(&b, "\n" END);
	unit_csv_fault(iana_page_read, b.bytes, b.len, 3, "64 KiB");
	iana_buffer_done(&b);
}
END_TEST

START_TEST(a_table_with_nothing_behind_it_is_warned_of)
{
	unit_text_expect(iana_page_read, H "a 1 tcp A\n", "2|1|a|tcp|A||||||||;",
			 "2: nothing behind the table: it may be cut short;");
}
END_TEST

/* Cut anywhere in the table: a message, or records that were there and a warning. */
START_TEST(no_cut_goes_unseen)
{
	const char *text = H "a 1 tcp A [A_B] [A_B]\n2-9 Unassigned\nb 10 tcp B\n" END;
	size_t end = (size_t)(strstr(text, END) - text);

	ck_assert_uint_eq(unit_text_cut(iana_page_read, text, end), 1);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, keys_are_told_by_their_shapes);
	tcase_add_test(tc, persons_dates_references_and_notes_are_told_by_their_shapes);
	tcase_add_test(tc, a_cell_may_have_paragraphs);
	tcase_add_test(tc, a_name_alone_starts_a_record_where_no_text_goes_on);
	tcase_add_test(tc, a_line_that_is_no_record_is_warned_of_and_kept);
	tcase_add_test(tc, records_on_one_line_are_parted_with_a_warning);
	tcase_add_test(tc, dates_marks_line_ends_and_tabs_are_taken);
	tcase_add_test(tc, cells_between_tabs_are_exact);
	tcase_add_test(tc, faults_between_tabs_are_told_with_their_line);
	tcase_add_test(tc, each_fault_is_told_with_its_line);
	tcase_add_test(tc, a_field_has_64_kib_at_most);
	tcase_add_test(tc, a_table_with_nothing_behind_it_is_warned_of);
	tcase_add_test(tc, no_cut_goes_unseen);
}

int
main(void)
{
	return unit_run("pasted", add);
}
