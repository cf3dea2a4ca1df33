/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Measures an entry, then writes it: never half of it. */
#include "pack.h"

#include <arpa/inet.h>
#include <stdalign.h>
#include <string.h>

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
		memcpy(to, alias, len + (size_t)1);
		list[n++] = to;
		to += len + 1;
	}
	list[n] = NULL;
	return st == IANA_NOTFOUND && n == view->n_aliases ? IANA_OK : IANA_CORRUPT;
}

enum iana_status
iana_pack(const struct iana_view *view, char *buffer, size_t buflen, struct servent *ret)
{
	size_t pad = -(uintptr_t)buffer % alignof(char *);
	size_t n_list = (view->n_aliases + (size_t)1) * sizeof(char *);
	size_t n_name = view->name_len + (size_t)1;
	size_t n_proto = view->proto_len + (size_t)1;
	char **list;
	char *name;
	char *proto;

	/* alias_bytes counts a length byte for each, which is not copied. */
	if (view->n_aliases > view->alias_bytes)
		return IANA_CORRUPT;
	if (pad + n_list + n_name + n_proto + view->alias_bytes - view->n_aliases > buflen)
		return IANA_NOSPACE;
	list = (char **)(void *)(buffer + pad);
	name = buffer + pad + n_list;
	proto = name + n_name;
	memcpy(name, view->name, n_name);
	memcpy(proto, view->proto, n_proto);
	if (view->n_aliases == 0) {
		list[0] = NULL;
	} else {
		enum iana_status st = fill_aliases(view, list, proto + n_proto);

		if (st != IANA_OK)
			return st;
	}
	ret->s_name = name;
	ret->s_aliases = list;
	ret->s_port = htons(view->port);
	ret->s_proto = proto;
	return IANA_OK;
}
