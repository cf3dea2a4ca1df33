/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The CSV reader: what it finds in a registry, and what it refuses. */
#include "read/csv_form.h"
#include "support/unit_csv.h"

#define BOM "\357\273\277"

static void
expect(const char *text, const char *records)
{
	unit_csv_expect(text, strlen(text), 0, records);
}

static void
expect_fault(const char *text, size_t len, unsigned long line, const char *phrase)
{
	ck_assert_uint_eq(unit_csv_fault(NULL, text, len, line, phrase), 0);
}

#define T "Service Name\tPort Number\tTransport Protocol\tDescription\n"
#define H "Service Name,Port Number,Transport Protocol,Description\n"

START_TEST(columns_are_found_in_any_order_case_and_wording)
{
	expect(H "ssh,22,tcp,Shell\n", "2|22|ssh|tcp|Shell||;");
	expect(
	    "Description,Port Number,Service Name,Transport Protocol\nShell,22,ssh,tcp\n",
	    "2|22|ssh|tcp|Shell||;");
	expect("SERVICE NAME, port number ,\" Transport Protocol \",description\n"
	       "ssh,22,tcp,Shell\n",
	       "2|22|ssh|tcp|Shell||;");
	expect("Colour," H "red,ssh,22,tcp,Shell\n", "2|22|ssh|tcp|Shell||;");
	expect("Unauthorized Use Reported,Assignment Notes," H "u,n,ssh,22,tcp,d\n",
	       "2|22|ssh|tcp|d|u|n;");
	/* The wording of the registries up to 2014. */
	expect("Known Unauthorized Uses," H "u,ssh,22,tcp,d\n", "2|22|ssh|tcp|d|u|;");
}
END_TEST

START_TEST(a_byte_order_mark_is_passed_over)
{
	expect(BOM H "ssh,22,tcp,d\n", "2|22|ssh|tcp|d||;");
	expect(BOM "\"Service Name\",\"Port Number\",\"Transport Protocol\",Description\n"
		   "ssh,22,tcp,d\n",
	       "2|22|ssh|tcp|d||;");
}
END_TEST

START_TEST(cells_keep_their_bytes)
{
	expect(H ",,,\n", "2||||||;");
	expect(H "\"a,b\",22,tcp,\"say \"\"hi\"\"\"\n", "2|22|a,b|tcp|say \"hi\"||;");
	expect(H "caf\303\251,22,tcp,\342\202\254 \377\n",
	       "2|22|caf\303\251|tcp|\342\202\254 \377||;");
	expect(H "a,22,tcp,\"one\n\ntwo\"\n", "2|22|a|tcp|one\n\ntwo||;");
	expect(H "a,22,tcp,\"one\r\ntwo\"\n", "2|22|a|tcp|one\r\ntwo||;");
	expect(H "a,22,tcp,\"\"\n", "2|22|a|tcp|||;");
	expect(H "a,22,tcp,\"\"\"\"\n", "2|22|a|tcp|\"||;");
}
END_TEST

START_TEST(crlf_and_lf_read_alike)
{
	expect("Service Name,Port Number,Transport Protocol,Description\r\n"
	       "a,1,tcp,\"x\r\ny\"\r\nb,2,udp,z\r\n",
	       "2|1|a|tcp|x\r\ny||;4|2|b|udp|z||;");
	expect(H "a,1,tcp,\"x\ny\"\r\nb,2,udp,z\n", "2|1|a|tcp|x\ny||;4|2|b|udp|z||;");
}
END_TEST

START_TEST(records_know_the_line_they_start_on)
{
	expect("\n\n" H "a,1,tcp,\"x\n\n\ny\"\nb,2,tcp,\n\n\r\n\nc,3,tcp,\n",
	       "4|1|a|tcp|x\n\n\ny||;8|2|b|tcp|||;12|3|c|tcp|||;");
	/* A line of blanks alone is no record, nor the start of one. */
	expect(H " \t \na,1,tcp,\n  \nb,2,tcp,\n", "3|1|a|tcp|||;5|2|b|tcp|||;");
	expect(H "  a,1,tcp,\n\"\nb\",2,tcp,\n", "2|1|a|tcp|||;3|2|\nb|tcp|||;");
}
END_TEST

