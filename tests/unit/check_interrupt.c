/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Lookups that interrupt others at one chosen moment (L3), as signal handlers and threads
 * do at any moment: within a check of the files, and between the start and the end of a
 * snapshot.  The plugin's sources are linked in, so that their calls of libc come here.
 */
#include "nss/nss_iana.h"
#include "nss/store.h"
#include "src/locate.h"
#include "support/generation.h"
#include "support/plugin.h"
#include "support/unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What cuts in, once, at the next call of one kind. */
static void (*at_map)(void);
static void (*at_memcpy)(void);

static struct iana_paths paths; /* unless all are NULL */

void *__real_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__wrap_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__real_memcpy(void *to, const void *from, size_t n);
void *__wrap_memcpy(void *to, const void *from, size_t n);
struct iana_paths __real_iana_paths_default(const char *forced, bool careful);
struct iana_paths __wrap_iana_paths_default(const char *forced, bool careful);

static void
cut_in(void (**hook)(void))
{
	void (*f)(void) = *hook;

	*hook = NULL;
	if (f != NULL)
		f();
}

void *
__wrap_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off)
{
	cut_in(&at_map);
	return __real_mmap64(addr, len, prot, flags, fd, off);
}

void *
__wrap_memcpy(void *to, const void *from, size_t n)
{
	cut_in(&at_memcpy);
	return __real_memcpy(to, from, n);
}

struct iana_paths
__wrap_iana_paths_default(const char *forced, bool careful)
{
	if (paths.local != NULL || paths.shipped != NULL)
		return paths;
	return __real_iana_paths_default(forced, careful);
}

/* The plugin that is linked in, for generation_asked() and generation_next(). */
static void
begin(void)
{
	struct iana_buffer none = { .bytes = (char *)(uintptr_t) "", .len = 0 };

	strcpy(generation_path, fixture_file(&none));
	generation_put(1, 0);
	plugin_use(generation_path);
	plugin_byname = _nss_iana_getservbyname_r;
	plugin_byport = _nss_iana_getservbyport_r;
	plugin_setent = _nss_iana_setservent;
	plugin_getent = _nss_iana_getservent_r;
	plugin_endent = _nss_iana_endservent;
}

/* ---- within a check ------------------------------------------------------------------ */

/* What a lookup begins with. */
static enum iana_status
take(struct iana_snapshot *ret)
{
	iana_store_refresh();
	return iana_snapshot_take(ret);
}

static enum iana_status cut_status;
static struct iana_snapshot cut_snapshot;

static void
take_here(void)
{
	errno = 77;
	cut_status = take(&cut_snapshot);
	ck_assert_int_eq(errno, 77);
}

static void
take_nothing(void)
{
	unlink(generation_path);
	take_here();
	generation_put(1, 0);
}

/* One byte of a map: is it there? */
static bool
is_there(const char *p)
{
	unsigned char state;

	return mincore((void *)(uintptr_t)p, 1, &state) == 0;
}

START_TEST(a_lookup_within_the_first_map_has_a_map_of_its_own)
{
	struct iana_snapshot outer;

	begin();
	at_map = take_here;
	ck_assert_int_eq(take(&outer), IANA_OK);
	ck_assert_uint_eq(outer.generation, 1);
	ck_assert_int_eq(cut_status, IANA_OK);
	ck_assert_uint_eq(cut_snapshot.generation, IANA_PRIVATE);
	ck_assert_ptr_ne(cut_snapshot.image.bytes, outer.image.bytes);
	ck_assert_mem_eq(cut_snapshot.image.bytes, outer.image.bytes, outer.image.size);
	ck_assert(!iana_snapshot_previous(&cut_snapshot));
	errno = 77;
	ck_assert(iana_snapshot_end(&cut_snapshot));
	ck_assert_int_eq(errno, 77);
	ck_assert(!is_there(cut_snapshot.image.bytes));
	ck_assert(iana_snapshot_end(&outer));
	ck_assert(is_there(outer.image.bytes));
}
END_TEST

START_TEST(a_lookup_within_the_first_map_may_find_no_file)
{
	struct iana_snapshot outer;

	begin();
	at_map = take_nothing;
	ck_assert_int_eq(take(&outer), IANA_OK);
	ck_assert_int_eq(cut_status, IANA_NOFILE);
}
END_TEST

static char first_step[64];
static char second_step[64];

static void
enumerate(void)
{
	strcpy(first_step, generation_next());
	strcpy(second_step, generation_next());
}

START_TEST(an_enumeration_within_the_first_map_goes_on)
{
	begin();
	at_map = enumerate;
	ck_assert_int_eq(generation_asked(), 1);
	ck_assert_str_eq(first_step, "svc 1");
	ck_assert_str_eq(second_step, "next 2");
}
END_TEST

