/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What `check` says of any text.  The first byte chooses what the text is checked as, and
 * the options.  What follows a line of '%' alone is a second file.  As an overlay, a text
 * without a remark is one that the reader takes without a warning.
 */
#include "check/all.h"
#include "check/file.h"
#include "fuzz.h"
#include "read/services_reader.h"
#include "table/load.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

static struct fuzz_conversion registry;
static struct iana_image image;

static bool
read_lines(struct iana_input *in, const struct iana_sink *sink, struct iana_report *rep)
{
	return iana_services_read(in, sink, rep);
}

/* A registry with a range, a shared port, an alias, and several protocols. */
int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char text[] =
	    "http 80/tcp www\nhttp 80/udp\nstun 3478/udp\nturn 3478/udp\n"
	    "x11 6000/tcp\nx11 6001/tcp\nssh 22/tcp\nold_name 9/sctp\n";
	struct fuzz_options how = { .read = read_lines, .first_bytes = sizeof text };
	struct iana_header header;

	(void)argc;
	(void)argv;
	HOLDS(fuzz_convert(&registry, &how, (const uint8_t *)text, sizeof text - 1));
	HOLDS(iana_image_open(registry.index.bytes, registry.index.len, &image, &header) ==
	      IANA_OK);
	return 0;
}

/* Does the reader of overlays take a text?  With strict, a warning is an error. */
static bool
is_taken(struct iana_cell text, bool strict)
{
	struct iana_report rep = { .strict = strict };
	struct iana_input *in = iana_calloc(1, sizeof *in);
	struct iana_registry reg;
	struct iana_sink sink = { .take = iana_registry_take, .ctx = &reg };
	bool ok;

	in->path = in->name = "fuzz";
	in->fd = open("/dev/null", O_RDONLY | O_CLOEXEC); /* nothing more follows */
	HOLDS(in->fd >= 0);
	in->total = in->len = text.len;
	memcpy(in->chunk, text.bytes, text.len);
	iana_registry_init(&reg, "registry");
	iana_registry_overlay(&reg, "fuzz", false);
	ok = iana_services_read_overlay(in, &sink, &rep);
	iana_warn_flush(&rep);
	iana_input_close(in);
	iana_registry_done(&reg);
	free(in);
	return ok;
}

static void
look_at_remarks(struct iana_checked *c)
{
	iana_remarks_sort(&c->remarks);
	for (size_t i = 0; i < c->remarks.n; i++) {
		const struct iana_remark *r = &c->remarks.item[i];

		HOLDS(r->file < c->n_files);
		HOLDS(r->line <= c->file[r->file].n_lines || r->line == 1);
		HOLDS(strlen(r->text) < 400);
	}
	HOLDS(c->remarks.n_faults + c->remarks.n_warnings >= c->remarks.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct iana_report rep = { 0 };
	struct iana_checked c;
	struct iana_cell text;
	struct iana_cell second = { "", 0 };
	const char *cut;

	if (size == 0 || size > 4096)
		return 0;
	text = (struct iana_cell){ (const char *)bytes + 1, size - 1 };
	cut = memmem(text.bytes, text.len, "\n%\n", 3);
	if (cut != NULL) {
		second = (struct iana_cell){ cut + 3,
					     text.len - (size_t)(cut + 3 - text.bytes) };
		text.len = (size_t)(cut + 1 - text.bytes);
	}
	iana_checked_init(&c);
	c.kubernetes = (bytes[0] & 4) != 0;
	c.remarks.strict = (bytes[0] & 8) != 0;
	HOLDS(
	    iana_check_text(&c, "first", text, (enum iana_check_form)(bytes[0] & 3), &rep));
	if (c.file[0].form == IANA_CHECK_OVERLAY) {
		HOLDS(is_taken(text, false) || c.remarks.n_faults != 0);
		HOLDS(is_taken(text, true) ||
		      c.remarks.n_faults + c.remarks.n_warnings != 0);
	}
	HOLDS(iana_check_text(&c, "second", second, IANA_CHECK_AUTO, &rep));
	HOLDS(iana_check_all(&c, (bytes[0] & 16) != 0 ? NULL : &image, "index", &rep));
	look_at_remarks(&c);
	iana_checked_done(&c);
	return 0;
}
