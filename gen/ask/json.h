/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes JSON of an answer. */
#ifndef IANA_ASK_JSON_H
#define IANA_ASK_JSON_H

#include "ask/query.h"
#include "base/json_object.h"

/*
 * An answer to a query as a new object.  It has the keys of `convert --json` and "query".
 * For an entry of an overlay it may have "overlay_line", too, and "registry": the ports of
 * the registry's row, whose fields the object has then.
 */
struct json_object *iana_answer_json(const struct iana_answer *a, const char *query);

#endif
