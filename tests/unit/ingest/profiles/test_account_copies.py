"""What services hand out to the owner of an account: its posts are of the account that a file beside them names."""

import json
import zipfile
from pathlib import Path

import pytest

from filrouge.errors import InputError
from tests.unit.ingest.profiles.samples import FERRY, FERRY_FR, WELL, day
from tests.unit.reading import ingest


def escaped(value: object) -> str:
    """JSON as Facebook writes it: each byte of UTF-8 as a letter of its own."""
    written = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isascii() else "".join(f"\\u{byte:04x}" for byte in c.encode()) for c in written)


def in_program(name: str, *records: object) -> str:
    return f"window.YTD.{name}.part0 = {json.dumps(list(records))}"


def tweet(number: str, text: str, **more: str) -> dict:
    return {"tweet": {"id_str": number, "created_at": "Tue Apr 09 08:15:00 +0000 2024", "full_text": text,
                      "entities": {"urls": []}, "lang": "en", "favorite_count": "3", **more}}  # fmt: skip


ACCOUNT = in_program(
    "account", {"account": {"username": "havnevakt", "accountId": "5", "accountDisplayName": "Havnevakt Skarholm"}}
)
MANIFEST = 'window.__THAR_CONFIG = {"userInfo": {"userName": "havnevakt", "displayName": "Havnevakt Skarholm"}}'
NOTE = {"noteTweet": {"noteTweetId": "9", "createdAt": "2024-04-11T08:15:00.000Z", "core": {"text": WELL}}}
PRIVATE = {"dmConversation": {"conversationId": "1-2", "messages": [{"messageCreate": {"text": "Come on Friday."}}]}}
X = {
    "data/tweets.js": in_program("tweets", tweet("1", FERRY), tweet("2", f"RT @brygga: {FERRY_FR}")),
    "data/note-tweet.js": in_program("note_tweet", NOTE),
    "data/direct-messages.js": in_program("direct_messages", PRIVATE),
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return folder


def zipped(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / "twitter-2024.zip", "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return folder / "twitter-2024.zip"


@pytest.mark.parametrize("pack", [write, zipped])
@pytest.mark.parametrize("owner", [{"data/account.js": ACCOUNT}, {"data/manifest.js": MANIFEST}])
def test_an_archive_of_x(tmp_path: Path, pack, owner: dict[str, str]):
    read = ingest([pack(tmp_path / "in", X | owner)])
    rows = read.documents.to_pylist()
    assert {(r["source"], r["account"], r["platform"], r["kind"]) for r in rows} == {
        ("Havnevakt Skarholm", "havnevakt", "X", "post")
    }
    assert [(r["doc_id"], r["repost_of"]) for r in rows] == [("9", None), ("1", None), ("2", "@brygga")]
    assert read.report.because == {"a conversation of private messages, not a post": 1}


def test_an_archive_of_x_without_its_account_is_read_too(tmp_path: Path):
    read = ingest([write(tmp_path, X)])
    assert read.documents["account"].to_pylist() == [None] * 3


def test_an_account_speaks_only_for_its_own_folder(tmp_path: Path):
    other = ACCOUNT.replace("havnevakt", "brygga").replace("Havnevakt Skarholm", "Brygga")
    write(tmp_path / "a", {**X, "data/account.js": ACCOUNT})
    write(tmp_path / "b", {"data/tweet.js": in_program("tweet", tweet("7", WELL)), "data/account.js": other})
    (tmp_path / "posts.csv").write_text(f"id,text,source\n8,{FERRY},Brygge Avis\n", "utf-8")
    rows = {row["doc_id"]: row["source"] for row in ingest([tmp_path]).documents.to_pylist()}
    assert (rows["1"], rows["7"], rows["8"]) == ("Havnevakt Skarholm", "Brygga", "Brygge Avis")


def test_an_account_alone_holds_no_texts(tmp_path: Path):
    with pytest.raises(InputError):
        ingest([write(tmp_path, {"data/account.js": ACCOUNT})])


PROFILE = {"profile_v2": {"name": {"full_name": "Anna Bergström"}, "username": "anna.b"}}
POSTS = [
    {"timestamp": 1712643300, "attachments": [], "data": [{"post": FERRY_FR}], "title": "Anna Bergström was here."},
    {"timestamp": 1712743300, "title": "Anna Bergström added a new photo.",
     "attachments": [{"data": [{"media": {"uri": "a.jpg", "title": "Photos", "description": WELL}}]}]},
    {"timestamp": 1712843300, "title": "Anna Bergström updated her profile picture."},
]  # fmt: skip
COMMENT = {"timestamp": 1712643300, "title": "Anna Bergström commented on a post.", "data": [
    {"comment": {"timestamp": 1712643300, "comment": FERRY, "author": "Anna Bergström", "group": "Bac"}}]}  # fmt: skip


@pytest.mark.parametrize("folder", ["your_facebook_activity/posts/", "posts/", ""])
def test_the_copy_of_an_account_of_facebook(tmp_path: Path, folder: str):
    files = {
        "profile_information/profile_information.json": escaped(PROFILE),
        f"{folder}your_posts__check_ins__photos_and_videos_1.json": escaped(POSTS),
        "your_facebook_activity/comments_and_reactions/comments.json": escaped({"comments_v2": [COMMENT]}),
    }
    read = ingest([write(tmp_path, files)])
    rows = read.documents.to_pylist()
    found = dict(zip(read.texts["text"].to_pylist(), rows, strict=True))
    assert {text: (row["kind"], day(row)) for text, row in found.items()} == {
        FERRY_FR: ("post", "2024-04-09"), WELL: ("post", "2024-04-10"), FERRY: ("comment", "2024-04-09"),
    }  # fmt: skip
    assert {(row["source"], row["account"], row["platform"]) for row in rows} == {
        ("Anna Bergström", "anna.b", "Facebook")
    }


def test_posts_of_facebook_alone_name_who_wrote_them(tmp_path: Path):
    post = {"timestamp": 1612643300, "data": [{"post": WELL}], "title": "Jörg Meier hat seinen Status aktualisiert."}
    (row,) = ingest([write(tmp_path, {"your_posts_1.json": escaped([post])})]).documents.to_pylist()
    assert (row["source"], row["platform"]) == ("Jörg Meier", "Facebook")


def test_a_post_of_facebook_in_pieces_is_one(tmp_path: Path):
    text = "Les bacs étaient à quai, où les écoliers ont été hébergés."
    post = {
        "timestamp": 1612643300,
        "data": [{"update_timestamp": 1}, {"post": text}],
        "title": "Zoé Né a publié un lien.",
    }
    read = ingest([write(tmp_path, {"your_posts_1.json": escaped([post])})])
    (row,) = read.documents.to_pylist()
    assert (read.texts["text"].to_pylist(), row["source"]) == ([text], "Zoé Né")


@pytest.mark.parametrize(
    ("labels", "names"),
    [(("Comment", "Time"), ("Username", "Name")), (("Commentaire", "Heure"), ("Nom d’utilisateur", "Nom"))],
)
def test_the_copy_of_an_account_of_instagram(tmp_path: Path, labels: tuple[str, str], names: tuple[str, str]):
    said, when = labels
    user = {names[0]: {"value": "bo.quai"}, names[1]: {"value": "Bo Kvæst"}}
    media = {"uri": "1.jpg", "creation_timestamp": 1712643300, "title": FERRY_FR}
    several = [{"uri": "2.jpg", "creation_timestamp": 1712743300, "title": ""}] * 2
    comment = {
        "string_map_data": {said: {"value": FERRY}, "Media Owner": {"value": "x"}, when: {"timestamp": 1712643300}}
    }
    files = {
        "personal_information/personal_information.json": escaped({"profile_user": [{"string_map_data": user}]}),
        "content/posts_1.json": escaped(
            [{"media": [media]}, {"media": several, "title": WELL, "creation_timestamp": 1712743301}]
        ),
        "comments/reels_comments.json": escaped({"comments_reels_comments": [comment]}),
    }
    read = ingest([write(tmp_path, files)])
    rows = read.documents.to_pylist()
    assert read.texts["text"].to_pylist() == [FERRY, FERRY_FR, WELL]
    assert [day(row) for row in rows] == ["2024-04-09", "2024-04-09", "2024-04-10"]
    assert {(r["source"], r["account"], r["platform"]) for r in rows} == {("Bo Kvæst", "bo.quai", "Instagram")}


NEW = (
    '<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_2ph_ _a6-h _a6-i">{head}</div>'
    '<div class="_2ph_ _a6-p"><div><div class="_2pin"><div>{text}</div></div></div></div>'
    '<div class="_3-94 _a6-o"><a href="x"><div class="_a72d">{date}</div></a></div></div>'
)
OLD = (
    '<div class="pam _3-95 _2pi0 _2lej uiBoxWhite noborder"><div class="_3-96 _2pio _2lek _2lel">{head}</div>'
    '<div class="_3-96 _2let"><div><div class="_2pin"><div>{text}</div></div></div></div>'
    '<div class="_3-94 _2lem">{date}</div></div>'
)


@pytest.mark.parametrize("box", [NEW, OLD])
def test_pages_of_a_copy(tmp_path: Path, box: str):
    boxes = [
        box.format(
            head="Anna Bergström shared a link.", text=f"{FERRY_FR}<br>https://a.example/x", date="Apr 9, 2024, 8:15 AM"
        ),
        box.format(head="Anna Bergström updated her status.", text=WELL, date="10 Apr 2024, 08:15"),
        box.format(head="Anna Bergström added a photo.", text="", date="10 Apr 2024, 08:15"),
    ]
    page = f"<html><head><title>Your posts</title><style>._3-95{{}}</style></head><body>{''.join(boxes)}</body></html>"
    read = ingest([write(tmp_path, {"your_posts_1.html": page})])
    assert read.texts["text"].to_pylist() == [FERRY_FR, WELL]
    rows = read.documents.to_pylist()
    assert [(r["source"], day(r), r["platform"]) for r in rows] == [
        ("Anna Bergström", "2024-04-09", "Facebook"), ("Anna Bergström", "2024-04-10", "Facebook")
    ]  # fmt: skip
    assert read.report.because == {"no text in it": 1}


def test_a_page_of_instagram_has_its_texts_above_the_pictures(tmp_path: Path):
    box = NEW.format(head=FERRY, text="", date="Apr 09, 2024 8:15 am")
    page = f"<html><head><title>Instagram posts</title></head><body>{box}</body></html>"
    read = ingest([write(tmp_path, {"posts_1.html": page})])
    assert read.texts["text"].to_pylist() == [FERRY]
    assert read.documents["platform"].to_pylist() == ["Instagram"]


def test_a_post_of_facebook_with_a_link_or_a_picture_keeps_its_own_text(tmp_path: Path):
    link = [{"data": [{"external_context": {"url": "https://quay.example"}}]}]
    picture = [{"data": [{"media": {"uri": "a.jpg", "description": "A picture."}}]}]
    said = {FERRY: link, WELL: picture}
    posts = [{"timestamp": 1712643300, "attachments": shared, "data": [{"post": text}], "title": "Anna B shared a link."}
             for text, shared in said.items()]  # fmt: skip
    read = ingest([write(tmp_path, {"your_posts_1.json": escaped(posts)})])
    assert set(read.texts["text"].to_pylist()) == set(said)


OF_INSTALOADER = {"version": "4.13", "node_type": "Post"}
OWNER = {"id": "5", "username": "havnevakt", "full_name": "Havnevakt Skarholm"}
SAVED = {
    "node": {
        "__typename": "GraphImage", "id": "7", "shortcode": "CLk2a", "taken_at_timestamp": 1712650500,
        "edge_media_to_caption": {"edges": [{"node": {"text": FERRY}}]}, "edge_media_preview_like": {"count": 12},
        "edge_media_to_comment": {"count": 2}, "owner": OWNER,
    },
    "instaloader": OF_INSTALOADER,
}  # fmt: skip
OF_TELEPHONES = {
    "node": {
        "id": "7", "shortcode": "CLk2a", "date": 1712650500, "caption": FERRY, "comments": 2, "owner": {"id": "5"},
        "edge_media_preview_like": {"count": 12},
        "iphone_struct": {"taken_at": 1712650500, "caption": {"text": FERRY}, "user": OWNER},
    },
    "instaloader": OF_INSTALOADER,
}  # fmt: skip


@pytest.mark.parametrize("saved", [SAVED, OF_TELEPHONES])
def test_posts_that_instaloader_saved(tmp_path: Path, saved: dict):
    profile = {"node": {"id": "5", "biography": WELL, **OWNER}, "instaloader": OF_INSTALOADER}
    write(tmp_path, {"2024-04-09_08-15-00_UTC.json": json.dumps(saved), "havnevakt_5.json": json.dumps(profile)})
    read = ingest([tmp_path])
    (document,) = read.documents.to_pylist()
    assert read.texts["text"].to_pylist() == [FERRY]
    said = ("source", "account", "url", "likes", "comments", "platform", "kind")
    assert [document[name] for name in said] == [
        "Havnevakt Skarholm", "havnevakt", "https://www.instagram.com/p/CLk2a/", 12, 2, "Instagram", "post",
    ]  # fmt: skip
    assert document["published"].isoformat() == "2024-04-09T08:15:00+00:00"
    assert [one.reason for one in read.report.rejected] == ["what an account says of itself, not a post"]


def test_answers_to_comments_that_instaloader_saved(tmp_path: Path):
    answer = {"id": 9, "created_at": 1712650800, "text": WELL, "owner": OWNER, "likes_count": 0}
    comment = {"id": 8, "created_at": 1712650700, "text": FERRY_FR, "owner": OWNER, "likes_count": 1}
    write(tmp_path, {"2024-04-09_08-15-00_UTC_comments.json": json.dumps([{**comment, "answers": [answer]}])})
    documents = ingest([tmp_path]).documents.to_pylist()
    assert [(one["kind"], one["in_reply_to"]) for one in documents] == [("comment", None), ("comment", "8")]
