/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writes the names.  A key is a name as it is spelled.  The folded form of a name is a key
 * as well, unless it is the only spelling.  Under a folded key stand the answers of all
 * spellings together: so a search in any case finds them.
 */
#include "index/names.h"
#include "index/answers.h"
#include "index/perfect.h"
#include "src/bytes.h"

#include <stdlib.h>
#include <string.h>

struct names {
	const struct iana_table *table;
	const struct iana_records *records;
	const struct iana_pool *pool;
	struct iana_answers exact; /* by string number of the spelled name */
	struct iana_answers fold;  /* by string number of the folded name */
	struct iana_pool folded;   /* the folded names that have another spelling */
	uint32_t
	    *folded_of; /* of a spelled name: its folded name, 0 for the only spelling */
	uint32_t *spelled_so; /* of a folded name: the spelled name that equals it, or 0 */
};

/* A key of the perfect hash: a spelled name, a folded name, or both. */
struct key {
	uint32_t exact;
	uint32_t fold;
};

static const struct iana_entry *
entry_of(const struct names *n, uint32_t run)
{
	return &n->table->entry[n->records->run[run].entry];
}

/* All names and aliases with their runs, in the table's order. */
static struct iana_key_run *
name_runs(const struct names *n, size_t *ret_n)
{
	struct iana_key_run *key_run;
	size_t len = 0;

	for (uint32_t r = 0; r < n->records->n; r++)
		len += 1 + (size_t)entry_of(n, r)->n_aliases;
	key_run = iana_calloc(len, sizeof *key_run);
	len = 0;
	for (uint32_t r = 0; r < n->records->n; r++) {
		const struct iana_entry *e = entry_of(n, r);

		key_run[len++] = (struct iana_key_run){ e->name, r };
		for (uint32_t i = 0; i < e->n_aliases; i++)
			key_run[len++] =
			    (struct iana_key_run){ n->table->alias[e->aliases + i], r };
	}
	*ret_n = len;
	return key_run;
}

/* Fold a name.  Is the folded name another one? */
static bool
fold(const struct iana_pool_string *s, char lower[static IANA_NAME_MAX])
{
	for (uint32_t i = 0; i < s->len; i++)
		lower[i] = (char)iana_lower((uint8_t)s->bytes[i]);
	return memcmp(lower, s->bytes, s->len) != 0;
}

/*
 * Number the folded names that need a key: those that are not the only spelling.  Few
 * names have capitals: so the pool is small, in which all other names are looked up.
 */
static void
fold_names(struct names *n)
{
	char lower[IANA_NAME_MAX];

	for (uint32_t id = 1; id < n->exact.n_keys; id++) {
		const struct iana_pool_string *s = &n->pool->item[id];

		if (iana_answers_count(&n->exact, id) != 0 && fold(s, lower))
			n->folded_of[id] = iana_pool_add(&n->folded, lower, s->len);
	}
	if (n->folded.n == 1)
		return; /* no name has capitals */
	for (uint32_t id = 1; id < n->exact.n_keys; id++) {
		const struct iana_pool_string *s = &n->pool->item[id];
		uint32_t f;

		if (iana_answers_count(&n->exact, id) == 0 || n->folded_of[id] != 0)
			continue;
		f = iana_pool_find(&n->folded, s->bytes, s->len);
		n->folded_of[id] = f;
		n->spelled_so[f] = id;
	}
}

/* The answers of all spellings of a folded name together. */
static void
answer_folded(struct names *n, struct iana_key_run *key_run, size_t len)
{
	size_t kept = 0;

	for (size_t i = 0; i < len; i++) {
		uint32_t f = n->folded_of[key_run[i].key];

		if (f != 0)
			key_run[kept++] = (struct iana_key_run){ f, key_run[i].run };
	}
	iana_answers_build(&n->fold, n->records, key_run, kept, n->folded.n);
}

static size_t
collect_keys(const struct names *n, struct key *key)
{
	size_t len = 0;

	for (uint32_t id = 1; id < n->exact.n_keys; id++) {
		uint32_t f = n->folded_of[id];

		if (iana_answers_count(&n->exact, id) != 0)
			key[len++] = (struct key){ id, n->spelled_so[f] == id ? f : 0 };
	}
	for (uint32_t f = 1; f < n->folded.n; f++)
		if (n->spelled_so[f] == 0)
			key[len++] = (struct key){ 0, f };
	return len;
}

/* Is the name of a key one that local files alone have, and that is spelled otherwise, too?
 */
static bool
is_local(const struct names *n, const struct key *k)
{
	if (k->exact == 0 || n->folded_of[k->exact] == 0)
		return false;
	for (uint32_t i = n->exact.start[k->exact]; i < n->exact.start[k->exact + 1]; i++)
		if (!entry_of(n, n->exact.run[i])->local)
			return false;
	return true;
}

static struct iana_pool_string
key_string(const struct names *n, const struct key *k)
{
	return k->exact != 0 ? n->pool->item[k->exact] : n->folded.item[k->fold];
}

static uint32_t
write_answers(const struct iana_answers *a, uint32_t key, struct iana_buffer *to)
{
	for (uint32_t i = a->start[key]; i < a->start[key + 1]; i++)
		iana_buffer_u32(to, a->run[i]);
	return iana_answers_count(a, key);
}

