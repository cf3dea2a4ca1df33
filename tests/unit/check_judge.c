/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rule U3: what is a reason against a new registry, and what is not. */
#include "support/unit_gen.h"
#include "update/judge.h"

#define MANY 12200 /* so that 61 names are not more than 0.5 % */

static struct unit_gen old;
static struct unit_gen new;
static struct iana_buffer reasons;

static void
judge_maps(uint32_t old_date, uint32_t new_date, const char *name)
{
	char *names[] = { (char *)(uintptr_t)name };
	struct iana_protected list = { names, name != NULL };
	struct iana_map from = { .image = old.image, .header = old.header };
	struct iana_map to = { .image = new.image, .header = new.header };

	from.header.date = old_date;
	to.header.date = new_date;
	iana_judge(&from, &to, &list, &reasons);
}

/* The reasons against new rows, if a service is protected. */
static const char *
judge(const char *old_rows, const char *new_rows, const char *name)
{
	unit_gen_index(&old, old_rows, false);
	unit_gen_index(&new, new_rows, false);
	judge_maps(0, 0, name);
	return unit_string(&reasons);
}

/* A row for each number from first to last but one. */
static void
add_rows(struct iana_buffer *to, int first, int last)
{
	for (int i = first; i < last; i++)
		iana_buffer_printf(to, "name-%d,%d,tcp,,\n", i, i);
}

/* The reasons against a table of so many services of so many. */
static const char *
judge_rest(int n_old, int n_new)
{
	struct iana_buffer rows = { 0 };

	add_rows(&rows, 0, n_old);
	unit_gen_index(&old, unit_string(&rows), false);
	rows.len = 0;
	add_rows(&rows, n_old - n_new, n_old);
	unit_gen_index(&new, unit_string(&rows), false);
	iana_buffer_done(&rows);
	judge_maps(0, 0, NULL);
	return unit_string(&reasons);
}

static void
done(void)
{
	unit_gen_done(&old);
	unit_gen_done(&new);
	iana_buffer_done(&reasons);
	memset(&reasons, 0, sizeof reasons);
}

#define A_RULE(old_rows, new_rows, name, want) \
	do { \
		ck_assert_str_eq(judge(old_rows, new_rows, name), want); \
		done(); \
	} while (0)

#define TWO "a,1,tcp,,\na,1,udp,,\n"

START_TEST(the_same_registry_is_good)
{
	A_RULE(TWO, TWO, "a", "");
	A_RULE(TWO, TWO "b,2,tcp,,\n", "a", "");
}
END_TEST

START_TEST(an_earlier_date_is_a_reason)
{
	unit_gen_index(&old, TWO, false);
	unit_gen_index(&new, TWO, false);
	judge_maps(20260101, 20260101, NULL);
	judge_maps(20260101, 20260102, NULL);
	judge_maps(0, 20260102, NULL);
	ck_assert_str_eq(unit_string(&reasons), "");
	judge_maps(20260102, 20260101, NULL);
	ck_assert_str_eq(
	    unit_string(&reasons),
	    "its date is 2026-01-01, and that of the registry in use 2026-01-02\n");
	reasons.len = 0;
	judge_maps(20260102, 0, NULL);
	ck_assert_str_eq(
	    unit_string(&reasons),
	    "its date is unknown, and that of the registry in use 2026-01-02\n");
	done();
}
END_TEST

START_TEST(more_than_half_a_percent_is_a_reason)
{
	ck_assert_str_eq(judge_rest(1000, 995), "");
	done();
	ck_assert_str_eq(judge_rest(1000, 994),
			 "it has 994 entries, and the registry in use 1000: more than "
			 "0.5 % are gone\n");
	done();
}
END_TEST

START_TEST(more_than_60_names_are_a_reason)
{
	ck_assert_str_eq(judge_rest(MANY, MANY - 60), "");
	done();
	ck_assert_str_eq(judge_rest(MANY, MANY - 61),
			 "61 names are gone, more than 60: name-0, name-1, name-2, name-3, "
			 "name-4 and others\n");
	done();
}
END_TEST

