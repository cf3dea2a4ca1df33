/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of IANA's XML form: what it finds in a registry, and what it refuses. */
#include "read/markup.h"
#include "support/unit_markup.h"

#define HEAD "<registry xmlns=\"http://www.iana.org/assignments\">"
#define TAIL "</registry>"
#define SSH "<record><name>ssh</name><number>22</number></record>"
#define SSH_ROW "1|22|ssh||||||||||;"

static void
expect(const char *body, const char *records)
{
	char text[4096];

	snprintf(text, sizeof text, HEAD "%s" TAIL, body);
	unit_markup_expect(text, records, "");
}

static void
fault(const char *text, unsigned long line, const char *phrase)
{
	unit_markup_fault(text, strlen(text), line, phrase);
}

START_TEST(every_element_of_a_record_is_a_column)
{
	expect("\n<record date=\"2001-02-03\" updated=\"2004-05-06\">\n"
	       "<name>n</name><protocol>tcp</protocol><number>1-2</number>"
	       "<description>d</description><assignee><xref type=\"person\" data=\"A\"/>"
	       "</assignee><xref type=\"person\" data=\"C\"/><xref type=\"rfc\" "
	       "data=\"rfc1\"/>"
	       "<sc>7</sc><unauthorized>u</unauthorized><note>o</note>\n</record>\n",
	       "2|1-2|n|tcp|d|[A]|[C]|2001-02-03|2004-05-06|[RFC1]|7|u|o;");
	expect("<record/>\n\n<record><colour>red<name>x</name></colour></record>\n",
	       "1||||||||||||;3||||||||||||;");
	/* An element twice is one text. */
	expect("<record><note>a</note><name>n</name><note>b</note></record>",
	       "1||n||||||||||a b;");
}
END_TEST

START_TEST(an_xref_is_its_text_or_its_data_in_brackets)
{
	expect(
	    "<record><xref type=\"rfc\" data=\"rfc2\"/>"
	    "<xref type=\"rfc\" data=\"rfc3\">RFC3, Section 4</xref>"
	    "<xref type=\"draft\" data=\"RFC-ietf-x-01\"/>"
	    "<xref type=\"uri\" data=\"http://a/\"/><xref type=\"uri\" data=\"b\">B</xref>"
	    "<xref type=\"text\">free text</xref><xref type=\"note\" data=\"1\"/>"
	    "<xref type=\"rfc-errata\" data=\"9\"/><xref type=\"registry\" data=\"r\"/>"
	    "<xref/></record>",
	    "1|||||||||[RFC2][RFC3, Section 4][RFC-ietf-x-01][http://a/][B]"
	    "[free text][1][RFC Errata 9][IANA registry r][]|||;");
	expect("<record><note>see <xref type=\"rfc\" data=\"rfc2\"/> and "
	       "<xref type=\"person\" data=\"P\"/>.</note>"
	       "<description>by <xref type=\"uri\" data=\"u\">U<br/>V</xref></description>"
	       "</record>",
	       "1||||by [U  V]||||||||see [RFC2] and [P].;");
}
END_TEST

START_TEST(the_contact_is_the_assignee_where_no_other_is_named)
{
	expect(
	    "<record><xref type=\"person\" data=\"A\"/><xref type=\"person\" data=\"B\"/>"
	    "</record>",
	    "1|||||[A][B]|[A][B]||||||;");
	expect("<record><assignee>\n</assignee><xref type=\"person\" data=\"A\"/></record>",
	       "1|||||[A]|[A]||||||;");
	expect("<record><assignee>\n  <xref type=\"person\" data=\"A\"/>\n  "
	       "<xref type=\"person\" data=\"B\"/></assignee></record>",
	       "1|||||[A][B]|||||||;");
	expect(
	    "<record><assignee><xref data=\"A\"/> of <xref data=\"B\"/></assignee></record>",
	    "1|||||[A] of [B]|||||||;");
}
END_TEST

