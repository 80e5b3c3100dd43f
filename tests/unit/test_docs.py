"""README names everything that the code offers: options, actions, commands."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import click
import pytest
import yaml

from ckanext.ambon.commands import ambon

ROOT = Path(__file__).parents[2]
ROOMS = [path.parent for path in sorted(ROOT.glob("ckanext/ambon/*/plugin.py"))]
README = (ROOT / "README.md").read_text()


def options() -> list[str]:
    """Return the options that the rooms declare under our own name."""
    files = [room / "config_declaration.yaml" for room in ROOMS]
    groups = [yaml.safe_load(file.read_text())["groups"] for file in files if file.is_file()]
    keys = [option["key"] for found in groups for group in found for option in group["options"]]
    return [key for key in keys if key.startswith("ckanext.ambon.")]


def actions() -> list[str]:
    """Return the names of our own actions, read from the rooms' `logic/action.py`."""
    files = [file for room in ROOMS for file in sorted((room / "logic").glob("*action.py"))]
    trees = [ast.parse(file.read_text()) for file in files if file.is_file()]
    names = [node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [name for name in names if name.startswith("ambon_")]


def verbs(group: click.Group, words: str = "ckan ambon") -> list[str]:
    """Return every command line under `group`, without its arguments."""
    found = []
    for name, command in group.commands.items():
        line = f"{words} {name}"
        found += verbs(command, line) if isinstance(command, click.Group) else [line]
    return found


@pytest.mark.parametrize("option", options())
def test_every_option_stands_in_readme(option: str) -> None:
    assert f"`{option}`" in README


@pytest.mark.parametrize("action", actions())
def test_every_action_stands_in_readme(action: str) -> None:
    assert f"`{action}`" in README


def commands() -> list[str]:
    """Return every command line of every room."""
    for room in ROOMS:
        if (room / "cli").is_dir():
            import_module(f"ckanext.ambon.{room.name}.cli")
    return verbs(ambon)


@pytest.mark.parametrize("verb", commands())
def test_every_command_stands_in_readme(verb: str) -> None:
    assert verb in README


def test_there_is_something_to_check() -> None:
    assert actions()
    assert verbs(ambon)
