"""What the operator must do on servers of their own, written to files, with the line to type."""

from __future__ import annotations

import shutil
from pathlib import Path

from stack.parts.solr import CONFIGURATION
from stack.process import give_to_server
from stack.state import State


def write_permissions(state: State, sql: str, address: str) -> None:
    """Write the SQL that gives the DataStore's roles their rights: it needs a superuser."""
    file = state.folder / "datastore-permissions.sql"
    state.write(file, sql)
    server = address.rpartition("@")[2]
    print(f"  Ketik sekali, sebagai pengguna super PostgreSQL di {server}:\n    psql -f {file}")


def write_configset(state: State, address: str) -> None:
    """Write Solr's configuration as a configset, for SolrCloud and for a single Solr."""
    archive = Path(shutil.make_archive(str(state.folder / "solr-configset"), "zip", CONFIGURATION))
    give_to_server(archive)
    server = address.partition("/solr/")[0]
    upload = f"{server}/solr/admin/configs?action=UPLOAD&name=ambon&overwrite=true"
    print(
        f"  Pasang konfigurasi indeks di Solr {server}, lalu muat ulang koleksinya:\n"
        f"    curl -H Content-Type:application/octet-stream --data-binary @{archive} '{upload}'\n"
        f"    (Solr tunggal: unzip -o {archive} -d /var/solr/data/ckan/conf)"
    )
