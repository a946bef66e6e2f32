"""Who may send data: programs of a supplier's, each with a client id and a secret of its own."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Optional

from sqlalchemy import Connection, Row, insert, select, update

from ...errors import InvalidInput
from .. import audit
from ..databases.database import writing
from ..datasets import get_dataset
from ..identity.client_secrets import digest_of, generation_of, is_secret, new_secret
from ..portal import Portal
from ..schema.tables import supplier_datasets, suppliers

DEFAULT_MOST_BYTES = 1 << 30
"""Of one delivery, unpacked: 1 GiB."""

_LONGEST_NAME = 100
_CLIENT_ID = re.compile(r"supplier-[0-9a-f]{16}")


@dataclass(frozen=True)
class Supplier:
    """Somebody who sends data, and reads none.

    datasets    what it may send
    most_bytes  of one delivery, unpacked
    revoked     since when it may send nothing, seconds since 1970
    generation  changes with the secret: a token of an earlier one is void
    """

    name: str
    client_id: str
    datasets: tuple[str, ...]
    most_bytes: int
    generation: str
    revoked: Optional[int] = None

    @property
    def acts_as(self) -> str:
        """Its name in the audit log; no username looks like this."""
        return f"supplier:{self.name}"


@dataclass(frozen=True)
class NewSecret:
    """A supplier with a secret that is shown once; its digest is kept."""

    supplier: Supplier
    value: str

    def __repr__(self) -> str:
        return f"NewSecret({self.supplier.name})"


def add_supplier(
    portal: Portal, name: str, datasets: Iterable[str], most_bytes: int = DEFAULT_MOST_BYTES, by: str = "operator"
) -> NewSecret:
    """Let a supplier send deliveries of `datasets`.

    Raises InvalidInput for a taken or unusable name, an unknown dataset, or none.
    """
    wanted = sorted(set(datasets))
    _check(name, wanted, most_bytes)
    for dataset in wanted:
        get_dataset(portal, dataset)
    value, client_id = new_secret(), f"supplier-{secrets.token_hex(8)}"
    with writing(portal.engine) as connection:
        if _find(connection, suppliers.c.name == name) is not None:
            raise InvalidInput(f"There is already a supplier '{name}'. Choose another name, or rotate its secret.")
        kept = {"name": name, "client_id": client_id, "secret_digest": digest_of(value), "most_bytes": most_bytes}
        connection.execute(insert(suppliers).values(**kept, added=int(time.time())))
        rows = [{"supplier": name, "dataset": dataset} for dataset in wanted]
        connection.execute(insert(supplier_datasets), rows)
        detail = {"change": "supplier added", "supplier": name, "client": client_id, "datasets": wanted}
        audit.record(portal, by, "alteration", None, None, detail, None)
    return NewSecret(get_supplier(portal, name), value)


def rotate_secret(portal: Portal, name: str, by: str = "operator") -> NewSecret:
    """Give a supplier another secret. The old one, and every token that came of it, is void at once.

    Raises InvalidInput where no such supplier may send.
    """
    held, value = _active(portal, name), new_secret()
    _alter(portal, held, "supplier's secret rotated", by, secret_digest=digest_of(value))
    return NewSecret(get_supplier(portal, name), value)


def revoke_supplier(portal: Portal, name: str, by: str = "operator") -> Supplier:
    """Take the right to send from a supplier, at once. Raises InvalidInput where no such supplier may send."""
    held = _active(portal, name)
    _alter(portal, held, "supplier revoked", by, revoked=int(time.time()))
    return held


def list_suppliers(portal: Portal) -> list[Supplier]:
    """Every supplier by name, the revoked ones too."""
    with portal.engine.connect() as connection:
        rows = connection.execute(select(suppliers).order_by(suppliers.c.name)).all()
        return [_supplier(connection, row) for row in rows]


def get_supplier(portal: Portal, name: str) -> Supplier:
    """The supplier of that name. Raises InvalidInput where there is none."""
    with portal.engine.connect() as connection:
        found = _find(connection, suppliers.c.name == name)
    if found is None:
        raise InvalidInput(f"There is no supplier '{name}'. See them with `safestats portal supplier list`.")
    return found


def find_client(portal: Portal, client_id: str) -> Optional[Supplier]:
    """The supplier with that client id, if it may send."""
    if not _CLIENT_ID.fullmatch(client_id):
        return None
    with portal.engine.connect() as connection:
        found = _find(connection, suppliers.c.client_id == client_id)
    return found if found and found.revoked is None else None


def check_secret(portal: Portal, client_id: str, value: str) -> Optional[Supplier]:
    """The supplier, if it may send and the secret is its own."""
    supplier = find_client(portal, client_id)
    if supplier is None:
        return None
    return supplier if is_secret(value, supplier.generation) else None


def _check(name: str, datasets: list[str], most_bytes: int) -> None:
    if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise InvalidInput(f"'{name}' cannot name a supplier. Use 1 to {_LONGEST_NAME} letters, digits and spaces.")
    if not datasets:
        raise InvalidInput(f"The supplier '{name}' needs a dataset to send. Name it with --dataset.")
    if most_bytes < 1:
        raise InvalidInput(f"A delivery of {most_bytes} bytes at most lets nothing in. Give a size above 0.")


def _active(portal: Portal, name: str) -> Supplier:
    found = get_supplier(portal, name)
    if found.revoked is not None:
        raise InvalidInput(f"The supplier '{name}' was revoked. Add one under another name.")
    return found


def _alter(portal: Portal, supplier: Supplier, change: str, by: str, **values: Any) -> None:
    with writing(portal.engine) as connection:
        connection.execute(update(suppliers).where(suppliers.c.name == supplier.name).values(values))
        detail = {"change": change, "supplier": supplier.name, "client": supplier.client_id}
        audit.record(portal, by, "alteration", None, None, detail, None)


def _find(connection: Connection, condition: Any) -> Optional[Supplier]:
    row = connection.execute(select(suppliers).where(condition)).first()
    return None if row is None else _supplier(connection, row)


def _supplier(connection: Connection, row: Row[Any]) -> Supplier:
    datasets = select(supplier_datasets.c.dataset).where(supplier_datasets.c.supplier == row.name)
    return Supplier(
        name=row.name,
        client_id=row.client_id,
        datasets=tuple(sorted(connection.scalars(datasets))),
        most_bytes=row.most_bytes,
        generation=generation_of(row.secret_digest),
        revoked=row.revoked,
    )
