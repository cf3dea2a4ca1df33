/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fills the template of the page. */
#include "map/page.h"
#include "base/date.h"
#include "map/data.h"
#include "map/escape.h"
#include "map/templates.h"

#include <stdlib.h>

struct page_filling {
	struct iana_buffer *to;
	const struct iana_map_cells *cells;
	const struct iana_map_changes *changes;
};

/* ---- what the template asks for ---------------------------------------------------------
 */

static void
add_template(struct iana_buffer *to, const struct iana_template *t)
{
	iana_buffer_add(to, t->bytes, t->len);
}

static void
put_page_style(const struct page_filling *p)
{
	add_template(p->to, &iana_template_style);
}

static void
put_script(const struct page_filling *p)
{
	add_template(p->to, &iana_template_script);
}

static void
put_style_hash(const struct page_filling *p)
{
	iana_buffer_puts(p->to, iana_template_style.hash);
}

static void
put_script_hash(const struct page_filling *p)
{
	iana_buffer_puts(p->to, iana_template_script.hash);
}

static void
put_date(const struct page_filling *p)
{
	char day[11];

	iana_date_format(p->cells->reg->date, day);
	iana_buffer_puts(p->to, day);
}

static void
put_data(const struct page_filling *p)
{
	iana_map_data(p->to, p->cells, p->changes);
}

static void
put_assigned(const struct page_filling *p)
{
	iana_buffer_printf(p->to, "%zu",
			   iana_map_cells_assigned(p->cells, 0, IANA_N_PORTS - 1));
}

/* A row of the table without scripts; HTML lets the end tags go. */
static void
put_table_row(struct iana_buffer *to, const struct iana_pool *pool,
	      const struct iana_assignment *x)
{
	iana_buffer_puts(to, "<tr><td>");
	iana_map_ports_print(to, x->lo, x->hi, "");
	iana_buffer_puts(to, "<td>");
	iana_escape_markup(to, iana_pool_text(pool, x->protocols));
	iana_buffer_puts(to, "<td>");
	iana_escape_markup(to, iana_pool_text(pool, x->name));
	if (x->aliases != 0) {
		iana_buffer_puts(to, " ");
		iana_escape_markup(to, iana_pool_text(pool, x->aliases));
	}
	iana_buffer_puts(to, "<td>");
	iana_escape_markup(to, iana_pool_text(pool, x->description));
	iana_buffer_puts(to, "\n");
}

static void
put_rows(const struct page_filling *p)
{
	for (size_t i = 0; i < p->cells->assignments.n; i++)
		if (p->cells->assignments.item[i].name != 0)
			put_table_row(p->to, &p->cells->reg->pool,
				      &p->cells->assignments.item[i]);
}

static const struct {
	const char *word; /* in the template, as {{word}} */
	void (*put)(const struct page_filling *p);
} words[] = {
	{ "style_hash", put_style_hash },
	{ "script_hash", put_script_hash },
	{ "style", put_page_style },
	{ "script", put_script },
	{ "date", put_date },
	{ "assigned", put_assigned },
	{ "data", put_data },
	{ "rows", put_rows },
};

/* ---- the template
 * ---------------------------------------------------------------------------
 */

/* Put what stands for a word; tests/script/map.test holds that the table has all words. */
static void
put_word(const struct page_filling *p, const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].word) == len && memcmp(words[i].word, word, len) == 0)
			words[i].put(p);
}

void
iana_map_page(struct iana_buffer *to, const struct iana_map_cells *cells,
	      const struct iana_map_changes *changes)
{
	const struct page_filling p = { to, cells, changes };
	const char *at = (const char *)iana_template_page.bytes;
	const char *end = at + iana_template_page.len;

	for (;;) {
		const char *open = memmem(at, (size_t)(end - at), "{{", 2);
		const char *close =
		    open != NULL ? memmem(open, (size_t)(end - open), "}}", 2) : NULL;

		if (close == NULL)
			break;
		iana_buffer_add(to, at, (size_t)(open - at));
		put_word(&p, open + 2, (size_t)(close - open - 2));
		at = close + 2;
	}
	iana_buffer_add(to, at, (size_t)(end - at));
}
