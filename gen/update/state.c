/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file of JSON with an object for each generation, the latest first. */
#include "update/state.h"
#include "base/json_object.h"
#include "base/output.h"

#include <inttypes.h>
#include <stdio.h>

#define CHECKSUM_ROOM 17

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

/* Copy a text of an object; "" if it is missing or too long. */
static void
get_text(struct json_object *o, const char *key, char *to, size_t room)
{
	struct json_object *value = NULL;
	const char *text = "";

	if (json_object_object_get_ex(o, key, &value) &&
	    json_object_is_type(value, json_type_string))
		text = json_object_get_string(value);
	snprintf(to, room, "%s", strlen(text) < room ? text : "");
}

static void
from_json(struct json_object *o, struct iana_origin_of *ret)
{
	char checksum[CHECKSUM_ROOM];

	get_text(o, "checksum", checksum, sizeof checksum);
	ret->checksum = strtoull(checksum, NULL, 16);
	get_text(o, "source", ret->source, sizeof ret->source);
	get_text(o, "fetched", ret->fetched, sizeof ret->fetched);
	get_text(o, "etag", ret->version.etag, sizeof ret->version.etag);
	get_text(o, "last_modified", ret->version.modified, sizeof ret->version.modified);
}

static struct json_object *
to_json(const struct iana_origin_of *origin)
{
	struct json_object *o = iana_json_object();
	char checksum[CHECKSUM_ROOM];

	snprintf(checksum, sizeof checksum, "%016" PRIx64, origin->checksum);
	iana_json_add_text(o, "checksum", checksum);
	iana_json_add_text(o, "source", origin->source);
	iana_json_add_text(o, "fetched", origin->fetched);
	iana_json_add_text(o, "etag", origin->version.etag);
	iana_json_add_text(o, "last_modified", origin->version.modified);
	return o;
}

/* The first origin that a test holds of. */
static bool
find_first(const char *path, bool (*is)(const struct iana_origin_of *o, const void *what),
	   const void *what, struct iana_origin_of *ret)
{
	struct json_object *list = load(path);
	struct iana_origin_of origin;
	bool found = false;

	for (size_t i = 0; list != NULL && i < json_object_array_length(list) && !found;
	     i++) {
		from_json(json_object_array_get_idx(list, i), &origin);
		found = is(&origin, what);
	}
	if (found)
		*ret = origin;
	json_object_put(list);
	return found;
}

static bool
has_checksum(const struct iana_origin_of *o, const void *what)
{
	return o->checksum == *(const uint64_t *)what;
}

static bool
has_source(const struct iana_origin_of *o, const void *what)
{
	return strcmp(o->source, what) == 0;
}

bool
iana_state_find(const char *path, uint64_t checksum, struct iana_origin_of *ret)
{
	return find_first(path, has_checksum, &checksum, ret);
}

bool
iana_state_latest(const char *path, const char *source, struct iana_origin_of *ret)
{
	return find_first(path, has_source, source, ret);
}

bool
iana_state_add(const char *path, const struct iana_origin_of *origin, uint64_t keep,
	       struct iana_report *rep)
{
	struct iana_origin_of kept;
	struct json_object *list = iana_json_array();
	struct iana_buffer text = { 0 };
	struct iana_output out = { path, &text };
	bool ok;

	iana_json_append(list, to_json(origin));
	if (keep != origin->checksum && iana_state_find(path, keep, &kept))
		iana_json_append(list, to_json(&kept));
	iana_buffer_puts(&text, iana_json_pretty(list));
	iana_buffer_puts(&text, "\n");
	ok = iana_outputs_write(&out, 1, rep);
	json_object_put(list);
	iana_buffer_done(&text);
	return ok;
}
