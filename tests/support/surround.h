/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tests/support/surround.c and a malloc that watches it share. */
#ifndef IANA_SURROUND_H
#define IANA_SURROUND_H

#include <stdbool.h>

/* Told before and after each call of the plugin; NULL in a program without it. */
extern void surround_in_plugin(bool yes) __attribute__((weak));

#endif
