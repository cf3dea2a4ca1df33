/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's time(2) is found in the vDSO where that has it, and nowhere else. */
#include "nss/clock.h"
#include "support/unit.h"

#include <elf.h>
#include <stdbool.h>
#include <string.h>
#include <sys/auxv.h>

#if defined(__x86_64__) && defined(__LP64__)
#define KNOWN true
#else
#define KNOWN false
#endif

/* All of a vDSO that is looked at. */
struct image {
	Elf64_Ehdr head;
	Elf64_Phdr part[2];
	Elf64_Dyn dynamic[4];
	Elf64_Sym symbol[3];
	uint32_t hash[2];
	char names[32];
	char code[16];
};

/* One that the kernel has linked to run at an address. */
static struct image
make(size_t address, const char *second)
{
	struct image v = { 0 };
	size_t sum = sizeof "time";

	v.head.e_phoff = offsetof(struct image, part);
	v.head.e_phnum = 2;
	v.part[0].p_type = PT_LOAD;
	v.part[0].p_vaddr = address;
	v.part[1].p_type = PT_DYNAMIC;
	v.part[1].p_offset = offsetof(struct image, dynamic);
	v.dynamic[0].d_tag = DT_SYMTAB;
	v.dynamic[0].d_un.d_ptr = address + offsetof(struct image, symbol);
	v.dynamic[1].d_tag = DT_STRTAB;
	v.dynamic[1].d_un.d_ptr = address + offsetof(struct image, names);
	v.dynamic[2].d_tag = DT_HASH;
	v.dynamic[2].d_un.d_ptr = address + offsetof(struct image, hash);
	v.hash[1] = 3;
	strcpy(v.names + 1, "time");
	strcpy(v.names + 1 + sum, second);
	v.symbol[1].st_name = 1;
	v.symbol[2].st_name = (unsigned)(1 + sum);
	v.symbol[2].st_value = address + offsetof(struct image, code);
	return v;
}

static bool
finds(const struct image *v)
{
	iana_clock *clock = iana_clock_in((const char *)v);

	ck_assert(clock == NULL || (const char *)(uintptr_t)clock == v->code);
	return clock != NULL;
}

START_TEST(it_is_found_by_its_name_wherever_the_image_is_linked_to)
{
	struct image v = make(0, "__vdso_time");

	ck_assert(finds(&v) == KNOWN);
	v = make((size_t)-0x100000, "__vdso_time");
	ck_assert(finds(&v) == KNOWN);
}
END_TEST

START_TEST(an_image_without_it_has_none)
{
	struct image v = make(0, "__vdso_time_t");

	ck_assert(!finds(&v));
	v = make(0, "__vdso_tim");
	ck_assert(!finds(&v));
	v = make(0, "__vdso_time");
	v.hash[1] = 2;
	ck_assert(!finds(&v));
	for (int i = 0; i < 3; i++) {
		v = make(0, "__vdso_time");
		v.dynamic[i].d_tag = DT_DEBUG;
		ck_assert(!finds(&v));
	}
	v = make(0, "__vdso_time");
	v.part[1].p_type = PT_NOTE;
	ck_assert(!finds(&v));
}
END_TEST

/* Whatever it is here: the first call finds it, and the next are its own. */
START_TEST(it_says_what_time_says)
{
	for (int i = 0; i < 3; i++) {
		uint32_t before = (uint32_t)time(NULL);
		uint32_t second = iana_clock_second();

		ck_assert_uint_le(second - before, 2);
	}
}
END_TEST

START_TEST(this_kernel_has_it)
{
	const char *vdso = (const char *)getauxval(AT_SYSINFO_EHDR);

	/* An emulator or a tool that watches may show none. */
	if (vdso != NULL && KNOWN)
		ck_assert(iana_clock_in(vdso) != NULL);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, it_is_found_by_its_name_wherever_the_image_is_linked_to);
	tcase_add_test(tc, an_image_without_it_has_none);
	tcase_add_test(tc, it_says_what_time_says);
	tcase_add_test(tc, this_kernel_has_it);
}

int
main(void)
{
	return unit_run("clock", add);
}