START_TEST(lines_and_paragraphs_are_blanks)
{
	expect("<record><description>a<br/><br/>\nb</description><note>\n"
	       "<paragraph>c</paragraph><paragraph>d</paragraph>e</note></record>",
	       "1||||a    \nb||||||||\n c  d e;");
	/* What is only marked is text as it is. */
	expect("<record><description>a<b>b</b>c&amp;&#xe9;<![CDATA[<d>]]></description>"
	       "</record>",
	       "1||||abc&\303\251<d>||||||||;");
}
END_TEST

START_TEST(only_records_of_the_registry_count)
{
	expect("<title>t</title><note>see <xref type=\"rfc\" data=\"rfc1\"/></note>"
	       "<record><name>a</name></record><people><person id=\"x\"><name>Mr. X</name>"
	       "<updated>1999</updated></person><record><name>no</name></record></people>"
	       "<o:record xmlns:o=\"urn:other\"><name>b</name></o:record>",
	       "1||a||||||||||;");
	/* By another prefix, or of no namespace at all. */
	unit_markup_expect("<i:registry xmlns:i=\"http://www.iana.org/assignments\">"
			   "<i:record><i:number>1</i:number><name>x</name></i:record>"
			   "</i:registry>",
			   "1|1|x||||||||||;", "");
	unit_markup_expect("<registry id=\"service-names-port-numbers\">" SSH TAIL, SSH_ROW,
			   "");
}
END_TEST

START_TEST(the_registry_tells_its_date)
{
	unit_markup_expect(HEAD "<updated>2025-08-26</updated>" SSH TAIL, SSH_ROW,
			   "2025-08-26");
	unit_markup_expect(HEAD "<x><updated>2025-08-26</updated></x>" SSH TAIL, SSH_ROW,
			   "");
}
END_TEST

START_TEST(a_mark_and_blanks_may_stand_first)
{
	unit_markup_expect("\357\273\277<?xml version=\"1.0\"?>" HEAD SSH TAIL, SSH_ROW,
			   "");
	unit_markup_expect("\357\273\277 \n\t\r\n<?xml version=\"1.0\"?>" HEAD SSH TAIL,
			   "3|22|ssh||||||||||;", "");
	unit_markup_expect("<!-- c --><!DOCTYPE registry>" HEAD SSH TAIL "<!-- d -->\n",
			   SSH_ROW, "");
}
END_TEST

/* The text in UTF-16; returns its length. */
static size_t
widen(const char *text, bool big, bool mark, char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < strlen(text) + mark; i++) {
		unsigned c = !mark    ? (unsigned char)text[i]
			     : i == 0 ? 0xfeff
				      : (unsigned char)text[i - 1];

		to[n + !big] = (char)(c >> 8);
		to[n + big] = (char)c;
		n += 2;
	}
	return n;
}

START_TEST(utf_16_and_latin_1_are_read)
{
	static const char text[] = "<?xml version='1.0' encoding='UTF-16'?>" HEAD SSH TAIL;
	char wide[2 * sizeof text + 2];

	for (int how = 0; how < 4; how++) {
		struct unit_records log = { .read = iana_markup_read, .every_field = true };
		struct iana_report rep = { 0 };
		struct iana_input *in = iana_calloc(1, sizeof *in);
		size_t n = widen(text, how % 2 != 0, how / 2 != 0, wide);

		ck_assert_msg(unit_csv_read(wide, n, &log, &rep), "%s", rep.error.text);
		ck_assert_str_eq(unit_string(&log.text), SSH_ROW);
		iana_buffer_done(&log.text);
		memcpy(in->chunk, wide, n);
		in->len = n;
		ck_assert(iana_markup_knows(in));
		free(in);
	}
	unit_markup_expect("<?xml version='1.0' encoding='ISO-8859-1'?>" HEAD
			   "<record><description>\351</description></record>" TAIL,
			   "1||||\303\251||||||||;", "");
	fault("<?xml version='1.0' encoding='windows-1252'?>" HEAD SSH TAIL, 1,
	      "encoding \"windows-1252\": only UTF-8, UTF-16, ISO-8859-1 and US-ASCII");
	fault(HEAD "\n<record><name>\377</name></record>" TAIL, 2,
	      "not well-formed XML: not well-formed (invalid token)");
}
END_TEST

