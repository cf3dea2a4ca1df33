/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names an input that no reader knows. */
#ifndef IANA_READ_UNKNOWN_H
#define IANA_READ_UNKNOWN_H

#include "input/input.h"

/*
 * The name of the input's form, as its first bytes tell it, and the way to a form that can
 * be read; NULL if they tell none.
 */
const char *iana_unknown_name(const struct iana_input *in);

#endif
