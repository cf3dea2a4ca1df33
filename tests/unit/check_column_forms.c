/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of column text: the forms that it takes, its limits, and what it refuses. */
#include "support/unit_column.h"

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
	return unit_run("column forms", add);
}