START_TEST(xml_is_known_by_its_start)
{
	static const struct {
		const char *text;
		bool is_xml;
	} starts[] = {
		{ "<?xml", true },
		{ "\n <registry>", true },
		{ "<html", true },
		{ "<!DOCTYPE", true },
		{ "\357\273\277<a", true },
		{ "Service Name,", false },
		{ "< a", false },
		{ "<", false },
		{ "", false },
		{ " \n", false },
		{ "\377\376S", false },
	};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		struct iana_input *in = iana_calloc(1, sizeof *in);

		in->len = strlen(starts[i].text);
		memcpy(in->chunk, starts[i].text, in->len);
		ck_assert_msg(iana_markup_knows(in) == starts[i].is_xml, "%s",
			      starts[i].text);
		free(in);
	}
}
END_TEST

START_TEST(what_is_no_registry_is_refused_for_its_line)
{
	fault("\n<svg/>", 2, "the outermost element is \"svg\"");
	fault("<o:registry xmlns:o='urn:other'/>", 1, "\"urn:other registry\"");
	fault("<registry id='protocol-numbers'/>", 1,
	      "the registry \"protocol-numbers\", not \"service-names-port-numbers\"");
	fault(HEAD "\n" TAIL, 2, "a registry without rows");
	fault(HEAD "\n<record>\n" TAIL, 3, "not well-formed XML: mismatched tag");
	fault(HEAD SSH TAIL "\nx", 2, "not well-formed XML: ");
	fault(HEAD SSH "\n&nosuch;" TAIL, 2, "unknown entity \"&nosuch;\"");
}
END_TEST

START_TEST(a_file_cut_short_anywhere_is_told)
{
	static const char text[] =
	    "<?xml version='1.0'?>" HEAD "<updated>2025-01-01</updated>"
	    "<!-- c -->" SSH "<record><name>\303\251</name><note>"
	    "<![CDATA[x]]></note></record>" TAIL;

	for (size_t n = 1; n + 1 < sizeof text; n++)
		unit_markup_fault(text, n, 1, "the file is cut short");
}
END_TEST

START_TEST(entities_of_the_documents_own_are_refused)
{
	fault("<!DOCTYPE registry [\n<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" HEAD
	      "<record><name>&b;</name></record>" TAIL,
	      1, "a DOCTYPE with declarations of its own");
	fault("<!DOCTYPE registry [<!ENTITY a SYSTEM \"/etc/passwd\">]>" HEAD
	      "<record><name>&a;</name></record>" TAIL,
	      1, "a DOCTYPE with declarations of its own");
	/* A file elsewhere is not looked at: what it declares is unknown. */
	unit_markup_expect(
	    "<!DOCTYPE registry SYSTEM \"/nonexistent/x.dtd\">" HEAD SSH TAIL, SSH_ROW, "");
	fault("<!DOCTYPE registry SYSTEM \"/etc/passwd\">\n" HEAD
	      "<record><name>&a;</name></record>" TAIL,
	      2, "entity \"&a;\"");
}
END_TEST

/* HEAD, n bytes of fill, and the rest. */
static void
fault_with_fill(const char *before, size_t n, char fill, const char *after,
		const char *phrase)
{
	size_t len = strlen(before);
	char *text = malloc(len + n + strlen(after));

	memcpy(text, before, len);
	memset(text + len, fill, n);
	memcpy(text + len + n, after, strlen(after));
	unit_markup_fault(text, len + n + strlen(after), 1, phrase);
	free(text);
}

