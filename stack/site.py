"""Makes a new or updated site ready, inside CKAN: administrator, OPD, topics, nightly jobs.

Run as the servers' user by `portal`, with `CKAN_INI` set. The administrator's password
comes on standard input; with the word `token` a token of theirs is printed.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from ckan.lib.i18n import build_js_translations

from ckanext.ambon import nightly
from stack.settings import ADMINISTRATOR


def main() -> None:
    """Bring the site up to date with the code and its vocabularies."""
    app: Any = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    with app._wsgi_app.test_request_context():  # noqa: SLF001 - as CKAN's own commands do
        _make_administrator(sys.stdin.read().strip())
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        tk.get_action("ambon_topic_sync")({"user": user}, {})
        tk.get_action("ambon_opd_sync")({"user": user}, {})
        nightly.schedule_all()
        # Gunicorn does not do it, `ckan run` would.
        build_js_translations()
        if "token" in sys.argv[1:]:
            print(_new_token())


def _make_administrator(password: str) -> None:
    """Make the first administrator, if there is none."""
    if model.User.get(ADMINISTRATOR):
        return
    account = {"name": ADMINISTRATOR, "email": "admin@localhost.localdomain", "password": password}
    made = tk.get_action("user_create")({"ignore_auth": True}, account)
    tk.get_action("user_patch")({"ignore_auth": True}, {"id": made["id"], "sysadmin": True})


def _new_token() -> str:
    context: Any = {"ignore_auth": True, "user": ADMINISTRATOR}
    made = tk.get_action("api_token_create")(context, {"user": ADMINISTRATOR, "name": "make up"})
    return made["token"]


if __name__ == "__main__":
    main()
