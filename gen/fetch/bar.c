/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Draws the bar on standard error, whenever what it shows has changed. */
#include "fetch/bar.h"

#include <stdio.h>

#define WIDTH 40
#define MOST_KIB (1 << 30)

static void
draw_part(int percent)
{
	int full = percent * WIDTH / 100;

	fputs("\r[", stderr);
	for (int i = 0; i < WIDTH; i++)
		putc(i < full ? '#' : ' ', stderr);
	fprintf(stderr, "] %3d %%", percent);
}

void
iana_bar_move(struct iana_bar *bar, uint64_t bytes, uint64_t of)
{
	int percent = of != 0 && bytes <= of ? (int)(bytes * 100 / of) : 0;
	int kib = bytes / 1024 < MOST_KIB ? (int)(bytes / 1024) : MOST_KIB;

	if (of != 0 && percent != bar->percent) {
		bar->percent = percent;
		draw_part(percent);
	} else if (of == 0 && kib / 64 != bar->kib / 64) {
		bar->kib = kib;
		fprintf(stderr, "\r%d KiB", kib);
	}
}

void
iana_bar_end(struct iana_bar *bar)
{
	if (bar->percent != 0 || bar->kib != 0)
		fprintf(stderr, "\r%*s\r", WIDTH + 8, "");
	*bar = (struct iana_bar){ 0 };
}
