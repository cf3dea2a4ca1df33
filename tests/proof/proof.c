/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All that touches bytes of an index, as one unit for the prover; see proof.sh. */
#include "image.c"
#include "view.c"
#include "proto.c"
#include "find.c"
#include "next.c"
#include "fast.c"
#include "detail.c"
#include "verify.c"
#include "pack.c"
