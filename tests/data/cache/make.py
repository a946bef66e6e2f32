"""Makes the test vectors of the sealed cache: `python make.py` writes vectors.json and blobs.json beside itself.

Written from docs/cache-format.md alone; it shares no code with the cache. All keys and nonces are fixed, so every run
writes the same bytes. The plaintexts march.parquet, april.parquet and the like are kept, because Parquet's bytes differ
from one version of its library to the next.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import hmac
import json
import sys
import unicodedata
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = Path(__file__).resolve().parent
URL, PERSON = "https://portal.example", "ada"
NOW = "2024-06-01T13:00:00+00:00"
SEEN, LEASE_END = "2024-06-01T12:00:00+00:00", "2024-06-04T12:00:00+00:00"
MARCH = ["police-recorded", "record", "2024-03", "5c09e"]
APRIL = ["police-recorded", "record", "2024-04", "5c09e"]
AREAS = {"types": [{"type": "ward", "names": ["M\u00e4ander", "\u0141\u0105ka"]}]}
PHRASE, SALT = "f\u00fcr sp\u00e4ter", bytes(range(16))


def fixed(label: str, size: int = 32) -> bytes:
    """Bytes that look random and are always the same."""
    return hashlib.sha256(f"safestats test vector {label}".encode()).digest()[:size]


KEY, OTHER_KEY, NEXT_KEY = fixed("cache key"), fixed("another key"), fixed("next key")


def binding(*names, version=2) -> bytes:
    return json.dumps(["safestats-cache", version, *names], separators=(",", ":")).encode("ascii")


def sealed(plain: bytes, key: bytes, bound: bytes, label: str, version: int = 2) -> bytes:
    nonce = fixed(f"nonce {label}", 12)
    mark = hmac.new(key, b"safestats cache key mark", hashlib.sha256).digest()[:8]
    header = b"SAFESTAT" + bytes([version]) + mark + nonce
    return header + AESGCM(key).encrypt(nonce, plain, header + bound)


def text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def spare_bits(words: str) -> str:
    """The same bytes in base64, with bits set that no byte has."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    end = words.index("=") - 1
    other = words[:end] + letters[letters.index(words[end]) + 1] + words[end + 1 :]
    assert base64.b64decode(other) == base64.b64decode(words)
    return other


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Made:
    """One cache while it is made: the manifest's content and the files, for a vector to spoil."""

    def __init__(self, url=URL, person=PERSON, key=KEY):
        self.url, self.person, self.key = url, person, key
        self.content = {"generation": 7, "seen": SEEN, "partitions": [], "notes": {}}
        self.files = {}

    def seal_file(self, label, plain, place, generation=6, **odd) -> dict:
        """A FILE entry; `odd` replaces what file and wrapped key are bound to or sealed with."""
        name, key = fixed(f"name {label}", 16).hex(), fixed(f"file key {label}")
        names = [self.url, self.person, *place, generation, name]
        content = sealed(
            plain,
            odd.get("file_key", key),
            odd.get("file_bound", binding("file", *names)),
            f"file {label}",
            odd.get("file_version", 2),
        )
        wrapped = sealed(
            key,
            odd.get("wrapping_key", self.key),
            odd.get("key_bound", binding("file key", *names)),
            f"wrap {label}",
            odd.get("key_version", 2),
        )
        self.files[name] = content
        return {
            "name": name,
            "digest": digest(content),
            "size": len(content),
            "generation": generation,
            "wrapped_key": text(wrapped),
        }

    def add(self, what, plain, rows=3, label=None, schema=1, entry=None, **odd) -> dict:
        file = self.seal_file(label or what[2], plain, ["partition", *what, schema], **odd)
        made = {
            **dict(zip(("dataset", "level", "month", "scope_hash"), what)),
            "schema": schema,
            "version": "v1",
            "rows": rows,
            "fetched": SEEN,
            "lease_until": LEASE_END,
            "used": SEEN,
            "pinned": False,
            "file": file,
            **(entry or {}),
        }
        self.content["partitions"].append(made)
        return made

    def note(self, name, plain, label=None, **odd):
        self.content["notes"][name] = self.seal_file(label or f"note {name}", plain, ["note", name], **odd)

    def done(self, plain=None, key=None, bound=None, version=2) -> dict:
        """The files, with the manifest sealed over the content or over other bytes."""
        plain = json.dumps(self.content, separators=(",", ":")).encode("ascii") if plain is None else plain
        manifest = sealed(
            plain,
            key or self.key,
            binding("manifest", self.url, self.person) if bound is None else bound,
            "manifest",
            version,
        )
        return {"manifest": manifest, **self.files}


