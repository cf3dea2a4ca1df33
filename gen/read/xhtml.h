/* SPDX-License-Identifier: GPL-2.0-or-later */
/* IANA's web page of the registry, in XHTML. */
#ifndef IANA_READ_XHTML_H
#define IANA_READ_XHTML_H

#include "read/markup_form.h"

extern const struct iana_markup_form iana_xhtml_form;

#endif
