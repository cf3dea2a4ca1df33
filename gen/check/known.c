/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walks the directories of an index for names and ports. */
#include "check/known.h"
#include "base/text.h"
#include "src/bytes.h"
#include "src/directory.h"
#include "src/find.h"
#include "src/proto.h"
#include "src/row.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* In a sound index the walk of one question ends long before.  The bytes may be any. */
#define WALK_MAX 100000

static bool
note_damage(struct iana_known *known, enum iana_status st)
{
	known->is_damaged |= st == IANA_CORRUPT;
	return false;
}

/* ---- entries -------------------------------------------------------------------- */

/* Is a source an overlay with the name of a checked file? */
static bool
is_checked_file(const struct iana_known *known, const struct iana_index_source *source)
{
	bool found = false;

	if (source->kind != IANA_FROM_OVERLAY)
		return false;
	for (size_t i = 0; i < known->c->n_files && !found; i++) {
		char *name = iana_text_file_name(known->c->file[i].name);

		found = strcmp(name, source->name) == 0;
		free(name);
	}
	return found;
}

/* An entry of the index. */
struct found {
	struct iana_index_entry entry;
	bool is_own; /* a checked file gave it its place, and perhaps aliases */
};

/* Read an entry, unless a checked file alone has it. */
static bool
read_entry(struct iana_known *known, const struct iana_match *match, struct found *ret)
{
	const struct iana_image *im = known->im;
	struct iana_index_source source;
	struct iana_index_row row;
	struct iana_origin origin;
	uint32_t number;
	enum iana_status st;

	if ((st = iana_entry_read(im, match, &ret->entry)) != IANA_OK ||
	    (st = iana_entry_number(im, match, &number)) != IANA_OK ||
	    (st = iana_origin_read(im, number, &origin)) != IANA_OK ||
	    (st = iana_row_read(im, origin.row, &row)) != IANA_OK ||
	    (st = iana_source_read(im, row.source, &source)) != IANA_OK)
		return note_damage(known, IANA_CORRUPT);
	ret->is_own = is_checked_file(known, &source);
	return origin.registry_row != IANA_NO_ROW || !ret->is_own;
}

/* Read the entry of a record that has a protocol; of any, the first. */
static bool
read_record(struct iana_known *known, uint32_t record, const char *protocol,
	    struct found *ret)
{
	struct iana_match match;
	uint32_t cursor = record * 8;

	while (cursor / 8 == record) {
		enum iana_status st = iana_find_next(known->im, &cursor, &match);

		if (st != IANA_OK)
			return note_damage(known, IANA_CORRUPT);
		if (iana_is_listed(known->im, &match) && read_entry(known, &match, ret) &&
		    (protocol == NULL || strcmp(ret->entry.proto, protocol) == 0))
			return true;
	}
	return false;
}

/* ---- names ---------------------------------------------------------------------- */

static bool
is_in(uint32_t port, uint32_t lo, uint32_t hi)
{
	return lo <= port && port <= hi;
}

/* Add what the owners of a name say. */
static void
walk_name(struct iana_known *known, const char *name, bool any_case, const char *protocol,
	  uint32_t lo, uint32_t hi, struct iana_known_holder *ret)
{
	struct found e;
	struct iana_owner owner;
	uint32_t first = UINT32_MAX;
	uint32_t cursor;
	enum iana_status st = iana_name_start(known->im, name, any_case, &cursor);

	for (unsigned n = 0; st == IANA_OK && n < WALK_MAX; n++) {
		st = iana_name_next(known->im, name, any_case, &cursor, &owner);
		if (st != IANA_OK)
			break;
		ret->is_portless |= owner.is_row;
		if (owner.is_row || !read_record(known, owner.number, protocol, &e))
			continue;
		ret->is_here |= is_in(e.entry.port, lo, hi);
		if (owner.number >= first)
			continue;
		first = owner.number;
		ret->has_entry = true;
		ret->entry = e.entry;
		ret->is_official = strcasecmp(e.entry.name, name) == 0;
	}
	note_damage(known, st);
}

