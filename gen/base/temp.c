/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps a list of temporary files, and removes them when a signal ends the program. */
#include "base/temp.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_SIGNALS (sizeof signals / sizeof *signals)
#define TRIES 1000 /* a name that is taken is no accident a thousand times */

/* The signals that end a program, can be caught, and tell of no fault in it. */
static const int signals[] = { SIGHUP,	SIGINT,	 SIGQUIT, SIGPIPE, SIGALRM,
			       SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU };

static struct sigaction before[N_SIGNALS];
static char *volatile temp[IANA_TEMPS_MAX]; /* read by the handler */

/* The files of a folder, for the handler as well; NULL: it is a file. */
static const char *const *volatile inside[IANA_TEMPS_MAX];
static volatile size_t n_inside[IANA_TEMPS_MAX];

/* Remove a folder with the files that are known.  The handler may call all of this. */
static bool
remove_folder(size_t i)
{
	int fd = open(temp[i], O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	for (size_t k = 0; k < n_inside[i] && fd >= 0; k++)
		unlinkat(fd, inside[i][k], 0);
	if (fd >= 0)
		close(fd);
	return rmdir(temp[i]) == 0;
}

static bool
remove_one(size_t i)
{
	return inside[i] != NULL ? remove_folder(i) : unlink(temp[i]) == 0;
}

/* Remove all files, then end as if there were no handler. */
static void
handle(int sig)
{
	for (size_t i = 0; i < IANA_TEMPS_MAX; i++)
		if (temp[i] != NULL)
			remove_one(i);
	/* The signal waits until the handler returns, then does its default. */
	signal(sig, SIG_DFL);
	raise(sig);
}

void
iana_temps_begin(void)
{
	struct sigaction act = { .sa_handler = handle };

	/* No second signal comes while the handler removes files. */
	sigfillset(&act.sa_mask);
	for (size_t i = 0; i < N_SIGNALS; i++) {
		sigaction(signals[i], NULL, &before[i]);
		if (before[i].sa_handler == SIG_DFL)
			sigaction(signals[i], &act, NULL);
	}
}

void
iana_temps_end(void)
{
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
}

void
iana_temps_hold(sigset_t *ret_before)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, ret_before);
}

void
iana_temps_release(const sigset_t *set)
{
	sigprocmask(SIG_SETMASK, set, NULL);
}

/* Try names until one is free; is_folder: make a folder, which gives no descriptor. */
static int
create(char *name, bool is_folder, mode_t mode)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; /* 32 */
	size_t len = strlen(name);
	unsigned char random[6];

	for (int i = 0; i < TRIES; i++) {
		int fd;

		if (getentropy(random, sizeof random) != 0)
			return -1;
		for (size_t k = 0; k < sizeof random; k++)
			name[len - sizeof random + k] = letters[random[k] % 32];
		fd = is_folder ? mkdir(name, mode)
			       : open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

/* Create file or folder i, and remember it. */
static int
create_beside(size_t i, const char *target, bool is_folder, mode_t mode)
{
	int dir = (int)(strrchr(target, '/') + 1 - target);
	sigset_t set;
	char *name;
	int fd;

	if (asprintf(&name, "%.*s.%s.XXXXXX", dir, target, target + dir) < 0)
		return -1;
	/* A signal in between would miss the file, or remove another program's. */
	iana_temps_hold(&set);
	fd = create(name, is_folder, mode);
	if (fd >= 0)
		temp[i] = name;
	iana_temps_release(&set);
	if (fd < 0) {
		int error = errno;

		free(name);
		errno = error;
	}
	return fd;
}

int
iana_temp_create(size_t i, const char *target, mode_t mode)
{
	inside[i] = NULL;
	return create_beside(i, target, false, mode);
}

int
iana_temp_create_folder(size_t i, const char *target, mode_t mode, const char *const *file,
			size_t n_files)
{
	iana_temp_exchange(i, file, n_files);
	return create_beside(i, target, true, mode);
}

void
iana_temp_exchange(size_t i, const char *const *file, size_t n_files)
{
	static const char *const none[1];

	n_inside[i] = 0; /* the handler never sees a number that is not the list's */
	inside[i] = file != NULL ? file : none;
	n_inside[i] = n_files;
}

const char *
iana_temp_path(size_t i)
{
	return temp[i];
}

void
iana_temp_forget(size_t i)
{
	char *name = temp[i];

	temp[i] = NULL;
	inside[i] = NULL;
	free(name);
}

bool
iana_temp_remove(size_t i)
{
	sigset_t set;
	bool ok;

	if (temp[i] == NULL)
		return true;
	iana_temps_hold(&set);
	ok = remove_one(i);
	iana_temp_forget(i);
	iana_temps_release(&set);
	return ok;
}
