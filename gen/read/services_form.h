/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Recognises services(5) text. */
#ifndef IANA_READ_SERVICES_FORM_H
#define IANA_READ_SERVICES_FORM_H

#include "input/input.h"

/* Are most lines of the first chunk entries?  Comments and blank lines do not count. */
bool iana_services_knows(const struct iana_input *in);

#endif
