/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services free: ports that a new service can take. */
#include "base/alloc.h"
#include "cli/command.h"
#include "free/gather.h"
#include "free/json.h"
#include "free/text.h"
#include "merge/local.h"
#include "term/pager.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ADVICE \
	"unassigned is not registered: IANA may assign the port to others some day; to " \
	"register one, see RFC 6335 and https://www.iana.org/form/ports-services"

enum option_key {
	OPT_INDEX = 1,
	OPT_PROTO,
	OPT_PER_PROTOCOL,
	OPT_RANGE,
	OPT_NEAR,
	OPT_STABLE,
	OPT_ROOM,
	OPT_AVOID,
	OPT_WEB,
	OPT_HOST,
	OPT_JSON,
	OPT_QUIET,
	OPT_COLOR,
	OPT_COUNT = IANA_LETTER('n')
};

struct free_options {
	struct iana_free_request request;
	const char *index;
	enum iana_color color;
	bool json;
	bool quiet;
};

/* ---- options ----------------------------------------------------------------------------
 */

/* Take an option with an argument; false for an argument that it cannot have. */
static bool
take_free_argument(struct free_options *o, int key, const char *arg)
{
	struct iana_free_request *r = &o->request;

	switch (key) {
	case OPT_PROTO:
		return iana_request_protocols(r, arg);
	case OPT_RANGE:
		return iana_request_ranges(r, arg);
	case OPT_NEAR:
		r->has_near = true;
		return iana_number_parse(arg, 0, IANA_PORTS - 1, &r->near);
	case OPT_COUNT:
		return iana_number_parse(arg, 1, IANA_PORTS - 1, &r->count);
	case OPT_ROOM:
		r->has_room = true;
		return iana_number_parse(arg, 0, IANA_PORTS - 1, &r->room);
	case OPT_STABLE:
		r->stable = arg;
		r->wanted.own = arg;
		return arg[0] != '\0';
	case OPT_COLOR:
		return iana_color_read(&o->color, arg) == NULL;
	case OPT_INDEX:
		o->index = arg;
		return true;
	case OPT_AVOID:
		iana_request_avoid(r, arg);
		return true;
	default:
		return true;
	}
}

static void
take_flag(struct free_options *o, int key)
{
	o->request.wanted.per_protocol |= key == OPT_PER_PROTOCOL;
	o->request.web |= key == OPT_WEB;
	o->request.host |= key == OPT_HOST;
	o->json |= key == OPT_JSON;
	o->quiet |= key == OPT_QUIET;
}

static const char *
name_of_key(int key)
{
	const struct iana_option *o = iana_command_free.options;

	while (o->key != key)
		o++;
	return o->name;
}

/* Read all options.  Returns false with an exit code. */
static bool
read_options(int argc, char **argv, struct free_options *o, struct iana_report *rep,
	     int *ret_exit)
{
	const struct iana_command *cmd = &iana_command_free;
	int c;

	while ((c = iana_command_option(cmd, argc, argv, rep, ret_exit)) >= 0) {
		take_flag(o, c);
		if (!take_free_argument(o, c, optarg)) {
			*ret_exit = iana_command_usage(cmd, rep, "--%s cannot be \"%.60s\"",
						       name_of_key(c), optarg);
			return false;
		}
	}
	if (c == -2)
		return false;
	if (optind != argc)
		*ret_exit =
		    iana_command_usage(cmd, rep, "it takes no argument; --range has ports");
	else if (o->request.has_near && o->request.stable != NULL)
		*ret_exit = iana_command_usage(
		    cmd, rep, "--near and --stable order ports in different ways");
	else
		return true;
	return false;
}

/* ---- answers
 * ------------------------------------------------------------------------------- */

static void
add_as_text(struct iana_buffer *to, const struct iana_term *term,
	    const struct iana_free_about *about, const struct free_options *o)
{
	const struct iana_choice *c = about->choice;

	for (size_t i = 0; i < c->n; i++) {
		if (c->port[i].against != 0)
			continue;
		if (o->quiet)
			iana_buffer_printf(to, "%u\n", c->port[i].port);
		else
			iana_free_print(term, to, about, &c->port[i]);
	}
}

static void
add_as_json(struct iana_buffer *to, const struct iana_free_about *about)
{
	struct json_object *object = iana_free_json(about);

	iana_buffer_printf(to, "%s\n", iana_json_pretty(object));
	json_object_put(object);
}

static bool
show_answers(const struct iana_free_about *about, const struct free_options *o,
	     struct iana_report *rep)
{
	struct iana_buffer text = { 0 };
	struct iana_term term;
	bool ok;

	iana_term_init(&term, o->color);
	if (o->json)
		add_as_json(&text, about);
	else
		add_as_text(&text, &term, about, o);
	ok = iana_term_show(&term, &text, rep);
	iana_buffer_done(&text);
	return ok;
}

/* Print the answers, and tell what is missing.  Returns the exit code. */
static int
answer(const struct iana_free_about *about, const struct free_options *o,
       struct iana_report *rep)
{
	const struct iana_choice *c = about->choice;
	size_t n_against = 0;