def plain(name: str) -> bytes:
    return (HERE / f"{name}.parquet").read_bytes()


def rows(first: int) -> list[dict]:
    """What the Parquet files hold: text with letters beyond ASCII, times in seconds, a missing number."""
    return [
        {
            "incident_id": f"{first}-{number}",
            "start": f"2024-0{first}-0{number + 1}T22:15:00+00:00",
            "longitude": None if number == 0 else -0.125 * number,
            "location": "Hauptstra\u00dfe",
        }
        for number in range(3)
    ]


def write_plain_files() -> None:
    from datetime import datetime

    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [
            ("incident_id", pa.string()),
            ("start", pa.timestamp("s", tz="UTC")),
            ("longitude", pa.float64()),
            ("location", pa.string()),
        ]
    )

    def write(name, table, **options):
        if not (HERE / f"{name}.parquet").exists():
            pq.write_table(table, HERE / f"{name}.parquet", compression="zstd", write_statistics=False, **options)

    def table(first):
        read = [{**row, "start": datetime.fromisoformat(row["start"])} for row in rows(first)]
        return pa.Table.from_pylist(read, schema)

    write("march", table(3))
    write("april", table(4))
    write("no_rows", schema.empty_table())
    write("no_arrow_schema", table(3), store_schema=False)


def usual(**options) -> Made:
    made = Made(**options)
    made.add(MARCH, plain("march"))
    made.add(APRIL, plain("april"))
    made.note("areas", json.dumps(AREAS).encode())
    return made


VECTORS: list[dict] = []
BLOBS: dict[str, str] = {}


def vector(name, what, files, ask, answer, keys=(KEY,), witness=None, now=NOW, url=URL, person=PERSON, **header):
    """Keep one vector. Without `witness`, it is the one that fits the manifest."""
    manifest = files.get("manifest")
    fitting = f"7 {digest(manifest)}" if manifest is not None else "0 "
    opened_by = {"keys": [key.hex() for key in keys], "witness": fitting if witness is None else witness}
    if header:
        opened_by = {"passphrase": header["passphrase"], "header": blob(header["header"])}
    VECTORS.append(
        {
            "name": name,
            "what": what,
            "portal_url": url,
            "person": person,
            "now": now,
            "opened_by": opened_by,
            "files": {file: blob(content) for file, content in files.items()},
            "ask": ask,
            "answer": answer,
        }
    )


def blob(content: bytes) -> str:
    BLOBS[digest(content)[:16]] = text(content)
    return digest(content)[:16]


READ_MARCH, READ_APRIL, LIST = {"partition": MARCH}, {"partition": APRIL}, {"list": True}
ROWS, APRIL_ROWS = {"rows": rows(3)}, {"rows": rows(4)}
DAMAGED, LOCKED, EXPIRED, ABSENT = (
    {"error": name} for name in ("CacheDamaged", "CacheLocked", "LeaseExpired", "InvalidInput")
)


def flip(content: bytes, at: int) -> bytes:
    at %= len(content)
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def edited(edit) -> Made:
    """A cache whose manifest says something else, rightly sealed."""
    made = usual()
    edit(made.content)
    return made


def march_name(made: Made) -> str:
    return made.content["partitions"][0]["file"]["name"]


def good() -> None:
    files = usual().done()
    listed = {"partitions": [MARCH, APRIL]}
    vector("good month", "A month is read.", files, READ_MARCH, ROWS)
    vector("good second month", "Another month of the same cache.", files, READ_APRIL, APRIL_ROWS)
    vector("good note", "A note is read.", files, {"note": "areas"}, {"note": AREAS})
    vector("good absent note", "A note that was never saved.", files, {"note": "session"}, {"note": None})
    vector("good list", "What is cached.", files, LIST, listed)
    vector("good no manifest", "An empty folder is an empty cache.", {}, LIST, {"partitions": []})
    vector("good no manifest month", "Nothing can be read from it.", {}, READ_MARCH, ABSENT)
    absent = {"partition": [*MARCH[:2], "2024-05", MARCH[3]]}
    vector("good absent month", "A month that is not cached.", files, absent, ABSENT)
    for at, word in ((0, "ambulance"), (1, "point"), (3, "00000")):
        other = {"partition": [*MARCH[:at], word, *MARCH[at + 1 :]]}
        vector(f"good absent {word}", "The same month of something else.", files, other, ABSENT)
    vector("good lease end", "At the very end of the lease.", files, READ_MARCH, ROWS, now=LEASE_END)
    vector("good clock back", "A clock 5 minutes back.", files, READ_MARCH, ROWS, now="2024-06-01T11:55:00+00:00")
    newer = "A manifest newer than its witness, as a crash leaves it."
    vector("good newer", newer, files, READ_MARCH, ROWS, witness=f"6 {'0' * 64}")
    vector("good first witness", "A witness that has heard of nothing.", files, READ_MARCH, ROWS, witness="0 ")
    vector("good stray file", "A file nobody lists does not count.", {**files, "f" * 32: b"x"}, READ_MARCH, ROWS)
    vector("good other file broken", "Only what is asked for is opened.", spoilt(files, APRIL, b""), READ_MARCH, ROWS)
    two = (KEY, NEXT_KEY)
    vector("good key change begun", "Two keys are kept, the first is in use.", files, READ_MARCH, ROWS, keys=two)
    after = usual(key=NEXT_KEY).done()
    vector("good key change made", "Two keys are kept, the second is in use.", after, READ_MARCH, ROWS, keys=two)
    vector("good key change done", "One key, the new one.", after, READ_MARCH, ROWS, keys=(NEXT_KEY,))
    good_names()
    good_forms()


