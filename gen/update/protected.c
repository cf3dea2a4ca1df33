/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the list of protected services. */
#include "update/protected.h"
#include "base/alloc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Take the name of a line.  False: it has more than a name. */
static bool
take_protected(struct iana_protected *list, size_t *cap, char *line)
{
	char *rest;
	char *name;
	char *copy;

	line[strcspn(line, "#\n")] = '\0';
	name = strtok_r(line, " \t\r", &rest);
	if (name == NULL)
		return true;
	if (strtok_r(NULL, " \t\r", &rest) != NULL)
		return false;
	copy = strdup(name);
	if (copy == NULL)
		iana_out_of_memory();
	list->name = iana_grow(list->name, cap, list->n + 1, sizeof *list->name);
	list->name[list->n++] = copy;
	return true;
}

static bool
read_lines(struct iana_protected *ret, FILE *f, const char *path, struct iana_report *rep)
{
	char *line = NULL;
	size_t room = 0;
	size_t cap = 0;
	unsigned long n = 0;
	bool ok = true;

	while (ok && getline(&line, &room, f) >= 0) {
		n++;
		ok = take_protected(ret, &cap, line) ||
		     iana_fail(rep, path, n, "a protected service is one name on a line");
	}
	free(line);
	return ok && (!ferror(f) || iana_fail_errno(rep, path, "cannot read"));
}

bool
iana_protected_load(struct iana_protected *ret, const char *path, struct iana_report *rep)
{
	FILE *f = fopen(path, "re");
	bool ok;

	if (f == NULL && errno == ENOENT)
		return iana_warn(rep, path, 0, "not there: no service is protected");
	if (f == NULL)
		return iana_fail_errno(rep, path, "cannot open");
	ok = read_lines(ret, f, path, rep);
	fclose(f);
	return ok;
}

void
iana_protected_done(struct iana_protected *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->name[i]);
	free(list->name);
}
