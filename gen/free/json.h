/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answers of `free` as JSON. */
#ifndef IANA_FREE_JSON_H
#define IANA_FREE_JSON_H

#include "base/json_object.h"
#include "free/about.h"

/* All answers as one object.  Source: doc/free.schema.json. */
struct json_object *iana_free_json(const struct iana_free_about *about);

#endif