def good_names() -> None:
    for label, dataset, person in (
        ("beyond ascii", "\u0141\u00f3d\u017a", "J\u00fcrgen"),
        ("surrogates", "fires \U0001f525", "ada \U0001f469"),
        ("quotes", 'a "quoted" \\ name', 'o"brien\\'),
        ("controls", "tab\tline\nbell\x07del\x7f", "a/b"),
        ("slashes", "../../etc/passwd", "../ada"),
        ("empty", "", ""),
    ):
        made, what = Made(person=person), [dataset, *MARCH[1:]]
        made.add(what, plain("march"))
        vector(
            f"good names {label}", "Names are bound as they are.", made.done(), {"partition": what}, ROWS, person=person
        )


def good_forms() -> None:
    made = Made()
    made.add(MARCH, plain("no_rows"), rows=0)
    vector("good no rows", "A month without rows.", made.done(), READ_MARCH, {"rows": []})
    for level in ("point", "counts"):
        made, what = Made(), ["police-recorded", level, "2024-03", "5c09e"]
        made.add(what, plain("march"))
        vector(f"good level {level}", "Every level.", made.done(), {"partition": what}, ROWS)
    entry = {"fetched": "2024-06-01T11:59:59.000001+00:00", "pinned": True, "version": ""}
    made = Made()
    made.add(MARCH, plain("march"), entry=entry)
    vector("good fractions", "Times with a fraction, pinned, no version.", made.done(), READ_MARCH, ROWS)
    made = Made()
    made.content["generation"] = 2**53 - 1
    made.add(MARCH, plain("march"), generation=2**53 - 2)
    vector("good large generation", "As large as numbers may be.", made.done(), READ_MARCH, ROWS, witness="0 ")
    made = Made()
    made.content["generation"] = 1
    made.add(MARCH, plain("march"), generation=0)
    vector("good first generation", "The first manifest.", made.done(), READ_MARCH, ROWS, witness="0 ")


def spoilt(files, what, content) -> dict:
    """The files with that of one month replaced."""
    return {**files, fixed(f"name {what[2]}", 16).hex(): content}


def of_month(files, what) -> bytes:
    return files[fixed(f"name {what[2]}", 16).hex()]


def cut_and_extended() -> None:
    files = usual().done()
    manifest, month = files["manifest"], of_month(files, MARCH)
    for length in (0, 1, 8, 9, 17, 28, 29, 44, 45, -17, -16, -1):
        short, less = manifest[:length], month[:length]
        vector(f"cut manifest {length}", "The manifest is cut.", {**files, "manifest": short}, LIST, DAMAGED)
        vector(f"cut month {length}", "The file of a month is cut.", spoilt(files, MARCH, less), READ_MARCH, DAMAGED)
    for label, more in (("nul", b"\0"), ("line", b"\n"), ("block", bytes(16))):
        longer = {**files, "manifest": manifest + more}
        vector(f"trailing manifest {label}", "Bytes after the manifest.", longer, LIST, DAMAGED)
        longer = spoilt(files, MARCH, month + more)
        vector(f"trailing month {label}", "Bytes after a month.", longer, READ_MARCH, DAMAGED)
    vector("trailing month twice", "A file twice.", spoilt(files, MARCH, month * 2), READ_MARCH, DAMAGED)
    missing = {name: content for name, content in files.items() if content is not month}
    vector("missing month", "A file is gone.", missing, READ_MARCH, DAMAGED)
    for label, change in (
        ("cut", lambda key: key[:-1]),
        ("longer", lambda key: key + b"\0"),
        ("gone", lambda key: b""),
    ):
        made = usual()
        file = made.content["partitions"][0]["file"]
        file["wrapped_key"] = text(change(base64.b64decode(file["wrapped_key"])))
        vector(f"wrapped key {label}", "A wrapped key of another length.", made.done(), READ_MARCH, DAMAGED)
    fit_cut()


