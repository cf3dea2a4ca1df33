/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The named characters of XHTML. */
#ifndef IANA_READ_ENTITIES_H
#define IANA_READ_ENTITIES_H

#include <stddef.h>

#define IANA_ENTITY_ROOM 3

/* Write the character of an entity in UTF-8.  Returns its length, 0 for an unknown name. */
size_t iana_entity_text(const char *name, char to[static IANA_ENTITY_ROOM]);

#endif
