/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opens the plugin by its path and takes it through steps, in surroundings that
 * grow worse by the step; prints what each lookup found, then a line end.
 *
 *     surround PLUGIN STEP...
 *
 *     ask         look "svc" up: its port, or "u" for unavailable, "m" for a miss
 *     all         enumerate: the number of entries
 *     tick        let a second pass
 *     put=FILE    link FILE into the place of $IANA_SERVICES_INDEX, by rename
 *     reopen      dlclose the plugin and dlopen it again
 *     files=N     let N more descriptors be opened, -1: as many as before
 *     memory=N    let N more bytes of address space be used, -1: as many as before
 *     chroot=DIR  shut the process in
 *     nomap       seccomp: mapping files fails
 *     deny        seccomp: everything but read, write and exit fails
 *     strict      seccomp: anything else than read, write and exit kills
 *     fds         how many descriptors were opened and left so
 *     mark        a system call that shows in a trace
 *
 * Exits 77 where the system refuses what a step needs; the last words tell the step.
 */
#include "support/surround.h"
#include "support/own_clock.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netdb.h>
#include <nss.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static nss_getservbyname_r *byname;
static nss_setservent *set;
static nss_getservent_r *next;
static void *handle;
static const char *plugin;
static const char *place;
static int n_fds; /* open at the start */

/* ---- output: one write at the end, which any surroundings allow ---------------------- */

static char text[4096];
static size_t len;

static void
say(const char *word)
{
	int n = snprintf(text + len, sizeof text - len, "%s%s", len != 0 ? " " : "", word);

	len += (size_t)n;
}

static void
say_number(int n)
{
	char word[16];

	snprintf(word, sizeof word, "%d", n);
	say(word);
}

static _Noreturn void
leave(int code)
{
	text[len++] = '\n';
	if (write(STDOUT_FILENO, text, len) != (ssize_t)len)
		code = 1;
	for (;;)
		syscall(SYS_exit, code);
}

static const char *step = "start";

static void
need(bool there)
{
	if (there)
		return;
	say("refused:");
	say(step);
	leave(77);
}

/* ---- lookups ------------------------------------------------------------------------- */

static void
in_plugin(bool yes)
{
	if (surround_in_plugin != NULL)
		surround_in_plugin(yes);
}

/* An entry point of either module. */
static void *
find(const char *function)
{
	char name[100];
	void *found;

	snprintf(name, sizeof name, "_nss_iana_%s", function);
	found = dlsym(handle, name);
	if (found != NULL)
		return found;
	snprintf(name, sizeof name, "_nss_iana_local_%s", function);
	return dlsym(handle, name);
}

static void
open_plugin(void)
{
	handle = dlopen(plugin, RTLD_NOW);
	if (handle == NULL) {
		say(dlerror());
		leave(1);
	}
	*(void **)&byname = find("getservbyname_r");
	*(void **)&set = find("setservent");
	*(void **)&next = find("getservent_r");
}

static void
ask(void)
{
	struct servent s;
	char buffer[1024];
	int e = 0;
	enum nss_status st;

	in_plugin(true);
	st = byname("svc", NULL, &s, buffer, sizeof buffer, &e);
	in_plugin(false);
	if (st == NSS_STATUS_SUCCESS)
		say_number(ntohs((uint16_t)s.s_port));
	else
		say(st == NSS_STATUS_NOTFOUND ? "m" : "u");
}

static void
all(void)
{
	struct servent s;
	char buffer[1024];
	int n = 0;
	int e;

	in_plugin(true);
	set(0);
	while (next(&s, buffer, sizeof buffer, &e) == NSS_STATUS_SUCCESS)
		n++;
	in_plugin(false);
	say_number(n);
}

/* ---- surroundings -------------------------------------------------------------------- */

static void
put(const char *file)
{
	char temp[4096];

	snprintf(temp, sizeof temp, "%s.new", place);
	need(link(file, temp) == 0 && rename(temp, place) == 0);
	unlink(temp); /* it stays where both are one file */
}

