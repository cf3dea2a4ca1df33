/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Numbers of the index format; doc/index-format.md is their text. */
#ifndef IANA_FORMAT_H
#define IANA_FORMAT_H

#define IANA_MAGIC "\211IANASVC" /* eight bytes, not a text in any encoding */
#define IANA_MAGIC_BYTES 8
#define IANA_MAJOR 1
#define IANA_MINOR 0

#define IANA_FLAG_EXACT_CASE 1u /* must-refuse: names match by their bytes alone */
#define IANA_FLAGS_KNOWN IANA_FLAG_EXACT_CASE

#define IANA_FLAG_MERGED 1u  /* may-ignore: the fields IANA_H_FILE_* are set */
#define IANA_FLAG_UPDATE 4u  /* may-ignore: `update` made it, with no local names */
#define IANA_FLAG_NO_FILE 2u /* and there was no services file: they are 0 */

/* Offsets in the header. */
enum {
	IANA_H_MAGIC = 0,
	IANA_H_MAJOR = 8,
	IANA_H_MINOR = 10,
	IANA_H_MUST_REFUSE = 12,
	IANA_H_MAY_IGNORE = 16,
	IANA_H_DATE = 20,
	IANA_H_CHECKSUM = 24, /* u64, a hash of every other byte */
	IANA_H_TOTAL_BYTES = 32,
	IANA_H_HOT_BYTES = 36,
	IANA_H_N_ENTRIES = 40,
	IANA_H_N_NAMES = 44,
	IANA_H_N_ALIASES = 48,
	IANA_H_N_ROWS = 52,
	IANA_H_SECTIONS = 56, /* u32 offset, u32 length, for each section */
	/* Of a merged index: what its services file was. */
	IANA_H_FILE_SIZE = 200,	    /* u64 */
	IANA_H_FILE_HASH = 208,	    /* u64 */
	IANA_H_FILE_DEVICE = 216,   /* u64 */
	IANA_H_FILE_INODE = 224,    /* u64 */
	IANA_H_FILE_MODIFIED = 232, /* seconds, then nanoseconds: u64, u32 */
	IANA_H_FILE_CHANGED = 244,  /* the same */
	IANA_HEADER_BYTES = 256
};

/* The sections in their order in the file: the hot ones, then the cold ones. */
enum iana_section {
	IANA_S_PORT_PAGES,
	IANA_S_PROTOCOLS,
	IANA_S_PORTS,
	IANA_S_PILOTS,
	IANA_S_NAMES,
	IANA_S_SORTED_NAMES,
	IANA_S_LISTS,
	IANA_S_RECORDS,
	IANA_S_EXTRAS,
	IANA_S_ROWS,
	IANA_S_ROW_STARTS,
	IANA_S_FIRST_ENTRIES,
	IANA_S_ORIGINS,
	IANA_S_PORTS_IN_ORDER,
	IANA_S_NAMES_IN_ORDER,
	IANA_S_UNNAMED_PORTS,
	IANA_S_SOURCES,
	IANA_S_TEXTS,
	IANA_N_SECTIONS,
	IANA_N_HOT_SECTIONS = IANA_S_ROWS
};

_Static_assert(IANA_H_SECTIONS + 8 * IANA_N_SECTIONS == IANA_H_FILE_SIZE,
	       "the section table ends before the fields of the services file");

/* The port pages follow the header: a u16 for each 16 ports, the number of a page. */
#define IANA_PORT_PAGES_BYTES (65536 / 16 * 2)

/* The protocols follow the port pages.  There are at least two, tcp and udp. */
#define IANA_PROTOCOLS_AT (IANA_HEADER_BYTES + IANA_PORT_PAGES_BYTES)
#define IANA_HOT_MIN (IANA_PROTOCOLS_AT + 2 * 8)

/*
 * A page of the ports section: two u32 to count from, and a u16 for each port.  The
 * number of a page counts units of the file before it, that of a record counts words.
 */
enum {
	IANA_PP_UNIT = 8,
	IANA_PP_WORD = 4,
	IANA_PP_RECORDS = 0,
	IANA_PP_LISTS = 4,
	IANA_PP_PORTS = 8,
	IANA_PORT_PAGE_BYTES = 40,
	IANA_PORT_NONE = 0xffff,
	IANA_PORT_LIST = 0x8000 /* from here on lists, below records */
};

/* The pilot of a bucket whose names have no slots: they stand in the sorted names. */
#define IANA_PILOT_SORTED 0xffffu

/* A slot of the names section: a tag of eight bits, list or record, its number. */
#define IANA_NAME_LIST 0x800000u
#define IANA_NAME_NUMBER 0x7fffffu
#define IANA_NAME_TAG_SHIFT 24

/* The number of a list counts the words before it in its section. */
#define IANA_LIST_BYTES 4

/* The sorted names: list numbers, u32, by the keys of the lists. */
#define IANA_SORTED_NAME_BYTES 4

/* A name's list: key length, exact and folded counts, flags, record numbers, the key. */
enum {
	IANA_L_KEY_LEN = 0,
	IANA_L_N_EXACT = 1,
	IANA_L_N_FOLD = 2,
	IANA_L_FLAGS = 3,
	IANA_L_RECORDS = 4
};
#define IANA_LIST_LOCAL 1u /* exact records are local: without an answer, go on folded */

