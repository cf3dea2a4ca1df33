/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file of JSON with an object for each generation, the latest first. */
#include "update/state.h"
#include "base/json_object.h"
#include "base/output.h"

#include <string.h>

/* The list in the file; NULL: there is none that can be read. */
static struct json_object *
load(const char *path)
{
	struct json_object *list = json_object_from_file(path);

	if (list != NULL && json_object_is_type(list, json_type_array))
		return list;
	json_object_put(list);
	return NULL;
}

/* The first receipt that a test holds of. */
static bool
find_first(const char *path, bool (*is)(const struct iana_receipt *o, const void *what),
	   const void *what, struct iana_receipt *ret)
{
	struct json_object *list = load(path);
	struct iana_receipt receipt;
	bool found = false;

	for (size_t i = 0; list != NULL && i < json_object_array_length(list) && !found;
	     i++) {
		iana_receipt_from_json(json_object_array_get_idx(list, i), &receipt);
		found = is(&receipt, what);
	}
	if (found)
		*ret = receipt;
	json_object_put(list);
	return found;
}

static bool
has_checksum(const struct iana_receipt *o, const void *what)
{
	return o->checksum == *(const uint64_t *)what;
}

static bool
has_source(const struct iana_receipt *o, const void *what)
{
	return strcmp(o->source, what) == 0;
}

bool
iana_state_find(const char *path, uint64_t checksum, struct iana_receipt *ret)
{
	return find_first(path, has_checksum, &checksum, ret);
}

bool
iana_state_latest(const char *path, const char *source, struct iana_receipt *ret)
{
	return find_first(path, has_source, source, ret);
}

bool
iana_state_add(const char *path, const struct iana_receipt *receipt, uint64_t keep,
	       struct iana_report *rep)
{
	struct iana_receipt kept;
	struct json_object *list = iana_json_array();
	struct iana_buffer text = { 0 };
	struct iana_output out = { path, &text };
	bool ok;

	iana_json_append(list, iana_receipt_to_json(receipt));
	if (keep != receipt->checksum && iana_state_find(path, keep, &kept))
		iana_json_append(list, iana_receipt_to_json(&kept));
	iana_buffer_puts(&text, iana_json_pretty(list));
	iana_buffer_puts(&text, "\n");
	ok = iana_outputs_write(&out, 1, rep);
	json_object_put(list);
	iana_buffer_done(&text);
	return ok;
}
