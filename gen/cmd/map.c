/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services map: a picture of all ports, as a page, as SVG, or on the terminal. */
#include "base/alloc.h"
#include "base/output.h"
#include "base/ports.h"
#include "cli/command.h"
#include "diff/diff.h"
#include "index/unpack.h"
#include "map/changes.h"
#include "map/page.h"
#include "map/svg.h"
#include "map/terminal.h"
#include "src/format.h"
#include "table/build.h"
#include "table/join.h"
#include "table/load.h"
#include "term/pager.h"

#include <fcntl.h>
#include <getopt.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct map_options {
	const char *index;
	const char *old;
	const char *output[IANA_OUTPUTS_MAX];
	size_t n_outputs;
	bool has_range;
	uint32_t lo;
	uint32_t hi;
	enum iana_color color;
};

/* ---- the registries
 * ---------------------------------------------------------------------- */

/* A registry, from an index or a file of any form, and its ports. */
struct map_side {
	struct iana_registry reg;
	struct iana_new_entries entries;
	struct iana_table table;
	struct iana_map_cells *cells;
};

/* An index tells which rows have no name or no port by its rows alone. */
static void
count_rows(struct iana_table *t)
{
	for (size_t i = 0; i < t->reg->n_rows; i++) {
		t->n_unnamed += t->reg->row[i].kind == IANA_ROW_UNNAMED;
		t->n_portless += t->reg->row[i].kind == IANA_ROW_PORTLESS;
	}
}

static bool
read_index(struct map_side *side, const char *path, struct iana_report *rep)
{
	struct iana_map map;
	bool ok;

	if (!iana_command_index(path, &map, &path, rep))
		return false;
	iana_registry_init(&side->reg, path);
	ok = iana_index_unpack(&side->reg, &side->entries, path, &map, rep) &&
	     iana_entries_join(&side->table, &side->reg, &side->entries, rep);
	if (ok)
		count_rows(&side->table);
	iana_map_close(&map);
	return ok;
}

/* Does the file start as an index does?  A pipe is none. */
static bool
is_index(const char *path)
{
	char magic[IANA_MAGIC_BYTES];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool is = fd >= 0 && pread(fd, magic, sizeof magic, 0) == sizeof magic &&
		  memcmp(magic, IANA_MAGIC, sizeof magic) == 0;

	if (fd >= 0)
		close(fd);
	return is;
}

static bool
read_old(struct map_side *side, const char *path, struct iana_report *rep)
{
	if (is_index(path))
		return read_index(side, path, rep);
	iana_registry_init(&side->reg, path);
	return iana_load(&side->reg, path, rep) &&
	       iana_table_build(&side->table, &side->reg, NULL, rep);
}

static void
fill_cells(struct map_side *side)
{
	side->cells = iana_calloc(1, sizeof *side->cells);
	iana_map_cells_fill(side->cells, &side->reg, &side->table);
}

static void
map_side_done(struct map_side *side)
{
	if (side->cells != NULL)
		iana_map_cells_done(side->cells);
	free(side->cells);
	iana_table_done(&side->table);
	iana_registry_done(&side->reg);
	free(side->entries.item);
	free(side->entries.alias);
}

/* ---- outputs
 * ------------------------------------------------------------------------------ */

static bool
is_svg(const char *path)
{
	size_t len = strlen(path);

	return len >= 4 && strcmp(path + len - 4, ".svg") == 0;
}

static bool
is_page(const char *path)
{
	size_t len = strlen(path);

	return (len >= 5 && strcmp(path + len - 5, ".html") == 0) ||
	       (len >= 4 && strcmp(path + len - 4, ".htm") == 0);
}

static bool
write_map_files(const struct map_options *o, const struct iana_map_cells *cells,
		const struct iana_map_changes *changes, struct iana_report *rep)
{
	struct iana_output output[IANA_OUTPUTS_MAX];
	struct iana_buffer content[IANA_OUTPUTS_MAX] = { 0 };
	bool ok;

	for (size_t i = 0; i < o->n_outputs; i++) {
		if (is_svg(o->output[i]))
			iana_map_svg(&content[i], cells, changes);
		else
			iana_map_page(&content[i], cells, changes);
		output[i] = (struct iana_output){ o->output[i], &content[i] };
	}
	ok = iana_outputs_write(output, o->n_outputs, rep);
	for (size_t i = 0; i < o->n_outputs; i++)
		iana_buffer_done(&content[i]);
	return ok;
}

/* How many columns there are for an output that is no window. */
static int
other_width(void)
{
	const char *columns = getenv("COLUMNS");
	int n = columns != NULL ? atoi(columns) : 0;

	return n > 0 ? n : 80;
}

