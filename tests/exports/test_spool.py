"""Rows that lie in a file until they are written."""

from decimal import Decimal

from tracker.exports.spool import CHUNK, Spool


def test_rows_come_back_in_order_as_often_as_asked():
    rows = [[number, f"第{number}行", None, Decimal("0.5")] for number in range(2 * CHUNK + 1)]
    spool = Spool(rows[:CHUNK])
    spool.extend(iter(rows[CHUNK:]))
    assert len(spool) == len(rows)
    assert list(spool) == rows == list(spool)


def test_two_may_read_at_once_and_rows_may_follow():
    spool = Spool([n] for n in range(CHUNK + 2))
    pairs = list(zip(spool, spool, strict=True))
    spool.extend([["后来的"]])
    assert all(one == other for one, other in pairs) and list(spool)[-1] == ["后来的"]


def test_rows_too_many_for_memory_lie_in_a_file_that_goes_with_them():
    spool = Spool([f"{number}" + "字" * 1000] for number in range(2 * CHUNK))
    file = spool._file
    assert file._rolled and sum(1 for _ in spool) == 2 * CHUNK
    del spool
    assert file.closed
