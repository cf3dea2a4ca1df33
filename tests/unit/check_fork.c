/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Fork at any moment (rule L3).  The processor stops a check after each of its
 * instructions.  Wherever one has written to the plugin's variables, the process forks,
 * as another thread might do just then, and the child looks up.
 */
#include "support/generation.h"
#include "support/module.h"
#include "support/plugin.h"
#include "support/unit.h"

#include <link.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A sanitizer stops at its own instructions, and has variables of its own. */
#if defined __x86_64__ && !defined __SANITIZE_ADDRESS__
#define STEPS 1
#endif

#ifdef STEPS

/* ---- the plugin's variables ---------------------------------------------------------- */

static char *data; /* the plugin's, and how they were at the latest fork */
static size_t data_len;
static char copy[1 << 16];

static int
find_data(struct dl_phdr_info *info, size_t size, void *unused)
{
	char file[100];

	(void)size;
	(void)unused;
	snprintf(file, sizeof file, "/libnss_%s.so.2", module_name);
	if (strstr(info->dlpi_name, file) == NULL)
		return 0;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];

		if (p->p_type == PT_LOAD && (p->p_flags & PF_W) != 0) {
			data = (char *)(uintptr_t)(info->dlpi_addr + p->p_vaddr);
			data_len = p->p_memsz;
		}
	}
	return 1;
}

/* ---- steps --------------------------------------------------------------------------- */

static void (*in_child)(void); /* ends the child */
static unsigned n_forks;

/* The processor traps after each instruction while this bit of its flags is set. */
#define TRAP_FLAG 0x100

static void
set_steps(bool on)
{
	unsigned long long flags = __builtin_ia32_readeflags_u64();

	__builtin_ia32_writeeflags_u64(on ? flags | TRAP_FLAG
					  : flags & ~(unsigned long long)TRAP_FLAG);
}

static void
fork_here(int number)
{
	pid_t child;
	int status;

	(void)number;
	if (memcmp(copy, data, data_len) == 0)
		return;
	memcpy(copy, data, data_len);
	n_forks++;
	child = fork();
	if (child == 0)
		in_child();
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_msg(status == 0, "the child of fork %u failed at its step %d", n_forks,
		      WEXITSTATUS(status));
}

/* A lookup, with a stop after each instruction. */
static int
ask_in_steps(void)
{
	struct sigaction act = { .sa_handler = fork_here };
	int g;

	dl_iterate_phdr(find_data, NULL);
	ck_assert_uint_ne(data_len, 0);
	ck_assert_uint_le(data_len, sizeof copy);
	memcpy(copy, data, data_len);
	ck_assert_int_eq(sigaction(SIGTRAP, &act, NULL), 0);
	set_steps(true);
	g = generation_asked();
	set_steps(false);
	return g;
}

/* ---- children ------------------------------------------------------------------------ */

/* What a child is asked, in its order; the number of the step that failed is its end. */
static void
expect(int step, bool holds)
{
	if (!holds)
		_exit(step);
}

static int before; /* the generations that may answer in a child */
static int after;
static bool replaces; /* do children replace the file?  Then later ones find a new one */

/* It answers, without files from then on, and may see two replacements. */
static void
look_up_in_child(void)
{
	struct rlimit files;
	struct rlimit none;
	int g = generation_asked();

	expect(1, g == before || g == after);
	own_clock++;
	expect(2, generation_asked() == after);
	getrlimit(RLIMIT_NOFILE, &files);
	none = files;
	none.rlim_cur = 0;
	setrlimit(RLIMIT_NOFILE, &none);
	expect(3, generation_asked() == after);
	own_clock++;
	expect(4, generation_asked() == after);
	setrlimit(RLIMIT_NOFILE, &files);
	if (!replaces)
		_exit(0);
	for (unsigned next = 500; next <= 501; next++) {
		generation_put(next, 0);
		own_clock++;
		expect(5, generation_asked() == (int)next);
	}
	generation_put((unsigned)after, 0); /* the parent's file again */
	_exit(0);
}

START_TEST(a_child_forked_at_any_write_of_the_first_check_answers)
{
	replaces = _i != 0;
	generation_begin(1);
	before = after = 1;
	in_child = look_up_in_child;
	ck_assert_int_eq(ask_in_steps(), 1);
	ck_assert_uint_gt(n_forks, 10);
}
END_TEST

/* With maps that are kept, and later with copies. */
START_TEST(a_child_forked_at_any_write_of_a_later_check_answers)
{
	replaces = _i != 0;
	generation_begin(1);
	ck_assert_int_eq(generation_asked(), 1);
	in_child = look_up_in_child;
	for (int g = 2; g <= 12; g++) {
		bool kind = g == 2 || g > 10; /* a map, a new copy, copies over others */

		generation_put((unsigned)g, 0);
		own_clock++;
		before = g - 1;
		after = g;
		n_forks = 0;
		ck_assert_int_eq(kind ? ask_in_steps() : generation_asked(), g);
		ck_assert(!kind || n_forks > 5);
	}
}
END_TEST

/* ---- an index that is set aside ------------------------------------------------------ */

static void
enumerate_on_in_child(void)
{
	expect(1, strcmp(generation_next(), "next 2") == 0);
	expect(2, generation_next()[0] == '\0');
	expect(3, generation_asked() == -1);
	own_clock++;
	expect(4, generation_asked() == -1);
	_exit(0);
}

START_TEST(a_child_forked_at_any_write_of_a_check_that_finds_it_stale_enumerates_on)
{
	generation_begin(1);
	ck_assert_int_eq(generation_asked(), 1);
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 1");
	ck_assert_int_eq(truncate(module_services, 0), 0);
	own_clock++;
	in_child = enumerate_on_in_child;
	ck_assert_int_eq(ask_in_steps(), -1);
	ck_assert_uint_gt(n_forks, 5);
}
END_TEST

#endif

static void
add(TCase *tc)
{
#ifdef STEPS
	if (module_is_local)
		tcase_add_test(
		    tc,
		    a_child_forked_at_any_write_of_a_check_that_finds_it_stale_enumerates_on);
	tcase_add_loop_test(tc, a_child_forked_at_any_write_of_the_first_check_answers, 0,
			    2);
	tcase_add_loop_test(tc, a_child_forked_at_any_write_of_a_later_check_answers, 0, 2);
#else
	(void)tc; /* no processor to stop after each instruction */
#endif
}

int
main(void)
{
	return unit_run("fork", add);
}
