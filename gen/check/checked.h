/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files of a check, and what their lines hold. */
#ifndef IANA_CHECK_CHECKED_H
#define IANA_CHECK_CHECKED_H

#include "base/cell.h"
#include "base/pool.h"
#include "check/remark.h"
#include "src/format.h"

/* What a file is checked as. */
enum iana_check_form {
	IANA_CHECK_AUTO,     /* an overlay or a list, by its lines */
	IANA_CHECK_OVERLAY,  /* services(5) text for `convert --overlay` and `merge` */
	IANA_CHECK_SERVICES, /* services(5) text for nss_files itself */
	IANA_CHECK_NAMES,    /* a name on each line */
};

struct iana_checked_file {
	const char *name; /* in messages; borrowed */
	enum iana_check_form form;
	unsigned long n_lines;
	unsigned long n_entries; /* lines that are one */
	unsigned long n_names;	 /* of a list */
};

/* A line of an overlay at one protocol; texts are numbers of the pool. */
struct iana_checked_entry {
	uint32_t file;
	uint32_t line;
	uint32_t name;
	uint32_t protocol;
	uint32_t aliases; /* the first of n_aliases */
	uint32_t n_aliases;
	uint16_t port_lo;
	uint16_t port_hi;
	bool is_again;	   /* the second protocol of a line without one */
	bool is_taken;	   /* an entry before it answers for one of its ports */
	bool is_elsewhere; /* an entry before it answers for its name */
};

/* A name of a list. */
struct iana_checked_name {
	uint32_t file;
	uint32_t line;
	uint32_t name;
};

/* Start with all zero, then iana_pool_init; the caller sets the options. */
struct iana_checked {
	struct iana_remarks remarks;
	bool kubernetes; /* names must be port names of Kubernetes as well */
	struct iana_pool pool;
	struct iana_checked_file *file;
	size_t n_files;
	size_t cap_files;
	struct iana_checked_entry *entry; /* in the order in which they answer */
	size_t n_entries;
	size_t cap_entries;
	size_t n_places; /* entries, with ranges expanded */
	uint32_t protocol[IANA_PROTOCOLS_MAX];
	size_t n_protocols;
	uint32_t *alias;
	size_t n_aliases;
	size_t cap_aliases;
	struct iana_checked_name *name;
	size_t n_names;
	size_t cap_names;
};

/* The file that was added last. */
static inline struct iana_checked_file *
iana_checked_last(const struct iana_checked *c)
{
	return &c->file[c->n_files - 1];
}

/* The text of a number. */
static inline const char *
iana_checked_text(const struct iana_checked *c, uint32_t id)
{
	return c->pool.item[id].bytes;
}

/*
 * Keep an entry, whose aliases are the last n_aliases of the list.  A blank protocol of an
 * overlay is tcp and udp (rule N2).  False, with a fault, if a table cannot hold as many.
 */
bool iana_checked_entry_add(struct iana_checked *c, const struct iana_checked_entry *entry);

/* The remarks that follow are about a line. */
static inline void
iana_checked_at(struct iana_checked *c, uint32_t file, uint32_t line)
{
	c->remarks.file = file;
	c->remarks.line = line;
}

/*
 * "FILE:LINE" of an entry as a message names it: "line 3" in the file of the remark, and
 * else "FILE:3".
 */
#define IANA_PLACE_ROOM 128
const char *iana_checked_place(const struct iana_checked *c,
			       const struct iana_checked_entry *entry,
			       char room[static IANA_PLACE_ROOM]);

/* "22/tcp", or "6000-6063/tcp". */
#define IANA_PORTS_ROOM 300
const char *iana_checked_ports(const struct iana_checked *c,
			       const struct iana_checked_entry *entry,
			       char room[static IANA_PORTS_ROOM]);

void iana_checked_init(struct iana_checked *c);
void iana_checked_done(struct iana_checked *c);

#endif
