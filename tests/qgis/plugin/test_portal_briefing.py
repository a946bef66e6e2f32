"""The weekly briefing with its incidents loaded from a real portal."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsVectorLayer
from safestats.safestats_core.client import sign_in_client

PASSPHRASE = "the passphrase of the cache"


@pytest.fixture
def wards(city_portal, home, fill_in_the_form, monkeypatch):
    """The wards of the analyst's portal as a layer; she has signed in."""
    monkeypatch.setenv("SAFESTATS_PASSPHRASE", PASSPHRASE)
    client = sign_in_client(city_portal.url, fill_in_the_form, passphrase=PASSPHRASE)
    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:4326&field=code:string", "wards", "memory")
    for ward in client.areas("ward"):
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry()
        geometry.fromWkb(ward.geometry.wkb)
        geometry.convertToMultiType()
        feature.setGeometry(geometry)
        feature.setAttributes([ward.code])
        assert layer.dataProvider().addFeature(feature)
    return layer


def test_a_briefing_straight_from_the_portal(provider, run, wards, log, tmp_path):
    import processing

    model = QgsApplication.processingRegistry().algorithmById("safestats:portalbriefing")
    made = {one.name(): "TEMPORARY_OUTPUT" for one in model.parameterDefinitions() if one.isDestination()}
    asked = {"dataset": "police-recorded", "areas": wards, "area_name": "code", "days": 60, "last_day": "2024-06-30"}
    page = tmp_path / "page.html"
    results = processing.run(model, {**made, **asked, "top:page": str(page)}, feedback=log)
    loaded = run("loadincidents", DATASET="police-recorded")
    chosen = run(
        "selectbydatetime",
        INPUT=loaded["OUTPUT"],
        TIME_FIELD="start",
        END_FIELD="end",
        RECENT_DAYS=60,
        LAST_DAY="2024-06-30",
    )
    steps = results["CHILD_RESULTS"]
    assert steps["load"]["COUNT"] == loaded["COUNT"]
    assert steps["select"]["COUNT"] == chosen["COUNT"] > 10
    text = page.read_text(encoding="utf-8")
    assert "Hotspot briefing, 2024-05-02 to 2024-06-30" in text
    assert f"<p>Handling: {loaded['HANDLING']}." in text
