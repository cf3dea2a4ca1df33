/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of the web page: what it finds in its table, and what it refuses. */
#include "support/unit_markup.h"

#define DOCTYPE \
	"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" " \
	"\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">\n"
#define PAGE DOCTYPE "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>"
#define TABLE "<table id=\"table-service-names-port-numbers\">"
#define TITLES \
	"<thead><tr><th>Service Name</th><th>Port Number</th>" \
	"<th>Transport Protocol</th><th> Description </th></tr></thead>\n"
#define END "</table></body></html>"

/* The rows of a table of four columns. */
static void
expect(const char *rows, const char *records)
{
	char text[4096];

	snprintf(text, sizeof text, PAGE TABLE TITLES "%s" END, rows);
	unit_markup_expect(text, records, "");
}

static void
fault(const char *text, unsigned long line, const char *phrase)
{
	unit_markup_fault(text, strlen(text), line, phrase);
}

START_TEST(rows_are_records_and_titles_tell_the_columns)
{
	expect(
	    "<tbody><tr><td>ssh</td><td>22</td><td>tcp</td><td>d</td></tr>\n"
	    "<tr>\n <td/><td align=\"center\">23-24</td><td></td>\n<td>Reserved</td></tr>"
	    "</tbody>",
	    "3|22|ssh|tcp|d||||||||;4|23-24|||Reserved||||||||;");
	unit_markup_expect(PAGE TABLE
			   "<tr><th>colour</th><th>description</th><th>Port Number</th>"
			   "<th>SERVICE NAME</th><th>Transport Protocol</th>"
			   "<th>Known Unauthorized Uses</th><th>Assignment Notes</th></tr>"
			   "<tr><td>red</td><td>d</td><td>1</td><td>n</td><td>udp</td>"
			   "<td>u</td><td>o</td></tr>" END,
			   "2|1|n|udp|d|||||||u|o;", "");
}
END_TEST

START_TEST(markup_in_a_cell_is_its_text)
{
	expect(
	    "<tr><td>a<b>b</b>c</td><td>1</td><td>tcp</td>"
	    "<td>d<br /><br />\n[<a href=\"#x\">X</a>][<a>Y</a>]<p>p</p><p>q</p>r</td></tr>",
	    "3|1|abc|tcp|d    \n[X][Y] p  q r||||||||;");
	/* A table in a cell is text as well. */
	expect("<tr><td>a</td><td>1</td><td>tcp</td><td>"
	       "<table><tr><td>x</td><td>y</td></tr></table></td></tr>",
	       "3|1|a|tcp|  x  y  ||||||||;");
}
END_TEST

START_TEST(entities_of_html_are_characters_and_hard_blanks_are_blanks)
{
	expect(
	    "<tr><td>&nbsp;</td><td>1\302\240</td><td>&#160;</td>"
	    "<td>a\302\240&nbsp;b&eacute;&ndash;&euro;&amp;&zwnj;&Aacute;</td></tr>",
	    "3|1 | | |a  b\303\251\342\200\223\342\202\254&\342\200\214\303\201||||||||;");
	/* Without the DOCTYPE that names them, too. */
	unit_markup_expect("<html><body>" TABLE TITLES
			   "<tr><td>a</td><td>1</td><td>tcp</td><td>&eacute;</td></tr>" END,
			   "2|1|a|tcp|\303\251||||||||;", "");
	fault(PAGE TABLE TITLES "<tr><td>&nosuch;</td></tr>" END, 3,
	      "unknown entity \"&nosuch;\"");
}
END_TEST

#define ROW "<tr><td>a</td><td>1</td><td>tcp</td><td>d</td></tr>"
#define RECORD "3|1|a|tcp|d||||||||;"

START_TEST(only_the_registrys_table_counts)
{
	unit_markup_expect(
	    PAGE "<table id=\"other\"><tr><td>x</td></tr></table>" TABLE TITLES ROW
		 "</table><table><tr><th>ID</th></tr><tr><td>y</td></tr>" END,
	    RECORD, "");
	/* A header that is repeated is no record. */
	unit_markup_expect(PAGE TABLE TITLES ROW TITLES END, RECORD, "");
}
END_TEST

START_TEST(the_page_tells_its_date)
{
	unit_markup_expect(PAGE "<dl><dt>Last Updated</dt><dd>2015-03-16</dd><dt>Note</dt>"
				"<dd>1999-01-01</dd></dl>" TABLE TITLES ROW END,
			   RECORD, "2015-03-16");
	unit_markup_expect(PAGE
			   "<dl><dt>Note</dt><dd>2015-03-16</dd></dl>" TABLE TITLES ROW END,
			   RECORD, "");
}
END_TEST

START_TEST(what_is_no_page_of_the_registry_is_refused)
{
	fault("<html><body><p>404</p></body></html>", 1,
	      "a page without the registry's table");
	fault(PAGE TABLE TITLES END, 3, "no rows in the page's table");
	fault(PAGE TABLE "<tr><td>a</td></tr>" END, 2,
	      "a row of the table before its header");
	fault(PAGE TABLE "<tr><th>Service Name</th></tr>" END, 2,
	      "no column \"Port Number\" in the header: not a registry in XHTML form");
	fault(PAGE TABLE TITLES "\n<tr><td>a</td></tr>" END, 4,
	      "a row of 1 fields, where the header has 4");
	/* As other pages are written. */
	fault("<!DOCTYPE html>\n<html><head><meta charset=utf-8></head></html>", 2,
	      "not well-formed XML: ");
	fault("<!DOCTYPE html>\n<html><head><link></head>\n</html>", 2,
	      "not well-formed XML: mismatched tag");
	fault(PAGE TABLE TITLES ROW, 3, "the file is cut short");
}
END_TEST

START_TEST(cells_are_limited_in_size_and_number)
{
	struct iana_buffer text = { 0 };

	iana_buffer_puts(&text, PAGE TABLE "<tr>");
	for (int i = 0; i < 257; i++)
		iana_buffer_puts(&text, "<th>x</th>");
	unit_markup_fault(text.bytes, text.len, 2, "more than 256 fields in a row");
	text.len = 0;
	iana_buffer_puts(&text, PAGE TABLE TITLES "<tr><td>a</td><td>");
	for (int i = 0; i < 65537; i++)
		iana_buffer_puts(&text, "1");
	unit_markup_fault(text.bytes, text.len, 3, "a field of more than 64 KiB");
	iana_buffer_done(&text);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, rows_are_records_and_titles_tell_the_columns);
	tcase_add_test(tc, markup_in_a_cell_is_its_text);
	tcase_add_test(tc, entities_of_html_are_characters_and_hard_blanks_are_blanks);
	tcase_add_test(tc, only_the_registrys_table_counts);
	tcase_add_test(tc, the_page_tells_its_date);
	tcase_add_test(tc, what_is_no_page_of_the_registry_is_refused);
	tcase_add_test(tc, cells_are_limited_in_size_and_number);
}

int
main(void)
{
	return unit_run("xhtml", add);
}
