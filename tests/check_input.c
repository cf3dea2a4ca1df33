/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a registry reaches the CSV reader: in chunks, in pieces, cut short, not at all. */
#include "unit_csv.h"

#include <sys/wait.h>
#include <unistd.h>

/* Everything that can lie across the end of a chunk. */
#define MIXED \
	"Service Name,Port Number,Transport Protocol,Description\r\n" \
	"a,1,tcp,\"x\r\n\r\ny \"\"q\"\" ,\"\r\n" \
	"\r\n \n" \
	"b_\303\251,6000-6063,,\n" \
	"\"c\",3,udp,\"\"\n"
#define MIXED_RECORDS \
	"2|1|a|tcp|x\r\n\r\ny \"q\" ,||;7|6000-6063|b_\303\251||||;8|3|c|udp|||;"

START_TEST(the_end_of_a_chunk_may_fall_anywhere)
{
	size_t n = strlen(MIXED);
	char *text = malloc(IANA_INPUT_CHUNK + n);

	/* Blank lines in front move the text over the boundary byte by byte. */
	for (size_t before = IANA_INPUT_CHUNK - n - 1; before <= IANA_INPUT_CHUNK;
	     before++) {
		memset(text, '\n', before);
		memcpy(text + before, MIXED, n);
		unit_csv_expect(text, before + n, before, MIXED_RECORDS);
	}
	free(text);
}
END_TEST

START_TEST(a_pipe_may_deliver_pieces_of_any_size)
{
	size_t n = strlen(MIXED);

	for (size_t piece = 1; piece <= n; piece++) {
		struct unit_records log = { 0 };
		struct iana_report rep = { 0 };
		char path[UNIT_PATH_ROOM];
		int fds[2];
		pid_t child;

		ck_assert_int_eq(pipe(fds), 0);
		child = fork();
		ck_assert_int_ge(child, 0);
		if (child == 0) {
			close(fds[0]);
			for (size_t at = 0; at < n; at += piece)
				if (write(fds[1], &MIXED[at],
					  piece < n - at ? piece : n - at) < 0)
					_exit(1);
			_exit(0);
		}
		close(fds[1]);
		snprintf(path, sizeof path, "/proc/self/fd/%d", fds[0]);
		ck_assert_msg(unit_csv_path(path, &log, &rep), "%s", rep.error.text);
		ck_assert_str_eq(unit_string(&log.text), MIXED_RECORDS);
		iana_buffer_done(&log.text);
		close(fds[0]);
		waitpid(child, NULL, 0);
	}
}
END_TEST

START_TEST(every_truncation_fails_or_leaves_whole_records)
{
	size_t n = strlen(MIXED);
	size_t n_good = 0;

	for (size_t len = 0; len < n; len++) {
		struct unit_records log = { 0 };
		struct iana_report rep = { 0 };
		bool ok = unit_csv_read(MIXED, len, &log, &rep);
		const char *got = unit_string(&log.text);

		/* What the sink was given is true even where the reader then fails. */
		ck_assert_msg(strncmp(got, MIXED_RECORDS, strlen(got)) == 0,
			      "cut at %zu: %s", len, got);
		ck_assert(ok || rep.error.text[0] != '\0');
		ck_assert(!ok || (len > 0 && MIXED[len - 1] == '\n' && log.n > 0));
		n_good += ok;
		iana_buffer_done(&log.text);
	}
	/* Behind the first record, its two blank lines, and the second record. */
	ck_assert_uint_eq(n_good, 4);
}
END_TEST

START_TEST(an_input_may_have_64_mib_and_no_more)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	char path[UNIT_PATH_ROOM];
	int fd = unit_file("", 0, path);

	for (size_t more = 0; more < 2; more++) {
		struct iana_report rep = { 0 };
		bool ok;

		ck_assert_int_eq(ftruncate(fd, (off_t)(IANA_INPUT_MAX + more)), 0);
		ok = iana_input_open(in, path, &rep);
		while (ok && in->len != 0)
			ok = iana_input_next(in, &rep);
		ck_assert(ok == (more == 0));
		ck_assert(ok || strstr(rep.error.text, "64 MiB") != NULL);
		iana_input_close(in);
	}
	close(fd);
	free(in);
}
END_TEST

START_TEST(what_cannot_be_read_is_told_by_errno)
{
	struct unit_records log = { 0 };
	struct iana_report rep = { 0 };

	ck_assert(!unit_csv_path("/nonexistent/registry.csv", &log, &rep));
	ck_assert_str_eq(rep.error.path, "/nonexistent/registry.csv");
	ck_assert_ptr_nonnull(strstr(rep.error.text, "cannot open: No such file"));
	ck_assert(!unit_csv_path("/", &log, &rep));
	ck_assert_ptr_nonnull(strstr(rep.error.text, "cannot read: "));
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, the_end_of_a_chunk_may_fall_anywhere);
	tcase_add_test(tc, a_pipe_may_deliver_pieces_of_any_size);
	tcase_add_test(tc, every_truncation_fails_or_leaves_whole_records);
	tcase_add_test(tc, an_input_may_have_64_mib_and_no_more);
	tcase_add_test(tc, what_cannot_be_read_is_told_by_errno);
}

int
main(void)
{
	return unit_run("input", add);
}
