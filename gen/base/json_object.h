/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON objects of json-c, made where memory suffices, or the program ends. */
#ifndef IANA_BASE_JSON_OBJECT_H
#define IANA_BASE_JSON_OBJECT_H

#include <json-c/json.h>
#include <stddef.h>

/* json-c answers a lack of memory with NULL: what it made, or the end. */
struct json_object *iana_json_made(struct json_object *o);

struct json_object *iana_json_object(void);
struct json_object *iana_json_array(void);
struct json_object *iana_json_text(const char *bytes, size_t len);

/*
 * Add to an object, which owns the value from then on; value NULL is null.  key is a
 * literal or lives as long as the object, which has none of that name yet.
 */
void iana_json_add(struct json_object *o, const char *key, struct json_object *value);
void iana_json_add_text(struct json_object *o, const char *key, const char *text);
void iana_json_add_number(struct json_object *o, const char *key, long long n);

/* Add to the end of an array, which owns the value from then on. */
void iana_json_append(struct json_object *list, struct json_object *value);

/*
 * An object as text without line ends, or as people read it; it lives as long as the
 * object is neither changed nor freed.  ret_len may be NULL.
 */
const char *iana_json_line(struct json_object *o, size_t *ret_len);
const char *iana_json_pretty(struct json_object *o);

#endif
