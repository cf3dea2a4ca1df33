/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of column text: what its layout tells, what it warns of, what it refuses. */
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
	unit_text_expect(iana_column_text_read, unit_string(&b), records, warnings);
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

/* IANA's service codes have stood in the middle since 2014. */
START_TEST(cells_may_stand_in_the_middle)
{
	const char *text =
	    " Service Name  Port Number Transport Description  Service   Assignment Notes\n"
	    "                           Protocol                 Code\n"
	    "ltp               1113        tcp    Licklider              Notes\n"
	    "ltp               1113       dccp    Licklider    7107696   Notes\n"
	    "syslog             601       dccp    Reliable    1398361159 Notes\n"
	    "\n     People\n";

	unit_text_expect(iana_column_text_read, text,
			 "3|1113|ltp|tcp|Licklider||||||||Notes;"
			 "4|1113|ltp|dccp|Licklider||||||7107696||Notes;"
			 "5|601|syslog|dccp|Reliable||||||1398361159||Notes;",
			 "");
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

/* A name without blanks does not wrap; one that does has few lines. */
START_TEST(names_below_each_other_are_two)
{
	expect("abcdefghijklmn      1         tcp    Nineteen-bytes-here\n"
	       "bcdefghijklmno                       Twenty-bytes-are-her\n",
	       "3|1|abcdefghijklmn|tcp|Nineteen-bytes-here||||||||;"
	       "4||bcdefghijklmno||Twenty-bytes-are-her||||||||;");
	expect("datusorb           3282        tcp    Datusorb\n"
	       "Apple Remote\n"
	       "Desktop (Net      3283        tcp    Net Assistant\n"
	       "Assistant)\n"
	       "Apple Remote\n"
	       "Desktop (Net      3283        udp    Net Assistant\n"
	       "Assistant)\n",
	       "3|3282|datusorb|tcp|Datusorb||||||||;"
	       "4|3283|Apple Remote Desktop (Net Assistant)|tcp|Net Assistant||||||||;"
	       "7|3283|Apple Remote Desktop (Net Assistant)|udp|Net Assistant||||||||;");
}
END_TEST

/* Even where all else would have them as one row. */
START_TEST(ports_below_each_other_are_two_rows)
{
	expect("                    1         tcp    Reserved for the\n"
	       "                    2         tcp    others)\n"
	       "                    3         tcp    (and\n"
	       "                    4         tcp    Reserved\n",
	       "3|1||tcp|Reserved for the||||||||;4|2||tcp|others)||||||||;"
	       "5|3||tcp|(and||||||||;6|4||tcp|Reserved||||||||;");
}
END_TEST

/* The line between might as well be the first one of three: but two rows are alike. */
START_TEST(the_same_service_on_another_protocol_decides)
{
	expect("ticf                1         tcp    Transport Independen\n"
	       "                                     Convergence for FNA\n"
	       "ticf                1         udp    Transport Independen\n"
	       "                                     Convergence for FNA\n",
	       "3|1|ticf|tcp|Transport Independen Convergence for FNA||||||||;"
	       "5|1|ticf|udp|Transport Independen Convergence for FNA||||||||;");
	expect(
	    "                    2         tcp    Reserved             Given back in 2025 by th\n"
	    "                                                          owner\n"
	    "                    2         udp    Reserved             Given back in 2025 by th\n"
	    "                                                          owner\n",
	    "3|2||tcp|Reserved||||||||Given back in 2025 by th owner;"
	    "5|2||udp|Reserved||||||||Given back in 2025 by th owner;");
}
END_TEST

/* Paragraphs are as rare as other breaks, but a row has a description. */
START_TEST(rows_have_descriptions)
{
	expect("                                     Fhtbmkjsu Wcprnntigg\n"
	       "x                   7         tcp\n"
	       "                                     Emfkj Qlbtk Rtjfy\n"
	       "                                     Fhtbmkjsu Wcprnntigg\n"
	       "x                   7         udp\n"
	       "                                     Emfkj Qlbtk Rtjfy\n"
	       "y                   8         tcp    Iennmfgprkje Gdigz W\n"
	       "                                     Ratneqwnp\n",
	       "3|7|x|tcp|Fhtbmkjsu Wcprnntigg\n\nEmfkj Qlbtk Rtjfy||||||||;"
	       "6|7|x|udp|Fhtbmkjsu Wcprnntigg\n\nEmfkj Qlbtk Rtjfy||||||||;"
	       "9|8|y|tcp|Iennmfgprkje Gdigz W Ratneqwnp||||||||;");
}
END_TEST

/* The line between would be in doubt, as below, if the texts did not tell. */
START_TEST(a_text_that_is_not_complete_goes_on)
{
	expect("oob                623        tcp    DMTF out-of-band and\n"
	       "                                     services management\n"
	       "asf                623        udp    ASF Remote Manageme\n"
	       "                                     Control Protocol\n",
	       "3|623|oob|tcp|DMTF out-of-band and services management||||||||;"
	       "5|623|asf|udp|ASF Remote Manageme Control Protocol||||||||;");
	expect("oob                623        tcp    DMTF out-of-band web\n"
	       "                                     services) management\n"
	       "asf                623        udp    ASF Remote Manageme\n"
	       "                                     Control Protocol\n",
	       "3|623|oob|tcp|DMTF out-of-band web services) management||||||||;"
	       "5|623|asf|udp|ASF Remote Manageme Control Protocol||||||||;");
	expect("ciao                          tcp    Arduino Protocol ABC\n"
	       "                                     Sharing (G-Force and\n"
	       "gforce                               SoundSpectrum) via S\n"
	       "                                     Protocol\n",
	       "3||ciao|tcp|Arduino Protocol ABC||||||||;"
	       "4||gforce||Sharing (G-Force and SoundSpectrum) via S Protocol||||||||;");
}
END_TEST

START_TEST(a_word_that_had_room_starts_another_row)
{
	expect("a                   1         tcp    Short\n"
	       "                                     The first line of a\n"
	       "b                   2         tcp    description that has\n"
	       "                                     three lines\n",
	       "3|1|a|tcp|Short||||||||;"
	       "4|2|b|tcp|The first line of a description that has three lines||||||||;");
}
END_TEST

START_TEST(lines_may_end_by_hand)
{
	expect(
	    "                                                          Defined TXT keys:\n"
	    "                                                          one\n"
	    "a                   1         tcp    A thing              two\n"
	    "                                                          three\n"
	    "                                                          four\n"
	    "b                   2         tcp    B thing\n",
	    "3|1|a|tcp|A thing||||||||Defined TXT keys: one two three four;"
	    "8|2|b|tcp|B thing||||||||;");
}
END_TEST

/* The warnings of two rows, one above the other, that lines from one on may be of. */
#define IN_DOUBT(above, below, line) \
	above ": line " line \
	      " may belong to this row or to the row below: only its words tell;" below \
	      ": line " line \
	      " may belong to this row or to the row above: only its words tell;"

START_TEST(both_rows_are_warned_of_where_a_line_is_in_doubt)
{
	expect_warned("oob                623        tcp    DMTF out-of-band web\n"
		      "                                     services management\n"
		      "asf                623        udp    ASF Remote Manageme\n"
		      "                                     and Control Protocol\n",
		      "3|623|oob|tcp|DMTF out-of-band web services management||||||||;"
		      "5|623|asf|udp|ASF Remote Manageme and Control Protocol||||||||;",
		      IN_DOUBT("3", "5", "4"));
	expect_warned(
	    "ciao                          tcp    Arduino Protocol ABC\n"
	    "                                     G-Force Control SSMP\n"
	    "gforce                               SoundSpectrum's SSMP\n"
	    "                                     Protocol\n",
	    "3||ciao|tcp|Arduino Protocol ABC||||||||;"
	    "4||gforce||G-Force Control SSMP SoundSpectrum's SSMP Protocol||||||||;",
	    IN_DOUBT("3", "4", "4"));
}
END_TEST

/*
 * Some rows of this description, and two with a line between them in doubt: it is of the
 * first one, or it is not.
 */
static void
expect_first(bool first, const char *description, int times, const char *line,
	     const char *name, const char *below)
{
	struct iana_buffer text = { 0 };
	struct iana_buffer rows = { 0 };
	struct iana_buffer said = { 0 };
	int a = 3 + times;
	int b = first ? a + 2 : a + 1;

	iana_buffer_puts(&text, H);
	for (int i = 0; i < times; i++) {
		iana_buffer_printf(&text, "%-36s %s\n", "z                   9         tcp",
				   description);
		iana_buffer_printf(&rows, "%d|9|z|tcp|%s||||||||;", 3 + i, description);
	}
	iana_buffer_printf(&text,
			   "a                   1         tcp    Manufacturing\n"
			   "                                     %s Mesh Commons\n"
			   "%-14s      2         tcp    %s in gener\n"
			   "                                     everywhere\n" END,
			   line, name, below);
	iana_buffer_printf(&rows,
			   "%d|1|a|tcp|Manufacturing%s%s%s||||||||;"
			   "%d|2|%s|tcp|%s%s%s in gener everywhere||||||||;",
			   a, first ? " " : "", first ? line : "",
			   first ? " Mesh Commons" : "", b, name, first ? "" : line,
			   first ? "" : " Mesh Commons ", below);
	iana_buffer_printf(
	    &said,
	    "%d: line %d may belong to this row or to the row below: only its "
	    "words tell;%d: line %d may belong to this row or to the row above: "
	    "only its words tell;",
	    a, a + 1, b, a + 1);
	unit_text_expect(iana_column_text_read, unit_string(&text), unit_string(&rows),
			 unit_string(&said));
	iana_buffer_done(&text);
	iana_buffer_done(&rows);
	iana_buffer_done(&said);
}

START_TEST(words_that_start_rows_elsewhere_start_one_in_doubt)
{
	expect_first(true, "Executions", 3, "Systems", "b", "Executions");
	expect_first(false, "Systems", 3, "Systems", "b", "Executions");
	/* A line does not count for itself. */
	expect_first(false, "Systems", 2, "Systems", "b", "Executions");
	expect_first(true, "Nothing", 3, "Systems", "b", "Executions");
	expect_first(false, "Nothing", 1, "Systems", "b", "executions");
}
END_TEST

START_TEST(descriptions_start_as_names_do)
{
	expect_first(false, "Nothing", 1, "Systems", "sys-mesh", "Executions");
	expect_first(true, "Nothing", 1, "Systems", "executions", "Executions");
	expect_first(true, "Nothing", 1, "Systems", "EXECUTE", "Executions");
}
END_TEST

/* IANA's columns counted bytes, later characters; a wide one has two places. */
START_TEST(places_are_bytes_characters_or_those_of_a_terminal)
{
	unit_text_expect(
	    iana_column_text_read,
	    " Service Name  Port Number Transport Description Assignee Contact\n"
	    "                           Protocol\n"
	    "a                   1         tcp    caf\303\251       [\303\251\303\250]   [A]\n"
	    "b                   2         tcp    caf\303\251        [\303\251\303\250\303\251\303\250\303\251\303\250] [B]\n"
	    "c                   3         tcp    coffee      [cc]     [C]\n"
	    "d                   4         tcp    \345\222\226\345\225\241        [\345\222\226]     [D]\n"
	    "e                   5         tcp    \377\376\302         [ee]     [E]\n" END,
	    "3|1|a|tcp|caf\303\251|[\303\251\303\250]|[A]||||||;"
	    "4|2|b|tcp|caf\303\251|[\303\251\303\250\303\251\303\250\303\251\303\250]|[B]||||||;"
	    "5|3|c|tcp|coffee|[cc]|[C]||||||;"
	    "6|4|d|tcp|\345\222\226\345\225\241|[\345\222\226]|[D]||||||;"
	    "7|5|e|tcp|\377\376\302|[ee]|[E]||||||;",
	    "");
}
END_TEST

/* The date would lie in the next column if bytes were counted, and cross no bounds. */
START_TEST(wide_characters_move_nothing_into_another_column)
{
	struct iana_buffer text = { 0 };
	struct iana_buffer rows = { 0 };

	iana_buffer_printf(
	    &text,
	    " Service Name  Port Number Transport Description%22sContact%23sRegistration "
	    "Modification\n%27sProtocol%69sDate%9sDate\n%-36s %-11s %-50s %-12s %s\n%-36s %-11s ",
	    "", "", "", "", "", "a                   1         tcp", "One", "[A_B]",
	    "2004-05-06", "2019-01-02", "b                   2         tcp", "Two");
	iana_buffer_puts(&rows,
			 "3|1|a|tcp|One||[A_B]|2004-05-06|2019-01-02||||;4|2|b|tcp|Two||");
	for (int i = 0; i < 15; i++) {
		iana_buffer_puts(&text, "\345\222\226");
		iana_buffer_puts(&rows, "\345\222\226");
	}
	iana_buffer_printf(&text, "%21s2004-05-6\n" END, "");
	iana_buffer_puts(&rows, "|2004-05-6|||||;");
	unit_text_expect(iana_column_text_read, unit_string(&text), unit_string(&rows), "");
	iana_buffer_done(&text);
	iana_buffer_done(&rows);
}
END_TEST

START_TEST(tabs_stand_for_blanks_up_to_the_next_eighth_place)
{
	unit_text_expect(iana_column_text_read,
			 " Service Name  Port Number Transport\t Description\t      "
			 "Assignment Notes\n\t\t\t   Protocol\n"
			 "ssh\t\t   22\t      tcp    Shell\t\t  Notes\n" END,
			 "3|22|ssh|tcp|Shell||||||||Notes;", "");
}
END_TEST

START_TEST(columns_may_be_few_and_in_another_order)
{
	unit_text_expect(
	    iana_column_text_read,
	    "Service Name Port Number Assignment Notes   Reference   Transport Protocol "
	    "Description\n"
	    "ssh              22      A note           [RFC4251]            tcp         Shell\n"
	    "mdns            5353                                           udp         DNS\n" END,
	    "2|22|ssh|tcp|Shell|||||[RFC4251]|||A note;3|5353|mdns|udp|DNS||||||||;", "");
}
END_TEST

START_TEST(margins_dates_marks_and_line_ends_are_taken)
{
	struct unit_records log = { .read = iana_column_text_read };
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
#define FOUR ONE ONE ONE ONE
#define FOUR_READ \
	"3|1|a|tcp|One||||||||;4|1|a|tcp|One||||||||;5|1|a|tcp|One||||||||;" \
	"6|1|a|tcp|One||||||||;"

START_TEST(a_text_that_crosses_columns_costs_itself)
{
	/* "crosses" has its column's last place and the blank behind it. */
	expect_warned(
	    FOUR "b                   2         tcp    Two                  Notes\n"
		 "b                   2         tcp    Twotwotwotwotwotwotwo Notes\n" ONE,
	    FOUR_READ "7|2|b|tcp|Two||||||||Notes;8|2|b|tcp|||||||||Notes;"
		      "9|1|a|tcp|One||||||||;",
	    "8: a text crosses the bounds of the column \"Description\": left out;");
	expect_warned(
	    FOUR "b                   2         tcp    Twotwotwotwotwotwotwotwo\n" ONE,
	    FOUR_READ "7|2|b|tcp|||||||||;8|1|a|tcp|One||||||||;",
	    "7: a text crosses the bounds of the column \"Description\": left out;");
	expect_warned(FOUR "b                   2         tcp    Two                  "
			   "Notes that are longer than all of the titles\n" ONE,
		      FOUR_READ "7|2|b|tcp|Two||||||||;8|1|a|tcp|One||||||||;",
		      "7: a text crosses the bounds of the column \"Assignment Notes\": "
		      "left out;");
}
END_TEST

START_TEST(a_row_without_its_key_is_left_out)
{
	expect_warned(
	    FOUR "bbbbbbbbbbbbbbbbbb  2         tcp    Two\n" ONE,
	    FOUR_READ "8|1|a|tcp|One||||||||;",
	    "7: a text crosses the bounds of the column \"Service Name\": left out;"
	    "7: a row without its name, port or protocol: left out;");
}
END_TEST

START_TEST(lines_that_fit_no_row_cost_themselves)
{
	/* No row has its name above its middle. */
	expect_warned(FOUR ONE ONE "b                   2         tcp    Two\n"
				   "                                     Three\n"
				   "                                     Four\n" ONE,
		      FOUR_READ "7|1|a|tcp|One||||||||;8|1|a|tcp|One||||||||;"
				"9|2|b|tcp|Two Three||||||||;12|1|a|tcp|One||||||||;",
		      "11: a line that belongs to no row: left out;");
	expect_warned(
	    FOUR "b                             tcp    Two\n"
		 "                    2\n" ONE,
	    FOUR_READ "7||b|tcp|Two||||||||;8|2|||||||||||;9|1|a|tcp|One||||||||;", "");
}
END_TEST

/* An empty line is no row, and costs nothing. */
START_TEST(blank_lines_between_rows_are_passed_over)
{
	expect(ONE "\n" ONE ONE "\n\n" ONE ONE ONE ONE ONE ONE ONE,
	       "3|1|a|tcp|One||||||||;5|1|a|tcp|One||||||||;6|1|a|tcp|One||||||||;"
	       "9|1|a|tcp|One||||||||;10|1|a|tcp|One||||||||;11|1|a|tcp|One||||||||;"
	       "12|1|a|tcp|One||||||||;13|1|a|tcp|One||||||||;14|1|a|tcp|One||||||||;"
	       "15|1|a|tcp|One||||||||;");
}
END_TEST

START_TEST(a_row_has_256_lines_at_most)
{
	for (int n = 255; n < 260; n += 4) {
		struct unit_records log = { .read = iana_column_text_read };
		struct iana_buffer b = { 0 };
		struct iana_report rep = { 0 };

		iana_buffer_puts(&b, H);
		for (int i = 0; i < n; i++)
			iana_buffer_printf(&b, "%-36s %s\n",
					   i == n / 2 ? "b                   2         tcp"
						      : "",
					   "nineteen-bytes-here");
		iana_buffer_puts(&b, END);
		/* Of more lines the outer ones are left out, for the middle is the name's.
		 */
		ck_assert(unit_csv_read(b.bytes, b.len, &log, &rep));
		ck_assert_uint_eq(rep.n_warnings, n < 256 ? 0 : 3);
		iana_buffer_done(&b);
		iana_buffer_done(&log.text);
	}
}
END_TEST

START_TEST(a_cell_has_64_kib_at_most)
{
	char text[3001];
	char blanks[3001];
	struct iana_buffer b = { 0 };

	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	memset(blanks, ' ', sizeof blanks - 1);
	blanks[sizeof blanks - 1] = '\0';
	iana_buffer_printf(
	    &b, "Service Name Port Number Transport Protocol %.1500sDescription\n", blanks);
	for (int i = 0; i < 23; i++)
		iana_buffer_printf(&b, "%-43s %s\n",
				   i == 11 ? "b                 2             tcp" : "",
				   text);
	iana_buffer_puts(&b, END);
	unit_csv_fault(iana_column_text_read, b.bytes, b.len, 2, "64 KiB");
	iana_buffer_done(&b);
}
END_TEST

START_TEST(a_table_has_a_million_lines_at_most)
{
	struct iana_buffer b = { 0 };

	iana_buffer_puts(&b, H);
	for (int i = 0; i <= 1048576; i++)
		iana_buffer_puts(&b, "x\n");
	iana_buffer_puts(&b, END);
	unit_csv_fault(iana_column_text_read, b.bytes, b.len, 2, "more than 1048576 lines");
	iana_buffer_done(&b);
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
		{ "\n" H END, 3, "no rows" },
		{ H "\n\n" END, 2, "no rows" },
		{ " Service Name   Port Number   Colour\n" ONE END, 1, "not known" },
		{ " Service Name   Port Number   Description\n" ONE END, 1,
		  "Transport Protocol" },
		/* No column from here to the next has its title in the middle. */
		{ " Service Name  Port Number Transport     Description\n"
		  "                          Protocol\n" ONE END,
		  1, "no columns fit" },
		{ H ONE "                                     Two\n"
			"                                     Three\n" END,
		  3, "1 of 3 lines do not fit" },
		{ H "                                     Two\n" END, 3, "1 of 1 lines" },
		{ H ONE "b                   2         tcp    Two", 4, "cut short" },
		{ H ONE, 3, "cut short" },
		{ H ONE "\n", 4, "cut short" },
		{ H ONE "\n     Peopl", 5, "cut short" },
	};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		unit_csv_fault(iana_column_text_read, faults[i].text,
			       strlen(faults[i].text), faults[i].line, faults[i].phrase);
	unit_csv_fault(iana_column_text_read, H "a\0\n", strlen(H) + 3, 3, "NUL");
}
END_TEST

/* Cut anywhere before its end, the table is refused; behind it, all rows are there. */
START_TEST(no_cut_goes_unseen)
{
	const char *text =
	    H ONE "                                     The middle of three\n"
		  "b                   2         tcp    lines is the line of\n"
		  "                                     the name\n" ONE END "[A] A\n";
	size_t end = (size_t)(strstr(text, "People") - text) + strlen("People");

	for (size_t n = 0; n <= strlen(text); n++) {
		struct unit_records log = { .read = iana_column_text_read };
		struct iana_report rep = { 0 };

		ck_assert_int_eq(unit_csv_read(text, n, &log, &rep), n >= end);
		ck_assert(n < end || log.n == 3);
		ck_assert_int_eq(n >= end && rep.n_warnings == 0,
				 n >= end && text[n - 1] == '\n');
		iana_buffer_done(&log.text);
	}
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, cells_stand_in_the_columns_of_their_titles);
	tcase_add_test(tc, cells_may_stand_in_the_middle);
	tcase_add_test(tc, cells_wrap_down_and_up_around_the_middle_line);
	tcase_add_test(tc, paragraphs_stay_apart);
	tcase_add_test(tc, names_may_wrap);
	tcase_add_test(tc, names_below_each_other_are_two);
	tcase_add_test(tc, ports_below_each_other_are_two_rows);
	tcase_add_test(tc, the_same_service_on_another_protocol_decides);
	tcase_add_test(tc, rows_have_descriptions);
	tcase_add_test(tc, a_text_that_is_not_complete_goes_on);
	tcase_add_test(tc, a_word_that_had_room_starts_another_row);
	tcase_add_test(tc, lines_may_end_by_hand);
	tcase_add_test(tc, both_rows_are_warned_of_where_a_line_is_in_doubt);
	tcase_add_test(tc, words_that_start_rows_elsewhere_start_one_in_doubt);
	tcase_add_test(tc, descriptions_start_as_names_do);
	tcase_add_test(tc, places_are_bytes_characters_or_those_of_a_terminal);
	tcase_add_test(tc, wide_characters_move_nothing_into_another_column);
	tcase_add_test(tc, tabs_stand_for_blanks_up_to_the_next_eighth_place);
	tcase_add_test(tc, columns_may_be_few_and_in_another_order);
	tcase_add_test(tc, margins_dates_marks_and_line_ends_are_taken);
	tcase_add_test(tc, a_text_that_crosses_columns_costs_itself);
	tcase_add_test(tc, a_row_without_its_key_is_left_out);
	tcase_add_test(tc, lines_that_fit_no_row_cost_themselves);
	tcase_add_test(tc, blank_lines_between_rows_are_passed_over);
	tcase_add_test(tc, a_row_has_256_lines_at_most);
	tcase_add_test(tc, a_cell_has_64_kib_at_most);
	tcase_add_test(tc, a_table_has_a_million_lines_at_most);
	tcase_add_test(tc, each_fault_is_told_with_its_line);
	tcase_add_test(tc, no_cut_goes_unseen);
}

int
main(void)
{
	return unit_run("column text", add);
}
