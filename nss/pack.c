/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Measures an entry, then writes it: all of it or nothing. */
#include "pack.h"

/* Copy len bytes of the image, and a zero behind them. */
/*@ requires \valid(to + (0 .. len)) && \valid_read(from + (0 .. len));
    requires \separated(to + (0 .. len), from + (0 .. len));
    assigns to[0 .. len]; */
static void
copy_name(char *to, const char *from, uint8_t len)
{
	memcpy(to, from, len);
	to[len] = '\0';
}

/*
 * Copy each alias into room bytes at to; list gets n_aliases pointers and a NULL.
 * The room may be too small: the number of aliases and the bytes that they take are two
 * fields of the index, which need not agree.
 */
/*@ requires entry_ok(entry) && \valid(list + (0 .. entry->n_aliases));
    requires \valid(to + (0 .. room - 1)) && room <= 0x100000000;
    requires \object_pointer(to);
    requires \separated(to + (0 .. room - 1), entry, list + (0 .. entry->n_aliases),
			entry->aliases + (0 .. entry->alias_bytes - 1));
    requires \separated(list + (0 .. entry->n_aliases), entry);
    assigns list[0 .. entry->n_aliases], to[0 .. room - 1]; */
static enum iana_status
fill_aliases(const struct iana_index_entry *entry, char **list, char *to, size_t room)
{
	const char *alias;
	enum iana_status st = IANA_OK;
	size_t at = 0;
	uint32_t pos = 0;
	uint32_t n = 0;
	uint8_t len;

	/*@ loop invariant 0 <= n <= entry->n_aliases && at <= room;
	    loop invariant pos <= entry->alias_bytes;
	    loop assigns alias, st, at, pos, n, len, list[0 .. entry->n_aliases],
	      to[0 .. room - 1];
	    loop variant entry->alias_bytes - pos; */
	while ((st = iana_entry_alias(entry, &pos, &alias, &len)) == IANA_OK) {
		if (n == entry->n_aliases || room - at < (size_t)len + 1)
			return IANA_CORRUPT;
		copy_name(to + at, alias, len);
		list[n] = to + at;
		at += (size_t)len + 1;
		n++;
	}
	list[n] = NULL;
	return st == IANA_NOTFOUND && n == entry->n_aliases ? IANA_OK : IANA_CORRUPT;
}

/* Bytes for the strings of an entry; alias_bytes counts a length for each alias, too. */
/*@ requires entry_ok(v) && v->n_aliases <= v->alias_bytes;
    assigns \nothing;
    ensures \result == v->name_len + v->proto_len + 2 + v->alias_bytes - v->n_aliases; */
static size_t
string_bytes(const struct iana_index_entry *v)
{
	return v->name_len + v->proto_len + (size_t)2 + v->alias_bytes - v->n_aliases;
}

/* Copy an entry into a list of n_aliases + 1 pointers, and room bytes. */
/*@ requires entry_ok(v) && \valid(list + (0 .. v->n_aliases));
    requires \valid(to + (0 .. room - 1)) && room <= 0x100000000;
    requires v->name_len + v->proto_len + 2 <= room;
    requires \separated(to + (0 .. room - 1), v, list + (0 .. v->n_aliases),
			v->aliases + (0 .. v->alias_bytes - 1));
    requires \separated(to + (0 .. room - 1), v->name + (0 .. v->name_len));
    requires \separated(to + (0 .. room - 1), v->proto + (0 .. v->proto_len));
    requires \separated(list + (0 .. v->n_aliases), v);
    requires \valid(ret) && \separated(ret, v, to + (0 .. room - 1));
    requires \separated(ret, list + (0 .. v->n_aliases));
    assigns list[0 .. v->n_aliases], to[0 .. room - 1], *ret; */
static enum iana_status
fill_servent(const struct iana_index_entry *v, char **list, char *to, size_t room,
	     struct servent *ret)
{
	size_t proto = (size_t)v->name_len + 1;
	size_t aliases = proto + v->proto_len + 1;
	enum iana_status st;

	copy_name(to, v->name, v->name_len);
	copy_name(to + proto, v->proto, v->proto_len);
	st = fill_aliases(v, list, to + aliases, room - aliases);
	if (st != IANA_OK)
		return st;
	ret->s_name = to;
	ret->s_aliases = list;
	ret->s_port = htons(v->port);
	ret->s_proto = to + proto;
	return IANA_OK;
}

enum iana_status
iana_pack(const struct iana_image *im, const struct iana_match *match, char *buffer,
	  size_t buflen, struct servent *ret)
{
	size_t pad = -(uintptr_t)buffer % alignof(char *);
	struct iana_index_entry v;
	enum iana_status st;
	size_t list;

	if (iana_pack_short(match, buffer, buflen, ret))
		return IANA_OK;
	st = iana_entry_read(im, match, &v);
	if (st != IANA_OK)
		return st;
	if (v.n_aliases > v.alias_bytes)
		return IANA_CORRUPT;
	list = pad + (v.n_aliases + (size_t)1) * sizeof(char *);
	if (!iana_span_ok(buflen, list, string_bytes(&v)))
		return IANA_NOSPACE;
	return fill_servent(&v, (char **)(void *)(buffer + pad), buffer + list,
			    string_bytes(&v), ret);
}
