/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files at the places of an index, for units that choose between them. */
#ifndef IANA_INDEX_FILES_H
#define IANA_INDEX_FILES_H

#include <stdint.h>

/*
 * The path of a new file with an index of this registry date and these may-ignore flags.
 * Its owner alone may write to it.
 */
const char *index_dated(uint32_t date, uint32_t flags);

/* The path of a new file that is no index. */
const char *index_garbage(void);

#endif
