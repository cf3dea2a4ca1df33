/* SPDX-License-Identifier: GPL-2.0-or-later */
/* IANA's own XML form of the registry. */
#ifndef IANA_READ_XML_H
#define IANA_READ_XML_H

#include "read/markup_form.h"

extern const struct iana_markup_form iana_xml_form;

#endif