def fit_cut() -> None:
    """Cut files that the manifest describes rightly, so that only the seal can tell."""
    for length in (45, -1):
        made = usual()
        file, name = made.content["partitions"][0]["file"], march_name(made)
        made.files[name] = made.files[name][:length]
        file.update(digest=digest(made.files[name]), size=len(made.files[name]))
        vector(f"cut month {length} fitting", "Digest and size fit the cut file.", made.done(), READ_MARCH, DAMAGED)


PLACES = {
    "magic": 0,
    "magic end": 7,
    "format": 8,
    "mark": 9,
    "mark end": 16,
    "nonce": 17,
    "nonce end": 28,
    "body": 29,
    "middle": 60,
    "tag": -16,
    "tag end": -1,
}


def flipped() -> None:
    files = usual().done()
    for label, at in PLACES.items():
        spoilt_manifest = {**files, "manifest": flip(files["manifest"], at)}
        answer = LOCKED if label.startswith("mark") else DAMAGED
        vector(f"flipped manifest {label}", "A bit of the manifest.", spoilt_manifest, LIST, answer)
        month = spoilt(files, MARCH, flip(of_month(files, MARCH), at))
        vector(f"flipped month {label}", "A bit of a file.", month, READ_MARCH, DAMAGED)
        made = usual()
        file, name = made.content["partitions"][0]["file"], march_name(made)
        made.files[name] = flip(made.files[name], at)
        file["digest"] = digest(made.files[name])
        vector(f"flipped month {label} fitting", "A bit of a file, its digest fits.", made.done(), READ_MARCH, DAMAGED)
        made = usual()
        file = made.content["partitions"][0]["file"]
        file["wrapped_key"] = text(flip(base64.b64decode(file["wrapped_key"]), at))
        vector(f"flipped wrapped key {label}", "A bit of a wrapped key.", made.done(), READ_MARCH, DAMAGED)
    note = fixed("name note areas", 16).hex()
    vector("flipped note", "A bit of a note.", {**files, note: flip(files[note], 40)}, {"note": "areas"}, DAMAGED)


def swapped() -> None:
    files, note = usual().done(), fixed("name note areas", 16).hex()
    march, april = of_month(files, MARCH), of_month(files, APRIL)
    both = spoilt(spoilt(files, MARCH, april), APRIL, march)
    vector("swapped months", "Two files changed places.", both, READ_MARCH, DAMAGED)
    vector(
        "swapped month and note", "A note in a month's place.", spoilt(files, MARCH, files[note]), READ_MARCH, DAMAGED
    )
    vector("swapped manifest and month", "A file as manifest.", {**files, "manifest": march}, LIST, LOCKED)
    for label, members in (("files", ("file",)), ("wrapped keys", ("file", "wrapped_key"))):
        made = usual()
        first, second = made.content["partitions"]
        for member in members[:-1]:
            first, second = first[member], second[member]
        first[members[-1]], second[members[-1]] = second[members[-1]], first[members[-1]]
        vector(f"swapped entries {label}", "Changed places in a sealed manifest.", made.done(), READ_MARCH, DAMAGED)
    made = usual()
    older = made.seal_file("2024-03 older", plain("april"), ["partition", *MARCH, 1], generation=5)["name"]
    made.files[march_name(made)] = made.files.pop(older)
    vector("swapped older file", "The month's older file under its name.", made.done(), READ_MARCH, DAMAGED)


def rolled_back() -> None:
    files = usual().done()
    newest = digest(files["manifest"])
    old = "An old copy was put back."
    vector("rolled back by one", old, files, READ_MARCH, DAMAGED, witness=f"8 {'0' * 64}")
    vector("rolled back by many", old, files, LIST, DAMAGED, witness=f"1000000 {newest}")
    vector("rolled back same number", "The loser of two swaps.", files, LIST, DAMAGED, witness=f"7 {'0' * 64}")
    vector("rolled back note", old, files, {"note": "areas"}, DAMAGED, witness=f"8 {'0' * 64}")
    made = Made()
    vector("rolled back empty", "An old empty manifest.", made.done(), LIST, DAMAGED, witness=f"8 {newest}")
    for label, witness in {
        "empty": "",
        "word": "hello",
        "no digest": "7",
        "short digest": f"7 {newest[:-1]}",
        "upper case": f"7 {newest.upper()}",
        "negative": f"-7 {newest}",
        "leading zero": f"07 {newest}",
        "two spaces": f"7  {newest}",
        "line": f"7 {newest}\n",
        "wide digit": f"\uff17 {newest}",
        "nothing but space": " ",
        "zero with digest": f"0 {newest}",
    }.items():
        vector(f"witness {label}", "The witness is none.", files, READ_MARCH, DAMAGED, witness=witness)


