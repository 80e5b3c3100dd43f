"""What the operator must do on servers of their own, written to files, with the line to type."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from stack.parts.solr import lay_out_configuration
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
    with TemporaryDirectory() as folder:
        lay_out_configuration(Path(folder) / "conf")
        name = str(state.folder / "solr-configset")
        archive = Path(shutil.make_archive(name, "zip", Path(folder) / "conf"))
    give_to_server(archive)
    server = address.partition("/solr/")[0]
    upload = f"{server}/solr/admin/configs?action=UPLOAD&name=ambon&overwrite=true"
    print(
        f"  Pasang konfigurasi indeks di Solr {server}, lalu muat ulang koleksinya:\n"
        f"    curl -H Content-Type:application/octet-stream --data-binary @{archive} '{upload}'\n"
        f"    (Solr tunggal: unzip -o {archive} -d /var/solr/data/ckan/conf)"
    )
