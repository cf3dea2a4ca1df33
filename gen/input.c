/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a registry in chunks. */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool
iana_input_open(struct iana_input *in, const char *path, struct iana_report *rep)
{
	bool standard = strcmp(path, "-") == 0;

	in->path = path;
	in->name = standard ? "standard input" : path;
	in->total = 0;
	in->len = 0;
	in->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (in->fd < 0)
		return iana_fail_errno(rep, in->name, "cannot open");
	return iana_input_next(in, rep);
}

bool
iana_input_next(struct iana_input *in, struct iana_report *rep)
{
	in->len = 0;
	while (in->len < IANA_INPUT_CHUNK) {
		ssize_t n = read(in->fd, in->chunk + in->len, IANA_INPUT_CHUNK - in->len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return iana_fail_errno(rep, in->name, "cannot read");
		if (n == 0)
			break;
		in->len += (size_t)n;
	}
	in->total += in->len;
	if (in->total > IANA_INPUT_MAX)
		return iana_fail(rep, in->name, 0, "larger than 64 MiB");
	return true;
}

void
iana_input_close(struct iana_input *in)
{
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	in->fd = -1;
}