static bool
print_screen(const struct map_options *o, const struct iana_map_cells *cells,
	     const struct iana_map_changes *changes, struct iana_report *rep)
{
	struct iana_buffer text = { 0 };
	struct iana_term term;
	bool ok;

	iana_term_init(&term, o->color);
	/* A file of text has UTF-8 in any locale; half blocks are for locales that show
	 * them. */
	term.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	if (term.width == 0)
		term.width = other_width();
	iana_map_terminal(&text, cells, changes, o->lo, o->hi, &term);
	ok = iana_term_show(&term, &text, rep);
	iana_buffer_done(&text);
	return ok;
}

static bool
write_map(const struct map_options *o, const struct iana_map_cells *cells,
	  const struct iana_map_changes *changes, struct iana_report *rep)
{
	return o->n_outputs != 0 ? write_map_files(o, cells, changes, rep)
				 : print_screen(o, cells, changes, rep);
}

static bool
compare_and_write(const struct map_options *o, struct map_side *new,
		  struct iana_report *rep)
{
	struct map_side old = { 0 };
	struct iana_map_changes *changes = iana_calloc(1, sizeof *changes);
	struct iana_diff diff;
	bool ok = read_old(&old, o->old, rep);

	if (ok) {
		iana_diff_tables(&diff, &old.reg, &old.table, &new->table);
		fill_cells(&old);
		fill_cells(new);
		iana_map_changes_take(changes, &diff, old.cells, new->cells);
		ok = write_map(o, new->cells, changes, rep);
		iana_map_changes_done(changes);
		iana_diff_done(&diff);
	}
	free(changes);
	map_side_done(&old);
	return ok;
}

/* ---- the command
 * -------------------------------------------------------------------------- */

/* Take an option.  Returns NULL, or a phrase for a message. */
static const char *
take_map_option(struct map_options *o, int c)
{
	switch (c) {
	case 'i':
		o->index = optarg;
		return NULL;
	case 'd':
		o->old = optarg;
		return NULL;
	case 'c':
		return iana_color_read(&o->color, optarg);
	case 'r':
		o->has_range = true;
		return iana_ports_parse(optarg, strlen(optarg), &o->lo, &o->hi) &&
			       o->lo <= o->hi && o->hi < IANA_N_PORTS
			   ? NULL
			   : "--range takes a port or a range of ports: 8000-8999";
	default:
		if (!is_svg(optarg) && !is_page(optarg))
			return "an output ends in .html or .svg";
		if (o->n_outputs == IANA_OUTPUTS_MAX)
			return "too many outputs";
		o->output[o->n_outputs++] = optarg;
		return NULL;
	}
}

static const char *
contradicts(const struct map_options *o)
{
	if (o->n_outputs != 0 && o->has_range)
		return "--range is for the terminal alone, not for files";
	if (iana_outputs_repeated(o->output, o->n_outputs) != o->n_outputs)
		return IANA_OUTPUT_REPEATED;
	return NULL;
}

static int
run_map(int argc, char **argv, struct iana_report *rep)
{
	struct map_options o = { .hi = IANA_N_PORTS - 1 };
	struct map_side side = { 0 };
	const char *fault = NULL;
	int code = IANA_EXIT_OK;
	bool ok;
	int c;

	while (fault == NULL &&
	       (c = iana_command_option(&iana_command_map, argc, argv, rep, &code)) >= 0)
		fault = take_map_option(&o, c);
	if (fault == NULL && c == -2)
		return code;
	if (fault == NULL)
		fault = optind != argc ? "it takes no argument" : contradicts(&o);
	if (fault != NULL)
		return iana_command_usage(&iana_command_map, rep, "%s", fault);
	ok = read_index(&side, o.index, rep);
	if (ok && o.old != NULL) {
		ok = compare_and_write(&o, &side, rep);
	} else if (ok) {
		fill_cells(&side);
		ok = write_map(&o, side.cells, NULL, rep);
	}
	map_side_done(&side);
	return ok ? iana_command_finish(IANA_EXIT_OK, rep) : IANA_EXIT_FAILED;
}

static const struct iana_option options[] = {
	{ "output", IANA_LETTER('o'), "FILE",
	  "write a page (.html) or a picture (.svg);\nmay be repeated" },
	{ "index", 'i', "FILE", "use this index, not the one that libnss_iana uses" },
	{ "diff", 'd', "OLD",
	  "show what changed since this registry: an index,\nor a file in any form" },
	{ "range", 'r', "LO-HI", "on a terminal, show these ports alone" },
	{ "color", 'c', IANA_COLOR_WORDS, "colours; auto: on a terminal" },
	{ 0 },
};

const struct iana_command iana_command_map = {
	.name = "map",
	.summary = "Draw a map of all ports: a page, a picture, or on the terminal",
	.usage = "[OPTION...]",
	.about =
	    "Without --output, the map is drawn on the terminal, in its width.  A page holds\n"
	    "all it needs, so it works without a network.",
	.options = options,
	.run = run_map,
};
