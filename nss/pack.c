/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Measures an entry, then writes it: never half of it. */
#include "pack.h"

/* Copy each alias behind the strings at to; list gets n pointers and a NULL. */
static enum iana_status
fill_aliases(const struct iana_view *view, char **list, char *to)
{
	const char *alias;
	enum iana_status st;
	uint32_t pos = 0;
	uint32_t n = 0;
	uint8_t len;

	while ((st = iana_view_alias(view, &pos, &alias, &len)) == IANA_OK) {
		if (n == view->n_aliases)
			return IANA_CORRUPT;
		memcpy(to, alias, len);
		to[len] = '\0';
		list[n++] = to;
		to += len + 1;
	}
	list[n] = NULL;
	return st == IANA_NOTFOUND && n == view->n_aliases ? IANA_OK : IANA_CORRUPT;
}

/* An entry of any kind, in no more bytes than it takes; buffer is aligned. */
static enum iana_status
pack_any(const struct iana_image *im, const struct iana_hit *hit, char *buffer,
	 size_t buflen, struct servent *ret)
{
	char **list = (char **)(void *)buffer;
	struct iana_view v;
	enum iana_status st = iana_view_hit(im, hit, &v);
	size_t n_list;
	char *name;
	char *proto;

	if (st != IANA_OK)
		return st;
	n_list = (v.n_aliases + (size_t)1) * sizeof *list;
	/* alias_bytes counts a length byte for each, which is not copied. */
	if (v.n_aliases > v.alias_bytes)
		return IANA_CORRUPT;
	if (n_list + v.name_len + v.proto_len + 2 + v.alias_bytes - v.n_aliases > buflen)
		return IANA_NOSPACE;
	name = buffer + n_list;
	memcpy(name, v.name, v.name_len);
	name[v.name_len] = '\0';
	proto = name + v.name_len + 1;
	memcpy(proto, v.proto, v.proto_len);
	proto[v.proto_len] = '\0';
	st = fill_aliases(&v, list, proto + v.proto_len + 1);
	if (st != IANA_OK)
		return st;
	ret->s_name = name;
	ret->s_aliases = list;
	ret->s_port = htons(v.port);
	ret->s_proto = proto;
	return IANA_OK;
}

enum iana_status
iana_pack(const struct iana_image *im, const struct iana_hit *hit, char *buffer,
	  size_t buflen, struct servent *ret)
{
	size_t pad = -(uintptr_t)buffer % alignof(char *);

	if (iana_pack_usual(hit, iana_pack_port(hit), buffer, buflen, ret))
		return IANA_OK;
	if (buflen < pad)
		return IANA_NOSPACE;
	return pack_any(im, hit, buffer + pad, buflen - pad, ret);
}
