"""The one part of packaging that pyproject.toml cannot say: where the data stands.

schemas/, templates/, i18n/ and solr/ stand at the top of the repository, and are
installed inside the Python package, beside its modules.
"""

from setuptools import find_namespace_packages, setup

code = find_namespace_packages(include=["ckanext.*"])
data = {
    f"ckanext.ambon.{folder}": folder.replace(".", "/")
    for top in ("schemas", "templates", "i18n", "solr")
    for folder in find_namespace_packages(include=[top, f"{top}.*"])
}

setup(packages=[*code, *data], package_dir=data, package_data={"": ["*"]})
