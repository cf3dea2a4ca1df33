/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How a registry reaches the CSV reader: in chunks, in pieces, packed, cut short, not
 * at all.
 */
#include "base/utf8.h"
#include "support/unit_csv.h"

#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

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

/* Where lines end in CR alone, a CR LF is one line end, also across two chunks. */
START_TEST(a_chunk_may_end_between_cr_and_lf)
{
	static const char head[] =
	    "Service Name,Port Number,Transport Protocol,Description\r";
	static const char tail[] = "a,1,tcp,\r\nb,2,tcp,\r";
	size_t n = strlen(head);
	char *text = malloc(IANA_INPUT_CHUNK + n + sizeof tail);

	for (size_t before = IANA_INPUT_CHUNK - n - sizeof tail;
	     before <= IANA_INPUT_CHUNK - n; before++) {
		memcpy(text, head, n);
		memset(text + n, '\r', before);
		memcpy(text + n + before, tail, strlen(tail));
		unit_csv_expect(text, n + before + strlen(tail), before,
				"2|1|a|tcp|||;3|2|b|tcp|||;");
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

		/* The rows are true even if the reader then fails, or warns of the last. */
		ck_assert_msg(rep.n_warnings != 0 ||
				  strncmp(got, MIXED_RECORDS, strlen(got)) == 0,
			      "cut at %zu: %s", len, got);
		ck_assert(ok || rep.error.text[0] != '\0');
		ck_assert(!ok || rep.n_warnings != 0 ||
			  (len > 0 && MIXED[len - 1] == '\n' && log.n > 0));
		n_good += ok && rep.n_warnings == 0;
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

/* ---- gzip ------------------------------------------------------------------ */

/* Add a member of gzip with these bytes. */
static void
pack(struct iana_buffer *to, const void *bytes, size_t len)
{
	z_stream z = { 0 };
	size_t room;

	ck_assert_int_eq(
	    deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
	room = deflateBound(&z, len);
	to->bytes = iana_grow(to->bytes, &to->cap, to->len + room, 1);
	z.next_in = (Bytef *)bytes;
	z.avail_in = (uInt)len;
	z.next_out = (Bytef *)to->bytes + to->len;
	z.avail_out = (uInt)room;
	ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	to->len += z.total_out;
	deflateEnd(&z);
}

/* What is read of packed bytes; false with the reason in rep. */
static bool
read_packed(const struct iana_buffer *packed, size_t len, struct iana_buffer *ret_text,
	    struct iana_report *rep)
{
	struct unit_records log = { 0 };
	bool ok = unit_csv_read(packed->bytes, len, &log, rep);

	*ret_text = log.text;
	return ok;
}

static void
expect_packed(const struct iana_buffer *packed)
{
	struct iana_report rep = { 0 };
	struct iana_buffer text;

	ck_assert_msg(read_packed(packed, packed->len, &text, &rep), "%s", rep.error.text);
	ck_assert_str_eq(unit_string(&text), MIXED_RECORDS);
	iana_buffer_done(&text);
}

static void
expect_packed_fault(const struct iana_buffer *packed, size_t len, const char *phrase)
{
	struct iana_report rep = { 0 };
	struct iana_buffer text;

	ck_assert(!read_packed(packed, len, &text, &rep));
	ck_assert_msg(strstr(rep.error.text, phrase) != NULL, "%zu: \"%s\" lacks \"%s\"",
		      len, rep.error.text, phrase);
	iana_buffer_done(&text);
}

START_TEST(members_of_gzip_are_one_text)
{
	for (size_t at = 0; at <= strlen(MIXED); at++) {
		struct iana_buffer packed = { 0 };

		pack(&packed, MIXED, at);
		pack(&packed, "", 0);
		pack(&packed, &MIXED[at], strlen(MIXED) - at);
		expect_packed(&packed);
		iana_buffer_done(&packed);
	}
}
END_TEST

START_TEST(gzip_cut_short_anywhere_is_told)
{
	struct iana_buffer packed = { 0 };

	pack(&packed, MIXED, strlen(MIXED));
	for (size_t len = 2; len < packed.len; len++)
		expect_packed_fault(&packed, len, "compressed data are cut short");
	iana_buffer_done(&packed);
}
END_TEST

/* A header has bytes that tell nothing of the text: time, system, level. */
START_TEST(no_flipped_bit_of_gzip_changes_what_is_read)
{
	struct iana_buffer packed = { 0 };
	size_t n_refused = 0;

	pack(&packed, MIXED, strlen(MIXED));
	for (size_t bit = 16; bit < 8 * packed.len; bit++) {
		struct iana_report rep = { 0 };
		struct iana_buffer text;

		packed.bytes[bit / 8] ^= (char)(1 << bit % 8);
		if (read_packed(&packed, packed.len, &text, &rep))
			ck_assert_str_eq(unit_string(&text), MIXED_RECORDS);
		else
			n_refused++;
		packed.bytes[bit / 8] ^= (char)(1 << bit % 8);
		iana_buffer_done(&text);
	}
	ck_assert_uint_ge(n_refused, 8 * (packed.len - 10));
	packed.bytes[packed.len - 5] ^= 1;
	expect_packed_fault(&packed, packed.len,
			    "compressed data are corrupt: incorrect data check");
	iana_buffer_done(&packed);
}
END_TEST

START_TEST(what_follows_gzip_is_told)
{
	static const char *const tails[] = { "x", "no gzip", "\037x" };

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		struct iana_buffer packed = { 0 };

		pack(&packed, MIXED, strlen(MIXED));
		iana_buffer_puts(&packed, tails[i]);
		expect_packed_fault(&packed, packed.len,
				    strlen(tails[i]) > 1
					? "bytes behind the compressed data"
					: "cut short");
		iana_buffer_done(&packed);
	}
}
END_TEST

/* Tapes and other block devices pad a file with zeros. */
START_TEST(zeros_behind_gzip_are_skipped)
{
	static const size_t sizes[] = { 1, 2, 511, IANA_INPUT_CHUNK, 200000 };
	static char zeros[200000];

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct iana_buffer packed = { 0 };

		pack(&packed, MIXED, strlen(MIXED));
		iana_buffer_add(&packed, zeros, sizes[i]);
		expect_packed(&packed);
		iana_buffer_u8(&packed, 'x');
		expect_packed_fault(&packed, packed.len,
				    "bytes behind the compressed data");
		packed.len--;
		/* No member may follow: gzip(1) reads none there. */
		pack(&packed, "", 0);
		expect_packed_fault(&packed, packed.len,
				    "bytes behind the compressed data");
		iana_buffer_done(&packed);
	}
}
END_TEST

START_TEST(the_limit_is_on_what_is_unpacked)
{
	size_t mib = (size_t)1 << 20;
	struct iana_input *in = iana_calloc(1, sizeof *in);
	struct iana_buffer packed = { 0 };
	struct iana_buffer member = { 0 };
	char *blank = calloc(1, mib);

	pack(&member, blank, mib);
	for (size_t at = 0; at < IANA_INPUT_MAX; at += mib)
		iana_buffer_add(&packed, member.bytes, member.len);
	for (size_t more = 0; more < 2; more++) {
		struct iana_report rep = { 0 };
		char path[UNIT_PATH_ROOM];
		int fd = unit_file(packed.bytes, packed.len, path);
		bool ok = iana_input_open(in, path, &rep);

		while (ok && in->len != 0)
			ok = iana_input_next(in, &rep);
		ck_assert(ok == (more == 0));
		ck_assert(ok || strstr(rep.error.text, "64 MiB") != NULL);
		iana_input_close(in);
		close(fd);
		pack(&packed, "", 1);
	}
	iana_buffer_done(&packed);
	iana_buffer_done(&member);
	free(blank);
	free(in);
}
END_TEST

/* ---- UTF-16 ---------------------------------------------------------------- */

/* Add a text in UTF-16; all its characters are below U+10000. */
static void
add_wide(struct iana_buffer *to, const char *text, size_t len, bool big_endian)
{
	while (len > 0) {
		uint32_t c;
		size_t n = iana_utf8_decode((const unsigned char *)text, len, &c);

		UNIT_HOLDS(n != 0);
		iana_buffer_u8(to, big_endian ? c >> 8 : c & 0xff);
		iana_buffer_u8(to, big_endian ? c & 0xff : c >> 8);
		text += n;
		len -= n;
	}
}

/* Chunks end after half as many bytes of text, and fall anywhere. */
START_TEST(utf16_gives_the_same_rows_in_any_chunks)
{
	size_t n = strlen(MIXED);

	for (size_t at = 0; at <= 2 * n; at++) {
		bool big_endian = at % 2 != 0;
		size_t before = IANA_INPUT_CHUNK / (at < n ? 2 : 1) - at % n;
		struct iana_buffer wide = { 0 };

		iana_buffer_puts(&wide, big_endian ? "\376\377" : "\377\376");
		for (size_t i = 0; i < before; i++)
			add_wide(&wide, "\n", 1, big_endian);
		add_wide(&wide, MIXED, n, big_endian);
		unit_csv_expect(wide.bytes, wide.len, before, MIXED_RECORDS);
		iana_buffer_done(&wide);
	}
}
END_TEST

/* A character of three bytes may have no room at the end of a chunk. */
START_TEST(utf16_fills_chunks_with_whole_characters)
{
	for (size_t before = 0; before < 4; before++) {
		struct iana_buffer text = { 0 };
		struct iana_buffer wide = { 0 };
		struct unit_records log = { 0 };
		struct iana_report rep = { 0 };

		iana_buffer_puts(&text, "Service Name,Port Number,Transport Protocol,"
					"Description\na,1,tcp,");
		for (size_t i = 0; i < before; i++)
			iana_buffer_puts(&text, "x");
		for (size_t i = 0; i < 21000; i++)
			iana_buffer_puts(&text, "\342\202\254");
		iana_buffer_puts(&text, "\nb,2,tcp,");
		for (size_t i = 0; i < 21000; i++)
			iana_buffer_puts(&text, "\342\202\254");
		iana_buffer_puts(&text, "\n");
		iana_buffer_puts(&wide, "\377\376");
		add_wide(&wide, text.bytes, text.len, false);
		ck_assert_msg(unit_csv_read(wide.bytes, wide.len, &log, &rep), "%s",
			      rep.error.text);
		ck_assert_uint_eq(log.n, 2);
		ck_assert_uint_eq(log.text.len, strlen("2|1|a|tcp|||;3|2|b|tcp|||;") +
						    before + 2 * 3 * 21000);
		iana_buffer_done(&log.text);
		iana_buffer_done(&text);
		iana_buffer_done(&wide);
	}
}
END_TEST

START_TEST(text_that_is_not_utf16_is_told_with_its_line)
{
	static const struct {
		const char *bytes;
		size_t len;
		unsigned long line;
		const char *phrase;
	} faults[] = {
		{ "\377\376a\0\n\0\0\334b\0", 10, 2, "UTF-16: half of a surrogate pair" },
		{ "\377\376a\0\n\0\0\330b\0", 10, 2, "UTF-16: half of a surrogate pair" },
		{ "\376\377\0a\0\n\0b\0", 9, 2, "UTF-16: the last character is cut short" },
		{ "\376\377\0a\330\0", 6, 1, "UTF-16: the last character is cut short" },
		{ "\377\376\0\0a\0\0\0", 8, 1, "text in UTF-32" },
		{ "\0\0\376\377\0\0\0a", 8, 1, "text in UTF-32" },
	};

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		unit_csv_fault(NULL, faults[i].bytes, faults[i].len, faults[i].line,
			       faults[i].phrase);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, zeros_behind_gzip_are_skipped);
	tcase_add_test(tc, utf16_gives_the_same_rows_in_any_chunks);
	tcase_add_test(tc, utf16_fills_chunks_with_whole_characters);
	tcase_add_test(tc, text_that_is_not_utf16_is_told_with_its_line);
	tcase_add_test(tc, members_of_gzip_are_one_text);
	tcase_add_test(tc, gzip_cut_short_anywhere_is_told);
	tcase_add_test(tc, no_flipped_bit_of_gzip_changes_what_is_read);
	tcase_add_test(tc, what_follows_gzip_is_told);
	tcase_add_test(tc, the_limit_is_on_what_is_unpacked);
	tcase_add_test(tc, the_end_of_a_chunk_may_fall_anywhere);
	tcase_add_test(tc, a_chunk_may_end_between_cr_and_lf);
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
