/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gives texts their places, and writes them. */
#include "index/texts.h"

#include <stdlib.h>

void
iana_texts_init(struct iana_texts *texts, const struct iana_pool *pool)
{
	*texts = (struct iana_texts){ .pool = pool };
	texts->at = iana_calloc(pool->n, sizeof *texts->at);
	texts->id = iana_calloc(pool->n, sizeof *texts->id);
}

void
iana_texts_done(struct iana_texts *texts)
{
	iana_buffer_done(&texts->head);
	free(texts->at);
	free(texts->id);
}

uint32_t
iana_texts_head(struct iana_texts *texts, const char *text)
{
	uint32_t at = texts->len;

	iana_buffer_add(&texts->head, text, strlen(text) + 1);
	texts->len = (uint32_t)texts->head.len;
	return at;
}

uint32_t
iana_texts_at(struct iana_texts *texts, uint32_t id)
{
	if (texts->at[id] == 0) {
		texts->at[id] = texts->len + 1;
		texts->id[texts->n++] = id;
		texts->len += texts->pool->item[id].len + 1;
	}
	return texts->at[id] - 1;
}

void
iana_texts_write(struct iana_buffer *to, const struct iana_texts *texts)
{
	iana_buffer_add(to, texts->head.bytes, texts->head.len);
	for (size_t i = 0; i < texts->n; i++) {
		const struct iana_pool_string *s = &texts->pool->item[texts->id[i]];

		iana_buffer_add(to, s->bytes, s->len + (size_t)1);
	}
}
