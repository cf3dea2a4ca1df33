/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the text of a query. */
#include "ask/question.h"
#include "base/alloc.h"
#include "base/ports.h"
#include "src/proto.h"

#include <stdlib.h>
#include <string.h>

/* Does the index, or every registry, know a protocol by this spelling? */
static bool
knows_protocol(const struct iana_image *im, const char *proto)
{
	uint32_t rank;

	/* A registry may reserve ports for a protocol that no entry has. */
	return iana_proto_find(im, proto, &rank) == IANA_OK || strcmp(proto, "sctp") == 0 ||
	       strcmp(proto, "dccp") == 0;
}

/* Is this a protocol?  The registry's own forms have them in lower case. */
static bool
is_protocol(const struct iana_image *im, const char *word)
{
	size_t len = strlen(word);
	char *lower = iana_calloc(len + 1, 1);
	bool is;

	for (size_t i = 0; i < len; i++)
		lower[i] = (char)iana_lower((uint8_t)word[i]);
	is = knows_protocol(im, word) ||
	     (!iana_image_exact_case(im) && knows_protocol(im, lower));
	free(lower);
	return is;
}

/* Read ports or a name. */
static void
read_subject(struct iana_question *q, const char *subject)
{
	q->ports = iana_ports_parse(subject, strlen(subject), &q->lo, &q->hi);
	if (!q->ports)
		q->name = subject;
}

/* Are the ports of a question possible? */
static bool
check_ports(const struct iana_question *q, const char *text, struct iana_report *rep)
{
	if (!q->ports || (q->hi <= 65535 && q->lo <= q->hi))
		return true;
	if (q->lo > 65535 || q->hi > 65535)
		return iana_fail(rep, NULL, 0, "\"%.60s\": ports end at 65535", text);
	return iana_fail(rep, NULL, 0, "\"%.60s\": the range ends before it starts", text);
}

/*
 * Turn the other ways to write a query into the usual one: ":8080" is 8080, and
 * "_http._tcp.local", the name of an SRV record, is http/tcp (RFC 2782).
 */
static void
normalise(char *text)
{
	char *dot;
	size_t len;

	if (text[0] == ':' && text[1] >= '0' && text[1] <= '9') {
		memmove(text, text + 1, strlen(text));
		return;
	}
	dot = text[0] == '_' ? strstr(text, "._") : NULL;
	if (dot == NULL || dot == text + 1)
		return;
	len = strcspn(dot + 2, ".");
	if (len == 0)
		return;
	*dot = '/';
	memmove(dot + 1, dot + 2, len);
	dot[1 + len] = '\0';
	memmove(text, text + 1, strlen(text));
}

bool
iana_question_read(const struct iana_image *im, const char *text, char *room,
		   struct iana_question *ret, struct iana_report *rep)
{
	struct iana_question q = { 0 };
	char *slash;

	strcpy(room, text);
	normalise(room);
	slash = strrchr(room, '/');
	if (slash != NULL)
		*slash = '\0';
	read_subject(&q, room);
	q.proto = slash != NULL ? slash + 1 : NULL;
	if (slash != NULL && !q.ports && is_protocol(im, room)) {
		struct iana_question behind = { .proto = room };

		read_subject(&behind, slash + 1);
		if (behind.ports)
			q = behind;
	}
	if (!check_ports(&q, text, rep))
		return false;
	*ret = q;
	return true;
}
