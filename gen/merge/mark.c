/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sums up what stat(2) shows of the files of a merge. */
#include "merge/mark.h"
#include "src/checksum.h"

static uint64_t
add_file(uint64_t sum, const char *path)
{
	struct iana_file_id id = iana_file_id_at(path);

	sum = iana_checksum_step(sum, id.device);
	sum = iana_checksum_step(sum, id.inode);
	sum = iana_checksum_step(sum, id.size);
	sum = iana_checksum_step(sum, (uint64_t)id.modified.tv_sec);
	sum = iana_checksum_step(sum, (uint64_t)id.modified.tv_nsec);
	sum = iana_checksum_step(sum, (uint64_t)id.changed.tv_sec);
	return iana_checksum_step(sum, (uint64_t)id.changed.tv_nsec);
}

bool
iana_inputs_mark(const struct iana_tree *tree, uint64_t *ret, struct iana_report *rep)
{
	struct iana_local_rows local = { 0 };
	uint64_t sum = 1;
	bool ok = iana_local_find(&local, tree, rep);

	sum = add_file(sum, tree->overlays);
	sum = add_file(sum, tree->compat);
	sum = add_file(sum, tree->registry_local);
	sum = add_file(sum, tree->registry_shipped);
	for (size_t i = 0; i < local.n_paths; i++)
		sum = add_file(sum, local.path[i]);
	iana_local_done(&local);
	if (ok)
		*ret = sum;
	return ok;
}
