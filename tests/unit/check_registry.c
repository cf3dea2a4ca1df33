/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How single rows are judged. */
#include "support/unit_gen.h"

#define LINE 7

static struct iana_cell
text_cell(const char *s)
{
	return (struct iana_cell){ s, strlen(s) };
}

/* A raw row of line LINE whose other fields are blank. */
static struct iana_raw_row
raw_row(const char *name, const char *port, const char *proto)
{
	struct iana_raw_row raw = { .line = LINE, .port = text_cell(port) };

	for (int f = 0; f < IANA_N_FIELDS; f++)
		raw.field[f] = text_cell("");
	raw.field[IANA_F_NAME] = text_cell(name);
	raw.field[IANA_F_PROTOCOL] = text_cell(proto);
	return raw;
}

static void
refuses(const struct iana_raw_row *raw, const char *phrase)
{
	struct unit_gen g;

	unit_gen_init(&g);
	ck_assert_msg(!iana_registry_take(&g.reg, raw, &g.rep), "taken: %s", phrase);
	ck_assert_uint_eq(g.rep.error.line, LINE);
	ck_assert_str_eq(g.rep.error.path, "registry.csv");
	ck_assert_msg(strstr(g.rep.error.text, phrase) != NULL, "\"%s\" lacks \"%s\"",
		      g.rep.error.text, phrase);
	ck_assert_uint_eq(g.reg.n_rows, 0);
	ck_assert_uint_eq(g.rep.n_warnings, 0);
	unit_gen_done(&g);
}

/* Take one raw row without a warning; the row is the registry's first. */
static void
takes(struct unit_gen *g, const struct iana_raw_row *raw)
{
	unit_gen_init(g);
	ck_assert_msg(iana_registry_take(&g->reg, raw, &g->rep), "%s", g->rep.error.text);
	ck_assert_uint_eq(g->rep.n_warnings, 0);
	ck_assert_uint_eq(g->reg.n_rows, 1);
	ck_assert_uint_eq(g->reg.row[0].line, LINE);
}

static const char *
field_of(const struct unit_gen *g, enum iana_field f)
{
	return iana_pool_text(&g->reg.pool, g->reg.row[0].field[f]);
}

START_TEST(ports_and_ranges_are_taken)
{
	static const struct {
		const char *port;
		bool has_port;
		unsigned lo;
		unsigned hi;
	} good[] = {
		{ "22", true, 22, 22 },
		{ "0", true, 0, 0 },
		{ "65535", true, 65535, 65535 },
		{ "0-65535", true, 0, 65535 },
		{ "6000-6063", true, 6000, 6063 },
		{ "5-5", true, 5, 5 },
		{ " 22 ", true, 22, 22 },
		{ "\t\r\n22\n", true, 22, 22 },
		{ "", false, 0, 0 },
		{ " \n ", false, 0, 0 },
	};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct iana_raw_row raw = raw_row("x", good[i].port, "tcp");
		struct unit_gen g;

		takes(&g, &raw);
		ck_assert(iana_row_has_port(&g.reg.row[0]) == good[i].has_port);
		ck_assert_uint_eq(g.reg.row[0].port_lo, good[i].lo);
		ck_assert_uint_eq(g.reg.row[0].port_hi, good[i].hi);
		unit_gen_done(&g);
	}
}
END_TEST

START_TEST(a_row_is_what_its_name_and_port_make_it)
{
	static const struct {
		const char *name;
		const char *port;
		enum iana_row_kind kind;
	} rows[] = {
		{ "x", "22", IANA_ROW_SERVICE }, { "x", "0", IANA_ROW_SERVICE },
		{ "", "22", IANA_ROW_UNNAMED },	 { " ", "1-9", IANA_ROW_UNNAMED },
		{ "x", "", IANA_ROW_PORTLESS },	 { "x", " \n", IANA_ROW_PORTLESS },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct iana_raw_row raw = raw_row(rows[i].name, rows[i].port, "tcp");
		struct unit_gen g;

		takes(&g, &raw);
		ck_assert_int_eq(g.reg.row[0].kind, rows[i].kind);
		unit_gen_done(&g);
	}
}
END_TEST

START_TEST(what_is_no_port_is_refused)
{
	static const char *const malformed[] = { "abc",	 "1-",	  "-1",	   "-",
						 "1--2", "1-2-3", "1 2",   "1 -2",
						 "+1",	 "0x16",  "22tcp", "2.0" };
	struct iana_raw_row raw;

	for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
		raw = raw_row("x", malformed[i], "tcp");
		refuses(&raw, "neither a port nor a range");
	}
	raw = raw_row("x", "20-10", "tcp");
	refuses(&raw, "port range 20-10 ends before it starts");
	raw = raw_row("x", "70000", "tcp");
	refuses(&raw, "port 70000 is above 65535");
	raw = raw_row("x", "65536", "tcp");
	refuses(&raw, "above 65535");
	raw = raw_row("x", "1-65536", "tcp");
	refuses(&raw, "above 65535");
	/* Not what is left of it in 32 or 64 bits. */
	raw = raw_row("x", "4294967318", "tcp");
	refuses(&raw, "above 65535");
	raw = raw_row("x", "18446744073709551638", "tcp");
	refuses(&raw, "above 65535");
}
END_TEST

