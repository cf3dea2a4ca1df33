/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes JSON of an answer. */
#ifndef IANA_ASK_JSON_H
#define IANA_ASK_JSON_H

#include "ask/cards.h"
#include "base/json_object.h"

/*
 * An answer to a query as a new object.  It has the keys of `convert --json`, "query",
 * and "class", the class of its port.  For an entry of an overlay it may have
 * "overlay_line", too, and "registry": the ports of the registry's row, whose fields the
 * object has then.
 *
 * im             the index of the answer
 * asks_machine   add "machine", what this machine answers, where that differs
 */
struct json_object *iana_answer_json(const struct iana_card_line *line, const char *query,
				     const struct iana_image *im, bool asks_machine);

#endif
