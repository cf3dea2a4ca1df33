/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes JSON objects and their text. */
#include "base/json_object.h"
#include "base/alloc.h"

#include <string.h>

struct json_object *
iana_json_made(struct json_object *o)
{
	if (o == NULL)
		iana_out_of_memory();
	return o;
}

struct json_object *
iana_json_object(void)
{
	return iana_json_made(json_object_new_object());
}

struct json_object *
iana_json_array(void)
{
	return iana_json_made(json_object_new_array());
}

struct json_object *
iana_json_text(const char *bytes, size_t len)
{
	return iana_json_made(json_object_new_string_len(bytes, (int)len));
}

void
iana_json_add(struct json_object *o, const char *key, struct json_object *value)
{
	if (json_object_object_add_ex(o, key, value,
				      JSON_C_OBJECT_ADD_KEY_IS_NEW |
					  JSON_C_OBJECT_ADD_CONSTANT_KEY) != 0)
		iana_out_of_memory();
}

void
iana_json_add_text(struct json_object *o, const char *key, const char *text)
{
	iana_json_add(o, key, iana_json_text(text, strlen(text)));
}

void
iana_json_add_number(struct json_object *o, const char *key, long long n)
{
	iana_json_add(o, key, iana_json_made(json_object_new_int64(n)));
}

void
iana_json_append(struct json_object *list, struct json_object *value)
{
	if (json_object_array_add(list, value) != 0)
		iana_out_of_memory();
}

static const char *
text_of(struct json_object *o, int how, size_t *ret_len)
{
	const char *text = json_object_to_json_string_length(
	    o, how | JSON_C_TO_STRING_NOSLASHESCAPE, ret_len);

	if (text == NULL)
		iana_out_of_memory();
	return text;
}

const char *
iana_json_line(struct json_object *o, size_t *ret_len)
{
	return text_of(o, JSON_C_TO_STRING_PLAIN, ret_len);
}

const char *
iana_json_pretty(struct json_object *o)
{
	return text_of(o, JSON_C_TO_STRING_PRETTY, NULL);
}
