/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of the plain text: what its layout tells, and what it refuses. */
#include "read/column/column_text.h"
#include "support/unit_text.h"

/* Columns of 14, 11, 9, 20 and 24 bytes, at 0, 15, 27, 37 and 58. */
#define H \
	" Service Name  Port Number Transport     Description          Assignment Notes\n" \
	"                           Protocol\n"
#define END "\n     People\n"

static void
expect_warned(const char *rows, const char *records, const char *warnings)
{
	struct iana_buffer b = { 0 };

	iana_buffer_puts(&b, H);
	iana_buffer_puts(&b, rows);
	iana_buffer_puts(&b, END);
	unit_text_expect(iana_column_read, unit_string(&b), records, warnings);
	iana_buffer_done(&b);
}

static void
expect(const char *rows, const char *records)
{
	expect_warned(rows, records, "");
}

/* line|port|name|protocol|description|7 blank ones|notes */

START_TEST(cells_stand_in_the_columns_of_their_titles)
{
	expect("ssh                22         tcp    Shell                Notes\n"
	       "                   22         udp    Reserved\n"
	       "                  23-25              Unassigned\n"
	       "zeromq                        tcp    Messaging\n"
	       "argus                                ARGUS Protocol\n",
	       "3|22|ssh|tcp|Shell||||||||Notes;4|22||udp|Reserved||||||||;"
	       "5|23-25|||Unassigned||||||||;6||zeromq|tcp|Messaging||||||||;"
	       "7||argus||ARGUS Protocol||||||||;");
}
END_TEST

START_TEST(cells_wrap_down_and_up_around_the_middle_line)
{
	expect("a                   1         tcp    Two lines of a text\n"
	       "                                     that wrapped\n"
	       "                                     The middle of three\n"
	       "b                   2         tcp    lines is the line of Short\n"
	       "                                     the name\n"
	       "c                   3         tcp    One\n",
	       "3|1|a|tcp|Two lines of a text that wrapped||||||||;"
	       "5|2|b|tcp|The middle of three lines is the line of the name||||||||Short;"
	       "8|3|c|tcp|One||||||||;");
}
END_TEST

START_TEST(paragraphs_stay_apart)
{
	expect("                                     whois++\n"
	       "\n"
	       "whoispp            63         tcp    This name is a well\n"
	       "                                     formed replacement\n"
	       "                                     of the other one\n"
	       "a                  64         tcp    One\n",
	       "3|63|whoispp|tcp|whois++\n\nThis name is a well formed replacement of the "
	       "other one||||||||;8|64|a|tcp|One||||||||;");
}
END_TEST

START_TEST(names_may_wrap)
{
	expect("Apple Remote\n"
	       "Desktop (Net      3283        tcp    Net Assistant\n"
	       "Assistant)\n"
	       "Newton docking    3679        tcp    Newton Dock\n"
	       "(Dock)\n"
	       "b                 3680        tcp    One\n",
	       "3|3283|Apple Remote Desktop (Net Assistant)|tcp|Net Assistant||||||||;"
	       "6|3679|Newton docking (Dock)|tcp|Newton Dock||||||||;"
	       "8|3680|b|tcp|One||||||||;");
}
END_TEST

/* The line between might as well be the first one of three. */
START_TEST(the_same_service_on_another_protocol_decides)
{
	expect("ticf                1         tcp    Transport Independen\n"
	       "                                     Convergence for FNA\n"
	       "ticf                1         udp    Transport Independen\n"
	       "                                     Convergence for FNA\n",
	       "3|1|ticf|tcp|Transport Independen Convergence for FNA||||||||;"
	       "5|1|ticf|udp|Transport Independen Convergence for FNA||||||||;");
}
END_TEST

START_TEST(words_decide_what_the_layout_leaves_open_with_a_warning)
{
	expect_warned("oob                623        tcp    DMTF out-of-band web\n"
		      "                                     services management\n"
		      "asf                623        udp    ASF Remote Manageme\n"
		      "                                     and Control Protocol\n",
		      "3|623|oob|tcp|DMTF out-of-band web services management||||||||;"
		      "5|623|asf|udp|ASF Remote Manageme and Control Protocol||||||||;",
		      "4: only its words tell that this line is of the record above;");
	expect_warned(
	    "ciao                          tcp    Arduino Protocol ABC\n"
	    "                                     G-Force Control via\n"
	    "gforce                               SoundSpectrum's SSMP\n"
	    "                                     Protocol\n",
	    "3||ciao|tcp|Arduino Protocol ABC||||||||;"
	    "4||gforce||G-Force Control via SoundSpectrum's SSMP Protocol||||||||;",
	    "4: only its words tell that this line is of the record below;");
}
END_TEST

