# What /etc/services says wins.  Where `files' is not asked, the plugin comes last.
services after=files iana
services last iana skip-if-present=iana