/*
 * A record: the name, filled up with zeros; the form, which is also the zero that ends a
 * name of 15 bytes; port; protocols.  A record with an extra block has the offset of that
 * in the last bytes of the name; the name stands before it if it is short enough.
 */
enum {
	IANA_R_NAME = 0,
	IANA_R_EXTRA = 11, /* u32 */
	IANA_R_FORM = 15,
	IANA_R_PORT = 16,
	IANA_R_GROUP = 18, /* of eight protocols */
	IANA_R_MASK = 19,  /* the protocols of the group */
	IANA_RECORD_BYTES = 20
};

/* A protocol: its name, filled up with zeros, or the offset of its extra; the form. */
enum { IANA_P_NAME = 0, IANA_P_FORM = 7, IANA_PROTOCOL_BYTES = 8 };

/* The first two protocols, little-endian. */
#define IANA_TCP 0x706374u
#define IANA_UDP 0x706475u

/* Forms of records and protocols. */
#define IANA_FORM_INLINE 0x00u
#define IANA_FORM_UNLISTED 0xfeu /* of a record with an extra, see iana_is_listed */
#define IANA_FORM_EXTRA 0xffu

/* An extra block: name length, alias count, bytes of the aliases, name, aliases. */
enum {
	IANA_E_NAME_LEN = 0,
	IANA_E_N_ALIASES = 2, /* u16 */
	IANA_E_ALIAS_BYTES = 4,
	IANA_E_NAME = 8
};

/* ---- the cold part ------------------------------------------------------------- */

/* A row: its ports, its source, and the fields that it has. */
enum {
	IANA_ROW_FIRST_PORT = 0,
	IANA_ROW_LAST_PORT = 2,
	IANA_ROW_SOURCE = 4, /* u16, the number of its source */
	IANA_ROW_FIELDS = 6, /* u16, a bit for each u32 that follows, and IANA_ROW_PORT */
	IANA_ROW_TEXTS = 8,  /* a u32 text offset for each field, by bits ascending */
	IANA_ROW_START_BYTES = 4
};
#define IANA_ROW_LINE (1u << IANA_N_FIELDS) /* bit: the last u32 is a line number */
#define IANA_ROW_PORT 0x8000u		    /* bit: the row has a port */

/* For each record a u32: the number of its first entry. */
#define IANA_FIRST_ENTRY_BYTES 4

/* Where an entry comes from: two row numbers. */
enum { IANA_O_ROW = 0, IANA_O_REGISTRY_ROW = 4, IANA_ORIGIN_BYTES = 8 };
#define IANA_NO_ROW UINT32_MAX

/* The records by port: record numbers, u32. */
#define IANA_PORT_ORDER_BYTES 4

/* The names in order: a text, and the number of a record or of a row that has the name. */
enum { IANA_NAMED_TEXT = 0, IANA_NAMED_OWNER = 4, IANA_NAMED_BYTES = 8 };
#define IANA_OWNER_IS_ROW 0x80000000u

/* A node of the tree of unnamed ports. */
enum {
	IANA_U_FIRST_PORT = 0,
	IANA_U_LAST_PORT = 2,
	IANA_U_LEAST = 4,    /* the least first port below the node, its own included */
	IANA_U_GREATEST = 6, /* the greatest */
	IANA_U_ROW = 8,
	IANA_U_END = 12, /* the number of the node behind the last one below it */
	IANA_UNNAMED_BYTES = 16
};

/* A source of rows. */
enum {
	IANA_SOURCE_KIND = 0,
	IANA_SOURCE_NAME = 4, /* a text */
	IANA_SOURCE_DATE = 8, /* YYYYMMDD, 0 unknown */
	IANA_SOURCE_ROWS = 12,
	IANA_SOURCE_BYTES = 16
};

enum iana_source_kind {
	IANA_FROM_REGISTRY, /* the registry itself */
	IANA_FROM_OVERLAY,  /* an overlay's file */
	IANA_FROM_KEPT,	    /* an older registry, whose names stay */
	IANA_N_SOURCE_KINDS
};

enum iana_field {
	IANA_F_NAME,
	IANA_F_PROTOCOL,
	IANA_F_DESCRIPTION,
	IANA_F_ASSIGNEE,
	IANA_F_CONTACT,
	IANA_F_REGISTERED,
	IANA_F_MODIFIED,
	IANA_F_REFERENCE,
	IANA_F_SERVICE_CODE,
	IANA_F_UNAUTHORIZED,
	IANA_F_NOTES,
	IANA_N_FIELDS
};

#define IANA_NAME_MAX 255 /* bytes of a name or protocol */
#define IANA_PROTOCOLS_MAX 255
#define IANA_ALIASES_MAX 65535	      /* of one entry */
#define IANA_INDEX_MAX (256u << 20)   /* bytes of a whole index */
#define IANA_HOT_READ_MAX (16u << 20) /* bytes of a hot part that a process reads */
#define IANA_HOT_USUAL (224u << 10)   /* the hot part of a full registry fits */

#endif
