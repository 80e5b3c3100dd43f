"""CKAN's own index and query, with the outbox between a save and Solr."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.lib import search
from ckan.lib.search.index import PackageSearchIndex
from ckan.lib.search.query import PackageSearchQuery

from ckanext.ambon.search.indexing import counts, entries, news, outbox, saving, solr


def install() -> None:
    """Put our index and query in the places that CKAN asks; twice is once."""
    solr.install()
    saving.install()
    counts.install()
    search._INDICES["package"] = CatalogueIndex  # noqa: SLF001 - there is no other way
    search._QUERIES["package"] = CatalogueQuery  # noqa: SLF001


class CatalogueIndex(PackageSearchIndex):
    """Core's index, told of saved entries only after their commit."""

    def index_package(self, pkg_dict: dict[str, Any] | None, defer_commit: bool = False) -> None:  # noqa: FBT001, FBT002
        """Leave an entry that is being saved to the end of the transaction; index others now."""
        if pkg_dict is None:
            return
        if not outbox.is_there():
            super().index_package(pkg_dict, defer_commit)
            return
        model.Session.flush()
        if outbox.has_note(pkg_dict["id"]):
            saving.after_commit(pkg_dict["id"])
            return
        with entries.own_session():
            # Nobody else writes it meanwhile, and it is not older than what others wrote.
            outbox.lock([pkg_dict["id"]])
            if _is_current(pkg_dict):
                super().index_package(pkg_dict, defer_commit)
                return
        entries.write_now([pkg_dict["id"]])

    def remove_dict(self, pkg_dict: dict[str, Any]) -> None:
        """Leave an entry that is being purged to the end of the transaction."""
        package = model.Package.get(pkg_dict["id"])
        if package is None or not outbox.is_there():
            self.delete_package(pkg_dict)
        else:
            saving.after_commit(package.id)


class CatalogueQuery(PackageSearchQuery):
    """Core's query; says in a sentence that Solr is away."""

    def get_index(self, reference: str) -> dict[str, Any]:
        """Return what the index holds of an entry; without it core asks the database."""
        with solr.patience(saving.PATIENCE):
            return super().get_index(reference)

    def run(
        self,
        query: dict[str, Any],
        permission_labels: list[str] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Search as core does."""
        try:
            return super().run(query, permission_labels, **kwargs)
        except Exception as error:
            if not solr.is_away(error):
                raise
            # Not core's `SolrConnectionError`: only search errors leave pages readable.
            raise news.AwayError(news.away_notice()) from error


def _is_current(entry: dict[str, Any]) -> bool:
    """Tell whether an entry is as the database has it; one that it does not know is."""
    package = model.Package.get(entry["id"])
    return package is None or package.metadata_modified.isoformat() == entry["metadata_modified"]
