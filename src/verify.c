/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Verifies a whole index without trusting or allocating anything. */
#include "verify.h"
#include "checksum.h"
#include "detail.h"
#include "find.h"

#include <string.h>

typedef enum iana_status find_fn(const struct iana_image *, const char *, const char *,
				 struct iana_hit *);
typedef bool same_fn(const char *, const char *);

static bool
same_bytes(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static bool
same_folded(const char *a, const char *b)
{
	for (; *a != '\0' && iana_lower((uint8_t)*a) == iana_lower((uint8_t)*b); a++)
		b++;
	return *a == *b;
}

/* An entry of the table, and the same spelled out. */
struct entry {
	struct iana_hit hit;
	struct iana_view view;
};

/* Is name, which e has, the official name or an alias of a hit as well? */
static bool
has_name(const struct iana_image *im, const struct iana_hit *hit, const struct entry *e,
	 const char *name, same_fn *same)
{
	struct iana_view v;
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	if (hit->record == e->hit.record)
		return true;
	if (iana_view_hit(im, hit, &v) != IANA_OK)
		return false;
	if (same(v.name, name))
		return true;
	while (iana_view_alias(&v, &pos, &alias, &len) == IANA_OK)
		if (same(alias, name))
			return true;
	return false;
}

/* Does a hit stand at e's place of the table, or before it? */
static bool
not_after(const struct iana_hit *hit, const struct entry *e)
{
	return hit->record < e->hit.record ||
	       (hit->record == e->hit.record && hit->proto <= e->hit.proto);
}

/*
 * A lookup must answer with an entry that has the key and stands no later than
 * the one the key was taken from.  Held for every entry, this makes each answer
 * the first of the table: the first entry's own turn allows no later one.
 */
static bool
found_by_name(const struct iana_image *im, const struct entry *e, const char *name,
	      find_fn *find, same_fn *same)
{
	struct iana_hit hit;

	if (find(im, name, e->view.proto, &hit) != IANA_OK || !not_after(&hit, e) ||
	    hit.proto != e->hit.proto || !has_name(im, &hit, e, name, same))
		return false;
	return find(im, name, NULL, &hit) == IANA_OK && not_after(&hit, e) &&
	       has_name(im, &hit, e, name, same);
}

static bool
name_holds(const struct iana_image *im, const struct entry *e, const char *name)
{
	return found_by_name(im, e, name, iana_find_name, same_bytes) &&
	       (iana_image_exact_case(im) ||
		found_by_name(im, e, name, iana_find_folded, same_folded));
}

static bool
port_holds(const struct iana_image *im, const struct entry *e)
{
	uint32_t port = e->view.port;
	struct iana_hit hit;

	if (iana_find_port(im, port, e->view.proto, &hit) != IANA_OK ||
	    !not_after(&hit, e) || hit.proto != e->hit.proto)
		return false;
	return iana_find_port(im, port, NULL, &hit) == IANA_OK && not_after(&hit, e);
}

static bool
entry_holds(const struct iana_image *im, const struct entry *e, uint32_t *n_aliases)
{
	const char *alias;
	enum iana_status st;
	uint32_t pos = 0;
	uint32_t n = 0;
	uint8_t len;

	if (!name_holds(im, e, e->view.name) || !port_holds(im, e))
		return false;
	while ((st = iana_view_alias(&e->view, &pos, &alias, &len)) == IANA_OK) {
		if (!name_holds(im, e, alias))
			return false;
		n++;
	}
	*n_aliases += n;
	return st == IANA_NOTFOUND && n == e->view.n_aliases;
}

static const char *
verify_table(const struct iana_image *im, const struct iana_header *h)
{
	struct entry e;
	enum iana_status st;
	uint32_t cursor = 0;
	uint32_t n_entries = 0;
	uint32_t n_aliases = 0;

	if (iana_section_len(im, IANA_S_RECORDS) % IANA_RECORD_BYTES != 0)
		return "the table of entries is damaged";
	while ((st = iana_find_next(im, &cursor, &e.hit)) == IANA_OK) {
		if (iana_view_hit(im, &e.hit, &e.view) != IANA_OK ||
		    !entry_holds(im, &e, &n_aliases))
			return "an entry is not found by its name, alias or port";
		n_entries++;
	}
	if (st != IANA_NOTFOUND)
		return "the table of entries is damaged";
	if (n_entries != h->n_entries || n_aliases != h->n_aliases)
		return "the counts of the header are wrong";
	return NULL;
}

/* Every port that answers does so soundly, and has that port. */
static const char *
verify_ports(const struct iana_image *im)
{
	for (uint32_t port = 0; port <= 65535; port++) {
		struct iana_hit hit;
		enum iana_status st = iana_find_port(im, port, NULL, &hit);

		if (st != IANA_OK && st != IANA_NOTFOUND)
			return "the ports are damaged";
	}
	return NULL;
}

static const char *
verify_details(const struct iana_image *im, const struct iana_header *h)
{
	struct iana_detail d;
	enum iana_status st;
	uint32_t cursor = 0;
	uint32_t n = 0;

	while ((st = iana_detail_next(im, &cursor, &d)) == IANA_OK)
		n++;
	return st == IANA_NOTFOUND && n == h->n_rows ? NULL : "the details are damaged";
}

enum iana_status
iana_verify(const struct iana_image *im, const struct iana_header *header,
	    const char **ret_what)
{
	const char *what = NULL;

	if (im->size != header->total_bytes)
		what = "the file is not whole";
	else if (iana_checksum(im->bytes, im->size) !=
		 iana_le64(im->bytes + IANA_H_CHECKSUM))
		what = "the checksum is wrong";
	if (what == NULL)
		what = verify_table(im, header);
	if (what == NULL)
		what = verify_ports(im);
	if (what == NULL)
		what = verify_details(im, header);
	if (what == NULL)
		return IANA_OK;
	*ret_what = what;
	return IANA_CORRUPT;
}
