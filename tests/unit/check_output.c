/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Output files: whole or not at all. */
#include "base/descriptor.h"
#include "base/output.h"
#include "support/unit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * The C library's allocator, made to fail once: the allocation that makes the countdown 0
 * gets nothing.  Sanitizers have an allocator of their own, and only glibc has these names.
 */
static long countdown;

#if defined __GLIBC__ && !defined __SANITIZE_ADDRESS__
#define EXPORTED __attribute__((visibility("default")))
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

static bool
fails(void)
{
	if (countdown == 0 || --countdown > 0)
		return false;
	errno = ENOMEM;
	return true;
}

EXPORTED void *
malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

EXPORTED void *
calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

EXPORTED void *
realloc(void *p, size_t size)
{
	return fails() ? NULL : __libc_realloc(p, size);
}
#endif

static char dir[256];
static struct iana_report rep;
static const struct iana_buffer first = { (char *)(uintptr_t) "first\n", 6, 0 };
static const struct iana_buffer second = { (char *)(uintptr_t) "the second\n", 11, 0 };

static void
setup(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(dir, sizeof dir, "%s/iana-output.XXXXXX", tmp != NULL ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(chdir(dir), 0);
	memset(&rep, 0, sizeof rep);
}

/* How many files there are; removes them when asked. */
static int
files(bool clear)
{
	DIR *d = opendir(dir);
	int n = 0;

	for (struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		n++;
		if (clear && unlink(e->d_name) != 0)
			rmdir(e->d_name);
	}
	closedir(d);
	return n;
}

static void
teardown(void)
{
	files(true);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(dir), 0);
}

static bool
put(const char *path, const struct iana_buffer *content)
{
	return iana_outputs_write(&(struct iana_output){ path, content }, 1, &rep);
}

static void
holds(const char *path, const struct iana_buffer *content)
{
	char bytes[64];
	int fd = open(path, O_RDONLY);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(read(fd, bytes, sizeof bytes), (ssize_t)content->len);
	ck_assert_mem_eq(bytes, content->bytes, content->len);
	close(fd);
}

static struct stat
status(const char *path)
{
	struct stat st;

	ck_assert_int_eq(lstat(path, &st), 0);
	return st;
}

START_TEST(a_new_file_gets_what_the_umask_leaves)
{
	umask(027);
	ck_assert(put("new", &first));
	holds("new", &first);
	ck_assert_uint_eq(status("new").st_mode, S_IFREG | 0640);
	ck_assert_int_eq(files(false), 1);
	ck_assert_uint_eq(umask(022), 027);
}
END_TEST

START_TEST(an_old_file_is_replaced_and_keeps_its_mode)
{
	struct stat old;

	ck_assert(put("f", &first));
	ck_assert_int_eq(chmod("f", 0604), 0);
	old = status("f");
	ck_assert(put("f", &second));
	holds("f", &second);
	ck_assert_uint_eq(status("f").st_mode, S_IFREG | 0604);
	/* By a new file: who has the old one open or mapped keeps the old bytes. */
	ck_assert_uint_ne(status("f").st_ino, old.st_ino);
	ck_assert_int_eq(files(false), 1);
}
END_TEST

START_TEST(a_folder_that_cannot_be_read_is_written_to)
{
	if (geteuid() != 0)
		return; /* it is another user who may not read it */
	ck_assert_int_eq(chown(dir, 65534, 65534), 0);
	ck_assert_int_eq(chmod(dir, 0300), 0);
	ck_assert_int_eq(setegid(65534), 0);
	ck_assert_int_eq(seteuid(65534), 0);
	/* Another user may not reach a folder below one of root's. */
	if (eaccess(dir, W_OK | X_OK) == 0) {
		ck_assert(put("f", &first));
		ck_assert(put("f", &second));
		holds("f", &second);
	}
	ck_assert_int_eq(seteuid(0), 0);
	ck_assert_int_eq(setegid(0), 0);
}
END_TEST

