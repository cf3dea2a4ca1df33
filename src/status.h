/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The results of all functions of src/ and nss/. */
#ifndef IANA_STATUS_H
#define IANA_STATUS_H

enum iana_status {
	IANA_OK,
	IANA_NOTFOUND,	  /* the index is sound and has no such entry */
	IANA_NOSPACE,	  /* the caller's buffer is too small: grow it, ask again */
	IANA_NOFILE,	  /* no index there, or none that may be read */
	IANA_UNSUPPORTED, /* an index of a version or with flags unknown here */
	IANA_CORRUPT,	  /* bytes that no writer of ours makes */
	IANA_STALE	  /* a merged index that /etc/services does not fit any more */
};

#endif
