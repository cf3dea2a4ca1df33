/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of /proc say of ports, and what the files of a machine do. */
#include "free/host.h"
#include "free/listed.h"
#include "support/unit_gen.h"
#include "support/unit_tree.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define RANGE "proc/sys/net/ipv4/ip_local_port_range"
#define KEPT_BACK "proc/sys/net/ipv4/ip_local_reserved_ports"
#define TCP_TITLE "  sl  local_address rem_address   st tx_queue rx_queue\n"

static char root[UNIT_TREE_ROOM];
static struct iana_taken *taken;
static struct iana_report rep;
static char warned[400];
static const struct iana_wanted both = { .name = { "tcp", "udp" }, .n = 2 };
static const struct iana_wanted tcp_alone = { .name = { "tcp" },
					      .n = 1,
					      .per_protocol = true };

static void
keep_warning(const struct iana_message *msg, void *ctx)
{
	(void)ctx;
	snprintf(warned, sizeof warned, "%s", msg->text);
}

static void
put_file(const char *name, const char *text)
{
	char path[400];
	char command[900];

	snprintf(path, sizeof path, "%s/%s", root, name);
	snprintf(command, sizeof command, "/bin/mkdir -p \"$(/usr/bin/dirname '%s')\"",
		 path);
	ck_assert_int_eq(system(command), 0);
	unit_put(path, text);
}

static void
setup(void)
{
	unit_tree_make(root);
	taken = iana_taken_new();
	rep = (struct iana_report){ .warn = keep_warning };
	warned[0] = '\0';
}

static void
teardown(void)
{
	free(taken);
	unit_tree_remove(root);
}

/* The ports that have a bit, as text: "5-7 9". */
static const char *
ports_with(unsigned bit)
{
	static char text[4000];
	size_t len = 0;

	text[0] = '\0';
	for (uint32_t lo = 0; lo < IANA_PORTS; lo++) {
		uint32_t hi = lo;

		if ((taken->by[lo] & bit) == 0)
			continue;
		while (hi + 1 < IANA_PORTS && (taken->by[hi + 1] & bit) != 0)
			hi++;
		len += (size_t)snprintf(text + len, sizeof text - len,
					lo == hi ? "%s%u" : "%s%u-%u", len != 0 ? " " : "",
					lo, hi);
		lo = hi;
	}
	return text;
}

/* ---- the ephemeral range
 * ------------------------------------------------------------------- */

START_TEST(the_kernels_range_is_taken_without_what_is_kept_back)
{
	struct iana_ephemeral e;

	put_file(RANGE, "10000\t10010\n");
	put_file(KEPT_BACK, "22,10002,10005-10006\n");
	iana_taken_add_ephemeral(taken, root, &e, &rep);
	ck_assert_uint_eq(e.lo, 10000);
	ck_assert_uint_eq(e.hi, 10010);
	ck_assert(!e.is_assumed);
	ck_assert_str_eq(ports_with(IANA_TAKEN_EPHEMERAL),
			 "10000-10001 10003-10004 10007-10010");
	ck_assert_str_eq(ports_with(IANA_TAKEN_KEPT_BACK), "22 10002 10005-10006");
	ck_assert_str_eq(warned, "");
}
END_TEST

START_TEST(a_list_that_is_empty_keeps_nothing_back)
{
	struct iana_ephemeral e;

	put_file(RANGE, "1024 65535");
	put_file(KEPT_BACK, "\n");
	iana_taken_add_ephemeral(taken, root, &e, &rep);
	ck_assert_str_eq(ports_with(IANA_TAKEN_EPHEMERAL), "1024-65535");
	ck_assert_str_eq(ports_with(IANA_TAKEN_KEPT_BACK), "");
	ck_assert_str_eq(warned, "");
}
END_TEST

START_TEST(without_a_range_the_usual_one_is_assumed)
{
	static const char *const odd[] = { "",	    "\n",	 "10000\n", "10000 x\n",
					   "9 8\n", "1 65536\n", "-1 10\n", "1-2 3\n" };
	struct iana_ephemeral e;

	iana_taken_add_ephemeral(taken, root, &e, &rep);
	ck_assert(e.is_assumed);
	ck_assert_str_eq(ports_with(IANA_TAKEN_EPHEMERAL), "32768-60999");
	ck_assert_ptr_nonnull(strstr(warned, "cannot be read: No such file"));
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		warned[0] = '\0';
		put_file(RANGE, odd[i]);
		iana_taken_add_ephemeral(taken, root, &e, &rep);
		ck_assert(e.is_assumed);
		ck_assert_str_eq(warned, "not a range of ports; 32768-60999 is assumed");
	}
}
END_TEST

START_TEST(an_odd_list_of_kept_ports_is_told)
{
	struct iana_ephemeral e;

	put_file(RANGE, "10000\t10010\n");
	put_file(KEPT_BACK, "22,x,23\n");
	iana_taken_add_ephemeral(taken, root, &e, &rep);
	ck_assert_str_eq(warned, "\"x\" is not a range of ports");
}
END_TEST

/* ---- sockets
 * ------------------------------------------------------------------------------- */