START_TEST(a_symbolic_link_is_followed)
{
	ck_assert(put("target", &first));
	ck_assert_int_eq(symlink("target", "link"), 0);
	ck_assert(put("link", &second));
	ck_assert_uint_eq(status("link").st_mode & S_IFMT, S_IFLNK);
	holds("target", &second);
	ck_assert_int_eq(files(false), 2);
}
END_TEST

START_TEST(a_link_that_leads_nowhere_is_no_output)
{
	ck_assert_int_eq(symlink("nowhere", "link"), 0);
	ck_assert(!put("link", &first));
	ck_assert_ptr_nonnull(strstr(rep.error.text, "nowhere"));
	ck_assert_int_eq(files(false), 1);
}
END_TEST

START_TEST(two_outputs_are_never_one_file)
{
	static const char *const same[][2] = { { "f", "f" },
					       { "f", "./f" },
					       { "f", "link" } };

	for (int exists = 0; exists < 2; exists++) {
		for (size_t i = 0; i < 2 + (size_t)exists; i++) {
			const struct iana_output both[] = { { same[i][0], &first },
							    { same[i][1], &second } };

			ck_assert(!iana_outputs_write(both, 2, &rep));
			ck_assert_str_eq(rep.error.path, same[i][1]);
			ck_assert_int_eq(files(false), 2 * exists);
		}
		if (exists == 0) {
			ck_assert(put("f", &first));
			ck_assert_int_eq(symlink("f", "link"), 0);
		}
	}
	holds("f", &first);
}
END_TEST

START_TEST(a_device_is_written_as_it_is)
{
	ck_assert(put("/dev/null", &first));
	ck_assert_uint_eq(status("/dev/null").st_mode & S_IFMT, S_IFCHR);
}
END_TEST

START_TEST(a_full_device_is_an_error_and_the_others_stand_untouched)
{
	const struct iana_output both[] = { { "f", &second }, { "/dev/full", &second } };

	ck_assert(put("f", &first));
	ck_assert(!iana_outputs_write(both, 2, &rep));
	ck_assert_str_eq(rep.error.path, "/dev/full");
	ck_assert_ptr_nonnull(strstr(rep.error.text, strerror(ENOSPC)));
	holds("f", &first);
	ck_assert_int_eq(files(false), 1);
}
END_TEST

START_TEST(a_directory_that_is_missing_leaves_the_first_output_untouched)
{
	const struct iana_output both[] = { { "f", &second }, { "no/such", &second } };

	ck_assert(put("f", &first));
	ck_assert(!iana_outputs_write(both, 2, &rep));
	ck_assert_str_eq(rep.error.path, "no/such");
	holds("f", &first);
	ck_assert_int_eq(files(false), 1);
}
END_TEST

START_TEST(a_directory_is_no_output)
{
	ck_assert_int_eq(mkdir("d", 0700), 0);
	ck_assert(!put("d", &first));
	ck_assert_ptr_nonnull(strstr(rep.error.text, strerror(EISDIR)));
	ck_assert_int_eq(files(false), 1);
	ck_assert_int_eq(rmdir("d"), 0);
}
END_TEST

START_TEST(a_file_cut_short_by_a_limit_is_no_output)
{
	const struct rlimit little = { 4, RLIM_INFINITY };

	ck_assert(put("f", &first));
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
	ck_assert(!put("f", &second));
	ck_assert_ptr_nonnull(strstr(rep.error.text, strerror(EFBIG)));
	holds("f", &first);
	ck_assert_int_eq(files(false), 1);
}
END_TEST

START_TEST(an_allocation_that_fails_leaves_the_old_files_alone)
{
	const struct iana_output both[] = { { "f", &second }, { "new", &second } };
	long n = 0;
	long left;
	bool ok;

	do {
		ck_assert(put("f", &first));
		countdown = ++n;
		ok = iana_outputs_write(both, 2, &rep);
		left = countdown;
		countdown = 0;
		holds("f", ok ? &second : &first);
		ck_assert_int_eq(files(false), ok ? 2 : 1);
		if (ok)
			unlink("new");
		else
			ck_assert_ptr_nonnull(strstr(rep.error.text, strerror(ENOMEM)));
	} while (left == 0);
#if defined __GLIBC__ && !defined __SANITIZE_ADDRESS__
	ck_assert_int_gt(n, 4);
#endif
}
END_TEST

