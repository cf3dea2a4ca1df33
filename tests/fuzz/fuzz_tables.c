/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Makes a registry from the input, converts it, and asks the plugin and glibc's
 * nss_files, which reads the text, the same questions (rule L1).
 *
 * The first byte chooses exact case; each row takes five: name, port and range,
 * protocol, alias, description.  Names and ports are few, so that rows collide.
 */
#include "fuzz.h"
#include "oracle.h"
#include "read/csv_reader.h"

#include <string.h>
#include <strings.h>

#define ROW_BYTES 5
#define ROWS_MAX 16

#define FIFTY "fifty-bytes-of-a-name-that-needs-a-block-of-its-ow"

/* Lengths on both sides of each form of a record; spellings that differ in case. */
static const char *const names[] = {
	"a",
	"A",
	"b",
	"B",
	"ab",
	"aB",
	"Ab",
	"AB",
	"a-b",
	"a_b",
	"a/b",
	"\"a\"",
	"a,b",
	"\303\244",
	"\377",
	"eleven-char",
	"ELEVEN-char",
	"twelve-chars",
	"fifteen-letters",
	"Fifteen-Letters",
	"sixteen-letters-",
	"sixteen-Letters-",
	"seventeen-letters",
	"80",
	"tcp",
	"",
	"+",
	FIFTY,
	FIFTY FIFTY FIFTY FIFTY FIFTY,
	FIFTY FIFTY FIFTY FIFTY FIFTY "12345",
	FIFTY FIFTY FIFTY FIFTY FIFTY "1234A",
	"alias",
};
#define N_NAMES (sizeof names / sizeof *names)

static const unsigned ports[] = { 0,  1,   15,	 16,   17,    22,    31,    32,
				  80, 443, 1023, 1024, 32767, 32768, 65519, 65530 };
static const unsigned spans[] = { 0, 1, 5, 17 };
static const char *const protocols[] = {
	"",	    "tcp", "udp",	"sctp", "dccp",	     "TCP", "xtp",  "udplite",
	"eight-ch", "a",   "nine-char", "zz",	"ipv6-icmp", "tc",  "tcpp", "\303\251",
};
static const char *const notes[] = {
	"This entry is an alias to \"%\".",
	"This is a duplicate of the \"%\" service.",
};
static const char *const texts[] = { "",
				     "Plain",
				     "with # hash",
				     "two\n\nparagraphs",
				     "\303\244\302\205\377 odd",
				     "  blanks\t" };

/* ---- the registry ---------------------------------------------------------- */

/* A cell in quotes; a percent sign stands for a name. */
static void
add_cell(struct iana_buffer *to, const char *text, const char *name)
{
	iana_buffer_u8(to, '"');
	for (; *text != '\0'; text++) {
		if (*text == '%')
			iana_buffer_puts(to, name);
		else if (*text == '"')
			iana_buffer_puts(to, "\"\"");
		else
			iana_buffer_u8(to, (uint8_t)*text);
	}
	iana_buffer_u8(to, '"');
}

/* A name of the list, or two characters of eight. */
static const char *
name_of(uint8_t byte, char room[static 3])
{
	static const char alphabet[] = "aAbB-_1Z";

	if (byte < 0xc0)
		return names[byte % N_NAMES];
	room[0] = alphabet[byte & 7];
	room[1] = alphabet[byte >> 3 & 7];
	room[2] = '\0';
	return room;
}

static void
add_row(struct iana_buffer *to, const uint8_t *row)
{
	unsigned lo = ports[row[1] % 16];
	/* Most rows have one port. */
	unsigned span = (row[1] & 0x80) != 0 ? spans[row[1] >> 4 & 3] : 0;
	char name[3];
	char other[3];
	bool alias = (row[3] & 1) != 0;

	if (lo + span > 65535)
		span = 65535 - lo;
	add_cell(to, name_of(row[0], name), "");
	iana_buffer_printf(to, ",%u-%u,", lo, lo + span);
	add_cell(to, protocols[row[2] % 16], "");
	iana_buffer_u8(to, ',');
	add_cell(to, texts[row[4] % 6], "");
	iana_buffer_u8(to, ',');
	add_cell(to, alias ? notes[row[2] >> 7] : "", name_of(row[3] >> 1, other));
	iana_buffer_u8(to, '\n');
}

