/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The reader of services(5) text, and all that works on what it reads.  The input is such
 * a text as it is; what follows a service called % is an overlay on what came before.  A
 * text that starts with @ is read as overlays are.
 */
#include "fuzz.h"
#include "read/services_reader.h"

static bool
take(void *ctx, const struct iana_raw_row *rec, struct iana_report *rep)
{
	struct iana_registry *reg = ctx;
	struct iana_cell name = rec->field[IANA_F_NAME];

	if (name.len != 1 || name.bytes[0] != '%')
		return iana_registry_take(reg, rec, rep);
	if (reg->n_sources == 1)
		iana_registry_overlay(reg, "overlay", false);
	return true;
}

static bool
read_parts(struct iana_input *in, const struct iana_sink *sink, struct iana_report *rep)
{
	struct iana_sink parts = { .take = take,
				   .updated = iana_registry_updated,
				   .section = iana_registry_section,
				   .ctx = sink->ctx };

	if (in->len != 0 && in->chunk[0] == '@')
		return iana_services_read_overlay(in, &parts, rep);
	return iana_services_read(in, &parts, rep);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	fuzz_read(read_parts, FUZZ_FIRST, bytes, size);
	return 0;
}
