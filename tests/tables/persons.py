"""Files about persons, and whether anybody outside can see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories, helpers

PERSONS = b"Nama,NIK,Alamat\n" + b"".join(
    f"Petrus Lekransy{letter},81710{n}150790{n:04},Jl. Melati {n}\n".encode()
    for n, letter in enumerate("abcde", 1)
)
COUNTS = b"Kecamatan,Jumlah Penduduk\nSirimau,169322\nNusaniwe,98214\n"
NUMBER = b"8171011507900001"

Act = Callable[..., Any]
Upload = Callable[..., Any]


def download(app: helpers.CKANTestApp, resource: dict[str, Any], user: str = "") -> Any:
    """Ask for a file as a reader, or as an account."""
    place = tk.h.url_for(
        "dataset_resource.download",
        id=resource["package_id"],
        resource_id=resource["id"],
        filename="data.csv",
    )
    environ = {}
    if user:
        token = factories.APIToken(user=user)
        environ = {"Authorization": token["token"]}
    return app.get(place, headers=environ, status=None, follow_redirects=False)


def is_closed(app: helpers.CKANTestApp, act: Act, resource: dict[str, Any]) -> bool:
    """Tell whether nobody outside can see anything of a file."""
    answer = download(app, resource)
    assert NUMBER not in answer.data
    with pytest.raises(tk.NotAuthorized):
        act("resource_show", id=resource["id"])
    try:
        seen = act("package_show", id=resource["package_id"])["resources"]
    except tk.NotAuthorized:
        seen = []
    found = act("package_search", fl=["data_dict", "validated_data_dict", "res_url", "id"])
    assert resource["id"] not in str(seen) + str(found)
    return answer.status_code != 200
