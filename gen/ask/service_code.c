/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads service codes, and goes through the rows for one. */
#include "ask/service_code.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Read all of a number; false if it is none, or has more than 32 bits. */
static bool
read_number(uint32_t *ret, const char *text, int base)
{
	unsigned long long n;
	char *end;

	errno = 0;
	if (!isxdigit((unsigned char)text[0]))
		return false;
	n = strtoull(text, &end, base);
	if (errno != 0 || *end != '\0' || n > UINT32_MAX)
		return false;
	*ret = (uint32_t)n;
	return true;
}

/* Read up to four letters; blanks fill the code up. */
static bool
read_letters(uint32_t *ret, const char *text)
{
	size_t len = strlen(text);
	uint32_t code = 0;

	if (len == 0 || len > 4)
		return false;
	for (size_t i = 0; i < 4; i++) {
		char c = i < len ? text[i] : ' ';

		if (c < ' ' || c > '~')
			return false;
		code = code << 8 | (uint32_t)c;
	}
	*ret = code;
	return true;
}

const char *
iana_service_code_read(uint32_t *ret, const char *text)
{
	bool ok;

	if (strncmp(text, "SC:", 3) == 0)
		ok = read_letters(ret, text + 3);
	else if (strncmp(text, "SC=x", 4) == 0 || strncmp(text, "SC=X", 4) == 0)
		ok = read_number(ret, text + 4, 16);
	else
		ok = read_number(ret, strncmp(text, "SC=", 3) == 0 ? text + 3 : text, 10);
	return ok ? NULL : "is no service code such as 1145656131, SC=x44495343 or SC:DISC";
}

/* ---- asking -------------------------------------------------------------------------- */

struct code_search {
	const char *code; /* as the registry writes it */
	iana_take_answer *take;
	void *ctx;
	size_t n;
};

/* Take the answers of a port that have the code. */
static void
take_same(const struct iana_answer *answer, void *ctx)
{
	struct code_search *w = ctx;
	const struct iana_index_row *row =
	    answer->registry_row != NULL ? answer->registry_row : answer->row;
	const char *code = row->field[IANA_F_SERVICE_CODE];

	if (answer->entry == NULL || code == NULL || strcmp(code, w->code) != 0)
		return;
	w->n++;
	w->take(answer, w->ctx);
}

/* Ask for the ports of a row, and its protocol. */
static bool
ask_ports(struct code_search *w, const struct iana_image *im, const char *path,
	  const struct iana_index_row *row, struct iana_report *rep)
{
	struct iana_question q = { .ports = true,
				   .lo = row->port_lo,
				   .hi = row->port_hi,
				   .proto = row->field[IANA_F_PROTOCOL] };

	return iana_question_ask(im, path, &q, take_same, w, rep);
}

bool
iana_service_code_ask(const struct iana_image *im, const char *path, uint32_t code,
		      iana_take_answer *take, void *ctx, size_t *ret_n,
		      struct iana_report *rep)
{
	struct iana_index_row row;
	struct code_search w = { .take = take, .ctx = ctx };
	bool ok = true;

	for (uint32_t i = 0; ok && iana_row_read(im, i, &row) == IANA_OK; i++) {
		uint32_t has;

		w.code = row.field[IANA_F_SERVICE_CODE];
		if (w.code != NULL && row.has_port && row.field[IANA_F_NAME] != NULL &&
		    iana_service_code_read(&has, w.code) == NULL && has == code)
			ok = ask_ports(&w, im, path, &row, rep);
	}
	*ret_n = w.n;
	return ok;
}