/* A CR alone ends a record as well, so a line may have several (found by fuzzing). */
START_TEST(a_record_may_start_behind_a_lone_cr)
{
	expect(H "a,1,tcp,x\rb,2,tcp,y\nc,3,tcp,z\n",
	       "2|1|a|tcp|x||;2|2|b|tcp|y||;3|3|c|tcp|z||;");
	expect(H "a,1,tcp,x\rb,2,tcp,\"y\ny\"\nc,3,tcp,z\n",
	       "2|1|a|tcp|x||;2|2|b|tcp|y\ny||;4|3|c|tcp|z||;");
	expect(H "\r\ra,1,tcp,\"x\ry\"\r\r\nb,2,tcp,z\n",
	       "2|1|a|tcp|x\ry||;3|2|b|tcp|z||;");
}
END_TEST

START_TEST(each_fault_is_told_with_its_line)
{
	static const struct {
		const char *text;
		unsigned long line;
		const char *phrase;
	} faults[] = {
		{ "\n\n", 3, "no rows" },
		{ H, 2, "no rows" },
		{ H "\n\n", 4, "no rows" },
		{ "Service Name", 1, "cut short" },
		{ "\nService Name,Port Number,Description\n", 2, "\"Transport Protocol\"" },
		{ "ssh 22/tcp\n", 1, "\"Service Name\"" },
		{ "Port Number," H "1,a,1,tcp,\n", 1, "twice" },
		{ "Known Unauthorized Uses,Unauthorized Use Reported," H, 1, "twice" },
		{ H "a,1,tcp,\n\nb,2,tcp\n", 4, "3 fields, where the header has 4" },
		{ H "a,1,tcp,\"x\ny\",\n", 2, "5 fields, where the header has 4" },
		{ H "a,1,tcp,\nb,2,tcp,x\"y\n", 3, "broken quotes" },
		{ H "a,1,tcp,\"x\ny\"z\n", 3, "starts on line 2" },
		{ H "a,1,tcp,\nb,2,tcp,\"x\ny\n", 3, "quotes that do not close" },
		{ H "a,1,tcp,\nb,2", 3,
		  "2 of 4 fields, and no line end: the file is cut short" },
		{ T "a\t1\ttcp\tx\n\t\t", 3, "3 of 4 fields, and no line end" },
		{ H "a,1,tcp,\n\"b\"", 3, "1 of 4 fields, and no line end" },
		{ H "a,1,tcp,\nb,2,tcp,\"x", 3,
		  "quotes that do not close: the file is cut" },
		{ H "a,1,tcp,\nb,2,tcp,x,y", 3, "5 fields, where the header has 4" },
	};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		expect_fault(faults[i].text, strlen(faults[i].text), faults[i].line,
			     faults[i].phrase);
	expect_fault(H "a,1,tcp,\nb\0,2,tcp,\n", strlen(H) + 19, 3, "NUL byte");
}
END_TEST

