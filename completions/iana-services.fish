# SPDX-License-Identifier: GPL-2.0-or-later
# fish loads this file once, at the first completion for iana-services.
iana-services completion fish 2>/dev/null | source
