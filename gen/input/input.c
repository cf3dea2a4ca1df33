/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads a registry in chunks.  Behind the file there may be two stages: one unpacks what
 * gzip packed, and one turns UTF-16 into UTF-8.
 */
#include "input/input.h"
#include "base/alloc.h"
#include "input/utf16.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define GZIP_ONLY (16 + MAX_WBITS) /* tells zlib to accept no other header */

struct iana_gunzip {
	z_stream z;
	bool inside;  /* a member has started and not ended */
	bool later;   /* the member is not the first */
	size_t total; /* packed bytes read so far */
	char packed[IANA_INPUT_CHUNK];
};

/* Bytes of UTF-16 that wait to be turned into UTF-8. */
struct iana_wide {
	bool big_endian;
	unsigned long n_lines; /* whole lines so far, for messages */
	size_t total;	       /* bytes of UTF-16 so far */
	size_t len;
	char bytes[IANA_INPUT_CHUNK];
};

/* Read until room is full or the file ends. */
static bool
read_raw(const struct iana_input *in, char *to, size_t room, size_t *ret_len,
	 struct iana_report *rep)
{
	size_t len = 0;

	while (len < room) {
		ssize_t n = read(in->fd, to + len, room - len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return iana_fail_errno(rep, in->name, "cannot read");
		if (n == 0)
			break;
		len += (size_t)n;
	}
	*ret_len = len;
	return true;
}

static bool
too_large(const struct iana_input *in, struct iana_report *rep)
{
	return iana_fail(rep, in->name, 0, "larger than 64 MiB");
}

/* ---- gzip ------------------------------------------------------------------ */

/* The chunk starts as a file of gzip: it holds packed bytes. */
static bool
start_gunzip(struct iana_input *in, struct iana_report *rep)
{
	struct iana_gunzip *g = iana_calloc(1, sizeof *g);

	if (inflateInit2(&g->z, GZIP_ONLY) != Z_OK) {
		free(g);
		return iana_fail(rep, in->name, 0, "zlib does not start");
	}
	memcpy(g->packed, in->chunk, in->len);
	g->z.next_in = (Bytef *)g->packed;
	g->z.avail_in = (uInt)in->len;
	g->total = in->len;
	g->inside = true;
	in->gunzip = g;
	return true;
}

/* Read more packed bytes if none are left.  None left afterwards: the file ends. */
static bool
refill(struct iana_input *in, struct iana_report *rep)
{
	struct iana_gunzip *g = in->gunzip;
	size_t len;

	if (g->z.avail_in != 0)
		return true;
	if (!read_raw(in, g->packed, sizeof g->packed, &len, rep))
		return false;
	g->z.next_in = (Bytef *)g->packed;
	g->z.avail_in = (uInt)len;
	g->total += len;
	return g->total <= IANA_INPUT_MAX || too_large(in, rep);
}

static bool
foreign_bytes(const struct iana_input *in, struct iana_report *rep)
{
	return iana_fail(rep, in->name, 0,
			 "bytes behind the compressed data that do not belong there");
}

static bool
inflate_failed(const struct iana_input *in, struct iana_report *rep)
{
	const z_stream *z = &in->gunzip->z;

	/* zlib reads the two bytes that mark gzip before it refuses them. */
	if (in->gunzip->later && z->total_in <= 2)
		return foreign_bytes(in, rep);
	return iana_fail(rep, in->name, 0, "compressed data are corrupt: %s",
			 z->msg != NULL ? z->msg : "unknown method");
}

/*
 * Skip the zeros behind a member, which tapes and other block devices add; gzip(1) does
 * the same.  Nothing else may follow them.
 */
static bool
skip_padding(struct iana_input *in, struct iana_report *rep)
{
	z_stream *z = &in->gunzip->z;
	bool padded = false;

	for (;;) {
		if (!refill(in, rep))
			return false;
		if (z->avail_in == 0)
			return true;
		if (*z->next_in != 0)
			return !padded || foreign_bytes(in, rep);
		padded = true;
		z->next_in++;
		z->avail_in--;
	}
}

static bool
read_packed(struct iana_input *in, char *to, size_t room, size_t *ret_len,
	    struct iana_report *rep)
{
	struct iana_gunzip *g = in->gunzip;
	z_stream *z = &g->z;

