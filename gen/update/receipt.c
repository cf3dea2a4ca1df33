/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes a receipt as an object of JSON, and reads it again. */
#include "update/receipt.h"
#include "base/json_object.h"
#include "base/libc.h"
#include "input/input.h"
#include "src/checksum.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define CHECKSUM_ROOM 17
#define RECEIPT_MAX 16384 /* bytes of JSON */

/* ---- JSON ---------------------------------------------------------------------------- */
/* Copy a text of an object; "" if it is missing or too long. */
static void
get_text(struct json_object *o, const char *key, char *to, size_t room)
{
	struct json_object *value = NULL;
	const char *text = "";

	if (json_object_object_get_ex(o, key, &value) &&
	    json_object_is_type(value, json_type_string))
		text = json_object_get_string(value);
	snprintf(to, room, "%s", strlen(text) < room ? text : "");
}

void
iana_receipt_from_json(struct json_object *o, struct iana_receipt *ret)
{
	char checksum[CHECKSUM_ROOM];

	get_text(o, "checksum", checksum, sizeof checksum);
	ret->checksum = strtoull(checksum, NULL, 16);
	get_text(o, "source", ret->source, sizeof ret->source);
	get_text(o, "fetched", ret->fetched, sizeof ret->fetched);
	get_text(o, "etag", ret->version.etag, sizeof ret->version.etag);
	get_text(o, "last_modified", ret->version.modified, sizeof ret->version.modified);
}

struct json_object *
iana_receipt_to_json(const struct iana_receipt *receipt)
{
	struct json_object *o = iana_json_object();
	char checksum[CHECKSUM_ROOM];

	snprintf(checksum, sizeof checksum, "%016" PRIx64, receipt->checksum);
	iana_json_add_text(o, "checksum", checksum);
	iana_json_add_text(o, "source", receipt->source);
	iana_json_add_text(o, "fetched", receipt->fetched);
	iana_json_add_text(o, "etag", receipt->version.etag);
	iana_json_add_text(o, "last_modified", receipt->version.modified);
	return o;
}

/* Take a text if it ends, and is of printable ASCII: half a value is none. */
static void
take_printable(char *to, const char *from, size_t room)
{
	size_t n = 0;

	while (n + 1 < room && from[n] >= ' ' && from[n] <= '~')
		n++;
	if (from[n] != '\0')
		n = 0;
	memcpy(to, from, n);
	to[n] = '\0';
}

void
iana_receipt_take(struct iana_receipt *to, const struct iana_receipt *from)
{
	to->checksum = from->checksum;
	take_printable(to->source, from->source, sizeof to->source);
	take_printable(to->fetched, from->fetched, sizeof to->fetched);
	take_printable(to->version.etag, from->version.etag, sizeof to->version.etag);
	take_printable(to->version.modified, from->version.modified,
		       sizeof to->version.modified);
}

void
iana_receipt_stamp(struct iana_receipt *receipt)
{
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(receipt->fetched, sizeof receipt->fetched, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

/* ---- the receipt of a file ----------------------------------------------------------- */

uint64_t
iana_receipt_checksum(const char *bytes, size_t n)
{
	uint64_t sum = n;

	for (size_t at = 0; at < n; at += 8) {
		char word[8] = { 0 };

		memcpy(word, bytes + at, n - at < 8 ? n - at : 8);
		sum = iana_checksum_step(sum, iana_le64(word));
	}
	return sum;
}

/* Read a regular file of at most max bytes, from its start. */
static bool
read_file(int fd, size_t max, struct iana_buffer *to)
{
	static char part[65536];
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	while ((n = TEMP_FAILURE_RETRY(pread(fd, part, sizeof part, (off_t)to->len))) > 0) {
		if ((size_t)n > max - to->len)
			return false;
		iana_buffer_add(to, part, (size_t)n);
	}
	return n == 0;
}

static bool
parse(const struct iana_buffer *text, struct iana_receipt *ret)
{
	struct json_tokener *tokener = json_tokener_new();
	struct iana_receipt any;
	struct json_object *o;

	if (tokener == NULL)
		iana_out_of_memory();
	o = json_tokener_parse_ex(tokener, text->bytes, (int)text->len);
	json_tokener_free(tokener);
	if (o == NULL)
		return false;
	iana_receipt_from_json(o, &any);
	iana_receipt_take(ret, &any);
	json_object_put(o);
	return true;
}

bool
iana_receipt_read(int fd, int about, struct iana_receipt *ret)
{
	struct iana_buffer text = { 0 };
	struct iana_buffer content = { 0 };
	bool ok = read_file(fd, RECEIPT_MAX, &text) && text.len != 0 && parse(&text, ret) &&
		  read_file(about, IANA_INPUT_MAX, &content) &&
		  ret->checksum == iana_receipt_checksum(content.bytes, content.len);

	iana_buffer_done(&text);
	iana_buffer_done(&content);
	return ok;
}