/*
 * Write a file and a pipe that is full, with a signal as it was or ignored, and send it.
 * Returns what became of the process.
 */
static int
end_by(int sig, bool ignored)
{
	int fds[2];
	char path[32];
	const struct iana_output both[] = { { "f", &second }, { path, &second } };
	char byte[4096] = "";
	int status;
	pid_t pid;

	ck_assert_int_eq(pipe2(fds, O_NONBLOCK), 0);
	while (write(fds[1], byte, sizeof byte) > 0)
		;
	snprintf(path, sizeof path, "/dev/fd/%d", fds[1]);
	pid = fork();
	if (pid == 0) {
		close(fds[0]);
		/* libcheck has handlers of its own. */
		signal(sig, ignored ? SIG_IGN : SIG_DFL);
		_exit(iana_outputs_write(both, 2, &rep) ? 0 : 1);
	}
	close(fds[1]);
	while (files(false) < 2)
		usleep(1000);
	ck_assert_int_eq(kill(pid, sig), 0);
	usleep(20000);
	if (ignored)
		while (read(fds[0], byte, sizeof byte) > 0)
			;
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	close(fds[0]);
	return status;
}

START_TEST(a_signal_leaves_the_old_file_alone)
{
	static const int signals[] = { SIGHUP,	SIGINT,	 SIGQUIT, SIGALRM,
				       SIGTERM, SIGUSR1, SIGXCPU };

	ck_assert(put("f", &first));
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		int status = end_by(signals[i], false);

		ck_assert(WIFSIGNALED(status));
		ck_assert_int_eq(WTERMSIG(status), signals[i]);
		ck_assert_int_eq(files(false), 1);
		holds("f", &first);
	}
	ck_assert_int_eq(end_by(SIGHUP, true), 0);
	ck_assert_int_eq(files(false), 1);
	holds("f", &second);
}
END_TEST

START_TEST(handlers_are_those_of_before)
{
	struct sigaction act;

	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_DFL); /* it is ignored where a check outlives a terminal */
	ck_assert(put("f", &first));
	ck_assert_int_eq(sigaction(SIGINT, NULL, &act), 0);
	ck_assert_ptr_eq(act.sa_handler, SIG_IGN);
	ck_assert_int_eq(sigaction(SIGHUP, NULL, &act), 0);
	ck_assert_ptr_eq(act.sa_handler, SIG_DFL);
}
END_TEST

START_TEST(a_broken_pipe_is_an_error)
{
	int fds[2];

	signal(SIGPIPE, SIG_IGN);
	ck_assert_int_eq(pipe(fds), 0);
	close(fds[0]);
	ck_assert(!iana_descriptor_write(fds[1], "standard output", &first, &rep));
	ck_assert_str_eq(rep.error.path, "standard output");
	ck_assert_ptr_nonnull(strstr(rep.error.text, strerror(EPIPE)));
	close(fds[1]);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_new_file_gets_what_the_umask_leaves);
	tcase_add_test(tc, an_old_file_is_replaced_and_keeps_its_mode);
	tcase_add_test(tc, a_folder_that_cannot_be_read_is_written_to);
	tcase_add_test(tc, a_symbolic_link_is_followed);
	tcase_add_test(tc, a_link_that_leads_nowhere_is_no_output);
	tcase_add_test(tc, two_outputs_are_never_one_file);
	tcase_add_test(tc, a_device_is_written_as_it_is);
	tcase_add_test(tc, a_full_device_is_an_error_and_the_others_stand_untouched);
	tcase_add_test(tc, a_directory_that_is_missing_leaves_the_first_output_untouched);
	tcase_add_test(tc, a_directory_is_no_output);
	tcase_add_test(tc, a_file_cut_short_by_a_limit_is_no_output);
	tcase_add_test(tc, an_allocation_that_fails_leaves_the_old_files_alone);
	tcase_add_test(tc, a_signal_leaves_the_old_file_alone);
	tcase_add_test(tc, handlers_are_those_of_before);
	tcase_add_test(tc, a_broken_pipe_is_an_error);
}

int
main(void)
{
	return unit_run("output", add);
}
