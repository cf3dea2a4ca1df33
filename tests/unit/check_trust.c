/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which index files are mapped, read and refused (L5): the rule alone. */
#include "src/trust.h"
#include "support/unit.h"

#include <sys/auxv.h>

#define NOBODY 65534 /* also what a user namespace shows of users it does not know */

static enum iana_trust
of(uid_t owner, mode_t mode, enum iana_care care)
{
	struct stat st = { .st_uid = owner, .st_mode = S_IFREG | mode };

	return iana_trust(&st, care);
}

START_TEST(what_root_alone_may_write_to_is_mapped)
{
	ck_assert_int_eq(of(0, 0644, IANA_CARE_NONE), IANA_TRUST_MAP);
	ck_assert_int_eq(of(0, 0600, IANA_CARE_WRITE), IANA_TRUST_MAP);
	ck_assert_int_eq(of(0, 0444, IANA_CARE_OWNER), IANA_TRUST_MAP);
}
END_TEST

START_TEST(what_others_may_write_to_is_read)
{
	ck_assert_int_eq(of(0, 0664, IANA_CARE_NONE), IANA_TRUST_READ);
	ck_assert_int_eq(of(0, 0646, IANA_CARE_NONE), IANA_TRUST_READ);
	/* an owner may make it writable again */
	ck_assert_int_eq(of(1000, 0444, IANA_CARE_NONE), IANA_TRUST_READ);
	ck_assert_int_eq(of(IANA_SYSTEM_UID_MAX, 0644, IANA_CARE_NONE), IANA_TRUST_READ);
	ck_assert_int_eq(of(NOBODY, 0644, IANA_CARE_NONE), IANA_TRUST_READ);
}
END_TEST

START_TEST(a_careful_process_refuses_what_the_group_or_others_may_write_to)
{
	for (uid_t owner = 0; owner <= 2000; owner += 500) {
		ck_assert_int_eq(of(owner, 0664, IANA_CARE_WRITE), IANA_TRUST_REFUSE);
		ck_assert_int_eq(of(owner, 0646, IANA_CARE_WRITE), IANA_TRUST_REFUSE);
		ck_assert_int_eq(of(owner, 0664, IANA_CARE_OWNER), IANA_TRUST_REFUSE);
		ck_assert_int_eq(of(owner, 0646, IANA_CARE_OWNER), IANA_TRUST_REFUSE);
	}
}
END_TEST

START_TEST(in_the_local_place_its_owner_is_of_the_system)
{
	ck_assert_int_eq(of(1, 0644, IANA_CARE_OWNER), IANA_TRUST_READ);
	ck_assert_int_eq(of(IANA_SYSTEM_UID_MAX, 0644, IANA_CARE_OWNER), IANA_TRUST_READ);
	ck_assert_int_eq(of(IANA_SYSTEM_UID_MAX + 1, 0644, IANA_CARE_OWNER),
			 IANA_TRUST_REFUSE);
	ck_assert_int_eq(of(NOBODY, 0444, IANA_CARE_OWNER), IANA_TRUST_REFUSE);
	ck_assert_int_eq(of((uid_t)-1, 0444, IANA_CARE_OWNER), IANA_TRUST_REFUSE);
	ck_assert_int_eq(of(NOBODY, 0444, IANA_CARE_WRITE), IANA_TRUST_READ);
}
END_TEST

/* The linker sends the call of src/trust.c here. */
static unsigned long secure;
static unsigned long euid;

unsigned long __wrap_getauxval(unsigned long type);

unsigned long
__wrap_getauxval(unsigned long type)
{
	return type == AT_SECURE ? secure : type == AT_EUID ? euid : 0;
}

START_TEST(root_and_who_became_more_than_their_user_are_privileged)
{
	secure = 0;
	euid = 1000;
	ck_assert(!iana_privileged());
	secure = 1;
	ck_assert(iana_privileged());
	euid = 0;
	ck_assert(iana_privileged());
	secure = 0;
	ck_assert(iana_privileged());
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, what_root_alone_may_write_to_is_mapped);
	tcase_add_test(tc, what_others_may_write_to_is_read);
	tcase_add_test(tc, a_careful_process_refuses_what_the_group_or_others_may_write_to);
	tcase_add_test(tc, in_the_local_place_its_owner_is_of_the_system);
	tcase_add_test(tc, root_and_who_became_more_than_their_user_are_privileged);
}

int
main(void)
{
	return unit_run("trust", add);
}