def wrong_key() -> None:
    files = usual().done()
    vector("wrong key", "Another key than the one that sealed it.", files, READ_MARCH, LOCKED, keys=(OTHER_KEY,))
    vector("wrong keys", "Neither of two keys.", files, READ_MARCH, LOCKED, keys=(OTHER_KEY, NEXT_KEY))
    before = "The manifest from before a key change."
    vector("wrong key old manifest", before, files, READ_MARCH, LOCKED, keys=(NEXT_KEY,), witness=f"8 {'0' * 64}")
    for label, odd in (("file", "file_key"), ("wrapping", "wrapping_key")):
        made = Made()
        made.add(MARCH, plain("march"), **{odd: OTHER_KEY})
        vector(f"wrong key {label}", "Inside a manifest that does open.", made.done(), READ_MARCH, DAMAGED)
    made = usual(key=OTHER_KEY)
    vector("other cache other key", "The manifest of another cache.", made.done(), READ_MARCH, LOCKED)
    made = usual(person="bob")
    vector("other cache same key", "The manifest of another person.", made.done(), READ_MARCH, DAMAGED)
    made = usual(url="https://elsewhere.example")
    vector("other portal same key", "The manifest of another portal.", made.done(), READ_MARCH, DAMAGED)


def leases() -> None:
    files = usual().done()
    late, early = "2024-06-04T12:00:01+00:00", "2024-06-01T11:54:59+00:00"
    vector("lease ended", "A second after its end.", files, READ_MARCH, EXPIRED, now=late)
    vector("lease ended long ago", "Years after.", files, READ_MARCH, EXPIRED, now="2031-01-01T00:00:00+00:00")
    vector("lease ended list", "The list has no lease.", files, LIST, {"partitions": [MARCH, APRIL]}, now=late)
    vector("lease ended note", "Notes have none.", files, {"note": "areas"}, {"note": AREAS}, now=late)
    vector("clock turned back", "More than 5 minutes before.", files, READ_MARCH, EXPIRED, now=early)
    vector("clock years back", "A dead battery.", files, READ_MARCH, EXPIRED, now="1970-01-01T00:00:00+00:00")
    vector("clock back list", "The list is shown.", files, LIST, {"partitions": [MARCH, APRIL]}, now=early)
    broken = spoilt(files, MARCH, b"")
    vector("lease ended and broken", "The lease is looked at first.", broken, READ_MARCH, EXPIRED, now=late)
    made = edited(lambda content: content["partitions"][0].update(lease_until="2024-06-01T12:30:00+00:00"))
    vector("lease of one", "Each month has its own.", made.done(), READ_MARCH, EXPIRED)
    vector("lease of the other", "Each month has its own.", made.done(), READ_APRIL, APRIL_ROWS)
    made = edited(lambda content: content.update(seen="2030-01-01T00:00:00+00:00"))
    vector("clock was ahead", "The latest time known is in the future.", made.done(), READ_MARCH, EXPIRED)


def versions() -> None:
    for version in (0, 1, 3, 255):
        bound = binding("manifest", URL, PERSON, version=version)
        made = usual()
        vector(f"version {version} manifest", "Another format.", made.done(bound=bound, version=version), LIST, DAMAGED)
        made = Made()
        made.add(MARCH, plain("march"), file_version=version)
        vector(f"version {version} month", "Another format of a file.", made.done(), READ_MARCH, DAMAGED)
        made = Made()
        made.add(MARCH, plain("march"), key_version=version)
        vector(f"version {version} wrapped key", "Another format of a key.", made.done(), READ_MARCH, DAMAGED)
    made = Made()
    made.add(MARCH, plain("march"), schema=2)
    made.add(APRIL, plain("april"))
    vector("schema 2 month", "Columns of another meaning.", made.done(), READ_MARCH, DAMAGED)
    vector("schema 2 other month", "The others are read.", made.done(), READ_APRIL, APRIL_ROWS)
    vector("schema 2 list", "It is not listed.", made.done(), LIST, {"partitions": [APRIL]})
    made.content["partitions"][0]["schema"] = 1
    vector("schema 2 said to be 1", "Bound to the other schema.", made.done(), READ_MARCH, DAMAGED)


