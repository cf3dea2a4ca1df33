# The lines of /etc/services win.  Where `files' is not asked, the plugin comes last.
services after=files iana
services last iana skip-if-present=iana