START_TEST(a_lookup_within_a_later_check_answers_from_the_old_index)
{
	struct iana_snapshot before;
	struct iana_snapshot outer;

	begin();
	ck_assert_int_eq(take(&before), IANA_OK);
	generation_put(2, 0);
	own_clock++;
	at_map = take_here;
	ck_assert_int_eq(take(&outer), IANA_OK);
	ck_assert(!iana_snapshot_unchanged(&before));
	ck_assert_int_eq(cut_status, IANA_OK);
	ck_assert_ptr_eq(cut_snapshot.image.bytes, before.image.bytes);
	ck_assert(!iana_snapshot_end(&cut_snapshot)); /* replaced since */
	ck_assert_ptr_ne(outer.image.bytes, before.image.bytes);
	ck_assert(iana_snapshot_previous(&outer));
	ck_assert_ptr_eq(outer.image.bytes, before.image.bytes);
	ck_assert_int_eq(generation_asked(), 2);
}
END_TEST

/* A child must not wait for a thread that it does not have. */
static int child_status;

static void
fork_here(void)
{
	pid_t child = fork();

	if (child == 0) {
		take_here();
		generation_put(3, 0);
		own_clock++;
		exit(cut_status == IANA_OK && generation_asked() == 3 ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(child, &child_status, 0), child);
	generation_put(2, 0);
}

START_TEST(a_child_forked_within_a_check_makes_its_own)
{
	begin();
	ck_assert_int_eq(generation_asked(), 1);
	generation_put(2, 0);
	own_clock++;
	child_status = -1;
	at_map = fork_here;
	generation_asked();
	ck_assert_int_eq(child_status, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 2);
}
END_TEST

START_TEST(a_child_forked_within_the_first_map_answers_for_itself)
{
	begin();
	child_status = -1;
	at_map = fork_here;
	ck_assert_int_ge(generation_asked(), 1);
	ck_assert_int_eq(child_status, 0);
}
END_TEST

/* ---- within a lookup ----------------------------------------------------------------- */

/* The slot of a snapshot may be filled again when two indexes have come since. */
static void
replace_twice(void)
{
	static unsigned g = 10;

	for (unsigned end = g + 2; g < end; g++) {
		struct iana_snapshot s;

		generation_put(g, 0);
		own_clock++;
		ck_assert_int_eq(take(&s), IANA_OK);
		ck_assert(iana_snapshot_end(&s));
	}
}

/* Each way of a lookup: a fast hit, an alias, the list of a name or of a port. */
static const char ways_csv[] =
    "Service Name,Port Number,Transport Protocol,Description,Assignment Notes\n"
    "svc,1,tcp,,\nlong,2,tcp,,\nother,2,tcp,,\"An alias to \"\"long\"\"\"\n"
    "dup,3,tcp,,\ndup,4,udp,,\na,5,tcp,,\nb,5,udp,,\n";
static const struct {
	const char *name; /* NULL: the port is asked for */
	int port;
	enum nss_status later; /* in the index that comes */
} ways[] = {
	{ "svc", 0, NSS_STATUS_SUCCESS },  { "long", 0, NSS_STATUS_NOTFOUND },
	{ "dup", 0, NSS_STATUS_NOTFOUND }, { NULL, 1, NSS_STATUS_NOTFOUND },
	{ NULL, 2, NSS_STATUS_NOTFOUND },  { NULL, 5, NSS_STATUS_NOTFOUND },
};

static enum nss_status
ask_way(int i)
{
	struct servent s;
	char buffer[PLUGIN_ROOM];
	int e;

	return ways[i].name != NULL
		   ? plugin_byname(ways[i].name, "tcp", &s, buffer, sizeof buffer, &e)
		   : plugin_byport(htons((uint16_t)ways[i].port), "tcp", &s, buffer,
				   sizeof buffer, &e);
}

START_TEST(a_lookup_is_asked_again_where_its_index_is_gone)
{
	struct iana_buffer b = fixture_index(ways_csv, false);

	for (int due = 0; due < 2; due++) {
		begin();
		generation_place(&b);
		own_clock++;
		ck_assert_int_eq(ask_way(_i), NSS_STATUS_SUCCESS);
		ck_assert_int_eq(ask_way(_i), NSS_STATUS_SUCCESS); /* the fast way */
		own_clock += due;	   /* a check is due: a complete lookup */
		at_memcpy = replace_twice; /* of the first bytes of the answer */
		ck_assert_int_eq(ask_way(_i), ways[_i].later);
		ck_assert(at_memcpy == NULL);
	}
	iana_buffer_done(&b);
}
END_TEST

START_TEST(a_step_of_an_enumeration_is_made_again_where_its_index_is_gone)
{
	begin();
	ck_assert_int_eq(generation_asked(), 1);
	plugin_setent(0);
	at_memcpy = replace_twice;
	/* the first step can begin anew; any later one would mix two tables */
	ck_assert_str_eq(generation_next(), "svc 11");
	ck_assert(at_memcpy == NULL);
	ck_assert_str_eq(generation_next(), "next 12");
	ck_assert_str_eq(generation_next(), "");
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 11");
	at_memcpy = replace_twice; /* in a fast step */
	ck_assert_str_eq(generation_next(), "");
	ck_assert(at_memcpy == NULL);
}
END_TEST

/* ---- checks -------------------------------------------------------------------------- */

START_TEST(a_path_that_comes_back_to_the_same_file_maps_nothing_new)
{
	begin();
	ck_assert_int_eq(generation_asked(), 1);
	plugin_setent(0);
	ck_assert_str_eq(generation_next(), "svc 1");
	for (int i = 0; i < 3; i++) {
		plugin_use(NULL);
		ck_assert_int_eq(generation_asked(), 1);
		plugin_use(generation_path);
		ck_assert_int_eq(generation_asked(), 1);
	}
	/* its index is the same still */
	ck_assert_uint_eq(iana_store.generation, 1);
	ck_assert_str_eq(generation_next(), "next 2");
}
END_TEST

/* Bytes of another generation in the same file, which is as long as before. */
static void
write_over(const char *path, unsigned g, const struct timespec times[2])
{
	struct iana_buffer b = generation_index(g, 0);
	int fd = open(path, O_WRONLY);

	ck_assert_int_eq(write(fd, b.bytes, b.len), (ssize_t)b.len);
	ck_assert_int_eq(futimens(fd, times), 0);
	close(fd);
	iana_buffer_done(&b);
}

START_TEST(bytes_written_over_are_told_by_second_and_nanosecond)
{
	static const struct timespec then[][2] = { { { 1000, 1 }, { 1000, 1 } },
						   { { 1000, 2 }, { 1000, 2 } },
						   { { 2000, 2 }, { 2000, 2 } } };
	uint32_t generation;

	begin();
	write_over(generation_path, 1, then[0]);
	ck_assert_int_eq(generation_asked(), 1);
	for (unsigned i = 1; i < 3; i++) {
		generation = iana_store.generation;
		write_over(generation_path, i + 1, then[i]);
		own_clock++;
		ck_assert_int_eq(generation_asked(), (int)i + 1);
		/* given up, then replaced */
		ck_assert_uint_eq(iana_store.generation, generation + 2);
	}
}
END_TEST

START_TEST(an_index_in_either_place_is_given_up_when_it_is_cut_short)
{
	struct iana_buffer b = generation_index(5, 0);
	const char *other = fixture_file(&b);

	ck_assert_int_eq(chmod(other, 0644), 0);
	begin();
	paths.local = generation_path;
	paths.shipped = other;
	ck_assert_int_eq(generation_asked(), 1); /* the local one, of the same date */
	ck_assert_int_eq(truncate(generation_path, 0), 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 5);
	ck_assert_int_eq(truncate(other, 0), 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), -1);
	generation_put(6, 0);
	own_clock++;
	ck_assert_int_eq(generation_asked(), 6);
	iana_buffer_done(&b);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_lookup_within_the_first_map_has_a_map_of_its_own);
	tcase_add_test(tc, a_lookup_within_the_first_map_may_find_no_file);
	tcase_add_test(tc, an_enumeration_within_the_first_map_goes_on);
	tcase_add_test(tc, a_lookup_within_a_later_check_answers_from_the_old_index);
	tcase_add_test(tc, a_child_forked_within_a_check_makes_its_own);
	tcase_add_test(tc, a_child_forked_within_the_first_map_answers_for_itself);
	tcase_add_loop_test(tc, a_lookup_is_asked_again_where_its_index_is_gone, 0,
			    (int)(sizeof ways / sizeof *ways));
	tcase_add_test(tc, a_step_of_an_enumeration_is_made_again_where_its_index_is_gone);
	tcase_add_test(tc, a_path_that_comes_back_to_the_same_file_maps_nothing_new);
	if (geteuid() != 0)
		return; /* an index that was read is not given up */
	tcase_add_test(tc, bytes_written_over_are_told_by_second_and_nanosecond);
	tcase_add_test(tc, an_index_in_either_place_is_given_up_when_it_is_cut_short);
}

int
main(void)
{
	return unit_run("interrupt", add);
}
