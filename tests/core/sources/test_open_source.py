from __future__ import annotations

import pytest

from safestats_core.errors import InvalidInput
from safestats_core.sources.files import Files
from safestats_core.sources.ogc_features import OgcFeatures
from safestats_core.sources.open_source import open_source
from safestats_core.sources.police_uk import PoliceUk


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("police.uk", PoliceUk),
        ("https://data.police.uk/", PoliceUk),
        ("https://features.example/ogc", OgcFeatures),
        ("downloads/2024-01", Files),
        ("C:\\data\\street.csv", Files),
    ],
)
def test_a_source_is_opened_by_what_somebody_types(where, kind):
    assert isinstance(open_source(where), kind)


def test_an_address_of_another_kind_is_refused_with_an_example():
    with pytest.raises(InvalidInput, match="https://features.example"):
        open_source("ftp://features.example")