def bindings() -> None:
    made = usual()
    for label, bound in {
        "server": binding("manifest", "https://elsewhere.example", PERSON),
        "person": binding("manifest", URL, "bob"),
        "kind": binding("file", URL, PERSON),
        "format": binding("manifest", URL, PERSON, version=1),
        "none": b"",
        "spaces": json.dumps(["safestats-cache", 2, "manifest", URL, PERSON]).encode(),
        "product": b'["safestats",2,"manifest","https://portal.example","ada"]',
        "joined": binding("manifest", f"{URL},{PERSON}"),
    }.items():
        vector(f"bound manifest {label}", "Sealed for another place.", made.done(bound=bound), LIST, DAMAGED)
    name = fixed("name 2024-03", 16).hex()
    right = [URL, PERSON, "partition", *MARCH, 1, 6, name]
    wrong = {
        "server": (0, "https://elsewhere.example"),
        "person": (1, "bob"),
        "note": (2, "note"),
        "dataset": (3, "ambulance"),
        "level": (4, "point"),
        "month": (5, "2024-04"),
        "scope": (6, "00000"),
        "schema": (7, 2),
        "generation": (8, 5),
        "generation text": (8, "6"),
        "name": (9, "0" * 32),
    }
    for kind, odd in (("file", "file_bound"), ("file key", "key_bound")):
        for label, (at, value) in wrong.items():
            names = [*right[:at], value, *right[at + 1 :]]
            bound_otherwise(f"bound {kind} {label}", odd, binding(kind, *names))
        other = "file key" if kind == "file" else "file"
        bound_otherwise(f"bound {kind} kind", odd, binding(other, *right))
        bound_otherwise(f"bound {kind} format", odd, binding(kind, *right, version=1))
        bound_otherwise(f"bound {kind} short", odd, binding(kind, *right[:-1]))


def bound_otherwise(name, odd, bound) -> None:
    made = Made()
    made.add(MARCH, plain("march"), **{odd: bound})
    vector(name, "Sealed for another place.", made.done(), READ_MARCH, DAMAGED)


def twice() -> None:
    def again(content):
        content["partitions"].append(copy.deepcopy(content["partitions"][0]))

    def other_file(content):
        content["partitions"][1].update(month="2024-03")

    def same_file(content):
        content["partitions"][1]["file"] = content["partitions"][0]["file"]

    def note_of_month(content):
        content["notes"]["areas"] = content["partitions"][0]["file"]

    for label, edit in (
        ("partition", again),
        ("partition other file", other_file),
        ("file", same_file),
        ("file in note", note_of_month),
    ):
        vector(f"twice {label}", "Listed twice.", edited(edit).done(), READ_MARCH, DAMAGED)
    plain_text = json.dumps(usual().content, separators=(",", ":"))
    for label, member in (
        ("generation", '"generation":7,'),
        ("dataset", '"dataset":"police-recorded",'),
        ("size", f'"size":{usual().content["partitions"][0]["file"]["size"]},'),
        ("pinned", '"pinned":false,'),
    ):
        doubled = plain_text.replace(member, member * 2, 1)
        assert doubled != plain_text
        vector(f"twice member {label}", "A member twice.", usual().done(plain=doubled.encode()), READ_MARCH, DAMAGED)
    notes = plain_text.replace('"notes":{', '"notes":{"areas":' + json.dumps(usual().content["notes"]["areas"]) + ",")
    vector("twice member note", "A note twice.", usual().done(plain=notes.encode()), READ_MARCH, DAMAGED)


def names() -> None:
    real = fixed("name 2024-03", 16).hex()
    for label, name in {
        "parent": "../" + real,
        "absolute": "/etc/passwd",
        "manifest": "manifest",
        "lock": "lock",
        "dots": "..",
        "empty": "",
        "upper case": real.upper(),
        "short": real[:-1],
        "long": real + "0",
        "ending": real + ".tmp",
        "line": real + "\n",
        "nul": real + "\0",
        "folder": real[:16] + "/" + real[17:],
        "backslash": real[:16] + "\\" + real[17:],
        "drive": "C:" + real[2:],
        "stream": real[:-2] + ":x",
        "wide digits": "\uff10" * 32,
        "device": "NUL",
        "very long": "0" * 5000,
    }.items():
        made = edited(lambda content, name=name: content["partitions"][0]["file"].update(name=name))
        vector(f"name {label}", "A file name that is none.", made.done(), READ_MARCH, DAMAGED)
        if label in ("parent", "absolute"):
            made = edited(lambda content, name=name: content["notes"]["areas"].update(name=name))
            vector(f"name of note {label}", "The same of a note.", made.done(), READ_MARCH, DAMAGED)