/* 62 names of 31 entries, each with an alias, go; 31 other entries come. */
START_TEST(aliases_are_names)
{
	struct iana_buffer rows = { 0 };

	for (int i = 0; i < 31; i++)
		iana_buffer_printf(&rows,
				   "n%d,%d,tcp,,\na%d,%d,tcp,,\"alias to \"\"n%d\"\"\"\n",
				   i, i, i, i, i);
	unit_gen_index(&old, unit_string(&rows), false);
	rows.len = 0;
	add_rows(&rows, 0, 31);
	unit_gen_index(&new, unit_string(&rows), false);
	iana_buffer_done(&rows);
	judge_maps(0, 0, NULL);
	ck_assert_str_eq(
	    unit_string(&reasons),
	    "62 names are gone, more than 60: n0, a0, n1, a1, n2 and others\n");
	done();
}
END_TEST

START_TEST(a_protected_service_keeps_its_first_protocol)
{
	A_RULE(TWO, "a,1,tcp,,\nb,1,udp,,\n", "a", "");
	A_RULE(TWO, "b,1,tcp,,\na,1,udp,,\n", "a", "a/tcp, a protected service, is gone\n");
	A_RULE(TWO, "b,1,tcp,,\na,1,udp,,\n", "b", "");
	A_RULE(TWO, "A,1,tcp,,\nA,1,udp,,\n", "a", "a/tcp, a protected service, is gone\n");
}
END_TEST

START_TEST(a_protected_service_keeps_its_port)
{
	A_RULE(TWO, "a,2,tcp,,\na,2,udp,,\n", "a",
	       "a/tcp, a protected service, moves from port 1 to 2\n");
	A_RULE(TWO, "a,1,tcp,,\na,2,udp,,\n", "a", "");
	/* A second port does not take the first away, but an earlier one does. */
	A_RULE(TWO, TWO "a,2,tcp,,\n", "a", "");
	A_RULE("a,2,tcp,,\n", "a,1,tcp,,\na,2,tcp,,\n", "a",
	       "a/tcp, a protected service, moves from port 2 to 1\n");
}
END_TEST

#define OTHER \
	"port 1/tcp has the name of another service, not that of a, which is protected\n"

START_TEST(a_protected_service_keeps_the_name_of_its_port)
{
	A_RULE(TWO, "b,1,tcp,,\n" TWO, "a", OTHER);
	A_RULE(TWO, TWO "b,1,tcp,,\n", "a", "");
	A_RULE(TWO, "b,1,tcp,,\na,1,tcp,," UNIT_ALIAS("b") "a,1,udp,,\n", "a", OTHER);
	/* It never had the name. */
	A_RULE("b,1,tcp,,\n" TWO, "b,1,tcp,,\n" TWO, "a", "");
}
END_TEST

START_TEST(without_a_registry_in_use_the_size_is_judged)
{
	struct iana_protected none = { 0 };
	struct iana_map to;

	unit_gen_index(&old, TWO, false);
	unit_gen_index(&new, TWO, false);
	to = (struct iana_map){ .image = new.image, .header = new.header };
	iana_judge(NULL, &to, &none, &reasons);
	ck_assert_str_eq(
	    unit_string(&reasons),
	    "it has 2 entries, fewer than 10000: it is not the whole registry\n");
	reasons.len = 0;
	to.header.n_entries = IANA_ENTRIES_LEAST;
	iana_judge(NULL, &to, &none, &reasons);
	ck_assert_str_eq(unit_string(&reasons), "");
	done();
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, the_same_registry_is_good);
	tcase_add_test(tc, an_earlier_date_is_a_reason);
	tcase_add_test(tc, more_than_half_a_percent_is_a_reason);
	tcase_add_test(tc, more_than_60_names_are_a_reason);
	tcase_add_test(tc, aliases_are_names);
	tcase_add_test(tc, a_protected_service_keeps_its_first_protocol);
	tcase_add_test(tc, a_protected_service_keeps_its_port);
	tcase_add_test(tc, a_protected_service_keeps_the_name_of_its_port);
	tcase_add_test(tc, without_a_registry_in_use_the_size_is_judged);
}

int
main(void)
{
	return unit_run("judge", add);
}
