/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of column text: what its layout tells, and what is in doubt. */
#include "support/unit_column.h"

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
}

int
main(void)
{
	return unit_run("column text", add);
}
