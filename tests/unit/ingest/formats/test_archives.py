import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from filrouge.ingest.formats.archives import Limits, Refused, items, random_access
from filrouge.ingest.record import Item, UnreadableFile

TEXT = "Le pont de Montbrume rouvrira lundi.\n"
PACK = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


def zipped(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(members: dict[str, bytes | str], *others: tarfile.TarInfo) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in members.items():
            raw = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
        for entry in others:
            archive.addfile(entry)
    return stream.getvalue()


@pytest.fixture
def read(tmp_path):
    def _read(
        raw: bytes, name: str = "in.bin", limits: Limits | None = None
    ) -> tuple[dict[str, bytes], dict[str, str]]:
        """What can be read by name, and what is refused and why."""
        path = tmp_path / name
        path.write_bytes(raw)
        kept, refused = {}, {}
        for found in items(path, name, limits):
            if isinstance(found, Refused):
                assert found.name not in refused
                refused[found.name] = found.reason
                continue
            assert found.path == path
            try:
                with found.open() as stream:
                    kept[found.name] = stream.read()
            except UnreadableFile as error:
                refused[found.name] = str(error)
        return kept, refused

    return _read


def test_a_plain_file_is_its_own_item(read):
    assert read(TEXT.encode(), "a.txt") == ({"a.txt": TEXT.encode()}, {})
    assert read(b"", "a.zip") == ({"a.zip": b""}, {})


@pytest.mark.parametrize("ending", PACK)
def test_compressed_files_are_told_by_content(read, ending):
    packed = PACK[ending](TEXT.encode())
    assert read(packed, "a.txt") == ({"a.txt": TEXT.encode()}, {})
    assert read(packed[:-6], "a.txt") == (
        {},
        {"a.txt": f"the {dict(zip(PACK, ('gzip', 'bzip2', 'xz'), strict=True))[ending]} file is damaged or cut short"},
    )
    both = {"in/b.txt": b"b", "in/a.txt": TEXT.encode()}
    whole, refused = read(PACK[ending](tarred(both)), "in")
    assert (list(whole.items()), refused) == (sorted({f"in/{n}": c for n, c in both.items()}.items()), {})


def test_gzip_files_one_after_the_other_are_one(read):
    assert read(gzip.compress(b"a\n") + gzip.compress(b"b\n")) == ({"in.bin": b"a\nb\n"}, {})


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_come_by_name_and_archives_in_archives_too(read, pack):
    inner = zipped({"c.txt": "c", "deep.tar.gz": gzip.compress(tarred({"d.txt": "d"}))})
    kept, refused = read(
        pack({"z.txt": "z", "sub/a.txt": TEXT, "more.zip": inner, "e.txt.gz": gzip.compress(b"e")}), "dump"
    )
    assert refused == {}
    assert list(kept) == [
        "dump/e.txt.gz", "dump/more.zip/c.txt", "dump/more.zip/deep.tar.gz/d.txt", "dump/sub/a.txt", "dump/z.txt"
    ]  # fmt: skip
    assert kept["dump/sub/a.txt"] == TEXT.encode()
    assert kept["dump/more.zip/deep.tar.gz/d.txt"] == b"d"
    assert kept["dump/e.txt.gz"] == b"e"


def test_items_can_be_opened_again_at_once_and_read_here_and_there(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": TEXT * 1000, "b.tar.gz": gzip.compress(tarred({"c.txt": TEXT * 1000}))}))
    found = list(items(path, "a.zip"))
    for item in found:
        one, two = item.open(), item.open()
        assert one.read(5) == two.read(5) == b"Le po"
        assert one.seek(0) == 0
        assert one.read() == (TEXT * 1000).encode()
        assert one.seek(-5, io.SEEK_END) == 37_000 - 5
        assert (one.read(), two.read(4)) == (b"ndi.\n", b"nt d")
        with random_access(item) as spooled:
            assert spooled.seek(0, io.SEEK_END) == 37_000
    assert len(found) == 2


def test_documents_that_are_zip_files_are_not_opened(read):
    office = zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"})
    open_document = zipped({"mimetype": "application/vnd.oasis.opendocument.text"})
    assert list(read(office, "a.docx")[0]) == ["a.docx"]
    assert list(read(zipped({"a.docx": office, "b.odt": open_document}), "z.zip")[0]) == ["z.zip/a.docx", "z.zip/b.odt"]


@pytest.mark.parametrize(
    "name", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "C:\\a.txt", "C:/a.txt", "\\\\server\\a", "..\\a"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_climb_out_are_refused_and_the_rest_read(read, pack, name):
    kept, refused = read(pack({name: "x", "good.txt": TEXT, "..good.txt": TEXT}), "a")
    assert list(kept) == ["a/..good.txt", "a/good.txt"]
    assert list(refused.values()) == ["its name climbs out of the archive"]


def test_links_and_devices_are_refused(read):
    others = []
    for name, kind in (("l", tarfile.SYMTYPE), ("h", tarfile.LNKTYPE), ("d", tarfile.CHRTYPE), ("f", tarfile.FIFOTYPE)):
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, "good.txt"
        others.append(entry)
    kept, refused = read(tarred({"good.txt": TEXT}, *others), "a")
    assert list(kept) == ["a/good.txt"]
    link = "it is a link, and links in archives are not followed"
    device = "it is a device or another thing that is no file"
    assert refused == {"a/d": device, "a/f": device, "a/h": link, "a/l": link}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("l")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    assert read(stream.getvalue(), "a") == ({}, {"a/l": link})


def test_encrypted_members_are_refused_in_words(read):
    raw = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED))
    raw[raw.index(b"PK\x03\x04") + 6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    kept, refused = read(bytes(raw), "z")
    assert list(kept) == ["z/b.txt"]
    assert refused == {"z/a.txt": "it is encrypted: unpack the archive with its password first"}


def test_what_desktops_leave_behind_is_counted_and_not_read(read):
    left = {".DS_Store": "x", "__MACOSX/._a.txt": "x", "sub/Thumbs.db": "x", "._b": "x"}
    kept, refused = read(zipped({"a.txt": TEXT, ".git/config": "x", **left}), "z")
    assert list(kept) == ["z/a.txt"]
    assert refused == {
        "z": "4 hidden files of a computer's desktop are not read",
        "z/.git/config": "it is in a hidden folder",
    }


def test_two_members_of_one_name_are_both_read(read):
    raw = zipped({"a.txt": "one", "b.txt": "two"}, zipfile.ZIP_STORED).replace(b"b.txt", b"a.txt")
    assert read(raw, "z")[0] == {"z/a.txt": b"one", "z/a.txt (2)": b"two"}


def test_names_are_written_as_their_bytes_say(read):
    raw = zipped({"Prénom/жук.txt": "x"})
    assert list(read(raw, "z")[0]) == ["z/Prénom/жук.txt"]
    unmarked = bytearray(raw)
    for mark, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        unmarked[unmarked.index(mark) + at] &= ~0x08
    assert list(read(bytes(unmarked), "z")[0]) == ["z/Prénom/жук.txt"]


def test_damaged_and_empty_archives_are_told(read):
    good = zipped({"a.txt": TEXT * 100, "b.txt": "b"}, zipfile.ZIP_STORED)
    assert read(good[:-30], "z") == ({}, {"z": "the zip file is damaged or cut short"})
    spoilt = bytearray(good)
    spoilt[100] ^= 255
    assert read(bytes(spoilt), "z") == ({"z/b.txt": b"b"}, {"z/a.txt": "the zip file is damaged or cut short"})
    assert read(zipped({}), "z") == ({}, {"z": "the archive is empty"})
    cut = tarred({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT * 500})[:4000]
    kept, refused = read(cut, "t")
    assert kept == {"t/a.txt": TEXT.encode(), "t/b.txt": TEXT.encode()}
    assert refused == {
        "t/(rest)": "the tar file is damaged or cut short: only its first 3 members are found",
        "t/c.txt": "the tar file is damaged or cut short",
    }


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    (refused,) = items(tmp_path / "gone.txt", "gone.txt")
    assert refused == Refused("gone.txt", "it cannot be opened (No such file or directory)")


def test_items_do_not_need_the_generator(tmp_path):
    path = tmp_path / "t.tgz"
    path.write_bytes(gzip.compress(tarred({"a.txt": "a", "b.txt": "b"})))
    found = [item for item in items(path, "t.tgz") if isinstance(item, Item)]
    assert [item.open().read() for item in reversed(found)] == [b"b", b"a"]


def test_a_member_without_a_name_is_read_all_the_same(tmp_path):
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("x", "A text.")
    file.write_bytes(_without_names(file.read_bytes()))
    assert [item.name for item in items(file, "a.zip")] == ["a.zip/without a name"]


def _without_names(packed: bytes) -> bytes:
    """A zip of one member called "x", with the name taken out of its directory."""
    at = packed.index(b"PK\x01\x02")
    entry = bytearray(packed[at:])
    entry[28:30] = b"\x00\x00"
    del entry[46]
    end = entry.index(b"PK\x05\x06")
    entry[end + 12 : end + 16] = end.to_bytes(4, "little")
    return packed[:at] + bytes(entry)
