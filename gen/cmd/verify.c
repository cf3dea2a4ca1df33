/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services verify: check a whole index. */
#include "src/verify.h"
#include "base/alloc.h"
#include "cli/command.h"
#include "src/locate.h"
#include "enable/nsswitch.h"
#include "update/sources.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

/* Check an open index.  Returns an exit code. */
static int
verify(const struct iana_map *map, const char *path, struct iana_report *rep)
{
	const char *what = NULL;

	if (iana_verify(&map->image, &map->header, &what) != IANA_OK) {
		iana_fail(rep, path, 0, "damaged: %s", what);
		return IANA_EXIT_FAILED;
	}
	printf("%s: sound, %u entries\n", path, map->header.n_entries);
	return IANA_EXIT_OK;
}

/* Check the merged index that answers.  One that does not answer has a warning. */
static int
verify_merged(struct iana_report *rep)
{
	struct iana_paths paths = iana_paths_merged(iana_privileged());
	struct iana_map map = { 0 };
	const char *path;
	int code = IANA_EXIT_OK;

	if (iana_locate(&paths, IANA_WHOLE, &map, NULL, &path) == IANA_OK)
		code = verify(&map, path, rep);
	iana_map_close(&map);
	return code;
}

/* Look at all that must be sound and in its place, so that programs use the index. */
static int
verify_system(const struct iana_map *map, const char *path, struct iana_report *rep)
{
	struct iana_sources *sources = iana_calloc(1, sizeof *sources);
	struct iana_merged_found *merged = iana_calloc(1, sizeof *merged);
	int code = IANA_EXIT_OK;

	if (iana_nsswitch_asks_local("")) {
		iana_merged_find(merged);
		code = verify_merged(rep);
	}
	iana_sources_find(sources, map, path, merged);
	iana_sources_warn(sources, rep);
	iana_sources_done(sources);
	free(merged);
	free(sources);
	return code;
}

static int
run_verify(int argc, char **argv, struct iana_report *rep)
{
	struct iana_map map;
	const char *path = NULL;
	bool is_named;
	int code = IANA_EXIT_OK;
	int c;

	while ((c = iana_command_option(&iana_command_verify, argc, argv, rep, &code)) >= 0)
		path = optarg;
	if (c == -2)
		return code;
	if (argc - optind > 1 || (argc - optind == 1 && path != NULL))
		return iana_command_usage(&iana_command_verify, rep,
					  "it takes at most one INDEX");
	if (argc - optind == 1)
		path = argv[optind];
	is_named = iana_command_names_index(path);
	if (!iana_command_index(path, &map, &path, rep))
		return IANA_EXIT_FAILED;
	code = verify(&map, path, rep);
	if (code == IANA_EXIT_OK && !is_named)
		code = verify_system(&map, path, rep);
	iana_map_close(&map);
	return code == IANA_EXIT_OK ? iana_command_finish(code, rep) : code;
}

static const struct iana_option options[] = {
	{ "index", 'i', "FILE", "the same as INDEX" },
	{ 0 },
};

const struct iana_command iana_command_verify = {
	.name = "verify",
	.summary = "Check that an index is whole and answers every lookup correctly",
	.usage = "[INDEX]",
	.about =
	    "Without INDEX, it checks the index that libnss_iana uses, and the merged index\n"
	    "if nsswitch.conf names iana_local.  It warns of what keeps programs from them.",
	.options = options,
	.run = run_verify,
};
