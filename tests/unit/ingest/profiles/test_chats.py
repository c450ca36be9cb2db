"""Chats of messengers, in the forms their exports have."""

import json
from pathlib import Path

import pytest

from tests.unit.ingest.profiles.samples import FERRY, FERRY_FR, WELL, Sample, check, sparse
from tests.unit.reading import ingest


def discord(number: int, text: str, kind: str = "Default") -> dict[str, object]:
    author = {"id": "47", "name": "ida", "discriminator": "0000", "nickname": "Ida Brandt", "isBot": False}
    return {"id": str(number), "type": kind, "timestamp": "2024-04-09T06:15:00.123+02:00", "timestampEdited": None,
            "isPinned": False, "content": text, "author": author, "attachments": [], "reactions": []}  # fmt: skip


def slack(text: str, **more: str) -> dict[str, object]:
    who = {"real_name": "Ida Brandt", "name": "ida.b"}
    return {"type": "message", "text": text, "user": "U1", "ts": "1712643300.000100", "user_profile": who, **more}


SAID = {"day": "2024-04-09", "source": "Ida Brandt", "text": FERRY, "kind": "post"}
SAMPLES = [
    Sample("Discord: messages (DiscordChatExporter)", "quay.json",
           json.dumps({"guild": {"id": "1", "name": "Skarholm"}, "channel": {"id": "2", "name": "quay"},
                       "messages": [discord(1, FERRY), discord(2, "Joined the server.", "GuildMemberJoin")],
                       "messageCount": 2}),
           [{**SAID, "platform": "Discord"}], n_rejected=1),
    Sample("Discord: messages (DiscordChatExporter)", "quay.csv",
           sparse("AuthorID,Author,Date,Content,Attachments,Reactions",
                  {"Author": "ida", "Date": "2024-04-09T06:15:00.1230000+02:00", "Content": FERRY}),
           [{**SAID, "source": "ida", "platform": "Discord"}]),
    Sample("Slack: messages", "2024-04-09.json",
           json.dumps([slack(FERRY), slack("<@U1> has joined the channel", subtype="channel_join")]),
           [{**SAID, "platform": "Slack"}], n_rejected=1),
    Sample("Signal: messages", "signal.csv",
           sparse("thread_id,message_id,sender,date_sent,date_received,body,type",
                  {"thread_id": "1", "message_id": "5", "sender": "Ida Brandt", "date_sent": "1712643300123",
                   "body": FERRY}),
           [{**SAID, "platform": "Signal"}]),
    Sample("", "chat.csv", sparse("Date,Time,Author,Message", {"Date": "2024-04-09", "Author": "Ida Brandt",
           "Message": FERRY}, {"Date": "2024-04-10", "Author": "Bo Lind", "Message": WELL}),
           [{"day": "2024-04-09", "source": "Ida Brandt", "text": FERRY},
            {"day": "2024-04-10", "source": "Bo Lind", "text": WELL}]),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.file for sample in SAMPLES])
def test_who_writes_is_the_source_and_notices_are_rejected(tmp_path: Path, sample: Sample):
    check(tmp_path, sample)


@pytest.mark.parametrize(
    ("form", "notice", "days"),
    [
        (
            "{0}, 14:22 - {1}",
            "Messages and calls are end-to-end encrypted.",
            ["09/04/2024", "10/04/2024", "02/05/2024"],
        ),
        ("{0}, 2:22\u202fPM - {1}", 'Ida Brandt created group "Quay"', ["4/9/24", "4/10/24", "5/2/24"]),
        ("[{0}, 14:22:10] {1}", "Ida Brandt: \u200eBild weggelassen", ["09.04.24", "10.04.24", "02.05.24"]),
    ],
)
def test_a_chat_of_whatsapp_is_read_message_by_message(tmp_path: Path, form: str, notice: str, days: list[str]):
    said = [f"Ida Brandt: {FERRY}", f"Bo Lind: {WELL}\nEin zweiter Absatz: mit Doppelpunkt.", f"Ida Brandt: {FERRY_FR}"]
    lines = [form.format(days[0], notice)]
    lines += [form.format(day, what) for day, what in zip(days, said, strict=True)]
    lines.append(form.format(days[2], "Bo Lind: <Media omitted>"))
    (tmp_path / "chat.txt").write_text("\n".join(lines), "utf-8")
    read = ingest([tmp_path / "chat.txt"])
    documents = read.documents.to_pylist()
    assert [one["published"].date().isoformat() for one in documents] == ["2024-04-09", "2024-04-10", "2024-05-02"]
    assert [one["source"] for one in documents] == ["Ida Brandt", "Bo Lind", "Ida Brandt"]
    assert read.texts["text"].to_pylist()[1] == said[1].removeprefix("Bo Lind: ")
    (file,) = read.report.files
    assert (file.profile, file.n_rejected) == ("WhatsApp: messages of a chat", 2)


def test_a_log_with_times_is_no_chat(tmp_path: Path):
    (tmp_path / "log.txt").write_text(f"{FERRY}\n\n12/04/2024, 14:22 - {WELL}\n{FERRY_FR}", "utf-8")
    assert ingest([tmp_path / "log.txt"]).report.files[0].profile == ""
