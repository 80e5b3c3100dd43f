"""Both configurations name the same plugins, and an ini's special signs are escaped."""

from __future__ import annotations

from configparser import ConfigParser

from stack import configuration
from stack.settings import ROOT


def test_the_tests_run_with_the_plugins_of_the_portal() -> None:
    ini = ConfigParser()
    ini.read(ROOT / "test.ini")
    assert tuple(ini["app:main"]["ckan.plugins"].split()) == configuration.PLUGINS


def test_a_per_cent_sign_in_a_password_survives() -> None:
    ini = ConfigParser()
    ini.read_string(f"[app:main]\nurl = {configuration._escaped('redis://:a%b@host/0')}")
    assert ini["app:main"]["url"] == "redis://:a%b@host/0"


def test_one_address_of_solr_is_no_list() -> None:
    assert configuration._solr("http://a/solr/ckan") == {
        "solr_url": "http://a/solr/ckan",
        "solr_addresses": "",
    }


def test_of_several_addresses_of_solr_the_first_is_asked_first() -> None:
    assert configuration._solr("http://b/solr/ckan http://a/solr/ckan") == {
        "solr_url": "http://b/solr/ckan",
        "solr_addresses": "http://b/solr/ckan http://a/solr/ckan",
    }