START_TEST(names_keep_their_bytes_but_for_outer_blanks)
{
	static const char *const names[] = { "ssh", "nburn_id", "914c/g", "A-Z.b+c:d",
					     "\303\251" };
	char longest[256] = { 0 };
	struct iana_raw_row raw;
	struct unit_gen g;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		raw = raw_row(names[i], "1", "tcp");
		takes(&g, &raw);
		ck_assert_str_eq(field_of(&g, IANA_F_NAME), names[i]);
		unit_gen_done(&g);
	}
	raw = raw_row(" \nssh\t", "1", "tcp");
	takes(&g, &raw);
	ck_assert_str_eq(field_of(&g, IANA_F_NAME), "ssh");
	unit_gen_done(&g);
	memset(longest, 'n', 255);
	raw = raw_row(longest, "1", "tcp");
	takes(&g, &raw);
	ck_assert_str_eq(field_of(&g, IANA_F_NAME), longest);
	unit_gen_done(&g);
}
END_TEST

START_TEST(names_that_no_line_can_hold_are_refused)
{
	char too_long[257] = { 0 };
	struct iana_raw_row raw = raw_row("a b", "1", "tcp");

	refuses(&raw, "service name \"a b\" contains white space");
	raw = raw_row("a\nb", "1", "tcp");
	refuses(&raw, "contains white space");
	raw = raw_row("a#b", "1", "tcp");
	refuses(&raw, "contains '#'");
	raw = raw_row("a\001b", "1", "tcp");
	refuses(&raw, "contains a control character");
	raw.field[IANA_F_NAME] = (struct iana_cell){ "a\0b", 3 };
	refuses(&raw, "contains a control character");
	memset(too_long, 'n', 256);
	raw = raw_row(too_long, "1", "tcp");
	refuses(&raw, "has more than 255 bytes");
	/* A name without a port is no entry, but its row is written all the same. */
	raw = raw_row("a b", "", "tcp");
	refuses(&raw, "contains white space");
}
END_TEST

START_TEST(the_two_known_misnomers_are_replaced_with_a_warning)
{
	static const char *const names[][2] = {
		{ "Apple Remote Desktop (Net Assistant)", "net-assistant" },
		{ "Escale (Newton Dock)", "newton-dock" },
	};

	for (size_t i = 0; i < 2; i++) {
		struct iana_raw_row raw = raw_row(names[i][0], "3283", "tcp");
		struct unit_gen g;

		unit_gen_init(&g);
		ck_assert(iana_registry_take(&g.reg, &raw, &g.rep));
		ck_assert_str_eq(field_of(&g, IANA_F_NAME), names[i][1]);
		ck_assert_uint_eq(g.rep.n_warnings, 1);
		iana_warn_flush(&g.rep);
		ck_assert_ptr_nonnull(strstr(unit_gen_warned(&g), "7: service name \""));
		ck_assert_ptr_nonnull(strstr(unit_gen_warned(&g), names[i][1]));
		unit_gen_done(&g);
	}
}
END_TEST

START_TEST(protocols_fold_to_lower_case)
{
	struct iana_raw_row raw = raw_row("x", "1", " UDP-Lite9\n");
	struct unit_gen g;

	takes(&g, &raw);
	ck_assert_str_eq(field_of(&g, IANA_F_PROTOCOL), "udp-lite9");
	unit_gen_done(&g);
	raw = raw_row("x", "1", "@[\303\211Z"); /* beside A and Z, and not ASCII */
	takes(&g, &raw);
	ck_assert_str_eq(field_of(&g, IANA_F_PROTOCOL), "@[\303\211z");
	unit_gen_done(&g);
}
END_TEST

START_TEST(protocols_that_no_line_can_hold_are_refused)
{
	char too_long[257] = { 0 };
	struct iana_raw_row raw = raw_row("x", "1", "tcp/udp");

	refuses(&raw, "transport protocol \"tcp/udp\" contains '/'");
	raw = raw_row("x", "1", "tcp udp");
	refuses(&raw, "contains white space");
	raw = raw_row("x", "1", "t#");
	refuses(&raw, "contains '#'");
	raw = raw_row("x", "1", "t\177");
	refuses(&raw, "contains a control character");
	memset(too_long, 'p', 256);
	raw = raw_row("x", "1", too_long);
	refuses(&raw, "has more than 255 bytes");
}
END_TEST