/* The registry's columns count bytes; a browser that knows UTF-8 counts characters. */
START_TEST(columns_count_bytes_or_characters)
{
	expect("a                   1         tcp    caf\303\251                Note\n"
	       "b                   2         tcp    caf\303\251                 Note\n"
	       "c                   3         tcp    coffee               Note\n",
	       "3|1|a|tcp|caf\303\251||||||||Note;4|2|b|tcp|caf\303\251||||||||Note;"
	       "5|3|c|tcp|coffee||||||||Note;");
}
END_TEST

START_TEST(margins_dates_marks_and_line_ends_are_taken)
{
	struct unit_records log = { .read = iana_column_read };
	struct iana_report rep = { 0 };
	const char *text = "\357\273\277   Last Updated\r\n     2013-06-26\r\n\r\n"
			   "    Service Name  Port Number Transport     Description\r\n"
			   "                              Protocol\r\n"
			   "   ssh                22         tcp    A shell\r\n"
			   "   telnet             23         tcp    No shell\r\n"
			   "\r\n    People\r\n";

	ck_assert(unit_csv_read(text, strlen(text), &log, &rep));
	ck_assert_str_eq(log.updated, "2013-06-26");
	ck_assert_str_eq(unit_string(&log.text),
			 "6|22|ssh|tcp|A shell||;7|23|telnet|tcp|No shell||;");
	iana_buffer_done(&log.text);
}
END_TEST

#define ONE "a                   1         tcp    One\n"

START_TEST(each_fault_is_told_with_its_line)
{
	static const struct {
		const char *text;
		unsigned long line;
		const char *phrase;
	} faults[] = {
		{ "", 0, "empty" },
		{ "Service Name\n", 1, "no titles" },
		{ "\n" H, 3, "no records" },
		{ H "\n\n" END, 2, "no records" },
		{ " Service Name   Port Number   Colour\n" ONE, 1, "not known" },
		{ " Service Name   Port Number   Description\n" ONE, 1,
		  "Transport Protocol" },
		/* Lines that no record has in its middle. */
		{ H ONE "                                     Two\n"
			"                                     Three\n" END,
		  5, "no record can" },
		{ H ONE "\n" ONE END, 4, "no record can" },
		{ H "                                     Two\n" END, 3, "no record can" },
		{ H ONE "b                   2         tcp     Two\n" END, 4,
		  "does not stand" },
		{ H ONE
		  "b                   2         tcp    Twotwotwotwotwotwotwotwo\n" END,
		  4, "does not stand" },
		{ H ONE "b                   2         tcp    Two", 4, "cut short" },
	};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		unit_csv_fault(iana_column_read, faults[i].text, strlen(faults[i].text),
			       faults[i].line, faults[i].phrase);
	unit_csv_fault(iana_column_read, H "a\0\n", strlen(H) + 3, 3, "NUL");
}
END_TEST

START_TEST(a_record_has_256_lines_at_most)
{
	struct iana_buffer b = { 0 };

	iana_buffer_puts(&b, H ONE);
	for (int i = 0; i < 259; i++) {
		iana_buffer_puts(&b, i == 129 ? "b                   2         tcp   "
					      : "                                    ");
		iana_buffer_puts(&b, " nineteen-bytes-here\n");
	}
	iana_buffer_puts(&b, END);
	unit_csv_fault(iana_column_read, b.bytes, b.len, 5, "no record can");
	iana_buffer_done(&b);
}
END_TEST

START_TEST(a_table_with_nothing_behind_it_is_warned_of)
{
	unit_text_expect(iana_column_read, H ONE, "3|1|a|tcp|One||||||||;",
			 "3: nothing behind the table: it may be cut short;");
}
END_TEST

/* Cut anywhere in the table: a message, or whole records and a warning. */
START_TEST(no_cut_goes_unseen)
{
	const char *text =
	    H ONE "                                     The middle of three\n"
		  "b                   2         tcp    lines is the line of\n"
		  "                                     the name\n" ONE END;
	size_t end = (size_t)(strstr(text, END) - text);

	unit_text_cut(iana_column_read, text, end);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, cells_stand_in_the_columns_of_their_titles);
	tcase_add_test(tc, cells_wrap_down_and_up_around_the_middle_line);
	tcase_add_test(tc, paragraphs_stay_apart);
	tcase_add_test(tc, names_may_wrap);
	tcase_add_test(tc, the_same_service_on_another_protocol_decides);
	tcase_add_test(tc, words_decide_what_the_layout_leaves_open_with_a_warning);
	tcase_add_test(tc, columns_count_bytes_or_characters);
	tcase_add_test(tc, margins_dates_marks_and_line_ends_are_taken);
	tcase_add_test(tc, each_fault_is_told_with_its_line);
	tcase_add_test(tc, a_record_has_256_lines_at_most);
	tcase_add_test(tc, a_table_with_nothing_behind_it_is_warned_of);
	tcase_add_test(tc, no_cut_goes_unseen);
}

int
main(void)
{
	return unit_run("plain", add);
}
