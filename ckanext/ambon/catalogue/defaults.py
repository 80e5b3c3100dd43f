"""Options of CKAN and of other extensions that this portal wants otherwise.

They are defaults: a line in the ini still wins, and an operator need only list plugins.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from ckan.config.declaration import Declaration, Key

DECLARATION = Path(__file__).with_name("config_declaration.yaml")

DEFAULTS: dict[str, Any] = {
    "ckan.site_title": "Ambon Satu Data",
    "ckan.locale_default": "id",
    "ckan.locales_offered": "id en",
    # Ambon's clock: Waktu Indonesia Timur, UTC+9.
    "ckan.display_timezone": "Asia/Jayapura",
    "ckan.views.default_views": "datatables_view",
    # No picture of a person is fetched from another host.
    "ckan.gravatar_default": "disabled",
    # Readers look for a matter, not for a type: /dataset/ searches all three.
    "ckan.search.show_all_types": "dataset",
    "ckan.search.default_include_private": True,
    # Walidata's administrators answer for every OPD below it.
    "ckan.auth.roles_that_cascade_to_sub_groups": "admin",
    # OPD are founded by law, and come from the file.
    "ckan.auth.user_create_organizations": False,
    "ckan.auth.user_delete_organizations": False,
    "ckan.auth.user_create_groups": False,
    "ckan.auth.user_delete_groups": False,
    "ckan.auth.create_user_via_web": False,
    # An officer's name and address are not for the public.
    "ckan.auth.public_user_details": False,
    # A page says that the search does not answer, rather than wait for a minute.
    "solr_timeout": 10,
    "ckanext.dcat.rdf.profiles": "ambon",
}


def declare(declaration: Declaration, _key: Key) -> None:
    """Declare the options of this room, and change the defaults of others."""
    declaration.load_dict(yaml.safe_load(DECLARATION.read_text()))
    for name, value in DEFAULTS.items():
        # None where the extension that declares it is not loaded.
        option = declaration.get(name)
        if option:
            option.set_default(value)
