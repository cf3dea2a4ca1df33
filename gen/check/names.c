/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks the syntax of names, and compares the names of lists. */
#include "check/names.h"
#include "base/ascii.h"
#include "base/service_name.h"
#include "base/utf8.h"
#include "check/line.h"
#include "src/bytes.h"
#include "table/registry.h"
#include "table/rules.h"

#include <stdlib.h>
#include <string.h>

/* ---- names ---------------------------------------------------------------------- */

static bool
has_capital(const char *name)
{
	while (*name != '\0' && (*name < 'A' || *name > 'Z'))
		name++;
	return *name != '\0';
}

/*
 * Add the fault of a name that is no service name.
 *
 * is_registered   the registry has the name, so that only Kubernetes may refuse it
 */
static void
check_service_name(struct iana_checked *c, uint32_t name, bool is_registered)
{
	const char *text = iana_checked_text(c, name);
	const char *fault = iana_service_name_fault(text, c->pool.item[name].len);

	if (fault != NULL && c->kubernetes)
		iana_fault(&c->remarks, "service-name",
			   "service name \"%.60s\" %s: Kubernetes refuses it, and RFC 6335 "
			   "does not allow it",
			   text, fault);
	else if (fault != NULL && !is_registered)
		iana_fault(&c->remarks, "service-name",
			   "service name \"%.60s\" %s: RFC 6335 does not allow it", text,
			   fault);
	else if (fault == NULL && c->kubernetes && has_capital(text))
		iana_fault(&c->remarks, "kubernetes",
			   "service name \"%.60s\" has a capital letter: Kubernetes "
			   "refuses it",
			   text);
}

/* Has the registry a name with these bytes, as a name or an alias? */
static bool
is_registered(struct iana_known *known, const char *name)
{
	struct iana_known_holder there = iana_known_name(known, name, NULL, 0, 65535);

	return there.has_entry || there.is_portless;
}

static void
check_alias(struct iana_checked *c, struct iana_known *known, uint32_t alias)
{
	const char *text = iana_checked_text(c, alias);
	const char *fault = iana_service_name_fault(text, c->pool.item[alias].len);

	if (fault != NULL && !is_registered(known, text))
		iana_caution(&c->remarks, "service-name",
			     "alias \"%.60s\" %s: RFC 6335 does not allow it as a name",
			     text, fault);
}

void
iana_check_names(struct iana_checked *c, struct iana_known *known)
{
	for (size_t i = 0; i < c->n_entries; i++) {
		const struct iana_checked_entry *e = &c->entry[i];

		if (e->is_again)
			continue;
		iana_checked_at(c, e->file, e->line);
		check_service_name(c, e->name,
				   is_registered(known, iana_checked_text(c, e->name)));
		for (uint32_t a = 0; a < e->n_aliases; a++)
			check_alias(c, known, c->alias[e->aliases + a]);
	}
}

/* ---- lists ---------------------------------------------------------------------- */

bool
iana_check_list_line(struct iana_checked *c, struct iana_cell line)
{
	const char *hash;
	const char *fault;
	struct iana_cell name;

	if (!iana_check_bytes(c, &line))
		return true;
	hash = memchr(line.bytes, '#', line.len);
	if (hash != NULL)
		line.len = (size_t)(hash - line.bytes);
	name = iana_cell_word(&line);
	if (name.len == 0)
		return true;
	fault = iana_name_fault(name.bytes, name.len);
	if (fault == NULL && iana_utf8_mark(name.bytes, name.len) != 0)
		iana_fault(&c->remarks, "byte-order-mark",
			   "a byte order mark, which is read as part of the name");
	if (iana_cell_word(&line).len != 0)
		iana_fault(&c->remarks, "one-name",
			   "more than one word: a list has one name on a line");
	if (fault != NULL) {
		iana_fault(&c->remarks, "name", "service name \"%.*s\" %s",
			   iana_cell_quoted(name), name.bytes, fault);
		return true;
	}
	if (c->n_names == IANA_ROWS_MAX) {
		iana_fault(&c->remarks, "limit", "more than %d names", IANA_ROWS_MAX);
		return false;
	}
	c->name = iana_grow(c->name, &c->cap_names, c->n_names + 1, sizeof *c->name);
	c->name[c->n_names++] = (struct iana_checked_name){
		.file = c->remarks.file,
		.line = c->remarks.line,
		.name = iana_pool_add(&c->pool, name.bytes, name.len),
	};
	iana_checked_last(c)->n_names++;
	return true;
}

/* What the lists had of a name before. */
struct listing {
	struct iana_pool folded; /* in small letters */
	size_t *first;		 /* by number: a name of the lists, from 1; 0: none */
	size_t cap;
};

/* Compare a name with those before it, in any case of letters. */
static void
compare_listed(struct iana_checked *c, struct listing *w, size_t number)
{
	const struct iana_checked_name *n = &c->name[number];
	const char *text = iana_checked_text(c, n->name);
	size_t len = c->pool.item[n->name].len;
	char folded[IANA_NAME_MAX];
	const struct iana_checked_name *other;
	struct iana_checked_entry at;
	char place[IANA_PLACE_ROOM];
	size_t n_before = w->folded.n;
	uint32_t id;

	for (size_t i = 0; i < len; i++)
		folded[i] = (char)iana_lower((uint8_t)text[i]);
	id = iana_pool_add(&w->folded, folded, len);
	w->first = iana_grow(w->first, &w->cap, (size_t)id + 1, sizeof *w->first);
	if (id >= n_before) {
		w->first[id] = number;
		return;
	}
	other = &c->name[w->first[id]];
	at = (struct iana_checked_entry){ .file = other->file, .line = other->line };
	iana_checked_place(c, &at, place);
	if (other->name == n->name)
		iana_caution(&c->remarks, "repeated", "\"%.60s\" is there already, by %s",
			     text, place);
	else
		iana_caution(&c->remarks, "case",
			     "\"%.60s\" and \"%.60s\" of %s differ in the case of letters "
			     "alone",
			     text, iana_checked_text(c, other->name), place);
}

/* A name that is an alias in the registry gives another name. */
static void
tell_alias(struct iana_checked *c, struct iana_known *known, const char *name)
{
	struct iana_known_holder there = iana_known_name(known, name, NULL, 0, 65535);

	if (there.has_entry && !there.is_official)
		iana_caution(&c->remarks, "registry-alias",
			     "\"%.60s\" is an alias in the registry: a lookup gives "
			     "\"%.60s\" %u/%.20s",
			     name, there.entry.name, there.entry.port, there.entry.proto);
}

void
iana_check_lists(struct iana_checked *c, struct iana_known *known)
{
	struct listing w = { 0 };

	iana_pool_init(&w.folded);
	for (size_t i = 0; i < c->n_names; i++) {
		const struct iana_checked_name *n = &c->name[i];
		const char *text = iana_checked_text(c, n->name);

		iana_checked_at(c, n->file, n->line);
		check_service_name(c, n->name, is_registered(known, text));
		compare_listed(c, &w, i);
		tell_alias(c, known, text);
	}
	free(w.first);
	iana_pool_done(&w.folded);
}
