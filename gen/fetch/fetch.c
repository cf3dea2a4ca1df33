/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sets libcurl up, so that nothing but the asked content of the asked server is taken. */
#include "fetch/fetch.h"
#include "base/ascii.h"
#include "fetch/bar.h"
#include "input/input.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CONNECT_SECONDS 30L
#define SLOW_SECONDS 30L
#define SLOW_BYTES 100L /* a second */
#define TOTAL_SECONDS 600L
#define REDIRECTIONS_MAX 5L

/* ---- an answer --------------------------------------------------------------------------
 */

struct taking {
	struct iana_fetched *to;
	bool has_end; /* the server says how long the content is, or marks its end */
	bool too_large;
	struct iana_bar bar;
};

static size_t
take_bytes(char *bytes, size_t size, size_t n, void *ctx)
{
	struct taking *t = ctx;

	(void)size; /* 1 */
	if (n > IANA_INPUT_MAX - t->to->content.len) {
		t->too_large = true;
		return 0;
	}
	iana_buffer_add(&t->to->content, bytes, n);
	return n;
}

/*
 * Has a header line this name?  *value gets its value, without white space around, and *n
 * its length.
 */
static bool
is_header(const char *line, size_t n_line, const char *name, const char **value, size_t *n)
{
	size_t len = strlen(name);

	if (n_line <= len || strncasecmp(line, name, len) != 0)
		return false;
	line += len;
	n_line -= len;
	while (n_line > 0 && iana_is_space((unsigned char)line[0])) {
		line++;
		n_line--;
	}
	while (n_line > 0 && iana_is_space((unsigned char)line[n_line - 1]))
		n_line--;
	*value = line;
	*n = n_line;
	return true;
}

/* Copy the value of a header line that has this name; one that is too long is left out. */
static void
take_value(const char *line, size_t n_line, const char *name, char *to, size_t room)
{
	const char *value;
	size_t n;

	if (!is_header(line, n_line, name, &value, &n))
		return;
	if (n >= room)
		n = 0;
	memcpy(to, value, n);
	to[n] = '\0';
}

static size_t
take_header(char *line, size_t size, size_t n, void *ctx)
{
	struct taking *t = ctx;
	const char *value;
	size_t len;

	(void)size;
	/* Each answer of a row of redirections starts anew. */
	if (n > 5 && strncmp(line, "HTTP/", 5) == 0) {
		t->to->version = (struct iana_version){ 0 };
		t->has_end = strncmp(line, "HTTP/1.", 7) != 0;
	}
	t->has_end |= is_header(line, n, "content-length:", &value, &len) ||
		      (is_header(line, n, "transfer-encoding:", &value, &len) && len == 7 &&
		       strncasecmp(value, "chunked", len) == 0);
	take_value(line, n, "etag:", t->to->version.etag, sizeof t->to->version.etag);
	take_value(line, n, "last-modified:", t->to->version.modified,
		   sizeof t->to->version.modified);
	return n;
}

static int
take_progress(void *ctx, curl_off_t total, curl_off_t now, curl_off_t up_total,
	      curl_off_t up_now)
{
	struct taking *t = ctx;

	(void)up_total;
	(void)up_now;
	iana_bar_move(&t->bar, (uint64_t)now, (uint64_t)total);
	return 0;
}

/* ---- options
 * ------------------------------------------------------------------------------ */

static void
set_limits(CURL *curl)
{
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, SLOW_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, TOTAL_SECONDS);
	curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)IANA_INPUT_MAX);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(curl, CURLOPT_MAXREDIRS, REDIRECTIONS_MAX);
}

/* Libraries may be built with other defaults. */
static void
set_trust(CURL *curl, const char *authority)
{
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http,file");
	curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "https");
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	if (authority != NULL) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, authority);
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
	}
}

static struct curl_slist *
add_header(struct curl_slist *list, const char *name, const char *value)
{
	char line[400];
	struct curl_slist *longer;

	if (value[0] == '\0')
		return list;
	snprintf(line, sizeof line, "%s: %s", name, value);
	longer = curl_slist_append(list, line);
	if (longer == NULL)
		iana_out_of_memory();
	return longer;
}

static void
set_callbacks(CURL *curl, struct taking *t, bool progress)
{
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, ""); /* all that libcurl unpacks */
	curl_easy_setopt(curl, CURLOPT_USERAGENT, IANA_USER_AGENT);
	if (progress) {
		curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
		curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, take_progress);
		curl_easy_setopt(curl, CURLOPT_XFERINFODATA, t);
	}
}

/* ---- the fetch
 * ------------------------------------------------------------------------------ */

/* Judge what libcurl says at the end. */
static bool
judge_answer(CURL *curl, CURLcode result, const char *error, const struct taking *t,
	     const struct iana_fetch_task *what, struct iana_report *rep)
{
	bool is_file = strncasecmp(what->url, "file:", 5) == 0;
	long status = 0;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	if (t->too_large || result == CURLE_FILESIZE_EXCEEDED)
		return iana_fail(rep, what->url, 0, "larger than 64 MiB");
	if (result != CURLE_OK)
		return iana_fail(rep, what->url, 0, "cannot be fetched: %s",
				 error[0] != '\0' ? error : curl_easy_strerror(result));
	if (is_file)
		status = 200;
	if (status == 304 &&
	    (what->known.etag[0] != '\0' || what->known.modified[0] != '\0')) {
		t->to->unchanged = true;
		return true;
	}
	if (status != 200)
		return iana_fail(rep, what->url, 0, "the server answers %ld, not 200",
				 status);
	/* Else anybody on the way could end the connection after any row. */
	if (!t->has_end && !is_file)
		return iana_fail(rep, what->url, 0,
				 "the server does not say where the content ends");
	if (t->to->content.len == 0)
		return iana_fail(rep, what->url, 0, "the server sends nothing");
	return true;
}

static bool
perform(CURL *curl, const struct iana_fetch_task *what, struct taking *t,
	struct iana_report *rep)
{
	char error[CURL_ERROR_SIZE] = "";
	struct curl_slist *headers = NULL;
	CURLcode result;
	bool ok;

	headers = add_header(headers, "If-None-Match", what->known.etag);
	headers = add_header(headers, "If-Modified-Since", what->known.modified);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_URL, what->url);
	set_limits(curl);
	set_trust(curl, what->authority);
	/* HTTP is for this machine alone: a proxy could be any machine. */
	if (strncasecmp(what->url, "http:", 5) == 0)
		curl_easy_setopt(curl, CURLOPT_PROXY, "");
	set_callbacks(curl, t, what->progress);
	result = curl_easy_perform(curl);
	if (what->progress)
		iana_bar_end(&t->bar);
	ok = judge_answer(curl, result, error, t, what, rep);
	curl_slist_free_all(headers);
	return ok;
}

bool
iana_fetch_ready(int argc, char **argv, struct iana_report *rep)
{
	(void)argc;
	(void)argv;
	(void)rep;
	return true;
}

bool
iana_fetch(const struct iana_fetch_task *what, struct iana_fetched *ret,
	   struct iana_report *rep)
{
	const char *fault = iana_url_fault(what->url);
	struct taking t = { .to = ret };
	CURL *curl;
	bool ok;

	if (fault != NULL)
		return iana_fail(rep, what->url, 0, "it %s", fault);
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0 || (curl = curl_easy_init()) == NULL)
		return iana_fail(rep, what->url, 0, "libcurl does not start");
	ok = perform(curl, what, &t, rep);
	curl_easy_cleanup(curl);
	curl_global_cleanup();
	return ok;
}
