"""A frozen page keeps the styles and scripts it names, whatever a later release brings."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from candour.publishing.assets import MissingFile, static_bytes, static_names
from candour.publishing.exporting import export
from candour.publishing.models import PublicPage
from candour.publishing.registers import rebuild
from tests.make.publications import published, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> Path:
    """The static files of this release under names that change with their content."""
    hashed = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "static"


def test_its_files_are_sent_when_the_release_that_had_them_is_gone(
    collected: Path, tmp_path: Path, client: Client
):
    [snapshot] = published(ready())
    names = static_names(bytes(PublicPage.objects.get(path=snapshot.path).body))
    before = {name: (collected / name).read_bytes() for name in names}
    rebuild()
    shutil.rmtree(collected)
    assert len(before) > 5
    for name, body in before.items():
        answer = client.get(f"/static/{name}")
        assert (answer.status_code, answer.content) == (200, body), name
        assert static_bytes(name) == body


def test_the_export_has_them_too(collected: Path, tmp_path: Path):
    [snapshot] = published(ready())
    names = static_names(bytes(PublicPage.objects.get(path=snapshot.path).body))
    export(tmp_path / "site", say=str)
    assert all((tmp_path / "site" / "static" / name).is_file() for name in names)


def test_a_file_that_is_nowhere_is_named():
    with pytest.raises(MissingFile, match=r"nowhere\.css"):
        static_bytes("nowhere.css")
