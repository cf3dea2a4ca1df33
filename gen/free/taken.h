/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ports that a new service cannot take, each with all reasons. */
#ifndef IANA_FREE_TAKEN_H
#define IANA_FREE_TAKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IANA_PORTS 65536

/*
 * The reasons, as bits; a message tells the lowest one.  Those of IANA_TAKEN_HERE are facts
 * of this machine: another machine with the same registry may not have them.  Its index may
 * lack the notes, for one (data/README.md).
 */
enum iana_taken_bit {
	IANA_TAKEN_ASSIGNED = 1 << 0, /* the registry, or an older one, has a name there */
	IANA_TAKEN_RESERVED = 1 << 1, /* a row without a name, not "Unassigned" alone */
	IANA_TAKEN_UNAUTHORIZED = 1 << 2, /* the registry reports use without assignment */
	IANA_TAKEN_NOTED = 1 << 3,	  /* unassigned, but a note tells of a use */
	IANA_TAKEN_SHIPPED = 1 << 4,	  /* the overlay that this program ships */
	IANA_TAKEN_INDEXED = 1 << 5,	  /* another overlay inside the index */
	IANA_TAKEN_OVERLAY = 1 << 6,	  /* an overlay of this machine */
	IANA_TAKEN_SERVICES = 1 << 7,	  /* /etc/services */
	IANA_TAKEN_AVOIDED = 1 << 8,	  /* --avoid */
	IANA_TAKEN_BLOCKED = 1 << 9,	  /* browsers block it */
	IANA_TAKEN_EPHEMERAL = 1 << 10,	  /* the kernel lends it to programs that connect */
	IANA_TAKEN_USUAL = 1 << 11,	  /* the same of Linux as it comes */
	IANA_TAKEN_KEPT_BACK = 1 << 12,	  /* ip_local_reserved_ports */
	IANA_TAKEN_LISTENING = 1 << 13,	  /* something listens there */
	IANA_N_TAKEN_BITS = 14,

	IANA_TAKEN_ALL = (1 << IANA_N_TAKEN_BITS) - 1,
	IANA_TAKEN_HERE = IANA_TAKEN_NOTED | IANA_TAKEN_INDEXED | IANA_TAKEN_OVERLAY |
			  IANA_TAKEN_SERVICES | IANA_TAKEN_EPHEMERAL |
			  IANA_TAKEN_KEPT_BACK | IANA_TAKEN_LISTENING,

	/* No reasons, but told: */
	IANA_PORT_UNASSIGNED = 1 << 14, /* a row says so */
	IANA_PORT_ELSEWHERE = 1 << 15	/* another protocol, which does not count, has it */
};

/* Start with all zero. */
struct iana_taken {
	uint16_t by[IANA_PORTS]; /* bits for each port */
	struct {
		const char *path;
		unsigned long line;
	} place[IANA_PORTS]; /* the first line of a file that took the port */
};

/* Protocols that the new service has, and whether those of others count. */
#define IANA_WANTED_MAX 16
struct iana_wanted {
	const char *name[IANA_WANTED_MAX]; /* in lower case */
	size_t n;
	bool per_protocol; /* a port that other protocols have is free */
	const char *own;   /* names of the service itself do not count; NULL: none */
};

/* The new set, to be freed with free(3).  Port 0 is taken: nobody can listen there. */
struct iana_taken *iana_taken_new(void);

/*
 * Sets the same bits at many ranges.  A port that has them is passed over: so all ranges of
 * a file or an index cost as much as its lines and the 65,536 ports, however they overlap.
 */
struct iana_brush {
	struct iana_taken *taken;
	unsigned bits;
	const char *path; /* of the ranges' file; borrowed as long as the set; or NULL */
	uint16_t skip[IANA_PORTS]; /* 0, or steps towards one that lacks them */
};

/* Make a brush, to be freed with free(3). */
struct iana_brush *iana_brush_new(struct iana_taken *t, unsigned bits, const char *path);

/* Set the bits at the ports lo to hi, which are at most 65535.  line is of the path. */
void iana_brush_draw(struct iana_brush *b, uint32_t lo, uint32_t hi, unsigned long line);

/* Set bits at the ports lo to hi once. */
void iana_taken_add(struct iana_taken *t, uint32_t lo, uint32_t hi, unsigned bits);

/* Does a name or row of this protocol count?  NULL and "" stand for any protocol. */
bool iana_wanted_has(const struct iana_wanted *w, const char *proto, size_t len);

/* The key of a reason in JSON, and its words in a message.  bit is one bit. */
const char *iana_taken_key(unsigned bit);
const char *iana_taken_words(unsigned bit);

#endif