	z->next_out = (Bytef *)to;
	z->avail_out = (uInt)room;
	while (z->avail_out != 0) {
		int result;

		if (g->inside ? !refill(in, rep) : !skip_padding(in, rep))
			return false;
		if (z->avail_in == 0)
			break;
		if (!g->inside) {
			inflateReset(z);
			g->inside = g->later = true;
		}
		result = inflate(z, Z_NO_FLUSH);
		if (result == Z_STREAM_END)
			g->inside = false;
		else if (result != Z_OK && result != Z_BUF_ERROR)
			return inflate_failed(in, rep);
	}
	if (g->inside && z->avail_out != 0)
		return iana_fail(rep, in->name, 0, "compressed data are cut short");
	*ret_len = room - z->avail_out;
	return true;
}

/* Read bytes of the registry, unpacked. */
static bool
read_bytes(struct iana_input *in, char *to, size_t room, size_t *ret_len,
	   struct iana_report *rep)
{
	return in->gunzip != NULL ? read_packed(in, to, room, ret_len, rep)
				  : read_raw(in, to, room, ret_len, rep);
}

/* ---- UTF-16 ---------------------------------------------------------------- */

/*
 * If the chunk starts with a byte order mark of UTF-16, keep the bytes behind the mark to
 * be turned into UTF-8.  XML stays as it is: expat reads UTF-16 itself.
 */
static bool
start_wide(struct iana_input *in, struct iana_report *rep)
{
	enum iana_mark mark = iana_mark_of(in->chunk, in->len);
	bool is_xml = in->len >= 4 && (memcmp(in->chunk + 2, "<\0", 2) == 0 ||
				       memcmp(in->chunk + 2, "\0<", 2) == 0);

	if (mark == IANA_MARK_UTF32)
		return iana_fail(rep, in->name, 1,
				 "text in UTF-32: only UTF-8 and UTF-16 are read");
	if (mark == IANA_MARK_NONE || is_xml)
		return true;
	in->wide = iana_calloc(1, sizeof *in->wide);
	in->wide->big_endian = mark == IANA_MARK_UTF16_BE;
	in->wide->total = in->len;
	in->wide->len = in->len - 2;
	memcpy(in->wide->bytes, in->chunk + 2, in->wide->len);
	return true;
}

static bool
wide_failed(const struct iana_input *in, const char *why, struct iana_report *rep)
{
	return iana_fail(rep, in->name, in->wide->n_lines + 1, "text in UTF-16: %s", why);
}

/* Turn the bytes that wait, as far as the chunk has room for them. */
static bool
turn(struct iana_input *in, struct iana_report *rep)
{
	struct iana_wide *w = in->wide;
	char *to = in->chunk + in->len;
	size_t used;
	size_t made;
	bool ok = iana_utf16_turn(w->big_endian, w->bytes, w->len, to,
				  sizeof in->chunk - in->len, &used, &made);

	for (size_t i = 0; i < made; i++)
		w->n_lines += to[i] == '\n';
	in->len += made;
	w->len -= used;
	memmove(w->bytes, w->bytes + used, w->len);
	return ok || wide_failed(in, "half of a surrogate pair", rep);
}

static bool
read_wide(struct iana_input *in, struct iana_report *rep)
{
	struct iana_wide *w = in->wide;
	size_t n;

	do {
		if (!read_bytes(in, w->bytes + w->len, sizeof w->bytes - w->len, &n, rep))
			return false;
		w->len += n;
		w->total += n;
		if (w->total > IANA_INPUT_MAX)
			return too_large(in, rep);
		if (!turn(in, rep))
			return false;
	} while (n != 0 && !iana_input_has_more(in));
	if (n == 0 && w->len != 0 && !iana_input_has_more(in))
		return wide_failed(in, "the last character is cut short", rep);
	return true;
}

/* ---- the input ------------------------------------------------------------- */

/* Read the first chunk of an opened file, and find out which stages it needs. */
static bool
start(struct iana_input *in, struct iana_report *rep)
{
	if (!read_raw(in, in->chunk, sizeof in->chunk, &in->len, rep))
		return false;
	if (in->len >= 2 && memcmp(in->chunk, "\037\213", 2) == 0 &&
	    (!start_gunzip(in, rep) ||
	     !read_bytes(in, in->chunk, sizeof in->chunk, &in->len, rep)))
		return false;
	if (!start_wide(in, rep))
		return false;
	if (in->wide != NULL)
		return iana_input_next(in, rep);
	in->total = in->len;
	return true;
}

bool
iana_input_open_fd(struct iana_input *in, int fd, const char *name, struct iana_report *rep)
{
	in->path = name;
	in->name = name;
	in->total = 0;
	in->len = 0;
	in->gunzip = NULL;
	in->wide = NULL;
	in->fd = fd;
	if (in->fd < 0)
		return iana_fail_errno(rep, in->name, "cannot open");
	return start(in, rep);
}

bool
iana_input_open(struct iana_input *in, const char *path, struct iana_report *rep)
{
	if (strcmp(path, "-") == 0)
		return iana_input_open_fd(in, STDIN_FILENO, "standard input", rep);
	return iana_input_open_fd(in, open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), path,
				  rep);
}

bool
iana_input_next(struct iana_input *in, struct iana_report *rep)
{
	in->len = 0;
	if (in->wide != NULL ? !read_wide(in, rep)
			     : !read_bytes(in, in->chunk, sizeof in->chunk, &in->len, rep))
		return false;
	in->total += in->len;
	return in->total <= IANA_INPUT_MAX || too_large(in, rep);
}

void
iana_input_close(struct iana_input *in)
{
	if (in->gunzip != NULL)
		inflateEnd(&in->gunzip->z);
	free(in->gunzip);
	in->gunzip = NULL;
	free(in->wide);
	in->wide = NULL;
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	in->fd = -1;
}
