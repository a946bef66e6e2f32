"""Invented names: nothing here is a real place, street or hospital."""

from __future__ import annotations

import numpy as np

CITY = "Doggerbank"

BOROUGHS = ("Silverpit", "Northshoal", "Outerbank", "Oysterground", "Swartmere", "Tidewell")

HOSPITALS = {
    "Doggerbank Infirmary": "Silverpit",
    "Northshoal General Hospital": "Northshoal",
    "St Brine's Hospital": "Swartmere",
}
"""Hospital -> the borough in whose middle it stands."""

_WARD_FIRST = (
    "Anchor Beacon Bittern Capstan Cockle Coral Cormorant Curlew Cuttle Driftwood Dunlin Fathom Foghorn Gannet Halyard "
    "Herring Keel Kelp Kittiwake Lantern Limpet Lobster Mackerel Marram Mizzen Mussel Netmaker Oarsman Osprey Petrel "
    "Pilchard Plover Porpoise Rigger Sailmaker Samphire Sandpiper Seaholly Shingle Skipper Spindrift Sprat Starboard "
    "Tern Thrift Topsail Whelk Winkle"
).split()
_WARD_LAST = "Cross Field Gate Green Hill Park Rise Side".split()

_STREET_FIRST = (
    "Amber Anvil Apple Barley Basket Bell Birch Blacksmith Bramble Brick Broom Candle Canvas Cedar Chalk Chandler "
    "Cherry Clover Cooper Copper Crab Dyer Elm Fennel Fern Fiddler Flint Ginger Glover Hazel Heron Holly Hop Iris "
    "Ivory Juniper Kiln Larch Lark Linnet Madder Mallow Maple Marble Mason Medlar Millstone Mint Nettle Oak "
    "Orchard Pepper Plum Potter Quince Ropewalk Rowan Rush Saffron Sage Salter Sorrel Spinner Tanner Teasel "
    "Thistle Thyme Tinker Weaver Willow Wren Yarrow"
).split()
_STREET_LAST = "Avenue Close Crescent Drive Grove Lane Mews Place Road Row Street Terrace Walk Way".split()


def ward_names(rng: np.random.Generator) -> list[str]:
    """Forty-eight ward names, in random order."""
    endings = rng.integers(0, len(_WARD_LAST), len(_WARD_FIRST))
    names = [f"{first} {_WARD_LAST[ending]}" for first, ending in zip(_WARD_FIRST, endings)]
    return [names[i] for i in rng.permutation(len(names))]


def street_names(rng: np.random.Generator) -> list[str]:
    """Every name that a street can have, in random order."""
    names = [f"{first} {last}" for first in _STREET_FIRST for last in _STREET_LAST]
    return [names[i] for i in rng.permutation(len(names))]
