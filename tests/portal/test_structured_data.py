"""What search engines read: each word of it is one that schema.org knows for its type."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckanapi import RemoteCKAN

from tests.conftest import RunningPortal

# Schema.org written as TypeScript by its makers: a compiler refuses an unknown word or value.
WORDS = ["typescript@7", "schema-dts@2"]
CHECK = ["node_modules/.bin/tsc", "--noEmit", "--strict", "--skipLibCheck"]
MODULES = ["--module", "esnext", "--moduleResolution", "bundler"]
FIRST = 'import type { Thing, WithContext } from "./node_modules/schema-dts/dist/schema";'
# Annotations of actions may follow any property of theirs, and are in no list.
ANNOTATIONS = ("query-input",)


def pages(url: str) -> list[str]:
    """Return the home page, each entry, and the office of each."""
    found = RemoteCKAN(url).action.package_search(rows=1000)["results"]
    offices = {entry["organization"]["name"] for entry in found}
    return [
        "/",
        *(f"/{entry['type']}/{entry['name']}" for entry in found),
        *(f"/organization/{name}" for name in sorted(offices)),
    ]


def said(address: str) -> dict[str, Any]:
    """Return the JSON-LD of a page, without annotations."""
    with urllib.request.urlopen(address) as answer:
        page = BeautifulSoup(answer.read(), "html.parser")
    script = page.find("script", type="application/ld+json")
    assert script is not None, address
    return json.loads(script.text, object_hook=without_annotations)


def without_annotations(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name not in ANNOTATIONS}


@pytest.mark.slow
def test_schema_org_knows_every_word(portal: RunningPortal, tmp_path: Path) -> None:
    lines = [
        f"export const a{at}: WithContext<Thing> = {json.dumps(said(portal.url + page))};"
        for at, page in enumerate(pages(portal.url))
    ]
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "all.ts").write_text("\n".join([FIRST, *lines]))
    subprocess.run(["npm", "install", "--silent", *WORDS], cwd=tmp_path, check=True)
    done = subprocess.run(
        [*CHECK, *MODULES, "all.ts"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
