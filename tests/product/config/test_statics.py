# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Static files as they are served: a script has one address, whoever asks for it."""

import re

from django.contrib.staticfiles.finders import get_finders

from klammer_web.config.statics import CollectedFiles

_IMPORTED = re.compile(r"""^import .* from "\./(.+)";$""", re.MULTILINE)


def test_modules_import_each_other_under_the_names_that_pages_use(tmp_path):
    own = {
        path: storage
        for finder in get_finders()
        for path, storage in finder.list([])
        if path.startswith("atlas/js/")
    }
    collected = CollectedFiles(location=str(tmp_path), base_url="/static/")
    for path, storage in own.items():
        with storage.open(path) as file:
            collected.save(path, file)

    processed = collected.post_process({path: (collected, path) for path in own})
    names = {name: hashed for name, hashed, _ in processed if hashed.endswith(".js")}
    imported = {
        name
        for hashed in names.values()
        for name in _IMPORTED.findall((tmp_path / hashed).read_text("utf-8"))
    }

    assert imported
    assert imported <= {hashed.rpartition("/")[2] for hashed in names.values()}
