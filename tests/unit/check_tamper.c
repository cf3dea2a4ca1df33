/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * An index whose file is written to, cut short or given away while it is in use
 * (L4).  What root alone may write to is mapped, and safe from the next check on;
 * anything else was read, and is safe at every moment.
 */
#include "nss/store.h"
#include "support/generation.h"
#include "support/plugin.h"
#include "support/unit.h"

#include <fcntl.h>
#include <netdb.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOBODY 65534
#define FILL 3000 /* entries: some pages behind the first */

/* Generation 100 in use, with pages to lose. */
static void
use(mode_t mode, uid_t owner)
{
	generation_begin(1);
	generation_put(100, FILL);
	ck_assert_int_eq(chmod(generation_path, mode), 0);
	if (owner != 0)
		ck_assert_int_eq(chown(generation_path, owner, 0), 0);
	ck_assert_int_eq(generation_asked(), 100);
}

/* Is the index mapped here?  Otherwise it was read, and a test is void. */
static bool
is_mapped(void)
{
	return geteuid() == 0;
}

/* Copy generation g over the file, as cp(1) does. */
static void
copy_over(unsigned g)
{
	struct iana_buffer b = generation_index(g, 0);
	int fd = open(generation_path, O_WRONLY | O_TRUNC);

	ck_assert_int_eq(write(fd, b.bytes, b.len), (ssize_t)b.len);
	close(fd);
	iana_buffer_done(&b);
}

static unsigned
enumerate(void)
{
	unsigned n = 0;

	plugin_setent(0);
	while (*generation_next() != '\0')
		n++;
	return n;
}

/* ---- read ---------------------------------------------------------------------------- */

static const struct {
	mode_t mode;
	uid_t owner;
} others[] = { { 0664, 0 }, { 0646, 0 }, { 0666, NOBODY }, { 0444, NOBODY } };

START_TEST(a_file_of_others_that_is_cut_short_answers_on)
{
	if (others[_i].owner != 0 && geteuid() != 0)
		return;
	use(others[_i].mode, others[_i].owner);
	ck_assert_int_eq(truncate(generation_path, 0), 0);
	ck_assert_int_eq(generation_asked(), 100);
	ck_assert_uint_eq(enumerate(), 2 + FILL + 1);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 100);
	ck_assert_uint_eq(enumerate(), 2 + FILL + 1);
	copy_over(200);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 200);
}
END_TEST

/* ---- mapped -------------------------------------------------------------------------- */

START_TEST(a_file_of_root_that_is_cut_short_is_given_up_at_the_check)
{
	use(0644, 0);
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 100");
	ck_assert_int_eq(truncate(generation_path, 0), 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), -1);
	ck_assert_str_eq(generation_next(), "");
	/* nor does an enumeration go back to it */
	generation_put(200, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 200);
	ck_assert_str_eq(generation_next(), "");
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 200");
}
END_TEST

START_TEST(an_enumeration_ends_where_a_shorter_index_was_copied_over_its_own)
{
	use(0644, 0);
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 100");
	copy_over(200);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 200);
	ck_assert_str_eq(generation_next(), "");
}
END_TEST

START_TEST(a_file_cut_short_is_given_up_where_nothing_can_be_opened)
{
	struct rlimit then;
	struct rlimit none;

	use(0644, 0);
	ck_assert_int_eq(truncate(generation_path, 0), 0);
	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &then), 0);
	none = (struct rlimit){ .rlim_cur = 0, .rlim_max = then.rlim_max };
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), -1);
	setrlimit(RLIMIT_NOFILE, &then); /* sanitizers open files at the end */
}
END_TEST

/* ---- neither ------------------------------------------------------------------------- */

/* Its bytes are what they were; only how they are held may be another matter. */
START_TEST(an_enumeration_goes_on_where_only_owner_or_mode_changed)
{
	use(0644, 0);
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 100");
	ck_assert_int_eq(chmod(generation_path, 0666), 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 100);
	/* it was read this time */
	ck_assert_int_eq(truncate(generation_path, 0), 0);
	ck_assert_int_eq(generation_asked(), 100);
	copy_over(100);
	ck_assert_str_eq(generation_next(), "next 101");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, a_file_of_others_that_is_cut_short_answers_on, 0,
			    sizeof others / sizeof *others);
	if (is_mapped()) {
		tcase_add_test(tc,
			       a_file_of_root_that_is_cut_short_is_given_up_at_the_check);
		tcase_add_test(
		    tc, an_enumeration_ends_where_a_shorter_index_was_copied_over_its_own);
		tcase_add_test(tc,
			       a_file_cut_short_is_given_up_where_nothing_can_be_opened);
	}
	tcase_add_test(tc, an_enumeration_goes_on_where_only_owner_or_mode_changed);
}

int
main(void)
{
	return unit_run("tamper", add);
}
