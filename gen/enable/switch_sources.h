/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sources that the C library asks for services, as nsswitch.conf says. */
#ifndef IANA_ENABLE_SWITCH_SOURCES_H
#define IANA_ENABLE_SWITCH_SOURCES_H

#include "enable/switch_actions.h"
#include "enable/switch_line.h"

/* Where the sources come from. */
enum iana_switch_origin {
	IANA_SWITCH_FROM_LINE,
	IANA_SWITCH_NO_LINE,  /* the default: files */
	IANA_SWITCH_NO_FILE,  /* the same */
	IANA_SWITCH_CUT_LINE, /* the same: the line has no line end */
	IANA_SWITCH_BAD_LINE, /* no source: the C library gives the file up */
	IANA_SWITCH_UNREADABLE
};

/* One of them. */
struct iana_switch_asked {
	char *name;
	char *text; /* the actions behind it, with brackets; "" for none */
	struct iana_switch_actions actions;
};

struct iana_switch_sources {
	enum iana_switch_origin origin;
	const char *path;   /* of nsswitch.conf */
	unsigned long line; /* 0: there is no line */
	bool has_comment;   /* which the C library takes for sources */
	bool is_odd;	    /* it reads only a part of the line */
	struct iana_switch_asked source[IANA_SWITCH_SOURCES_MAX];
	size_t n;
};

/*
 * Read the sources of the running system, to be freed with iana_switch_sources_done.  Of
 * several services lines, the last one counts.  Source: nsswitch.conf(5), and what glibc
 * 2.36 does.
 */
void iana_switch_sources_read(struct iana_switch_sources *ret);
void iana_switch_sources_done(struct iana_switch_sources *s);

/* The number of the first source of this name; s->n if there is none. */
size_t iana_switch_sources_find(const struct iana_switch_sources *s, const char *name);

#endif
