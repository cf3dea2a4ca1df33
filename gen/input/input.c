/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a registry in chunks, and unpacks it if gzip packed it. */
#include "input/input.h"
#include "base/alloc.h"

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
inflate_failed(const struct iana_input *in, struct iana_report *rep)
{
	const z_stream *z = &in->gunzip->z;

	/* zlib reads the two bytes that mark gzip before it refuses them. */
	if (in->gunzip->later && z->total_in <= 2)
		return iana_fail(
		    rep, in->name, 0,
		    "bytes behind the compressed data that do not belong there");
	return iana_fail(rep, in->name, 0, "compressed data are corrupt: %s",
			 z->msg != NULL ? z->msg : "unknown method");
}

static bool
read_packed(struct iana_input *in, struct iana_report *rep)
{
	struct iana_gunzip *g = in->gunzip;
	z_stream *z = &g->z;

	z->next_out = (Bytef *)in->chunk;
	z->avail_out = sizeof in->chunk;
	while (z->avail_out != 0) {
		int result;

		if (!refill(in, rep))
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
	in->len = sizeof in->chunk - z->avail_out;
	return true;
}

/* ---- the input ------------------------------------------------------------- */

bool
iana_input_open(struct iana_input *in, const char *path, struct iana_report *rep)
{
	bool standard = strcmp(path, "-") == 0;

	in->path = path;
	in->name = standard ? "standard input" : path;
	in->total = 0;
	in->len = 0;
	in->gunzip = NULL;
	in->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (in->fd < 0)
		return iana_fail_errno(rep, in->name, "cannot open");
	if (!iana_input_next(in, rep))
		return false;
	if (in->len < 2 || memcmp(in->chunk, "\037\213", 2) != 0)
		return true;
	in->total = 0;
	return start_gunzip(in, rep) && iana_input_next(in, rep);
}

bool
iana_input_next(struct iana_input *in, struct iana_report *rep)
{
	in->len = 0;
	if (in->gunzip != NULL ? !read_packed(in, rep)
			       : !read_raw(in, in->chunk, sizeof in->chunk, &in->len, rep))
		return false;
	in->total += in->len;
	return in->total <= IANA_INPUT_MAX || too_large(in, rep);
}

void
iana_input_close(struct iana_input *in)
{
	if (in->gunzip != NULL) {
		inflateEnd(&in->gunzip->z);
		free(in->gunzip);
		in->gunzip = NULL;
	}
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	in->fd = -1;
}
