import json

import pytest

from tests.unit.ingest.profiles.samples import FERRY, FERRY_FR, WELL, Sample, check, lines, sparse
from tests.unit.reading import ingest

HAVN = {"source": "Havnevakt", "platform": "Telegram", "kind": "post", "day": "2024-04-09"}


def message(number: int, **more: object) -> dict[str, object]:
    head = {"id": number, "type": "message", "date": f"2024-04-09T0{number}:15:00", "date_unixtime": "1712643300"}
    return {**head, "from": "Havnevakt", "from_id": "channel99", "text": FERRY, "text_entities": [], **more}


CHAT = {
    "name": "Havnevakt", "type": "public_channel", "id": 99,
    "messages": [
        message(1, type="service", action="pin_message", text=""),
        message(2, text=["Note: ", {"type": "bold", "text": FERRY}]),
        message(3, text=FERRY_FR, forwarded_from="Brygga", reply_to_message_id=2,
                reactions=[{"type": "emoji", "count": 4, "emoji": "x"}, {"type": "emoji", "count": 1, "emoji": "y"}]),
        message(4, text="", photo="photos/a.jpg"),
    ],
}  # fmt: skip
ALL = {
    "about": "Here is the data you requested.", "personal_information": {"user_id": 4, "first_name": "N"},
    "chats": {"about": "This page lists all chats.", "list": [CHAT, {**CHAT, "name": "Brygga", "id": 98}]},
}  # fmt: skip
FROM_CHAT = [
    {**HAVN, "text": f"Note: {FERRY}", "doc_id": "99/2", "repost_of": None, "likes": None},
    {**HAVN, "text": FERRY_FR, "repost_of": "Brygga", "in_reply_to": "99/2", "likes": 5},
]
TELETHON = {
    "_": "Message", "id": 12, "peer_id": {"_": "PeerChannel", "channel_id": 99}, "date": "2024-04-09T06:15:00+00:00",
    "message": FERRY, "out": False, "views": 812, "forwards": 3, "reply_to": {"reply_to_msg_id": 11},
    "fwd_from": {"from_name": "Brygga"}, "chat": {"title": "Havnevakt", "username": "havnevakt"},
    "replies": {"replies": 2}, "reactions": {"results": [{"count": 6, "reaction": {"emoticon": "x"}}]},
}  # fmt: skip
PYROGRAM = {
    "_": "Message", "id": 12, "date": "2024-04-09 06:15:00", "text": FERRY, "views": 812, "forwards": 3,
    "chat": {"_": "Chat", "id": -10099, "type": "ChatType.CHANNEL", "title": "Havnevakt", "username": "havnevakt"},
    "forward_from_chat": {"title": "Brygga"},
}  # fmt: skip
COUNTS = {"views": 812, "shares": 3, "repost_of": "Brygga", "text": FERRY}

