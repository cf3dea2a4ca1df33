/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON objects of json-c.  Without memory, the program ends with a message. */
#ifndef IANA_BASE_JSON_OBJECT_H
#define IANA_BASE_JSON_OBJECT_H

#include <json-c/json.h>
#include <stddef.h>

/* Return an object that json-c made; json-c returns NULL if memory is short. */
struct json_object *iana_json_made(struct json_object *o);

struct json_object *iana_json_object(void);
struct json_object *iana_json_array(void);
struct json_object *iana_json_text(const char *bytes, size_t len);

/*
 * Add a value to an object, which owns it from then on; NULL is null.  key lives as long
 * as the object, and is new to it.
 */
void iana_json_add(struct json_object *o, const char *key, struct json_object *value);
void iana_json_add_text(struct json_object *o, const char *key, const char *text);
void iana_json_add_number(struct json_object *o, const char *key, long long n);

/* Add a value to the end of an array, which owns it from then on. */
void iana_json_append(struct json_object *list, struct json_object *value);

/*
 * The text of an object, on one line or indented.  It is valid until the object is changed
 * or freed.  ret_len may be NULL.
 */
const char *iana_json_line(struct json_object *o, size_t *ret_len);
const char *iana_json_pretty(struct json_object *o);

#endif