/* RFC 4180: the last line break is optional. */
START_TEST(a_last_row_without_a_line_end_is_read_with_a_warning)
{
	static const struct {
		const char *text;
		const char *rows;
	} cases[] = {
		{ H "a,1,tcp,\nb,2,tcp,x", "2|1|a|tcp|||;3|2|b|tcp|x||;" },
		{ H "a,1,tcp,\nb,2,tcp,", "2|1|a|tcp|||;3|2|b|tcp|||;" },
		{ H "a,1,tcp,\nb,2,tcp,\"x\"", "2|1|a|tcp|||;3|2|b|tcp|x||;" },
		{ H "a,1,tcp,\nb,2,tcp,x\r", "2|1|a|tcp|||;3|2|b|tcp|x||;" },
		{ H "a,1,tcp,\r\nb,2,tcp,\"x\ny\"", "2|1|a|tcp|||;3|2|b|tcp|x\ny||;" },
		{ "Service Name,Port Number,Transport Protocol,Description\ra,1,tcp,\rb,2,tcp,x",
		  "2|1|a|tcp|||;3|2|b|tcp|x||;" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct unit_records log = { 0 };
		struct iana_report rep = { 0 };

		ck_assert_msg(
		    unit_csv_read(cases[i].text, strlen(cases[i].text), &log, &rep), "%s",
		    rep.error.text);
		ck_assert_str_eq(unit_string(&log.text), cases[i].rows);
		ck_assert_uint_eq(rep.n_warnings, 1);
		iana_buffer_done(&log.text);
		rep = (struct iana_report){ .strict = true };
		ck_assert(!unit_csv_read(cases[i].text, strlen(cases[i].text), &log, &rep));
		ck_assert_ptr_nonnull(strstr(rep.error.text, "may be cut short"));
		ck_assert_uint_eq(rep.error.line, 3);
		iana_buffer_done(&log.text);
	}
}
END_TEST

/* H and rows with one separator in place of commas, and CR in place of line ends. */
static void
expect_written(const char *text, char separator, const char *line_end, const char *rows)
{
	struct iana_buffer b = { 0 };

	for (; *text != '\0'; text++)
		if (*text == '\n')
			iana_buffer_puts(&b, line_end);
		else
			iana_buffer_u8(&b,
				       (unsigned char)(*text == ',' ? separator : *text));
	unit_csv_expect(b.bytes, b.len, 0, rows);
	iana_buffer_done(&b);
}

START_TEST(cells_are_separated_as_in_the_header)
{
	static const char *const line_ends[] = { "\n", "\r\n", "\r" };

	for (size_t i = 0; i < 3; i++)
		for (const char *s = ",;\t|"; *s != '\0'; s++) {
			expect_written(H "ssh,22,tcp,Shell\n,23,,\n\"a\",1,tcp,\"say "
					 "\"\"hi\"\"\"\n",
				       *s, line_ends[i],
				       "2|22|ssh|tcp|Shell||;3|23|||||;"
				       "4|1|a|tcp|say \"hi\"||;");
			expect_written("\n \n" H "\nssh,22,tcp,Shell\n,,,\n", *s,
				       line_ends[i], "5|22|ssh|tcp|Shell||;6||||||;");
		}
	/* The other separators are text then. */
	expect("Service Name;Port Number;Transport Protocol;Description\n"
	       "a,b;22;tcp;x,y\tz|w\n",
	       "2|22|a,b|tcp|x,y\tz|w||;");
	expect(T "a\t22\ttcp\tx,y;z|w\n", "2|22|a|tcp|x,y;z|w||;");
}
END_TEST

START_TEST(a_line_may_tell_the_separator)
{
	expect("sep=;\nService Name;Port Number;Transport Protocol;Description\n"
	       "ssh;22;tcp;Shell\n",
	       "3|22|ssh|tcp|Shell||;");
	expect("sep=,\r\n" H "ssh,22,tcp,Shell\n", "3|22|ssh|tcp|Shell||;");
	expect(BOM "\"SEP=^\"\nService Name^Port Number^Transport Protocol^Description\n"
		   "ssh^22^tcp^Shell\n",
	       "3|22|ssh|tcp|Shell||;");
	/* Told wrongly, it still is the separator: the header tells what is wrong. */
	expect_fault("sep=;\n" H "ssh,22,tcp,Shell\n", 6 + strlen(H) + 17, 2,
		     "no column \"Service Name\"");
	expect_fault("sep=a\n" H "ssh,22,tcp,Shell\n", 6 + strlen(H) + 17, 1,
		     "no column \"Service Name\"");
}
END_TEST

/* Quotes in the header hold separators, line ends and quotes. */
START_TEST(a_title_may_stand_in_quotes)
{
	expect("\"a \"\"b\"\", c\nd\";\"Service Name\"; \"Port Number\" ;"
	       "Transport Protocol;Description\nx;ssh;22;tcp;Shell\n",
	       "3|22|ssh|tcp|Shell||;");
}
END_TEST

static bool
knows(const char *text)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	bool known;

	in->len = strlen(text);
	memcpy(in->chunk, text, in->len);
	known = iana_csv_knows(in);
	free(in);
	return known;
}