def forms() -> None:
    """Values that no honest writer seals."""
    partition = lambda **values: lambda content: content["partitions"][0].update(values)  # noqa: E731
    file = lambda **values: lambda content: content["partitions"][0]["file"].update(values)  # noqa: E731
    top = lambda **values: lambda content: content.update(values)  # noqa: E731
    wrapped = usual().content["partitions"][0]["file"]["wrapped_key"]
    right = usual().content["partitions"][0]["file"]["size"]
    for label, edit in {
        "size 2^53": file(size=2**53),
        "size 2^64": file(size=2**64),
        "size one more": file(size=right + 1),
        "size one less": file(size=right - 1),
        "size 1 GiB": file(size=2**30),
        "size 2^52": file(size=2**52),
        "size negative": file(size=-1),
        "size 44": file(size=44),
        "size text": file(size=str(right)),
        "size fraction": file(size=float(right)),
        "size true": file(size=True),
        "size null": file(size=None),
        "file generation same": file(generation=7),
        "file generation later": file(generation=8),
        "file generation negative": file(generation=-1),
        "file generation other": file(generation=5),
        "digest upper case": lambda content: file(digest=content["partitions"][0]["file"]["digest"].upper())(content),
        "digest short": file(digest="00"),
        "digest other": file(digest="0" * 64),
        "digest null": file(digest=None),
        "wrapped key line": file(wrapped_key=wrapped + "\n"),
        "wrapped key web letters": file(wrapped_key="_" * len(wrapped)),
        "wrapped key number": file(wrapped_key=7),
        "wrapped key spare bits": file(wrapped_key=spare_bits(wrapped)),
        "rows one more": partition(rows=4),
        "rows negative": partition(rows=-1),
        "rows fraction": partition(rows=3.0),
        "rows huge": partition(rows=10**30),
        "month 13": partition(month="2024-13"),
        "month 00": partition(month="2024-00"),
        "month short": partition(month="2024-3"),
        "month line": partition(month="2024-03\n"),
        "month wide digits": partition(month="\uff12\uff10\uff12\uff14-\uff10\uff13"),
        "level unknown": partition(level="everything"),
        "dataset number": partition(dataset=7),
        "scope null": partition(scope_hash=None),
        "schema 0": partition(schema=0),
        "schema true": partition(schema=True),
        "schema text": partition(schema="1"),
        "pinned 1": partition(pinned=1),
        "version null": partition(version=None),
        "lease with Z": partition(lease_until="2024-06-04T12:00:00Z"),
        "lease without offset": partition(lease_until="2024-06-04T12:00:00"),
        "lease in another zone": partition(lease_until="2024-06-04T13:00:00+01:00"),
        "lease no date": partition(lease_until="2024-02-30T12:00:00+00:00"),
        "lease leap second": partition(lease_until="2024-06-30T23:59:60+00:00"),
        "lease milliseconds": partition(lease_until="2024-06-04T12:00:00.123+00:00"),
        "lease number": partition(lease_until=1717502400),
        "lease null": partition(lease_until=None),
        "partition more members": partition(colour="red"),
        "file more members": file(colour="red"),
        "file null": partition(file=None),
        "generation 0": top(generation=0),
        "generation negative": top(generation=-7),
        "generation fraction": top(generation=7.0),
        "generation text": top(generation="7"),
        "generation true": top(generation=True),
        "generation 2^53": top(generation=2**53),
        "seen null": top(seen=None),
        "seen far": top(seen="12024-06-01T12:00:00+00:00"),
        "partitions object": top(partitions={}),
        "partitions null": top(partitions=None),
        "partitions of numbers": top(partitions=[7]),
        "notes list": top(notes=[]),
        "note null": top(notes={"areas": None}),
        "more members": top(colour="red"),
        "fewer members": lambda content: content.pop("notes"),
        "partition fewer members": lambda content: content["partitions"][0].pop("used"),
        "file fewer members": lambda content: content["partitions"][0]["file"].pop("generation"),
    }.items():
        vector(f"form {label}", "A value that no honest writer seals.", edited(edit).done(), READ_MARCH, DAMAGED)
    contents()


