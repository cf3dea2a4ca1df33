/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the actions behind a source of nsswitch.conf. */
#include "enable/switch_actions.h"
#include "base/ascii.h"

#include <string.h>
#include <strings.h>

static const char *const status_name[IANA_SWITCH_N_STATUS] = {
	[IANA_SWITCH_SUCCESS] = "SUCCESS",
	[IANA_SWITCH_NOTFOUND] = "NOTFOUND",
	[IANA_SWITCH_UNAVAIL] = "UNAVAIL",
	[IANA_SWITCH_TRYAGAIN] = "TRYAGAIN",
};

static const char *const action_name[] = {
	[IANA_SWITCH_CONTINUE] = "CONTINUE",
	[IANA_SWITCH_RETURN] = "RETURN",
	[IANA_SWITCH_MERGE] = "MERGE",
};

/* The part of a text that is not read yet. */
struct rest {
	const char *at;
	const char *end;
};

static void
skip_white(struct rest *r)
{
	while (r->at != r->end && iana_is_space((unsigned char)*r->at))
		r->at++;
}

/* Take one character, if it is the next. */
static bool
take(struct rest *r, char c)
{
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

/* Take the next word; returns its number among n names, or n if it is none of them. */
static size_t
take_known(struct rest *r, const char *const *name, size_t n)
{
	const char *start = r->at;
	size_t len;
	size_t i = 0;

	while (r->at != r->end && !iana_is_space((unsigned char)*r->at) && *r->at != '=' &&
	       *r->at != ']')
		r->at++;
	len = (size_t)(r->at - start);
	while (i < n && (strlen(name[i]) != len || strncasecmp(name[i], start, len) != 0))
		i++;
	return i;
}

/* Take "STATUS=ACTION", or "!STATUS=ACTION" for all other statuses. */
static bool
take_criterion(struct rest *r, struct iana_switch_actions *actions)
{
	const size_t n_actions = sizeof action_name / sizeof *action_name;
	bool others = take(r, '!');
	size_t status = take_known(r, status_name, IANA_SWITCH_N_STATUS);
	size_t action;

	skip_white(r);
	if (status == IANA_SWITCH_N_STATUS || !take(r, '='))
		return false;
	skip_white(r);
	action = take_known(r, action_name, n_actions);
	if (action == n_actions)
		return false;
	for (size_t s = 0; s < IANA_SWITCH_N_STATUS; s++)
		if ((s == status) != others)
			actions->on[s] = (enum iana_switch_action)action;
	skip_white(r);
	return true;
}

bool
iana_switch_actions_read(const char *text, size_t len, struct iana_switch_actions *ret)
{
	struct iana_switch_actions actions = { { [IANA_SWITCH_SUCCESS] =
						     IANA_SWITCH_RETURN } };
	struct rest r = { text, text + len };

	if (len != 0) {
		if (!take(&r, '['))
			return false;
		skip_white(&r);
		do {
			if (!take_criterion(&r, &actions))
				return false;
		} while (!take(&r, ']'));
	}
	*ret = actions;
	return true;
}

bool
iana_switch_actions_are(const struct iana_switch_actions *actions,
			enum iana_switch_action on_notfound)
{
	return actions->on[IANA_SWITCH_SUCCESS] == IANA_SWITCH_RETURN &&
	       actions->on[IANA_SWITCH_NOTFOUND] == on_notfound &&
	       actions->on[IANA_SWITCH_UNAVAIL] == IANA_SWITCH_CONTINUE &&
	       actions->on[IANA_SWITCH_TRYAGAIN] == IANA_SWITCH_CONTINUE;
}
