/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the files of /proc about ports. */
#include "free/host.h"
#include "base/alloc.h"
#include "base/cell.h"
#include "base/ports.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct iana_ephemeral iana_usual_ephemeral = { 32768, 60999, true };

#define RANGE "/proc/sys/net/ipv4/ip_local_port_range"
#define KEPT_BACK "/proc/sys/net/ipv4/ip_local_reserved_ports"

/* A file of /proc, read line by line. */
struct proc_file {
	char *path;
	FILE *stream; /* NULL: it cannot be opened; errno tells why */
	char *line;
	size_t room;
	unsigned long number;
};

static void
open_proc(struct proc_file *f, const char *root, const char *path)
{
	size_t room = strlen(root) + strlen(path) + 1;

	*f = (struct proc_file){ .path = iana_calloc(room, 1) };
	snprintf(f->path, room, "%s%s", root, path);
	f->stream = fopen(f->path, "re");
}

static void
close_proc(struct proc_file *f)
{
	if (f->stream != NULL)
		fclose(f->stream);
	free(f->line);
	free(f->path);
}

/* Read the next line without its end; false at the end of the file or after an error. */
static bool
next_proc_line(struct proc_file *f, struct iana_cell *ret)
{
	ssize_t len = f->stream != NULL ? getline(&f->line, &f->room, f->stream) : -1;

	if (len < 0)
		return false;
	f->number++;
	*ret = iana_cell_trim_end((struct iana_cell){ f->line, (size_t)len });
	return true;
}

/* ---- the ephemeral range
 * ----------------------------------------------------------------- */

/* A number in decimal, up to 65535. */
static bool
parse_port(struct iana_cell word, uint32_t *ret)
{
	uint32_t hi;

	return word.len != 0 && memchr(word.bytes, '-', word.len) == NULL &&
	       iana_ports_parse(word.bytes, word.len, ret, &hi) && *ret < IANA_PORTS;
}

static struct iana_ephemeral
read_range(const char *root, struct iana_report *rep)
{
	struct iana_ephemeral range = iana_usual_ephemeral;
	struct iana_cell line = { "", 0 };
	struct proc_file f;
	uint32_t lo = 0;
	uint32_t hi = 0;

	open_proc(&f, root, RANGE);
	if (f.stream == NULL)
		iana_warn(rep, f.path, 0, "cannot be read: %s; %u-%u is assumed",
			  strerror(errno), range.lo, range.hi);
	else if (!next_proc_line(&f, &line) || !parse_port(iana_cell_word(&line), &lo) ||
		 !parse_port(iana_cell_word(&line), &hi) || hi < lo)
		iana_warn(rep, f.path, 1, "not a range of ports; %u-%u is assumed",
			  range.lo, range.hi);
	else
		range = (struct iana_ephemeral){ lo, hi, false };
	close_proc(&f);
	return range;
}

/* Take the next part of a list with commas; its len is 0 behind the last. */
static struct iana_cell
comma_part(struct iana_cell *rest)
{
	const char *comma = memchr(rest->bytes, ',', rest->len);
	size_t len = comma != NULL ? (size_t)(comma - rest->bytes) : rest->len;
	struct iana_cell part = { rest->bytes, len };

	len += comma != NULL;
	*rest = (struct iana_cell){ rest->bytes + len, rest->len - len };
	return part;
}

/* Is the range of a part possible? */
static bool
parse_part(struct iana_cell part, uint32_t *ret_lo, uint32_t *ret_hi)
{
	return iana_ports_parse(part.bytes, part.len, ret_lo, ret_hi) &&
	       *ret_hi < IANA_PORTS && *ret_lo <= *ret_hi;
}

/*
 * Add the ports of ip_local_reserved_ports.  The kernel never lends them, as somebody means
 * them for a service.  An old kernel, or another network namespace, has no such file.
 */
static void
add_kept_back(struct iana_taken *t, const char *root, struct iana_report *rep)
{
	struct iana_cell line = { "", 0 };
	struct proc_file f;

	open_proc(&f, root, KEPT_BACK);
	next_proc_line(&f, &line);
	while (line.len != 0) {
		struct iana_cell part = comma_part(&line);
		uint32_t lo;
		uint32_t hi;

		if (!parse_part(part, &lo, &hi)) {
			iana_warn(rep, f.path, 1, "\"%.*s\" is not a range of ports",
				  iana_cell_quoted(part), part.bytes);
			break;
		}
		for (uint32_t port = lo; port <= hi; port++)
			t->by[port] =
			    (uint16_t)((t->by[port] & ~(unsigned)IANA_TAKEN_EPHEMERAL) |
				       IANA_TAKEN_KEPT_BACK);
	}
	close_proc(&f);
}

