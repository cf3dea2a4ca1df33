/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tree of files of a unit's own, as the root of a system. */
#ifndef IANA_UNIT_TREE_H
#define IANA_UNIT_TREE_H

/* Room for the path of a tree. */
#define UNIT_TREE_ROOM 256

/* Make a folder that every user may enter, and remove it with all that is in it. */
void unit_tree_make(char root[static UNIT_TREE_ROOM]);
void unit_tree_remove(const char *root);

/* Write a file with these bytes. */
void unit_put(const char *path, const char *text);

#endif
