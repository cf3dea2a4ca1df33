/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Lookups that cut into others at one chosen moment (L3), as signal handlers and
 * threads do at any: within a check of the files, and between the taking of a
 * ticket and the question whether it holds.  The plugin's sources are linked in, so
 * that their calls of libc come by here.
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
static void (*at_move)(void);
static void (*at_memcpy)(void);

static bool refuse_ranges; /* no new range of addresses */
static bool refuse_blanks; /* nor zeros in place of what is there */

static struct iana_places places; /* unless all are NULL */

void *__real_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__wrap_mmap64(void *addr, size_t len, int prot, int flags, int fd, off_t off);
void *__real_mremap(void *old, size_t old_len, size_t new_len, int flags, void *to);
void *__wrap_mremap(void *old, size_t old_len, size_t new_len, int flags, void *to);
void *__real_memcpy(void *to, const void *from, size_t n);
void *__wrap_memcpy(void *to, const void *from, size_t n);
struct iana_places __real_iana_places_default(const char *forced, bool careful);
struct iana_places __wrap_iana_places_default(const char *forced, bool careful);

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
	if (addr == NULL ? refuse_ranges && fd < 0 : refuse_blanks) {
		errno = ENOMEM;
		return MAP_FAILED;
	}
	return __real_mmap64(addr, len, prot, flags, fd, off);
}

void *
__wrap_mremap(void *old, size_t old_len, size_t new_len, int flags, void *to)
{
	cut_in(&at_move);
	return __real_mremap(old, old_len, new_len, flags, to);
}

void *
__wrap_memcpy(void *to, const void *from, size_t n)
{
	cut_in(&at_memcpy);
	return __real_memcpy(to, from, n);
}

struct iana_places
__wrap_iana_places_default(const char *forced, bool careful)
{
	if (places.local != NULL || places.shipped != NULL)
		return places;
	return __real_iana_places_default(forced, careful);
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

static enum iana_status cut_status;
static struct iana_hold cut_hold;

static void
hold(void)
{
	errno = 77;
	cut_status = iana_store_hold(&cut_hold);
	ck_assert_int_eq(errno, 77);
}

static void
hold_nothing(void)
{
	unlink(generation_path);
	hold();
	generation_put(1, 0);
}

/* One byte of a map: is it there? */
static bool
is_there(void *p)
{
	unsigned char state;

	return mincore(p, 1, &state) == 0;
}

START_TEST(a_lookup_within_the_first_map_has_a_map_of_its_own)
{
	struct iana_hold outer;
	struct iana_ticket t;

	begin();
	ck_assert(!iana_store_recall(1, &t));
	at_map = hold;
	ck_assert_int_eq(iana_store_hold(&outer), IANA_OK);
	ck_assert_ptr_null(outer.own_addr);
	ck_assert_int_eq(cut_status, IANA_OK);
	ck_assert_ptr_nonnull(cut_hold.own_addr);
	ck_assert_ptr_eq(cut_hold.own_addr, cut_hold.ticket.image.bytes);
	ck_assert_mem_eq(cut_hold.own_addr, outer.ticket.image.bytes,
			 outer.ticket.image.size);
	errno = 77;
	ck_assert(iana_store_release(&cut_hold));
	ck_assert_int_eq(errno, 77);
	ck_assert(!is_there(cut_hold.own_addr));
	ck_assert(iana_store_release(&outer));
	ck_assert(is_there((void *)(uintptr_t)outer.ticket.image.bytes));
}
END_TEST

START_TEST(a_lookup_within_the_first_map_may_find_no_file)
{
	struct iana_hold outer;

	begin();
	at_map = hold_nothing;
	ck_assert_int_eq(iana_store_hold(&outer), IANA_OK);
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
	struct iana_hold outer;

	begin();
	ck_assert_int_eq(generation_asked(), 1);
	generation_put(2, 0);
	own_clock++;
	at_move = hold;
	ck_assert_int_eq(iana_store_hold(&outer), IANA_OK);
	ck_assert_int_eq(cut_status, IANA_OK);
	ck_assert_ptr_null(cut_hold.own_addr);
	ck_assert_uint_eq(cut_hold.ticket.generation, 1);
	ck_assert_uint_eq(outer.ticket.generation, 2);
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
		hold();
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
	at_move = fork_here;
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

/* The slot of a ticket may be filled again when two indexes have come since. */
static void
replace_twice(void)
{
	for (unsigned g = 10; g <= 11; g++) {
		struct iana_hold h;

		generation_put(g, 0);
		own_clock++;
		ck_assert_int_eq(iana_store_hold(&h), IANA_OK);
		ck_assert(iana_store_release(&h));
	}
}

/* Every way of a lookup: plain, with an alias, through the list of a name or a port. */
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

	for (int slow = 0; slow < 2; slow++) {
		begin();
		generation_place(&b);
		own_clock++;
		ck_assert_int_eq(ask_way(_i), NSS_STATUS_SUCCESS);
		ck_assert_int_eq(ask_way(_i), NSS_STATUS_SUCCESS); /* the fast way */
		own_clock += slow;	   /* a check is due: the fast way is not taken */
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
	at_memcpy = replace_twice; /* in the plain case */
	ck_assert_str_eq(generation_next(), "");
	ck_assert(at_memcpy == NULL);
}
END_TEST

/* ---- checks -------------------------------------------------------------------------- */

static bool *const refusals[] = { &refuse_ranges, &refuse_blanks };

START_TEST(an_index_that_there_are_no_addresses_for_is_tried_again)
{
	begin();
	ck_assert_int_eq(generation_asked(), 1);
	generation_put(2, 0);
	*refusals[_i] = true;
	own_clock++;
	ck_assert_int_eq(generation_asked(), 1);
	*refusals[_i] = false;
	own_clock++;
	ck_assert_int_eq(generation_asked(), 2);
}
END_TEST

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
	ck_assert_uint_eq(iana_store.begun, 1);
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
	uint32_t begun;

	begin();
	write_over(generation_path, 1, then[0]);
	ck_assert_int_eq(generation_asked(), 1);
	for (unsigned i = 1; i < 3; i++) {
		begun = iana_store.begun;
		write_over(generation_path, i + 1, then[i]);
		own_clock++;
		ck_assert_int_eq(generation_asked(), (int)i + 1);
		/* given up: no ticket from before holds, as the next alone would let it */
		ck_assert_uint_eq(iana_store.begun, begun + 3);
	}
}
END_TEST

START_TEST(an_index_in_either_place_is_given_up_when_it_is_cut_short)
{
	struct iana_buffer b = generation_index(5, 0);
	const char *other = fixture_file(&b);

	ck_assert_int_eq(chmod(other, 0644), 0);
	begin();
	places.local = generation_path;
	places.shipped = other;
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
	tcase_add_loop_test(tc, an_index_that_there_are_no_addresses_for_is_tried_again, 0,
			    sizeof refusals / sizeof *refusals);
	tcase_add_test(tc, a_path_that_comes_back_to_the_same_file_maps_nothing_new);
	if (geteuid() == 0) /* else it was read, and is not given up */
		tcase_add_test(tc, bytes_written_over_are_told_by_second_and_nanosecond);
	tcase_add_test(tc, an_index_in_either_place_is_given_up_when_it_is_cut_short);
}

int
main(void)
{
	return unit_run("claim", add);
}
