/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The CSV reader: what it finds in a registry, and what it refuses. */
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
		{ H "a,1,tcp,x", 2, "cut short" },
		{ H "a,1,tcp,x\r", 2, "cut short" },
		{ H "a,1,tcp,\nb,2", 3, "cut short" },
	};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		expect_fault(faults[i].text, strlen(faults[i].text), faults[i].line,
			     faults[i].phrase);
	expect_fault(H "a,1,tcp,\nb\0,2,tcp,\n", strlen(H) + 19, 3, "NUL byte");
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
	tcase_add_test(tc, a_field_may_have_64_kib_and_no_more);
	tcase_add_test(tc, a_header_may_have_256_columns_and_no_more);
	tcase_add_test(tc, a_sink_that_refuses_stops_the_reader);
}

int
main(void)
{
	return unit_run("csv", add);
}
