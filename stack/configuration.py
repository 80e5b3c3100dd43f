"""The generated `ckan.ini`."""

from __future__ import annotations

from pathlib import Path
from string import Template

from stack.parts.postgres import Postgres
from stack.parts.solr import Solr
from stack.parts.valkey import Valkey
from stack.settings import Settings
from stack.state import State

# The order is part of the contract between the plugins.
PLUGINS = (
    "ambon",
    "activity",
    "datastore",
    "datatables_view",
    "dcat",
    "structured_data",
    "scheming_datasets",
    "scheming_organizations",
    "scheming_groups",
)
TEMPLATE = Path(__file__).with_name("ckan.ini.template")
MAIL = {"server": "smtp.server", "user": "smtp.user", "password": "smtp.password"}


def addresses(state: State, settings: Settings) -> dict[str, str]:
    """Return the address of each server, the operator's where one is given."""
    postgres, valkey, solr = Postgres(state), Valkey(state), Solr(state)
    own = {
        "DATABASE_URL": lambda: postgres.url("ckan", "ckan"),
        "DATASTORE_WRITE_URL": lambda: postgres.url("ckan", "datastore"),
        "DATASTORE_READ_URL": lambda: postgres.url("datastore_ro", "datastore"),
        "SOLR_URL": solr.url,
        "REDIS_URL": valkey.url,
    }
    return {name: settings.outside.get(name) or make() for name, make in own.items()}


def write(state: State, settings: Settings) -> None:
    """Write the configuration of the portal, readable by its user alone."""
    values = {name.lower(): _escaped(url) for name, url in addresses(state, settings).items()}
    text = Template(TEMPLATE.read_text()).substitute(
        values,
        secret_key=state.secret("session"),
        token_secret=state.secret("token"),
        site_url=settings.site_url,
        plugins=" ".join(PLUGINS),
        storage=state.storage,
        secure=str(settings.site_url.startswith("https:")).lower(),
        mail=_mail(settings),
    )
    state.write(state.config, text)


def _mail(settings: Settings) -> str:
    lines = [f"{key} = {_escaped(settings.smtp[name])}" for name, key in MAIL.items() if name in settings.smtp]
    sender = settings.smtp.get("from")
    lines += [f"smtp.mail_from = {sender}"] if sender else []
    return "\n".join(lines)


def _escaped(value: str) -> str:
    """Return the value as an ini file wants it: a per cent sign begins a reference there."""
    return value.replace("%", "%%")
