/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Errors, warnings and other messages on their way to main.c, which prints them. */
#ifndef IANA_BASE_REPORT_H
#define IANA_BASE_REPORT_H

#include <stdbool.h>

struct iana_message {
	char path[4096];    /* "": about no file; a longer one is cut */
	unsigned long line; /* 0: about no line */
	char text[400];
};

/* An oddity that several lines of a file have: its first warning, and the others. */
#define IANA_ODDITY_LINES 10
struct iana_oddity {
	const char *fmt; /* two warnings of one format and one file are one oddity */
	struct iana_message first;
	unsigned long n_more;
	unsigned long line[IANA_ODDITY_LINES]; /* of the first few others */
};

/* Carried through a command; the caller sets strict, warn, tell and ctx. */
#define IANA_ODDITIES_MAX 16
struct iana_report {
	bool strict; /* a warning is an error */
	void (*warn)(const struct iana_message *msg, void *ctx);
	void (*tell)(const struct iana_message *msg, void *ctx);
	void *ctx;
	unsigned long n_warnings;  /* messages: an oddity of many lines counts once */
	struct iana_message error; /* set if a function returned false */
	struct iana_oddity oddity[IANA_ODDITIES_MAX]; /* not passed on yet */
	unsigned n_oddities;
};

/* Set the error.  Returns false, so that callers can `return iana_fail(...)`. */
bool iana_fail(struct iana_report *rep, const char *path, unsigned long line,
	       const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The same with a colon and the text of errno behind the message. */
bool iana_fail_errno(struct iana_report *rep, const char *path, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Pass a warning on and return true; under strict, fail with it. */
bool iana_warn(struct iana_report *rep, const char *path, unsigned long line,
	       const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Pass on a message that is neither an error nor a warning: a query found nothing. */
void iana_tell(struct iana_report *rep, const char *path, unsigned long line,
	       const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/*
 * Warn of an oddity that many lines may have; under strict, fail with it.
 *
 * The report keeps the first warning of each format and file, and counts the others.
 * iana_warn_flush passes them on.  So one message tells the user of all: "TEXT (and 2
 * more, on lines 7 and 9)", where TEXT and the line of the message are the first's.
 *
 * path   lives until the flush
 * fmt    a string literal
 */
bool iana_warn_counted(struct iana_report *rep, const char *path, unsigned long line,
		       const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Pass on the oddities that are kept, in the order of their first lines. */
void iana_warn_flush(struct iana_report *rep);

#endif
