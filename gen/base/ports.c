/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a port or a range of ports. */
#include "base/ports.h"

bool
iana_ports_parse(const char *s, size_t len, uint32_t *ret_lo, uint32_t *ret_hi)
{
	uint32_t n[2] = { 0, 0 };
	size_t at = 0;
	int i;

	for (i = 0; i < 2; i++) {
		size_t start = at;

		for (; at < len && s[at] >= '0' && s[at] <= '9'; at++)
			if (n[i] <= 65535)
				n[i] = n[i] * 10 + (uint32_t)(s[at] - '0');
		if (at == start)
			return false;
		if (at == len)
			break;
		if (i == 1 || s[at++] != '-')
			return false;
	}
	*ret_lo = n[0];
	*ret_hi = n[i];
	return true;
}