START_TEST(csv_is_known_by_its_header)
{
	ck_assert(knows(H));
	ck_assert(knows(BOM "\r\n sep=;\nService Name;Port Number") == false);
	ck_assert(knows(BOM "\r\nsep=;\nService Name;Port Number"));
	ck_assert(knows("x|PORT NUMBER|\"service name\""));
	ck_assert(!knows(""));
	ck_assert(!knows("Service Name\n"));
	ck_assert(!knows("Service Name Port Number Transport Protocol Description\n"));
	ck_assert(!knows("# Service Name,Port Number\n"));
	ck_assert(!knows("\"Service Name,Port Number\n"));
	/* Tabs: with quotes, or where none are needed. */
	ck_assert(knows(T));
	ck_assert(knows(T "a\t1\ttcp\tx\n\t2\t\t\n"));
	ck_assert(knows(T "a\t1\ttcp\t\"x\n\ny\"\nb\t2\ttcp\t\"say \"\"z\"\"\"\n"));
	/* Too few cells where cells are quoted: the reader tells the line. */
	ck_assert(knows(T "a\t1\ttcp\t\"x\"\nb\t2\n"));
	/* Tabs without quotes are page text. */
	ck_assert(!knows(T "a\t1\ttcp\tsay \"x\"\n"));
	ck_assert(!knows(T "a\t1\ttcp\t\"x\" y\n"));
	ck_assert(!knows(T "a\t1\ttcp\tx\n\ny\nb\t2\ttcp\t\n"));
}
END_TEST

/* A record whose description has n bytes, behind another one. */
static struct iana_buffer
long_field(size_t n)
{
	struct iana_buffer b = { 0 };

	iana_buffer_puts(&b, H "a,1,tcp,\nb,2,tcp,\"");
	while (n-- > 0)
		iana_buffer_u8(&b, n % 80 == 0 ? '\n' : 'x');
	iana_buffer_puts(&b, "\"\n");
	return b;
}

START_TEST(a_field_may_have_64_kib_and_no_more)
{
	struct iana_buffer b = long_field(65536);
	struct unit_records log = { 0 };
	struct iana_report rep = { 0 };

	ck_assert(unit_csv_read(b.bytes, b.len, &log, &rep));
	ck_assert_uint_gt(log.text.len, 65536);
	iana_buffer_done(&b);
	iana_buffer_done(&log.text);
	b = long_field(65537);
	expect_fault((const char *)b.bytes, b.len, 3, "64 KiB");
	iana_buffer_done(&b);
}
END_TEST

START_TEST(a_header_may_have_256_columns_and_no_more)
{
	struct iana_buffer b = { 0 };

	for (int i = 0; i < 252; i++)
		iana_buffer_puts(&b, ",");
	iana_buffer_puts(&b, H);
	for (int i = 0; i < 252; i++)
		iana_buffer_puts(&b, "x,");
	iana_buffer_puts(&b, "a,1,tcp,\n");
	unit_csv_expect(b.bytes, b.len, 0, "2|1|a|tcp|||;");
	iana_buffer_done(&b);
	for (int i = 0; i < 253; i++)
		iana_buffer_puts(&b, ",");
	iana_buffer_puts(&b, H);
	expect_fault((const char *)b.bytes, b.len, 1, "256 fields");
	iana_buffer_done(&b);
}
END_TEST

START_TEST(a_sink_that_refuses_stops_the_reader)
{
	const char *text = H "a,1,tcp,\nb,2,tcp,\nc,3,tcp,\n";
	struct unit_records log = { .refuse_at = 2 };
	struct iana_report rep = { 0 };

	ck_assert(!unit_csv_read(text, strlen(text), &log, &rep));
	ck_assert_str_eq(rep.error.text, "refused");
	ck_assert_uint_eq(rep.error.line, 3);
	ck_assert_uint_eq(log.n, 2);
	iana_buffer_done(&log.text);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, columns_are_found_in_any_order_case_and_wording);
	tcase_add_test(tc, a_byte_order_mark_is_passed_over);
	tcase_add_test(tc, cells_keep_their_bytes);
	tcase_add_test(tc, crlf_and_lf_read_alike);
	tcase_add_test(tc, records_know_the_line_they_start_on);
	tcase_add_test(tc, a_record_may_start_behind_a_lone_cr);
	tcase_add_test(tc, each_fault_is_told_with_its_line);
	tcase_add_test(tc, a_last_row_without_a_line_end_is_read_with_a_warning);
	tcase_add_test(tc, cells_are_separated_as_in_the_header);
	tcase_add_test(tc, a_line_may_tell_the_separator);
	tcase_add_test(tc, a_title_may_stand_in_quotes);
	tcase_add_test(tc, csv_is_known_by_its_header);
	tcase_add_test(tc, a_field_may_have_64_kib_and_no_more);
	tcase_add_test(tc, a_header_may_have_256_columns_and_no_more);
	tcase_add_test(tc, a_sink_that_refuses_stops_the_reader);
}

int
main(void)
{
	return unit_run("csv", add);
}