static int
count_fds(void)
{
	int n = 0;

	for (int fd = 0; fd < 64; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

static unsigned long
used_memory(void)
{
	char line[100] = "";
	int fd = open("/proc/self/statm", O_RDONLY);

	need(fd >= 0 && read(fd, line, sizeof line - 1) > 0);
	close(fd);
	return strtoul(line, NULL, 10) * (unsigned long)sysconf(_SC_PAGESIZE);
}

/* What is used of a resource, and more of it; or all that there may be. */
static void
limit(int resource, unsigned long used, const char *more)
{
	struct rlimit r;

	need(getrlimit((__rlimit_resource_t)resource, &r) == 0);
	r.rlim_cur = more[0] == '-' ? r.rlim_max : used + strtoul(more, NULL, 10);
	need(setrlimit((__rlimit_resource_t)resource, &r) == 0);
}

static void
filter(struct sock_filter *code, size_t n)
{
	struct sock_fprog program = { .len = (unsigned short)n, .filter = code };

	need(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	     prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0);
}

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (field))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define FAIL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1 /* EPERM */)
#define ALLOW_CALL(nr) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (nr), 0, 1), ALLOW

#ifdef __NR_mmap2
#define NR_MMAP __NR_mmap2
#else
#define NR_MMAP __NR_mmap
#endif

/* The low half of an argument. */
#define ARGUMENT(i) \
	(offsetof(struct seccomp_data, args[i]) + \
	 (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0))

static void
refuse_maps_of_files(void)
{
	struct sock_filter code[] = {
		LOAD(offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NR_MMAP, 1, 0),
		ALLOW,
		LOAD(ARGUMENT(4)), /* the descriptor */
		ALLOW_CALL(0xffffffff),
		FAIL,
	};

	filter(code, sizeof code / sizeof *code);
}

static void
refuse_all_but_read(void)
{
	struct sock_filter code[] = {
		LOAD(offsetof(struct seccomp_data, nr)),
		ALLOW_CALL(__NR_read),
		ALLOW_CALL(__NR_write),
		ALLOW_CALL(__NR_exit),
		FAIL,
	};

	filter(code, sizeof code / sizeof *code);
}

/* ---- steps --------------------------------------------------------------------------- */

static bool
plain_step(const char *name)
{
	if (strcmp(name, "ask") == 0)
		ask();
	else if (strcmp(name, "all") == 0)
		all();
	else if (strcmp(name, "tick") == 0)
		own_clock++;
	else if (strcmp(name, "reopen") == 0)
		dlclose(handle), open_plugin();
	else if (strcmp(name, "nomap") == 0)
		refuse_maps_of_files();
	else if (strcmp(name, "deny") == 0)
		refuse_all_but_read();
	else if (strcmp(name, "strict") == 0)
		need(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) == 0);
	else if (strcmp(name, "fds") == 0)
		say_number(count_fds() - n_fds);
	else if (strcmp(name, "mark") == 0)
		access("/mark", F_OK);
	else
		return false;
	return true;
}

static bool
step_with(const char *name, const char *value)
{
	if (strncmp(name, "put=", 4) == 0)
		put(value);
	else if (strncmp(name, "files=", 6) == 0)
		limit(RLIMIT_NOFILE, 0, value);
	else if (strncmp(name, "memory=", 7) == 0)
		limit(RLIMIT_AS, used_memory(), value);
	else if (strncmp(name, "chroot=", 7) == 0)
		need(chroot(value) == 0 && chdir("/") == 0);
	else
		return false;
	return true;
}

int
main(int argc, char **argv)
{
	place = getenv("IANA_SERVICES_INDEX");
	if (argc < 2)
		return 64;
	plugin = argv[1];
	n_fds = count_fds();
	open_plugin();
	for (int i = 2; i < argc; i++) {
		const char *value = strchr(argv[i], '=');

		step = argv[i];
		if (!(value != NULL ? step_with(argv[i], value + 1) : plain_step(argv[i])))
			return 64;
	}
	leave(0);
}
