/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The templates of the page: page.html, page.css and the scripts, as embed.sh packs them.
 */
#ifndef IANA_MAP_TEMPLATES_H
#define IANA_MAP_TEMPLATES_H

#include <stddef.h>

struct iana_template {
	const unsigned char *bytes;
	size_t len;
	const char *hash; /* "sha256-..." as a Content-Security-Policy has it */
};

extern const struct iana_template iana_template_page;
extern const struct iana_template iana_template_style;
extern const struct iana_template iana_template_script;

#endif
