/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opens inputs, and runs their readers into a registry. */
#include "table/load.h"
#include "read/reader.h"
#include "read/services_reader.h"

#include <stdlib.h>

/* Read an input into a registry, if it could be opened; then close it. */
static bool
load_input(struct iana_registry *reg, struct iana_input *in, bool opened,
	   struct iana_report *rep)
{
	struct iana_sink sink = { .take = iana_registry_take,
				  .expect = iana_registry_expect,
				  .updated = iana_registry_updated,
				  .section = iana_registry_section,
				  .ctx = reg };
	const struct iana_reader *reader = NULL;
	bool ok;

	reg->source[0].path = in->name;
	if (opened)
		reader = iana_reader_find(in, rep);
	ok = reader != NULL && reader->read(in, &sink, rep);
	iana_warn_flush(rep);
	iana_input_close(in);
	return ok;
}

/* An input holds a large chunk, so it is not on the stack. */
bool
iana_load(struct iana_registry *reg, const char *path, struct iana_report *rep)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	bool ok = load_input(reg, in, iana_input_open(in, path, rep), rep);

	free(in);
	return ok;
}

bool
iana_load_fd(struct iana_registry *reg, int fd, const char *name, struct iana_report *rep)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	bool ok = load_input(reg, in, iana_input_open_fd(in, fd, name, rep), rep);

	free(in);
	return ok;
}

bool
iana_load_overlay(struct iana_registry *reg, const char *path, struct iana_report *rep)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	struct iana_sink sink = { .take = iana_registry_take, .ctx = reg };
	const struct iana_reader *form;
	bool ok = iana_input_open(in, path, rep);

	iana_registry_overlay(reg, in->name, false);
	form = ok ? iana_reader_known(in) : NULL;
	if (form != NULL && form->read != iana_services_read)
		ok = iana_fail(rep, in->name, 1,
			       "an overlay must be services(5) text, and this is %s",
			       form->form);
	ok = ok && iana_services_read_overlay(in, &sink, rep);
	iana_warn_flush(rep);
	iana_input_close(in);
	free(in);
	return ok;
}

bool
iana_load_live(struct iana_registry *reg, const char *path, struct iana_report *rep)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	struct iana_sink sink = { .take = iana_registry_take, .ctx = reg };
	bool ok = iana_input_open(in, path, rep);

	iana_registry_overlay(reg, in->name, true);
	ok = ok && iana_services_read_live(in, &sink, rep);
	iana_warn_flush(rep);
	iana_input_close(in);
	free(in);
	return ok;
}