/* Write the list of a key.  Gives its number. */
static uint32_t
write_list(const struct names *n, const struct key *k, struct iana_buffer *lists)
{
	struct iana_pool_string s = key_string(n, k);
	size_t off = lists->len;
	uint32_t n_exact = 0;
	uint32_t n_fold = 0;

	iana_buffer_u32(lists, s.len);
	if (k->exact != 0)
		n_exact = write_answers(&n->exact, k->exact, lists);
	if (k->fold != 0)
		n_fold = write_answers(&n->fold, k->fold, lists);
	lists->bytes[off + IANA_L_N_EXACT] = (uint8_t)n_exact;
	lists->bytes[off + IANA_L_N_FOLD] = (uint8_t)n_fold;
	lists->bytes[off + IANA_L_FLAGS] = is_local(n, k) ? IANA_LIST_LOCAL : 0;
	iana_buffer_add(lists, s.bytes, s.len);
	iana_buffer_align(lists, IANA_LIST_BYTES);
	return (uint32_t)(off / IANA_LIST_BYTES);
}

/* The number for the slot of a key: of its one record, or of a list that is written. */
static uint32_t
write_key(const struct names *n, const struct key *k, struct iana_buffer *lists)
{
	if (k->fold == 0 && iana_answers_count(&n->exact, k->exact) == 1 &&
	    !is_local(n, k)) {
		uint32_t run = n->exact.run[n->exact.start[k->exact]];

		if (n->records->run[run].name == k->exact)
			return run;
	}
	/* If there are too many lists, the caller refuses the index. */
	return (write_list(n, k, lists) & IANA_NAME_NUMBER) | IANA_NAME_LIST;
}

static void
write_pilots(const struct iana_perfect *p, struct iana_buffer *to)
{
	for (uint32_t i = 0; i < p->n_pilots; i++)
		iana_buffer_u16(to, p->pilot[i]);
}

static void
write_slots(const struct names *n, const struct key *key, size_t n_keys,
	    const struct iana_perfect *p, struct iana_buffer *to, struct iana_buffer *lists)
{
	for (uint32_t i = 0; i < p->n_slots; i++)
		iana_buffer_u32(to, 0); /* a slot without a key */
	for (size_t i = 0; i < n_keys; i++)
		if (p->slot_of[i] != IANA_NO_SLOT)
			iana_put32(to->bytes + (size_t)p->slot_of[i] * 4,
				   (uint32_t)p->tag[i] << IANA_NAME_TAG_SHIFT |
				       write_key(n, &key[i], lists));
}

/* A key without a slot. */
struct sorted {
	struct iana_key name;
	struct key key;
};

static int
by_name(const void *a, const void *b)
{
	const struct iana_key *x = &((const struct sorted *)a)->name;
	const struct iana_key *y = &((const struct sorted *)b)->name;
	int by = memcmp(x->bytes, y->bytes, x->len < y->len ? x->len : y->len);

	return by != 0 ? by : (x->len > y->len) - (x->len < y->len);
}

/* Write the keys without a slot. */
static void
write_sorted(const struct names *n, const struct key *key, const struct iana_key *name,
	     size_t n_keys, const struct iana_perfect *p, struct iana_buffer *to,
	     struct iana_buffer *lists)
{
	struct sorted *sorted = iana_calloc(p->n_without, sizeof *sorted);
	size_t len = 0;

	for (size_t i = 0; i < n_keys; i++)
		if (p->slot_of[i] == IANA_NO_SLOT)
			sorted[len++] = (struct sorted){ name[i], key[i] };
	if (len != 0)
		qsort(sorted, len, sizeof *sorted, by_name);
	for (size_t i = 0; i < len; i++)
		iana_buffer_u32(to, write_list(n, &sorted[i].key, lists));
	free(sorted);
}

static void
write_keys(const struct names *n, const struct key *key, size_t n_keys,
	   struct iana_buffer section[IANA_N_HOT_SECTIONS])
{
	struct iana_buffer *lists = &section[IANA_S_LISTS];
	struct iana_key *name = iana_calloc(n_keys, sizeof *name);
	struct iana_perfect p;

	for (size_t i = 0; i < n_keys; i++) {
		struct iana_pool_string s = key_string(n, &key[i]);

		name[i] = (struct iana_key){ s.bytes, s.len };
	}
	iana_perfect_build(&p, name, n_keys);
	write_pilots(&p, &section[IANA_S_PILOTS]);
	write_slots(n, key, n_keys, &p, &section[IANA_S_NAMES], lists);
	write_sorted(n, key, name, n_keys, &p, &section[IANA_S_SORTED_NAMES], lists);
	iana_perfect_done(&p);
	free(name);
}

/* The number of distinct names and aliases. */
static uint32_t
distinct_names(const struct names *n)
{
	uint32_t count = 0;

	for (uint32_t id = 1; id < n->exact.n_keys; id++)
		count += iana_answers_count(&n->exact, id) != 0;
	return count;
}

uint32_t
iana_names_write(const struct iana_table *table, const struct iana_records *records,
		 bool exact_case, struct iana_buffer section[IANA_N_HOT_SECTIONS])
{
	struct names n = { .table = table, .records = records, .pool = &table->reg->pool };
	size_t n_runs;
	struct iana_key_run *key_run = name_runs(&n, &n_runs);
	struct key *key;
	uint32_t n_names;

	iana_answers_build(&n.exact, records, key_run, n_runs, n.pool->n);
	n.folded_of = iana_calloc(n.pool->n, sizeof *n.folded_of);
	n.spelled_so = iana_calloc(n_runs + 1, sizeof *n.spelled_so);
	iana_pool_init(&n.folded);
	if (!exact_case)
		fold_names(&n);
	answer_folded(&n, key_run, n_runs);
	free(key_run);
	key = iana_calloc(n_runs + n.folded.n, sizeof *key);
	write_keys(&n, key, collect_keys(&n, key), section);
	n_names = distinct_names(&n);
	iana_pool_done(&n.folded);
	iana_answers_done(&n.exact);
	iana_answers_done(&n.fold);
	free(n.folded_of);
	free(n.spelled_so);
	free(key);
	return n_names;
}
