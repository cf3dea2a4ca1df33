/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes indexes with an overlay. */
#include "support/unit_cold.h"
#include "index/index.h"
#include "src/verify.h"
#include "table/build.h"
#include "table/load.h"

#include <unistd.h>

const char unit_cold_rows[] =
    "b,1,tcp,B of the registry,\nb,1,udp,,\nB,2,udp,Big,\nold,2,udp,," UNIT_ALIAS(
	"B") "x,3-5,,A range,\nbb,9,sctp,,\nstun,9,sctp,,\nlone,,tcp,A name alone,\n"
	     "Lone,,udp,,\n,7,,Reserved,\n,6-20,,Unassigned,\n,8-9,tcp,Reserved,\n"
	     ",30,,Unassigned,\n";
const char unit_cold_overlay[] =
    "x 4/tcp xx x2 xx # mine\n# a comment\n\nb 1/udp\nown 99/tcp\n";

void
unit_cold_index(struct unit_gen *g, const char *rows, const char *overlay)
{
	const char *what = "sound";
	char path[UNIT_PATH_ROOM];
	int fd;

	unit_gen_init(g);
	ck_assert(unit_gen_rows(g, rows));
	if (overlay != NULL) {
		fd = unit_file(overlay, strlen(overlay), path);
		ck_assert_msg(iana_load_overlay(&g->reg, path, &g->rep), "%s",
			      g->rep.error.text);
		close(fd);
		g->reg.source[1].path = "folder/own.services";
	}
	ck_assert_msg(
	    iana_table_build(&g->table, &g->reg, NULL, &g->rep) &&
		iana_index_write(&g->index, &g->table, 20240430, false, NULL, &g->rep),
	    "%s", g->rep.error.text);
	ck_assert_int_eq(
	    iana_image_open(g->index.bytes, g->index.len, &g->image, &g->header), IANA_OK);
	ck_assert_msg(iana_verify(&g->image, &g->header, &what) == IANA_OK, "%s", what);
}

struct iana_index_row
unit_cold_row(const struct unit_gen *g, uint32_t number)
{
	struct iana_index_row r;

	ck_assert_int_eq(iana_row_read(&g->image, number, &r), IANA_OK);
	return r;
}

size_t
unit_cold_start(const struct unit_gen *g, enum iana_section s)
{
	return iana_header_u32(&g->image, IANA_H_SECTIONS + 8 * (size_t)s);
}