	if (!show_answers(about, o, rep))
		return IANA_EXIT_FAILED;
	for (size_t i = 0; i < c->n; i++) {
		n_against += c->port[i].against != 0;
		if (c->port[i].against != 0)
			iana_free_tell_against(about, &c->port[i], rep);
	}
	if (c->n < about->wish->count)
		iana_free_tell_few(about, rep);
	if (!o->json && !o->quiet && c->n > n_against)
		iana_tell(rep, NULL, 0, "%s", ADVICE);
	return c->n < about->wish->count || n_against != 0 ? IANA_EXIT_NOTFOUND
							   : IANA_EXIT_OK;
}

/* ---- the command
 * ----------------------------------------------------------------------------- */

/* The files of this machine: the services file and overlays. */
struct machine_files {
	struct iana_tree tree;
	struct iana_local_rows local;
};

static bool
gather_here(struct iana_taken *taken, struct machine_files *m, const struct iana_map *map,
	    const char *path, const struct iana_free_request *r, struct iana_ephemeral *ret,
	    struct iana_report *rep)
{
	struct iana_free_sources from = { .image = &map->image,
					  .image_path = path,
					  .services = m->tree.services,
					  .shipped = m->tree.compat,
					  .proc_root = "" };

	if (!iana_local_find(&m->local, &m->tree, rep))
		return false;
	from.overlay = m->local.path;
	from.n_overlays = m->local.n_paths;
	return iana_taken_gather(taken, &from, r, ret, rep);
}

static int
answer_from(const struct iana_map *map, const char *path, struct free_options *o,
	    struct iana_report *rep)
{
	struct iana_taken *taken = iana_taken_new();
	struct machine_files files = { 0 };
	struct iana_wish wish = iana_request_wish(&o->request);
	struct iana_choice choice = { 0 };
	struct iana_free_about about = { .request = &o->request,
					 .wish = &wish,
					 .taken = taken,
					 .choice = &choice,
					 .image = &map->image,
					 .date = map->header.date };
	int code = IANA_EXIT_FAILED;

	iana_tree_init(&files.tree, NULL);
	if (gather_here(taken, &files, map, path, &o->request, &about.ephemeral, rep)) {
		iana_request_warn(&o->request, rep);
		iana_choose(taken, &wish, &choice);
		code = answer(&about, o, rep);
	}
	iana_choice_done(&choice);
	iana_local_done(&files.local);
	iana_tree_done(&files.tree);
	free(taken);
	return code;
}

static int
run_with(struct free_options *o, struct iana_report *rep)
{
	struct iana_map map;
	const char *path;
	const char *unknown;
	int code;

	if (!iana_command_index(o->index, &map, &path, rep))
		return IANA_EXIT_FAILED;
	unknown = iana_request_unknown(&o->request, &map.image);
	code =
	    unknown == NULL
		? answer_from(&map, path, o, rep)
		: iana_command_usage(&iana_command_free, rep,
				     "no protocol with ports is called \"%.60s\"", unknown);
	iana_map_close(&map);
	return code == IANA_EXIT_OK || code == IANA_EXIT_NOTFOUND
		   ? iana_command_finish(code, rep)
		   : code;
}

static int
run_free(int argc, char **argv, struct iana_report *rep)
{
	struct free_options *o = iana_calloc(1, sizeof *o);
	int code = IANA_EXIT_OK;

	iana_request_init(&o->request);
	if (read_options(argc, argv, o, rep, &code)) {
		if (o->quiet)
			rep->warn = NULL;
		code = run_with(o, rep);
	}
	iana_request_done(&o->request);
	free(o);
	return code;
}

static const struct iana_option options[] = {
	{ "index", OPT_INDEX, "FILE", "use this index, not the one that libnss_iana uses" },
	{ "count", OPT_COUNT, "N", "print N ports, not one" },
	{ "proto", OPT_PROTO, "LIST", "protocols of the service: tcp,udp, or others" },
	{ "per-protocol", OPT_PER_PROTOCOL, NULL,
	  "a number that other protocols have is free, too" },
	{ "range", OPT_RANGE, "LIST", "ports and ranges to choose from: 1024-49151" },
	{ "near", OPT_NEAR, "PORT", "the ports that are nearest to this one" },
	{ "stable", OPT_STABLE, "KEY", "the port of this key, the same on every machine" },
	{ "room", OPT_ROOM, "N",
	  "at least N free ports on each side: 1, or 0\nwith --stable" },
	{ "avoid", OPT_AVOID, "FILE",
	  "leave out its ports: services(5) text, or\nports and ranges" },
	{ "web", OPT_WEB, NULL, "leave out what browsers block" },
	{ "host", OPT_HOST, NULL, "leave out what is in use on this machine now" },
	{ "json", OPT_JSON, NULL, "print JSON: an object" },
	{ "color", OPT_COLOR, IANA_COLOR_WORDS, "colours; auto: on a terminal" },
	{ "quiet", OPT_QUIET, NULL, "print the ports alone, and no advice" },
	{ 0 },
};

const struct iana_command iana_command_free = {
	.name = "free",
	.summary = "Print ports that a new service can take, and why",
	.usage = "[OPTION...]",
	.about =
	    "A free port is unassigned in the registry, without any reported use.  It is in\n"
	    "no overlay, not in /etc/services, not ephemeral on this machine, and the ports\n"
	    "beside it are free.  Exit code 2: fewer were found than asked for.",
	.options = options,
	.run = run_free,
};
