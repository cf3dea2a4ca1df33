/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes rows and entries of lines, as a merge does. */
#include "support/unit_joined.h"
#include "index/index.h"
#include "support/fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

void
unit_joined_init(struct unit_joined *u)
{
	memset(u, 0, sizeof *u);
	iana_registry_init(&u->reg, "registry");
	iana_registry_overlay(&u->reg, "services", true);
}

void
unit_joined_done(struct unit_joined *u)
{
	iana_table_done(&u->table);
	iana_registry_done(&u->reg);
	iana_buffer_done(&u->index);
	free(u->all.item);
	free(u->all.alias);
}

static uint32_t
add_text(struct unit_joined *u, const char *text)
{
	return iana_pool_add(&u->reg.pool, text, strlen(text));
}

void
unit_joined_add(struct unit_joined *u, bool local, const char *line)
{
	struct iana_new_entries *all = &u->all;
	char *copy = strdup(line);
	char *rest;
	char *word = strtok_r(copy, " ", &rest);
	struct iana_row row = { .source = local, .kind = IANA_ROW_SERVICE, .wanted = true };
	struct iana_new_entry new = { .entry = { .local = local } };
	char *slash;

	row.field[IANA_F_NAME] = new.entry.name = add_text(u, word);
	word = strtok_r(NULL, " ", &rest);
	slash = strchr(word, '/');
	row.port_lo = row.port_hi = new.entry.port = (uint16_t)atoi(word);
	row.field[IANA_F_PROTOCOL] = new.protocol = add_text(u, slash + 1);
	new.entry.row = new.entry.details = (uint32_t)u->reg.n_rows;
	new.entry.aliases = (uint32_t)all->n_aliases;
	while ((word = strtok_r(NULL, " ", &rest)) != NULL) {
		all->alias = iana_grow(all->alias, &all->cap_aliases, all->n_aliases + 1,
				       sizeof *all->alias);
		all->alias[all->n_aliases++] = add_text(u, word);
		new.entry.n_aliases++;
	}
	u->reg.row =
	    iana_grow(u->reg.row, &u->reg.cap_rows, u->reg.n_rows + 1, sizeof *u->reg.row);
	u->reg.row[u->reg.n_rows++] = row;
	all->item = iana_grow(all->item, &all->cap, all->n + 1, sizeof *all->item);
	all->item[all->n++] = new;
	free(copy);
}

void
unit_joined_index(struct unit_joined *u)
{
	static const struct iana_merged absent = { .absent = true };
	const struct iana_merged *merged =
	    fixture_merged != NULL ? fixture_merged : &absent;

	ck_assert_msg(iana_entries_join(&u->table, &u->reg, &u->all, &u->rep) &&
			  iana_index_write(&u->index, &u->table, 0, false, merged, &u->rep),
		      "%s", u->rep.error.text);
}
