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
    "ambon_language",
    "ambon_search",
    "ambon",
    "ambon_tables",
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
MAIL = {
    "server": "smtp.server",
    "user": "smtp.user",
    "password": "smtp.password",
    "from": "smtp.mail_from",
}


def addresses(state: State, settings: Settings) -> dict[str, str]:
    """Return the address of each server, the operator's where one is given."""
    postgres = Postgres(state)
    own = {
        "DATABASE_URL": postgres.url("ckan", "ckan"),
        "DATASTORE_WRITE_URL": postgres.url("ckan", "datastore"),
        "DATASTORE_READ_URL": postgres.url("datastore_ro", "datastore"),
        "SOLR_URL": Solr(state).url(),
        "REDIS_URL": Valkey(state).url(),
    }
    return {**own, **settings.outside}


def write(state: State, settings: Settings) -> bool:
    """Write the configuration for the portal's user alone; tell whether it changed."""
    text = _text(state, settings)
    if state.config.exists() and state.config.read_text() == text:
        return False
    state.write(state.config, text)
    return True


def _text(state: State, settings: Settings) -> str:
    urls = {name.lower(): _escaped(url) for name, url in addresses(state, settings).items()}
    return Template(TEMPLATE.read_text()).substitute(
        urls | _solr(urls["solr_url"]),
        secret_key=state.secret("session"),
        token_secret=state.secret("token"),
        site_url=settings.site_url,
        plugins=" ".join(PLUGINS),
        storage=state.storage,
        secure=str(settings.site_url.startswith("https:")).lower(),
        mail=_mail(settings),
    )


def _solr(given: str) -> dict[str, str]:
    """Return the address to begin with, and all where there are several: those of a SolrCloud."""
    first, *others = given.split()
    return {"solr_url": first, "solr_addresses": " ".join([first, *others] if others else [])}


def _mail(settings: Settings) -> str:
    return "\n".join(f"{MAIL[name]} = {_escaped(value)}" for name, value in settings.smtp.items())


def _escaped(value: str) -> str:
    """Return the value as an ini file wants it: a per cent sign begins a reference there."""
    return value.replace("%", "%%")