static struct iana_buffer
make_registry(const uint8_t *rows, size_t n)
{
	struct iana_buffer csv = { 0 };

	iana_buffer_puts(&csv, "Service Name,Port Number,Transport Protocol,Description,"
			       "Assignment Notes\n");
	for (size_t i = 0; i < n; i++)
		add_row(&csv, rows + i * ROW_BYTES);
	return csv;
}

/* ---- questions ------------------------------------------------------------- */

/*
 * Does the table hold a name in another spelling, and not in this one?  Then the
 * plugin finds it and nss_files does not: that is the one difference (I5).
 */
static bool
only_in_other_case(const struct iana_table *t, const char *name)
{
	const struct iana_pool *pool = &t->reg->pool;
	bool other = false;

	for (size_t i = 0; i < t->n_entries + t->n_aliases; i++) {
		uint32_t id =
		    i < t->n_entries ? t->entry[i].name : t->alias[i - t->n_entries];

		if (strcmp(iana_pool_text(pool, id), name) == 0)
			return false;
		other |= strcasecmp(iana_pool_text(pool, id), name) == 0;
	}
	return other;
}

/* Ask with any protocol, and three of the table's or odd ones, which turn chooses. */
static void
ask(const struct iana_table *t, const char *name, unsigned port, unsigned turn)
{
	static const char *const odd[] = { "", "tcp", "udp", "nosuch" };
	unsigned n = t->n_protocols + sizeof odd / sizeof *odd;

	for (unsigned i = 0; i < 4; i++) {
		unsigned at = (turn + i * 7) % n;
		const char *proto = at < t->n_protocols
					? iana_pool_text(&t->reg->pool, t->protocol[at])
					: odd[at - t->n_protocols];

		if (name != NULL)
			oracle_name(name, i == 0 ? NULL : proto);
		else
			oracle_port(port, i == 0 ? NULL : proto);
	}
}

static void
ask_row(const struct fuzz_conversion *c, const uint8_t *row, bool exact_case)
{
	unsigned lo = ports[row[1] % 16];
	char room[3];
	const char *name = name_of(row[0], room);

	if (exact_case || !only_in_other_case(&c->table, name))
		ask(&c->table, name, 0, row[4]);
	name = name_of(row[3] >> 1, room);
	if (exact_case || !only_in_other_case(&c->table, name))
		ask(&c->table, name, 0, row[4] + 3u);
	ask(&c->table, NULL, lo, row[4] + 5u);
	/* Near it there may be an end of a range, or another page. */
	oracle_port(lo != 0 ? lo - 1 : 65535, NULL);
	oracle_port(lo + 1 + row[4] % 20, "tcp");
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	oracle_start();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	bool exact_case = size != 0 && (bytes[0] & 1) != 0;
	struct fuzz_options how = { .read = iana_csv_read,
				    .first_bytes = IANA_INPUT_CHUNK,
				    .exact_case = exact_case };
	const uint8_t *rows = bytes + (size != 0);
	size_t n = (size - (size != 0)) / ROW_BYTES;
	struct fuzz_conversion c;
	struct iana_buffer csv;

	if (n > ROWS_MAX)
		n = ROWS_MAX;
	csv = make_registry(rows, n);
	if (fuzz_convert(&c, &how, (const uint8_t *)csv.bytes, csv.len)) {
		oracle_table(&c);
		oracle_list();
		for (size_t i = 0; i < n; i++)
			ask_row(&c, rows + i * ROW_BYTES, exact_case);
	}
	fuzz_convert_done(&c);
	iana_buffer_done(&csv);
	return 0;
}