def contents() -> None:
    usually = json.dumps(usual().content)
    for label, content in {
        "nothing": b"",
        "no json": b"not JSON",
        "list": b"[]",
        "number": b"7",
        "null": b"null",
        "deep": b"[" * 20_000,
        "utf-16": usually.encode("utf-16"),
        "utf-8 mark": b"\xef\xbb\xbf" + usually.encode(),
        "not ascii": usually.replace("v1", "\u00e4").encode(),
        "not a number": usually.replace('"rows": 3', '"rows": NaN').encode(),
        "two objects": (usually * 2).encode(),
    }.items():
        vector(f"manifest of {label}", "Rightly sealed, and no manifest.", usual().done(plain=content), LIST, DAMAGED)
    for label, content in {
        "nothing": b"",
        "text": b"not Parquet",
        "cut": plain("march")[:-20],
        "magic alone": b"PAR1PAR1",
        "no arrow schema": plain("no_arrow_schema"),
        "no rows": plain("no_rows"),
    }.items():
        made = Made()
        made.add(MARCH, content)
        vector(f"month of {label}", "Rightly sealed, and no such month.", made.done(), READ_MARCH, DAMAGED)
    for label, content in {"nothing": b"", "text": b"hello", "list": b"[]", "null": b"null", "cut": b'{"a":'}.items():
        made = Made()
        made.note("areas", content)
        vector(f"note of {label}", "Rightly sealed, and no note.", made.done(), {"note": "areas"}, DAMAGED)


def passphrases() -> None:
    files = usual().done()
    lock = hash_secret_raw(unicodedata.normalize("NFC", PHRASE).encode(), SALT, 3, 65536, 4, 32, Type.ID)

    fitting = f"7 {digest(files['manifest'])}"

    def header(keys=(KEY,), witness=fitting, key_kind="cache key", **members) -> bytes:
        content = {
            "format": 2,
            "salt": text(SALT),
            "keys": [text(sealed(key, lock, binding(key_kind), f"header {at}")) for at, key in enumerate(keys)],
            "witness": text(sealed(witness.encode(), lock, binding("witness"), "witness")),
            **members,
        }
        return json.dumps(content).encode()

    def under(name, what, content, answer, passphrase=PHRASE):
        vector(name, what, files, READ_MARCH, answer, header=content, passphrase=passphrase)

    good = header()
    under("passphrase good", "The key under a passphrase.", good, ROWS)
    under("passphrase decomposed", "Typed on another keyboard.", good, ROWS, unicodedata.normalize("NFD", PHRASE))
    under("passphrase line", "A line end after the header.", good + b"\n", ROWS)
    under("passphrase key change", "Two keys are kept.", header((NEXT_KEY, KEY)), ROWS)
    under("passphrase wrong", "Another passphrase.", good, LOCKED, "sp\u00e4ter")
    under("passphrase other key", "A header that holds another key.", header((OTHER_KEY,)), LOCKED)
    under("passphrase rolled back", "Its witness knows a later manifest.", header(witness=f"8 {'0' * 64}"), DAMAGED)
    under("passphrase no witness", "Its witness is none.", header(witness="hello"), DAMAGED)
    under("passphrase short key", "A key of 31 bytes.", header((KEY[:31],)), DAMAGED)
    under("passphrase key bound", "A key sealed as something else.", header(key_kind="witness"), DAMAGED)
    swapped_in = json.loads(good)
    swapped_in["witness"] = swapped_in["keys"][0]
    under("passphrase key as witness", "The key in the witness's place.", json.dumps(swapped_in).encode(), DAMAGED)
    for label, at in PLACES.items():
        content = json.loads(good)
        content["keys"] = [text(flip(base64.b64decode(content["keys"][0]), at))]
        answer = LOCKED if label.startswith("mark") else DAMAGED
        under(f"passphrase flipped {label}", "A bit of the sealed key.", json.dumps(content).encode(), answer)
    for label, content in {
        "cut": good[:-1],
        "empty": b"",
        "two": good * 2,
        "format 1": header(format=1),
        "format 3": header(format=3),
        "format text": header(format="2"),
        "salt short": header(salt=text(SALT[:15])),
        "salt long": header(salt=text(SALT * 2)),
        "salt no base64": header(salt="#"),
        "salt spare bits": header(salt=spare_bits(text(SALT))),
        "member twice": good.replace(b'"salt"', b'"salt": "", "salt"'),
        "no keys": header(keys=()),
        "three keys": header((KEY, NEXT_KEY, OTHER_KEY)),
        "keys text": header(keys_text=1),
        "more members": header(colour="red"),
        "too long": good + b" " * 4096,
        "list": b"[]",
    }.items():
        under(f"passphrase header {label}", "The header is none.", content, DAMAGED)


def main() -> int:
    write_plain_files()
    for group in (
        good,
        cut_and_extended,
        flipped,
        swapped,
        rolled_back,
        wrong_key,
        leases,
        versions,
        bindings,
        twice,
        names,
        forms,
        passphrases,
    ):
        group()
    assert len({each["name"] for each in VECTORS}) == len(VECTORS)
    for name, content in (("vectors", VECTORS), ("blobs", BLOBS)):
        (HERE / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n", encoding="ascii")
    print(f"{len(VECTORS)} vectors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