struct iana_known_holder
iana_known_name(struct iana_known *known, const char *name, const char *protocol,
		uint32_t lo, uint32_t hi)
{
	struct iana_known_holder ret = { 0 };

	if (known->im == NULL)
		return ret;
	walk_name(known, name, false, protocol, lo, hi, &ret);
	if (!ret.has_entry)
		walk_name(known, name, true, protocol, lo, hi, &ret);
	return ret;
}

/* ---- ports ---------------------------------------------------------------------- */

/* Is this the name of an entry, or one of its aliases? */
static bool
goes_by(const struct iana_index_entry *e, const char *name)
{
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	if (strcasecmp(e->name, name) == 0)
		return true;
	while (iana_entry_alias(e, &pos, &alias, &len) == IANA_OK)
		if (strcasecmp(alias, name) == 0)
			return true;
	return false;
}

/* Is this the entry that is asked for? */
typedef bool is_wanted(const struct found *found, const char *name);

static bool
is_any(const struct found *found, const char *name)
{
	(void)found;
	(void)name;
	return true;
}

static bool
is_called(const struct found *found, const char *name)
{
	return goes_by(&found->entry, name);
}

/* Has the entry the official name, and nothing of a checked file? */
static bool
is_of_registry(const struct found *found, const char *name)
{
	return !found->is_own && strcmp(found->entry.name, name) == 0;
}

/* Find the first entry of a port and protocol that is wanted. */
static bool
find_at_port(struct iana_known *known, uint32_t port, const char *protocol,
	     is_wanted *wanted, const char *name, struct iana_index_entry *ret)
{
	struct found found;
	uint32_t record;
	uint32_t cursor;
	enum iana_status st;

	if (known->im == NULL)
		return false;
	st = iana_port_start(known->im, port, &cursor);
	for (unsigned n = 0; st == IANA_OK && n < WALK_MAX; n++) {
		st = iana_port_next(known->im, port, &cursor, &record);
		if (st == IANA_OK && read_record(known, record, protocol, &found) &&
		    wanted(&found, name)) {
			*ret = found.entry;
			return true;
		}
	}
	return note_damage(known, st);
}

bool
iana_known_port(struct iana_known *known, uint32_t port, const char *protocol,
		struct iana_index_entry *ret)
{
	return find_at_port(known, port, protocol, is_any, NULL, ret);
}

bool
iana_known_has(struct iana_known *known, const char *name, uint32_t port,
	       const char *protocol)
{
	struct iana_index_entry entry;

	return find_at_port(known, port, protocol, is_called, name, &entry);
}

bool
iana_known_entry(struct iana_known *known, const char *name, uint32_t port,
		 const char *protocol, struct iana_index_entry *ret)
{
	return find_at_port(known, port, protocol, is_of_registry, name, ret);
}

bool
iana_known_reserved(struct iana_known *known, uint32_t lo, uint32_t hi,
		    const char *protocol, uint32_t *ret_lo, uint32_t *ret_hi)
{
	struct iana_index_row row;
	uint32_t number;
	uint32_t cursor = 0;
	uint32_t first = UINT32_MAX;
	enum iana_status st = IANA_NOTFOUND;

	while (known->im != NULL &&
	       (st = iana_unnamed_next(known->im, lo, hi, &cursor, &number)) == IANA_OK) {
		const char *own;
		const char *text;

		if ((st = iana_row_read(known->im, number, &row)) != IANA_OK)
			break;
		own = row.field[IANA_F_PROTOCOL];
		text = row.field[IANA_F_DESCRIPTION];
		if ((own != NULL && strcmp(own, protocol) != 0) || text == NULL ||
		    strncasecmp(text, "reserved", 8) != 0 || row.port_lo >= first)
			continue;
		first = row.port_lo;
		*ret_lo = row.port_lo;
		*ret_hi = row.port_hi;
	}
	note_damage(known, st);
	return first != UINT32_MAX;
}

bool
iana_known_protocol(struct iana_known *known, const char *protocol)
{
	uint32_t rank;

	return known->im == NULL || iana_proto_find(known->im, protocol, &rank) == IANA_OK;
}
