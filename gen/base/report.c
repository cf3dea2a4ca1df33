/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fills messages. */
#include "base/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void
fill_message(struct iana_message *msg, const char *path, unsigned long line,
	     const char *fmt, va_list ap)
{
	msg->path = path;
	msg->line = line;
	vsnprintf(msg->text, sizeof msg->text, fmt, ap);
}

bool
iana_fail(struct iana_report *rep, const char *path, unsigned long line, const char *fmt,
	  ...)
{
	va_list ap;

	va_start(ap, fmt);
	fill_message(&rep->error, path, line, fmt, ap);
	va_end(ap);
	return false;
}

bool
iana_fail_errno(struct iana_report *rep, const char *path, const char *fmt, ...)
{
	int e = errno;
	size_t n;
	va_list ap;

	va_start(ap, fmt);
	fill_message(&rep->error, path, 0, fmt, ap);
	va_end(ap);
	n = strlen(rep->error.text);
	snprintf(rep->error.text + n, sizeof rep->error.text - n, ": %s", strerror(e));
	return false;
}

bool
iana_warn(struct iana_report *rep, const char *path, unsigned long line, const char *fmt,
	  ...)
{
	struct iana_message msg;
	va_list ap;

	va_start(ap, fmt);
	fill_message(&msg, path, line, fmt, ap);
	va_end(ap);
	rep->n_warnings++;
	if (rep->strict) {
		rep->error = msg;
		return false;
	}
	if (rep->warn != NULL)
		rep->warn(&msg, rep->ctx);
	return true;
}