SAMPLES = [
    Sample("Telegram Desktop: messages (JSON)", "result.json", json.dumps(CHAT, indent=1), FROM_CHAT, 2),
    Sample(
        "Telegram Desktop: messages (JSON)", "all.json", json.dumps(ALL, ensure_ascii=False),
        [*FROM_CHAT, *({**one, "source": "Brygga"} | {k: v.replace("99/", "98/") for k, v in one.items()
                                                     if k in {"doc_id", "in_reply_to"}} for one in FROM_CHAT)], 4,
    ),
    Sample("Telethon: Telegram messages", "dump.jsonl", lines(TELETHON, TELETHON | {"id": 13, "_": "MessageService"}),
           [{**HAVN, **COUNTS, "in_reply_to": "11", "comments": 2, "likes": 6, "account": "havnevakt"}], 1),
    Sample("Telethon: Telegram messages", "dump.json", json.dumps({"username": "havnevakt", "messages": [
        {k: v for k, v in TELETHON.items() if k != "chat"}]}), [{**COUNTS, "source": "havnevakt"}]),
    Sample("Pyrogram: Telegram messages", "pyro.json", json.dumps([PYROGRAM]), [{**HAVN, **COUNTS}]),
    Sample(
        "4CAT: Telegram messages", "telegram.csv",
        sparse("id,thread_id,chat,author,author_username,author_name,author_is_bot,body,reply_to,views,forwards,reactions,"
               "timestamp,unix_timestamp,timestamp_edited,author_forwarded_from_name,entities_linked",
               {"id": "havnevakt-12", "thread_id": "havnevakt", "chat": "havnevakt", "body": FERRY, "views": 812,
                "forwards": 3, "timestamp": "2024-04-09 06:15:00", "unix_timestamp": 1712643300,
                "author_forwarded_from_name": "Brygga"}),
        [{**HAVN, **COUNTS, "source": "havnevakt"}],
    ),
    Sample(
        "minet: Telegram messages", "minet.csv",
        sparse("link_to_message,could_be_displayed,user,user_link,text,nb_hashtags,hashtags,views,datetime,edited",
               {"link_to_message": "https://t.me/havnevakt/12", "user": "Havnevakt", "user_link": "https://t.me/havnevakt",
                "text": WELL, "views": "1.2K", "datetime": "2024-04-09T06:15:00+00:00"}),
        [{**HAVN, "text": WELL, "views": 1200, "url": "https://t.me/havnevakt/12"}],
    ),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_messages_have_their_chat_and_point_to_what_they_forward(tmp_path, sample):
    check(tmp_path, sample)


def block(number: int, body: str, more: str = "", stamp: str = "09.04.2024 06:15:00 UTC+02:00") -> str:
    date = f'<div class="pull_right date details" title="{stamp}">06:15</div>'
    return (
        f'<div class="message default clearfix{more}" id="message{number}"><div class="body">{date}{body}</div></div>'
    )


PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Havnevakt </div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">9 April 2024</div></div>
<div class="message service" id="message7"><div class="body details">Channel «Havnevakt» created</div></div>
{block(8, f'<div class="from_name">Havnevakt </div><div class="text">{FERRY}<br>See <a href="https://a.example">it</a>.</div>')}
{block(9, '<div class="reply_to details">In reply to <a href="#go_to_message8">this message</a></div>'
          f'<div class="text">{WELL}</div><span class="reactions"><span class="count">5</span></span>', " joined")}
{block(10, '<div class="forwarded body"><div class="from_name">Brygga '
           '<span class="date details" title="08.04.2024 10:00:00">'
           f' 08.04.2024</span></div><div class="text">{FERRY_FR}</div></div>', " joined", "09.04.2024 07:00:01")}
{block(11, '<div class="media_wrap clearfix"><a class="photo_wrap" href="p.jpg"></a></div>', " joined")}
</div></div></div></body></html>"""  # fmt: skip


@pytest.mark.parametrize("chunk", [50, 1 << 18])
def test_saved_pages_of_messages_are_read_message_by_message(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr("filrouge.ingest.formats.telegram_pages._CHUNK", chunk)
    expected = [
        {**HAVN, "text": f"{FERRY}\nSee it.", "author": "Havnevakt", "doc_id": "Havnevakt/8"},
        {**HAVN, "text": WELL, "in_reply_to": "Havnevakt/8", "likes": 5},
        {**HAVN, "text": FERRY_FR, "repost_of": "Brygga"},
    ]
    check(tmp_path, Sample("Telegram Desktop: messages (HTML)", "messages.html", PAGE, expected, 2))


def test_a_chat_saved_in_several_pages_is_one_source(tmp_path):
    for name, text, number in (("messages.html", FERRY, 8), ("messages2.html", WELL, 1008)):
        (tmp_path / name).write_text(
            PAGE.replace(FERRY, text).replace('id="message8"', f'id="message{number}"'), "utf-8"
        )
    found = ingest([tmp_path])
    assert {row["source"] for row in found.documents.to_pylist()} == {"Havnevakt"}
    assert found.report.because == {"a service message": 2, "no text in it": 2}


def test_a_link_in_a_message_is_not_where_the_message_stands(tmp_path):
    message = {"id": 1, "type": "message", "date": "2024-04-09T06:15:00", "from": "Havnevakt", "from_id": "channel99",
               "text": f"{FERRY}\n\nOriginal article: https://avis.example/2024/04/01/ferry", "text_entities": []}  # fmt: skip
    chat = {"name": "Havnevakt", "type": "public_channel", "id": 99, "messages": [message]}
    (tmp_path / "result.json").write_text(json.dumps(chat), "utf-8")
    (document,) = ingest([tmp_path / "result.json"]).documents.to_pylist()
    assert (document["url"], document["source"], f"{document['published']:%Y-%m-%d}") == (
        None,
        "Havnevakt",
        "2024-04-09",
    )