START_TEST(what_does_not_end_is_refused)
{
	static const char *const starts[] = { "<", "<a b=\"", "<!--", "<?x ",
					      "<!DOCTYPE a \"" };
	struct iana_buffer deep = { 0 };
	struct iana_buffer names = { 0 };

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		fault_with_fill(starts[i], 4 << 20, 'a', "",
				"a tag or comment of more than 64 KiB");
	fault_with_fill(HEAD "<record><name>", 65537, 'a', "</name></record>" TAIL,
			"a field of more than 64 KiB");
	fault_with_fill(HEAD "<record date=\"", 65537, 'a', "\"></record>" TAIL,
			"a field of more than 64 KiB");
	for (int i = 0; i < 200; i++)
		iana_buffer_puts(&deep, "<registry>");
	unit_markup_fault(deep.bytes, deep.len, 1, "elements nested more than 100 deep");
	iana_buffer_puts(&names, HEAD);
	for (int i = 0; i < 500000; i++)
		iana_buffer_printf(&names, "<a%d/>", i);
	unit_markup_fault(names.bytes, names.len, 1, "more names of elements");
	iana_buffer_done(&deep);
	iana_buffer_done(&names);
}
END_TEST

START_TEST(a_sink_that_refuses_stops_the_reader)
{
	static const char text[] = HEAD "\n" SSH SSH "\n" SSH TAIL;

	for (size_t at = 1; at <= 3; at++) {
		struct unit_records log = { .read = iana_markup_read, .refuse_at = at };
		struct iana_report rep = { 0 };

		ck_assert(!unit_csv_read(text, strlen(text), &log, &rep));
		ck_assert_str_eq(rep.error.text, "refused");
		ck_assert_uint_eq(rep.error.line, at < 3 ? 2 : 3);
		ck_assert_uint_eq(log.n, at);
		iana_buffer_done(&log.text);
	}
}
END_TEST

START_TEST(the_end_of_a_chunk_may_fall_anywhere)
{
	static const char head[] = "<?xml version='1.0'?>\n" HEAD;
	static const char text[] =
	    "<record date=\"2001-01-01\"><name>a&amp;b</name>\r\n"
	    "<note>\303\251<br/><![CDATA[<]]>"
	    "<xref type=\"rfc\" data=\"rfc1\"/></note></record>" TAIL;
	size_t n = strlen(text);
	char *all = malloc(IANA_INPUT_CHUNK + sizeof head + n);

	memcpy(all, head, strlen(head));
	for (size_t before = IANA_INPUT_CHUNK - n; before <= IANA_INPUT_CHUNK; before++) {
		struct unit_records log = { .read = iana_markup_read,
					    .every_field = true,
					    .lines_before = before - strlen(head) };
		struct iana_report rep = { 0 };

		memset(all + strlen(head), '\n', before - strlen(head));
		memcpy(all + before, text, n);
		ck_assert_msg(unit_csv_read(all, before + n, &log, &rep), "%s",
			      rep.error.text);
		ck_assert_str_eq(unit_string(&log.text),
				 "2||a&b|||||2001-01-01|||||\303\251  <[RFC1];");
		iana_buffer_done(&log.text);
	}
	free(all);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, every_element_of_a_record_is_a_column);
	tcase_add_test(tc, an_xref_is_its_text_or_its_data_in_brackets);
	tcase_add_test(tc, the_contact_is_the_assignee_where_no_other_is_named);
	tcase_add_test(tc, lines_and_paragraphs_are_blanks);
	tcase_add_test(tc, only_records_of_the_registry_count);
	tcase_add_test(tc, the_registry_tells_its_date);
	tcase_add_test(tc, a_mark_and_blanks_may_stand_first);
	tcase_add_test(tc, utf_16_and_latin_1_are_read);
	tcase_add_test(tc, xml_is_known_by_its_start);
	tcase_add_test(tc, what_is_no_registry_is_refused_for_its_line);
	tcase_add_test(tc, a_file_cut_short_anywhere_is_told);
	tcase_add_test(tc, entities_of_the_documents_own_are_refused);
	tcase_add_test(tc, what_does_not_end_is_refused);
	tcase_add_test(tc, a_sink_that_refuses_stops_the_reader);
	tcase_add_test(tc, the_end_of_a_chunk_may_fall_anywhere);
}

int
main(void)
{
	return unit_run("xml", add);
}