START_TEST(a_row_with_neither_name_nor_port_warns)
{
	struct iana_raw_row raw = raw_row("", "", "tcp");
	struct unit_gen g;

	unit_gen_init(&g);
	ck_assert(iana_registry_take(&g.reg, &raw, &g.rep));
	ck_assert_int_eq(g.reg.row[0].kind, IANA_ROW_EMPTY);
	ck_assert_str_eq(unit_gen_warned(&g), "7: a row with neither a name nor a port\n");
	ck_assert_uint_eq(g.reg.n_rows, 1);
	unit_gen_done(&g);
}
END_TEST

START_TEST(strict_makes_a_warning_an_error)
{
	struct iana_raw_row raw = raw_row("", "", "tcp");
	struct unit_gen g;

	unit_gen_init(&g);
	g.rep.strict = true;
	ck_assert(!iana_registry_take(&g.reg, &raw, &g.rep));
	ck_assert_uint_eq(g.rep.error.line, LINE);
	ck_assert_str_eq(g.rep.error.text, "a row with neither a name nor a port");
	ck_assert_str_eq(unit_gen_warned(&g), "");
	raw = raw_row("Escale (Newton Dock)", "1", "tcp");
	ck_assert(!iana_registry_take(&g.reg, &raw, &g.rep));
	ck_assert_uint_eq(g.reg.n_rows, 0);
	unit_gen_done(&g);
}
END_TEST

START_TEST(the_latest_date_of_any_row_is_the_registrys)
{
	static const char *const dates[][2] = {
		{ "2010-05-01", "" },		{ "2012", "2019-07-30" },
		{ "2019-07-30", "2019-07-29" }, { "", "soon" },
		{ "9999-13-01", "" },
	};
	struct unit_gen g;

	unit_gen_init(&g);
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		struct iana_raw_row raw = raw_row("x", "1", "tcp");

		raw.field[IANA_F_REGISTERED] = text_cell(dates[i][0]);
		raw.field[IANA_F_MODIFIED] = text_cell(dates[i][1]);
		ck_assert(iana_registry_take(&g.reg, &raw, &g.rep));
		ck_assert_uint_eq(g.reg.date, i == 0 ? 20100501 : 20190730);
	}
	unit_gen_done(&g);
}
END_TEST

START_TEST(prose_is_cleaned_and_notes_are_read)
{
	struct iana_raw_row raw = raw_row("x", "1", "tcp");
	struct unit_gen g;

	raw.field[IANA_F_DESCRIPTION] = text_cell(" two\r\n  lines \033\n\nof \300text ");
	raw.field[IANA_F_NOTES] = text_cell("An alias\nto \"y\".");
	takes(&g, &raw);
	ck_assert_str_eq(field_of(&g, IANA_F_DESCRIPTION),
			 "two lines\nof \357\277\275text");
	ck_assert_str_eq(iana_pool_text(&g.reg.pool, g.reg.row[0].alias_of), "y");
	unit_gen_done(&g);
}
END_TEST

START_TEST(a_registry_may_have_a_million_rows_and_no_more)
{
	struct iana_raw_row raw = raw_row("x", "1", "tcp");
	struct unit_gen g;

	unit_gen_init(&g);
	for (int i = 0; i < 1000000; i++)
		ck_assert(iana_registry_take(&g.reg, &raw, &g.rep));
	ck_assert(!iana_registry_take(&g.reg, &raw, &g.rep));
	ck_assert_str_eq(g.rep.error.text, "more than 1000000 rows");
	ck_assert_uint_eq(g.rep.error.line, LINE);
	unit_gen_done(&g);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, ports_and_ranges_are_taken);
	tcase_add_test(tc, a_row_is_what_its_name_and_port_make_it);
	tcase_add_test(tc, what_is_no_port_is_refused);
	tcase_add_test(tc, names_keep_their_bytes_but_for_outer_blanks);
	tcase_add_test(tc, names_that_no_line_can_hold_are_refused);
	tcase_add_test(tc, the_two_known_misnomers_are_replaced_with_a_warning);
	tcase_add_test(tc, protocols_fold_to_lower_case);
	tcase_add_test(tc, protocols_that_no_line_can_hold_are_refused);
	tcase_add_test(tc, a_row_with_neither_name_nor_port_warns);
	tcase_add_test(tc, strict_makes_a_warning_an_error);
	tcase_add_test(tc, the_latest_date_of_any_row_is_the_registrys);
	tcase_add_test(tc, prose_is_cleaned_and_notes_are_read);
	tcase_add_test(tc, a_registry_may_have_a_million_rows_and_no_more);
}

int
main(void)
{
	return unit_run("registry", add);
}
