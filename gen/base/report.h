/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Errors and warnings on their way to main.c, which prints them. */
#ifndef IANA_BASE_REPORT_H
#define IANA_BASE_REPORT_H

#include <stdbool.h>

struct iana_message {
	const char *path;   /* NULL: about no file */
	unsigned long line; /* 0: about no line */
	char text[400];
};

/* The caller sets strict, warn and ctx. */
struct iana_report {
	bool strict; /* a warning is an error */
	void (*warn)(const struct iana_message *msg, void *ctx);
	void *ctx;
	unsigned long n_warnings;
	struct iana_message error; /* set if a function returned false */
};

/* Set the error.  Returns false, so that callers can `return iana_fail(...)`. */
bool iana_fail(struct iana_report *rep, const char *path, unsigned long line,
	       const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The same, with a colon and the text of errno behind the message. */
bool iana_fail_errno(struct iana_report *rep, const char *path, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Pass a warning on and return true; if strict, fail with it. */
bool iana_warn(struct iana_report *rep, const char *path, unsigned long line,
	       const char *fmt, ...) __attribute__((format(printf, 4, 5)));

#endif
