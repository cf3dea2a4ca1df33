/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iana-services verify: check a whole index. */
#include "src/verify.h"
#include "cli/command.h"

#include <getopt.h>
#include <stdio.h>

static int
run_verify(int argc, char **argv, struct iana_report *rep)
{
	struct iana_map map;
	const char *path = NULL;
	const char *what = NULL;
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
	if (!iana_command_index(path, &map, &path, rep))
		return IANA_EXIT_FAILED;
	if (iana_verify(&map.image, &map.header, &what) == IANA_OK) {
		printf("%s: sound, %u entries\n", path, map.header.n_entries);
		code = iana_command_finish(IANA_EXIT_OK, rep);
	} else {
		iana_fail(rep, path, 0, "damaged: %s", what);
		code = IANA_EXIT_FAILED;
	}
	iana_map_close(&map);
	return code;
}

static const struct iana_option options[] = {
	{ "index", 'i', "FILE", "the same as INDEX" },
	{ 0 },
};

const struct iana_command iana_command_verify = {
	.name = "verify",
	.summary = "Check that an index is whole and answers every lookup correctly",
	.usage = "[INDEX]",
	.about = "Without INDEX, it checks the index that libnss_iana uses.",
	.options = options,
	.run = run_verify,
};
