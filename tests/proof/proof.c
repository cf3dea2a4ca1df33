/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All code that reads bytes of an index, as one unit for the prover; see proof.sh. */
#include "src/image.c"
#include "src/merged.c"
#include "src/entry.c"
#include "src/proto.c"
#include "src/list.c"
#include "src/find.c"
#include "src/row.c"
#include "src/directory.c"
#include "src/verify_rows.c"
#include "src/verify_order.c"
#include "src/verify.c"
#include "nss/pack.c"
