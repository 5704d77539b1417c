# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The atlas of a small instance."""

import shutil

import pytest

from tests.product.atlas.small_atlas import small_atlas


@pytest.fixture(scope="session")
def pristine_atlas(tmp_path_factory):
    """One built instance; tests work on copies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        return small_atlas(tmp_path_factory.mktemp("atlas")).folder


@pytest.fixture
def atlas(pristine_atlas, tmp_path, settings, db):
    """A copy of the built instance, served; returns its current release."""
    folder = tmp_path / "instance"
    shutil.copytree(pristine_atlas, folder)
    settings.INSTANCE = folder
    from klammer_web.catalogue.instance import instance

    return instance().current_release()