void
iana_taken_add_ephemeral(struct iana_taken *t, const char *root, struct iana_ephemeral *ret,
			 struct iana_report *rep)
{
	*ret = read_range(root, rep);
	iana_taken_add(t, ret->lo, ret->hi, IANA_TAKEN_EPHEMERAL);
	add_kept_back(t, root, rep);
}

/* ---- sockets
 * ------------------------------------------------------------------------------- */

/* A file of sockets. */
struct socket_file {
	const char *path;
	const char *protocol;
	bool may_be_missing;
	bool (*port_of)(struct iana_cell line, uint32_t *ret); /* 0: of no socket in use */
};

#define TCP_LISTEN 10

static bool
parse_hex(const char *s, size_t len, uint32_t *ret)
{
	uint32_t n = 0;

	if (len == 0 || len > 4)
		return false;
	for (size_t i = 0; i < len; i++) {
		const char *digits = "0123456789ABCDEFabcdef";
		const char *at = memchr(digits, s[i], 22);

		if (at == NULL)
			return false;
		n = n * 16 + (uint32_t)(at - digits > 15 ? at - digits - 6 : at - digits);
	}
	*ret = n;
	return true;
}

/* "0: 0100007F:1F90 00000000:0000 0A": a number, the local address and its port, ... */
static bool
inet_line(struct iana_cell line, uint32_t *ret_port, uint32_t *ret_state)
{
	struct iana_cell word[4];
	const char *colon;

	for (size_t i = 0; i < 4; i++)
		word[i] = iana_cell_word(&line);
	colon = memrchr(word[1].bytes, ':', word[1].len);
	return colon != NULL &&
	       parse_hex(colon + 1, word[1].len - (size_t)(colon + 1 - word[1].bytes),
			 ret_port) &&
	       parse_hex(word[3].bytes, word[3].len, ret_state);
}

static bool
tcp_port(struct iana_cell line, uint32_t *ret)
{
	uint32_t state;

	if (!inet_line(line, ret, &state))
		return false;
	if (state != TCP_LISTEN)
		*ret = 0;
	return true;
}

static bool
udp_port(struct iana_cell line, uint32_t *ret)
{
	uint32_t state;

	return inet_line(line, ret, &state);
}

/* Of an endpoint of SCTP the sixth word, in decimal. */
static bool
sctp_port(struct iana_cell line, uint32_t *ret)
{
	struct iana_cell word = { "", 0 };

	for (size_t i = 0; i < 6; i++)
		word = iana_cell_word(&line);
	return parse_port(word, ret);
}

static const struct socket_file socket_files[] = {
	{ "/proc/net/tcp", "tcp", false, tcp_port },
	{ "/proc/net/tcp6", "tcp", true, tcp_port },
	{ "/proc/net/udp", "udp", false, udp_port },
	{ "/proc/net/udp6", "udp", true, udp_port },
	{ "/proc/net/sctp/eps", "sctp", true, sctp_port },
};

/* Add the sockets of an open file, whose first line is a title. */
static bool
add_sockets(struct iana_taken *t, struct proc_file *f, const struct socket_file *s,
	    struct iana_report *rep)
{
	struct iana_cell line;
	uint32_t port;

	if (f->stream == NULL)
		return (s->may_be_missing && (errno == ENOENT || errno == ENOTDIR)) ||
		       iana_fail_errno(rep, f->path, "cannot tell what is in use");
	while (next_proc_line(f, &line)) {
		if (f->number == 1 || line.len == 0)
			continue;
		if (!s->port_of(line, &port))
			return iana_fail(rep, f->path, f->number, "not a socket");
		if (port != 0)
			t->by[port] |= IANA_TAKEN_LISTENING;
	}
	return ferror(f->stream) == 0 ||
	       iana_fail_errno(rep, f->path, "cannot tell what is in use");
}

bool
iana_taken_add_listening(struct iana_taken *t, const char *root,
			 const struct iana_wanted *w, struct iana_report *rep)
{
	for (size_t i = 0; i < sizeof socket_files / sizeof *socket_files; i++) {
		const struct socket_file *s = &socket_files[i];
		struct proc_file f;
		bool ok;

		if (!iana_wanted_has(w, s->protocol, strlen(s->protocol)))
			continue;
		open_proc(&f, root, s->path);
		ok = add_sockets(t, &f, s, rep);
		close_proc(&f);
		if (!ok)
			return false;
	}
	return true;
}
