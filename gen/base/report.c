/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fills messages, and counts the warnings that many lines share. */
#include "base/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void
fill_message(struct iana_message *msg, const char *path, unsigned long line,
	     const char *fmt, va_list ap)
{
	snprintf(msg->path, sizeof msg->path, "%s", path != NULL ? path : "");
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

/* Pass a message on. */
static void
pass_on(const struct iana_report *rep, const struct iana_message *msg)
{
	if (rep->warn != NULL)
		rep->warn(msg, rep->ctx);
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
	pass_on(rep, &msg);
	return true;
}

void
iana_tell(struct iana_report *rep, const char *path, unsigned long line, const char *fmt,
	  ...)
{
	struct iana_message msg;
	va_list ap;

	va_start(ap, fmt);
	fill_message(&msg, path, line, fmt, ap);
	va_end(ap);
	if (rep->tell != NULL)
		rep->tell(&msg, rep->ctx);
}

/* ---- oddities --------------------------------------------------------------- */

/* The oddity of this format and file, if it is kept already. */
static struct iana_oddity *
find_oddity(struct iana_report *rep, const char *path, const char *fmt)
{
	for (unsigned i = 0; i < rep->n_oddities; i++)
		if (rep->oddity[i].fmt == fmt &&
		    strncmp(rep->oddity[i].first.path, path,
			    sizeof rep->oddity[i].first.path - 1) == 0)
			return &rep->oddity[i];
	return NULL;
}

bool
iana_warn_counted(struct iana_report *rep, const char *path, unsigned long line,
		  const char *fmt, ...)
{
	struct iana_oddity *odd = find_oddity(rep, path, fmt);
	va_list ap;

	if (odd != NULL) {
		if (odd->n_more < IANA_ODDITY_LINES)
			odd->line[odd->n_more] = line;
		odd->n_more++;
		return true;
	}
	/* Rare: more kinds of oddities than are kept.  Those so far make room. */
	if (rep->n_oddities == IANA_ODDITIES_MAX)
		iana_warn_flush(rep);
	odd = &rep->oddity[rep->n_oddities];
	odd->fmt = fmt;
	odd->n_more = 0;
	va_start(ap, fmt);
	fill_message(&odd->first, path, line, fmt, ap);
	va_end(ap);
	rep->n_warnings++;
	if (rep->strict) {
		rep->error = odd->first;
		return false;
	}
	rep->n_oddities++;
	return true;
}

/* Put " (and 2 more, on lines 7 and 9)" behind the text of the first. */
static void
add_count(struct iana_oddity *odd)
{
	size_t shown = odd->n_more < IANA_ODDITY_LINES ? odd->n_more : IANA_ODDITY_LINES;
	bool all = shown == odd->n_more;
	char *text = odd->first.text;
	size_t room = sizeof odd->first.text;
	char count[64 + 24 * IANA_ODDITY_LINES];
	size_t len;

	len = (size_t)snprintf(count, sizeof count, " (and %lu more, on line%s ",
			       odd->n_more, odd->n_more == 1 ? "" : "s");
	for (size_t i = 0; i < shown; i++)
		len += (size_t)snprintf(count + len, sizeof count - len, "%s%lu",
					i == 0			? ""
					: all && i == shown - 1 ? " and "
								: ", ",
					odd->line[i]);
	len += (size_t)snprintf(count + len, sizeof count - len, "%s)",
				all ? "" : " and so on");
	/* A long text is cut, so that the count has room. */
	room -= len + 1;
	memcpy(text + (strlen(text) < room ? strlen(text) : room), count, len + 1);
}

void
iana_warn_flush(struct iana_report *rep)
{
	for (unsigned i = 0; i < rep->n_oddities; i++) {
		if (rep->oddity[i].n_more != 0)
			add_count(&rep->oddity[i]);
		pass_on(rep, &rep->oddity[i].first);
	}
	rep->n_oddities = 0;
}
