/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The services(5) text: its header, its lines and their comments. */
#include "support/unit_gen.h"
#include "write/services.h"

/* The lines of rows, without the header; the header has this day and source. */
static void
writes(const char *rows, const char *lines)
{
	struct iana_buffer text = { 0 };
	const char *s;
	struct unit_gen g;

	unit_gen_table(&g, rows);
	ck_assert(iana_services_write(&text, &g.table, 20240430, &g.rep));
	s = unit_string(&text);
	while (*s == '#')
		s = strchr(s, '\n') + 1;
	ck_assert_str_eq(s, lines);
	iana_buffer_done(&text);
	unit_gen_done(&g);
}

START_TEST(the_header_tells_source_date_and_version)
{
	static const char *const wanted[] = {
		"\n# Source: registry.csv\n", "\n# Registry date: 2024-04-30\n",
		"\n# Generator: iana-services " PACKAGE_VERSION "\n"
	};
	struct iana_buffer text = { 0 };
	struct unit_gen g;

	unit_gen_table(&g, "a,1,tcp,,\n");
	ck_assert(iana_services_write(&text, &g.table, 20240430, &g.rep));
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		ck_assert_ptr_nonnull(strstr(unit_string(&text), wanted[i]));
	text.len = 0;
	ck_assert(iana_services_write(&text, &g.table, 0, &g.rep));
	ck_assert_ptr_nonnull(strstr(unit_string(&text), "\n# Registry date: unknown\n"));
	iana_buffer_done(&text);
	unit_gen_done(&g);
}
END_TEST

START_TEST(an_entry_is_a_line_in_columns)
{
	writes("ssh,22,tcp,,\n", "ssh             22/tcp\n");
	writes("ssh,22,tcp,Secure Shell,\n",
	       "ssh             22/tcp      # Secure Shell\n");
	writes("b,1,tcp,,\na,1,tcp,," UNIT_ALIAS("b") "c,1,tcp,," UNIT_ALIAS("b"),
	       "b               1/tcp       a c\n");
	writes("b,1,tcp,B,\na,1,tcp,," UNIT_ALIAS("b"),
	       "b               1/tcp       a # B\n");
}
END_TEST

START_TEST(what_is_longer_than_its_column_is_parted_all_the_same)
{
	writes("sixteen-bytes-it,12345,abcdefghijkl,Text,\n",
	       "sixteen-bytes-it 12345/abcdefghijkl # Text\n");
	writes("b,12345,abcdefghijkl,,\na,12345,abcdefghijkl,," UNIT_ALIAS("b"),
	       "b               12345/abcdefghijkl a\n");
}
END_TEST

/* N12 */
START_TEST(a_comment_is_the_first_paragraph_in_one_line)
{
	writes("a,1,tcp,\"Two\n lines\r\n\tof\v it\n\nNext paragraph\",\n",
	       "a               1/tcp       # Two lines of it\n");
	writes("a,1,tcp,\" \n \",\n", "a               1/tcp\n");
	writes("a,1,tcp,\"\n\n later\",\n", "a               1/tcp       # later\n");
}
END_TEST

/* N12 */
START_TEST(a_comment_holds_nothing_that_ends_a_line)
{
	/* Bell, escape and delete; the C1 controls; LINE and PARAGRAPH SEPARATOR. */
	writes("a,1,tcp,\"x\a\033[1m\177y\302\205z\342\200\250\342\200\251.\",\n",
	       "a               1/tcp       # x[1myz.\n");
	/* No second comment starts: a comment may hold the sign. */
	writes("a,1,tcp,C# and #,\n", "a               1/tcp       # C# and #\n");
}
END_TEST

/* N12 */
START_TEST(a_comment_is_sound_utf8)
{
	writes("a,1,tcp,V\303\266lker,\n", "a               1/tcp       # V\303\266lker\n");
	writes("a,1,tcp,V\366lker,\n", "a               1/tcp       # V\357\277\275lker\n");
}
END_TEST

START_TEST(each_protocol_has_its_own_comment)
{
	writes(
	    "a,1,tcp,First,\na,1,udp,Second,\n",
	    "a               1/tcp       # First\na               1/udp       # Second\n");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, the_header_tells_source_date_and_version);
	tcase_add_test(tc, an_entry_is_a_line_in_columns);
	tcase_add_test(tc, what_is_longer_than_its_column_is_parted_all_the_same);
	tcase_add_test(tc, a_comment_is_the_first_paragraph_in_one_line);
	tcase_add_test(tc, a_comment_holds_nothing_that_ends_a_line);
	tcase_add_test(tc, a_comment_is_sound_utf8);
	tcase_add_test(tc, each_protocol_has_its_own_comment);
}

int
main(void)
{
	return unit_run("services", add);
}
