# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The queue: registered functions, jobs in the database, leases, and who takes up what died.

django-tasks-db hands a waiting entry to exactly one worker. It never looks at an entry again
whose worker died; leases and the reaper here do.
"""
