/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The texts section of an index: each text of the rows and names once. */
#ifndef IANA_INDEX_TEXTS_H
#define IANA_INDEX_TEXTS_H

#include "base/buffer.h"
#include "base/pool.h"

/* A text gets its place in the section when it is first used. */
struct iana_texts {
	const struct iana_pool *pool; /* borrowed */
	struct iana_buffer head;      /* the first texts: those that are in no pool */
	uint32_t *at; /* of each string number: its offset plus one; 0: not used */
	uint32_t *id; /* n string numbers in the order of their offsets */
	size_t n;
	uint32_t len;
};

/* No texts yet. */
void iana_texts_init(struct iana_texts *texts, const struct iana_pool *pool);
void iana_texts_done(struct iana_texts *texts);

/* The offset of a text that is in no pool; to be called before iana_texts_at. */
uint32_t iana_texts_head(struct iana_texts *texts, const char *text);

/* The offset of a string of the pool. */
uint32_t iana_texts_at(struct iana_texts *texts, uint32_t id);

/* Append the section. */
void iana_texts_write(struct iana_buffer *to, const struct iana_texts *texts);

#endif