START_TEST(sockets_that_listen_or_are_bound_take_their_ports)
{
	put_file("proc/net/tcp",
		 TCP_TITLE "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000\n"
			   "   1: 0100007F:1F91 0100007F:0016 01 00000000:00000000\n"
			   "   2: 00000000:0016 00000000:0000 0A 00000000:00000000\n");
	put_file("proc/net/tcp6", TCP_TITLE "   0: 00000000000000000000000000000000:abcd "
					    "00000000000000000000000000000000:0000 0A 0\n");
	put_file("proc/net/udp", TCP_TITLE "  11: 00000000:0035 00000000:0000 07 0\n"
					   "  12: 0100007F:2000 0100007F:0035 01 0\n");
	put_file("proc/net/sctp/eps",
		 " ENDPT     SOCK   STY SST HBKT LPORT   UID INODE LADDRS\n"
		 "ffff8801 ffff8802 2   10  17   3868    0 123 10.0.0.1\n");
	ck_assert_msg(iana_taken_add_listening(taken, root, &both, &rep), "%s",
		      rep.error.text);
	ck_assert_str_eq(ports_with(IANA_TAKEN_LISTENING), "22 53 3868 8080 8192 43981");
	memset(taken, 0, sizeof *taken);
	ck_assert(iana_taken_add_listening(taken, root, &tcp_alone, &rep));
	ck_assert_str_eq(ports_with(IANA_TAKEN_LISTENING), "22 8080 43981");
}
END_TEST

START_TEST(sockets_that_nobody_can_read_are_an_error)
{
	ck_assert(!iana_taken_add_listening(taken, root, &both, &rep));
	ck_assert_str_eq(rep.error.text,
			 "cannot tell what is in use: No such file or directory");
	put_file("proc/net/tcp", TCP_TITLE);
	put_file("proc/net/udp", TCP_TITLE "x\n");
	ck_assert(!iana_taken_add_listening(taken, root, &both, &rep));
	ck_assert_str_eq(rep.error.text, "not a socket");
	ck_assert_uint_eq(rep.error.line, 2);
	put_file("proc/net/udp", TCP_TITLE "  1: 00000000:12345 00000000:0000 07\n");
	ck_assert(!iana_taken_add_listening(taken, root, &both, &rep));
	put_file("proc/net/udp", TCP_TITLE "  1: 00000000:G000 00000000:0000 07\n");
	ck_assert(!iana_taken_add_listening(taken, root, &both, &rep));
	put_file("proc/net/udp", TCP_TITLE "  1: 00000000: 00000000:0000 07\n");
	ck_assert(!iana_taken_add_listening(taken, root, &both, &rep));
}
END_TEST

/* ---- files
 * --------------------------------------------------------------------------------- */

/* The text takes these ports; own is the name of the service itself, or NULL. */
static void
services_take(const char *text, const char *own, const char *ports)
{
	struct iana_wanted w = both;
	char path[400];

	w.own = own;
	put_file("services", text);
	snprintf(path, sizeof path, "%s/services", root);
	memset(taken, 0, sizeof *taken);
	ck_assert(iana_taken_add_services(taken, path, IANA_TAKEN_SERVICES, &w, &rep));
	ck_assert_str_eq(ports_with(IANA_TAKEN_SERVICES), ports);
}

START_TEST(services_are_read_as_nss_files_reads_them_and_ranges_too)
{
	services_take("", NULL, "");
	services_take("a 5/tcp\nb 7-9/udp # c 11/tcp\n#d 13/tcp\nno port\n", NULL, "5 7-9");
	services_take("a 0x10/tcp\nb 010/tcp\nc 65541/tcp", NULL, "5 8 16");
	services_take("a 9-7/tcp\nb 3\n", NULL, "3");
	services_take("a 5/tcp x Mine\nb 6/tcp\nmine 7/udp\n", "mine", "6");
	services_take("\357\273\277a 5/tcp\n", NULL, "5");
}
END_TEST

START_TEST(a_services_file_that_is_not_there_takes_nothing)
{
	ck_assert(iana_taken_add_services(taken, "/nonexistent/x", IANA_TAKEN_SERVICES,
					  &both, &rep));
	ck_assert_str_eq(ports_with(IANA_TAKEN_SERVICES), "");
}
END_TEST

START_TEST(a_nul_byte_ends_a_line_of_services)
{
	static const char text[] = "a 5/tcp\0b\nc\0 6/tcp\nd 7/tcp\n";
	char path[UNIT_PATH_ROOM];
	int fd = unit_file(text, sizeof text - 1, path);

	ck_assert(iana_taken_add_services(taken, path, IANA_TAKEN_SERVICES, &both, &rep));
	ck_assert_str_eq(ports_with(IANA_TAKEN_SERVICES), "5 7");
	close(fd);
}
END_TEST

START_TEST(another_protocol_counts_unless_it_is_asked_otherwise)
{
	static const char text[] = "a 5/udp\nb 6/TCP\n7/udp 8/tcp\n";
	char path[UNIT_PATH_ROOM];
	int fd = unit_file(text, sizeof text - 1, path);

	ck_assert(iana_taken_add_avoided(taken, path, &both, &rep));
	ck_assert_str_eq(ports_with(IANA_TAKEN_AVOIDED), "5-8");
	memset(taken, 0, sizeof *taken);
	ck_assert(iana_taken_add_avoided(taken, path, &tcp_alone, &rep));
	ck_assert_str_eq(ports_with(IANA_TAKEN_AVOIDED), "6 8");
	close(fd);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, the_kernels_range_is_taken_without_what_is_kept_back);
	tcase_add_test(tc, a_list_that_is_empty_keeps_nothing_back);
	tcase_add_test(tc, without_a_range_the_usual_one_is_assumed);
	tcase_add_test(tc, an_odd_list_of_kept_ports_is_told);
	tcase_add_test(tc, sockets_that_listen_or_are_bound_take_their_ports);
	tcase_add_test(tc, sockets_that_nobody_can_read_are_an_error);
	tcase_add_test(tc, services_are_read_as_nss_files_reads_them_and_ranges_too);
	tcase_add_test(tc, a_services_file_that_is_not_there_takes_nothing);
	tcase_add_test(tc, a_nul_byte_ends_a_line_of_services);
	tcase_add_test(tc, another_protocol_counts_unless_it_is_asked_otherwise);
}

int
main(void)
{
	return unit_run("free_host", add_tests);
}
