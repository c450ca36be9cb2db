import json

import pytest

from tests.unit.ingest.profiles.samples import FERRY, FERRY_FR, WELL, Sample, check, lines, sparse

NAME = {"source": "Havnevakt", "day": "2024-04-09"}
STAMP = {"timestamp": "2024-04-09 06:15:00", "unix_timestamp": 1712643300}


def on(platform: str, kind: str = "post") -> dict[str, object]:
    return {**NAME, "platform": platform, "kind": kind}


FACEBOOK = (
    "{who},User Name,Facebook Id,Page Category,Page Admin Top Country,Page Description,Page Created,Likes at Posting,"
    "Followers at Posting,Post Created,Post Created Date,Post Created Time,Type,Total Interactions,Likes,Comments,Shares,"
    "Love,Wow,Haha,Sad,Angry,Care,Post Views,Total Views,URL,Message,Link,Final Link,Image Text,Link Text,Description"
)
FB_POST = {
    "User Name": "havnevakt", "Facebook Id": 99, "Page Description": "All about the harbour.", "Likes": "1,234",
    "Page Created": "2011-02-03 10:00:00", "Post Created": "2024-04-09 06:15:00 CEST", "Post Created Date": "2024-04-09",
    "Shares": 7, "URL": "https://www.facebook.com/99/posts/5", "Message": FERRY, "Link": "https://avis.example/a",
    "Description": "The link's own words.", "Total Views": 0,
}  # fmt: skip
LIBRARY = {
    "id": "5", "mcl_url": "https://www.facebook.com/x?id=5", "text": FERRY, "creation_time": "2024-04-09T06:15:00+00:00",
    "modified_time": "2024-05-01T06:15:00+00:00", "lang": "en", "content_type": "posts",
    "post_owner": {"type": "page", "id": "99", "name": "Havnevakt", "username": "havnevakt"},
    "statistics": {"like_count": 12, "comment_count": 3, "share_count": 1, "views": 900},
    "link_attachment": {"link": "https://avis.example", "name": "Chain"},
}  # fmt: skip
SKY = {
    "uri": "at://did:plc:1/app.bsky.feed.post/3k1", "cid": "b1", "indexedAt": "2024-04-09T06:15:03.000Z",
    "author": {"did": "did:plc:1", "handle": "havn.example", "displayName": "Havnevakt"},
    "record": {"$type": "app.bsky.feed.post", "createdAt": "2024-04-09T06:15:00.000Z", "langs": ["en"], "text": FERRY},
    "replyCount": 1, "repostCount": 2, "likeCount": 30,
}  # fmt: skip
STREAM = {
    "did": "did:plc:1", "time_us": 1712643300000000, "kind": "commit",
    "commit": {"rev": "3k", "operation": "create", "collection": "app.bsky.feed.post", "rkey": "3k1", "cid": "b1",
               "record": SKY["record"]},
}  # fmt: skip
LIKE = {**STREAM, "commit": {**STREAM["commit"], "collection": "app.bsky.feed.like",
                             "record": {"subject": {"uri": "at://x"}, "createdAt": "2024-04-09T06:15:00.000Z"}}}  # fmt: skip
TOOT = {
    "id": "7", "created_at": "2024-04-09T06:15:00.000Z", "uri": "https://tarn.example/users/havn/statuses/7",
    "url": "https://tarn.example/@havn/7", "content": f"<p>{FERRY}</p><p>Second.</p>", "language": "en", "reblog": None,
    "account": {"id": "1", "username": "havn", "acct": "havn@tarn.example", "display_name": "Havnevakt", "note": "<p>x</p>"},
    "reblogs_count": 2, "favourites_count": 5, "replies_count": 0, "in_reply_to_id": None, "media_attachments": [],
}  # fmt: skip
BOOST = {**TOOT, "id": "8", "uri": "https://fen.example/users/bo/statuses/8/activity", "content": "", "reblog": TOOT,
         "account": {"username": "bo", "acct": "bo@fen.example", "display_name": "Bo"}}  # fmt: skip
OUTBOX = {
    "@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection", "totalItems": 2,
    "orderedItems": [
        {"id": "https://tarn.example/users/havn/statuses/7/activity", "type": "Create",
         "actor": "https://tarn.example/users/havn", "published": "2024-04-09T06:15:00Z",
         "object": {"id": "https://tarn.example/users/havn/statuses/7", "type": "Note", "summary": None, "inReplyTo": None,
                    "published": "2024-04-09T06:15:00Z", "attributedTo": "https://tarn.example/users/havn",
                    "content": f"<p>{FERRY}</p>", "url": "https://tarn.example/@havn/7"}},
        {"id": "https://tarn.example/users/havn/statuses/9/activity", "type": "Announce",
         "actor": "https://tarn.example/users/havn", "published": "2024-04-10T06:15:00Z",
         "object": "https://fen.example/users/bo/statuses/1"},
    ],
}  # fmt: skip
REDDIT = {"id": "a1", "name": "t3_a1", "subreddit": "skarholm", "author": "havnevakt", "created_utc": 1712643300,
          "title": "Ferry stays in port", "selftext": FERRY, "score": 12, "num_comments": 3,
          "permalink": "/r/skarholm/comments/a1/x/", "url": "https://avis.example/a"}  # fmt: skip
COMMENT = {"id": "c1", "subreddit": "skarholm", "author": "bo", "created_utc": "1712643300", "body": WELL, "score": 2,
           "parent_id": "t3_a1", "link_id": "t3_a1"}  # fmt: skip
ON_REDDIT = {"source": "r/skarholm", "day": "2024-04-09", "platform": "Reddit"}
VK = {"id": 5, "owner_id": -99, "from_id": -99, "date": 1712643300, "text": FERRY, "likes": {"count": 4}, "reposts":
      {"count": 1}, "comments": {"count": 2}, "views": {"count": 300}, "post_type": "post"}  # fmt: skip

SAMPLES = [
    Sample("CrowdTangle: Facebook posts", "pages.csv",
           sparse(FACEBOOK.format(who="Page Name"), {**FB_POST, "Page Name": "Havnevakt"},
                  {**FB_POST, "Page Name": "Havnevakt", "Message": "", "URL": "https://www.facebook.com/99/posts/6"}),
           [{**on("Facebook"), "text": FERRY, "likes": 1234, "shares": 7, "comments": None, "views": 0,
             "url": "https://www.facebook.com/99/posts/5"}, {"text": "The link's own words."}]),
    Sample("CrowdTangle: posts in Facebook groups", "groups.csv",
           sparse(FACEBOOK.format(who="Group Name"), {**FB_POST, "Group Name": "Havnevakt"}),
           [{**on("Facebook"), "text": FERRY}]),
    Sample("CrowdTangle: Instagram posts", "insta.csv",
           sparse("Account,User Name,Followers at Posting,Post Created,Post Created Date,Type,Total Interactions,Likes,"
                  "Comments,Views,URL,Link,Photo,Title,Description,Image Text",
                  {"Account": "Havnevakt", "User Name": "havn", "Post Created": "2024-04-09 06:15:00 CEST", "Likes": 10,
                   "URL": "https://www.instagram.com/p/A/", "Description": FERRY}),
           [{**on("Instagram"), "account": "havn", "text": FERRY, "likes": 10}]),
    Sample("Meta Content Library: posts", "library.json", json.dumps({"data": [LIBRARY], "paging": {"next": "x"}}),
           [{**on("Facebook"), "text": FERRY, "likes": 12, "views": 900, "account": "havnevakt"}]),
    Sample("Meta Content Library: posts", "library.csv",
           sparse("id,mcl_url,text,creation_time,lang,post_owner_type,post_owner_name,post_owner_username,statistics_like_count",
                  {"id": 6, "mcl_url": "https://www.instagram.com/x?id=6", "text": FERRY, "post_owner_type": "IG_BUSINESS",
                   "creation_time": "2024-04-09T06:15:00+00:00", "post_owner_name": "Havnevakt",
                   "statistics_like_count": 12}),
           [{**on("Instagram"), "likes": 12}]),
    Sample("Instagram: posts as its pages load them (Zeeschuimer)", "ig.ndjson",
           lines({"item_id": "5", "source_platform": "instagram.com", "source_url": "https://www.instagram.com/havn",
                  "data": {"code": "Cx1", "pk": "5", "taken_at": 1712643300, "like_count": 5, "comment_count": 1,
                           "user": {"username": "havn", "full_name": "Havnevakt"}, "caption": {"text": FERRY, "pk": "1"}}}),
           [{**on("Instagram"), "text": FERRY, "account": "havn", "likes": 5, "url": "https://www.instagram.com/p/Cx1/"}]),
    Sample("4CAT: Instagram posts", "ig4cat.csv",
           sparse("id,thread_id,parent_id,url,body,author,author_fullname,verified,timestamp,unix_timestamp,num_likes,num_comments",
                  {"id": "Cx1", "thread_id": "Cx1", "body": FERRY, "author": "havn", "author_fullname": "Havnevakt", **STAMP}),
           [{**on("Instagram"), "account": "havn", "text": FERRY}]),
    Sample("Bluesky: posts of its service", "feed.json",
           json.dumps({"feed": [{"post": SKY}, {"post": SKY, "reason": {
               "$type": "app.bsky.feed.defs#reasonRepost", "by": {"handle": "bo.example", "displayName": "Bo"}}}]}),
           [{**on("Bluesky"), "text": FERRY, "likes": 30, "shares": 2, "comments": 1, "account": "havn.example",
             "url": "https://bsky.app/profile/havn.example/post/3k1"},
            {"source": "Bo", "account": "bo.example", "text": FERRY, "repost_of": SKY["uri"]}]),
    Sample("Bluesky: records of its stream", "stream.jsonl", lines(STREAM, LIKE),
           [{"source": "did:plc:1", "platform": "Bluesky", "text": FERRY, "day": "2024-04-09"}], 1),
    Sample("4CAT: Bluesky posts", "sky4cat.csv",
           sparse("collected_at,id,thread_id,created_at,author,author_id,body,link,like_count,reply_count,repost_count,"
                  "languages,author_display_name,timestamp",
                  {"collected_at": "2024-06-01", "id": "at://1", "thread_id": "at://1", "author": "havn.example", "body": FERRY,
                   "created_at": "2024-04-09T06:15:00.000Z", "link": "https://bsky.app/profile/havn.example/post/1",
                   "author_display_name": "Havnevakt", "like_count": 30}),
           [{**on("Bluesky"), "account": "havn.example", "likes": 30}]),
    Sample("Mastodon: posts of its service", "toots.json", json.dumps([TOOT, BOOST]),
           [{**on("Mastodon"), "text": f"{FERRY}\n\nSecond.", "shares": 2, "likes": 5, "comments": 0},
            {"source": "Bo", "repost_of": TOOT["uri"], "text": f"{FERRY}\n\nSecond."}]),
    Sample("Mastodon: archive of an account (ActivityPub)", "outbox.json", json.dumps(OUTBOX),
           [{"source": "@havn@tarn.example", "text": FERRY, "day": "2024-04-09", "platform": "Mastodon"}], 1),
    Sample("Reddit: posts", "RS.jsonl", lines(REDDIT, {**REDDIT, "id": "a2", "name": "t3_a2", "selftext": "[removed]"}),
           [{**ON_REDDIT, "kind": "post", "text": FERRY, "account": "havnevakt", "likes": 12, "comments": 3},
            {"kind": "headline", "text": "Ferry stays in port"}]),
    Sample("Reddit: posts", "listing.json",
           json.dumps({"kind": "Listing", "data": {"after": "x", "children": [{"kind": "t3", "data": REDDIT}]}}),
           [{**ON_REDDIT, "text": FERRY, "title": "Ferry stays in port"}]),
    Sample("Reddit: comments", "RC.jsonl", lines(COMMENT, {**COMMENT, "id": "c2", "body": "[deleted]"}),
           [{**ON_REDDIT, "kind": "comment", "text": WELL, "in_reply_to": "t3_a1", "account": "bo"}], 1),
    Sample("4CAT: Reddit posts and comments", "reddit4cat.csv",
           sparse("id,thread_id,timestamp,unix_timestamp,body,subject,author,subreddit,score,num_comments,parent",
                  {"id": "c1", "thread_id": "a1", "body": WELL, "author": "bo", "subreddit": "skarholm", **STAMP}),
           [{**ON_REDDIT, "text": WELL, "account": "bo"}]),
    Sample("VK: posts of its service", "wall.json",
           json.dumps({"response": {"count": 1, "items": [VK], "groups": [
               {"id": 99, "name": "Havnevakt", "screen_name": "havn"}], "profiles": []}}),
           [{**on("VK"), "text": FERRY, "likes": 4, "shares": 1, "comments": 2, "views": 300,
             "url": "https://vk.com/wall-99_5"}]),
    Sample("4CAT: posts on boards (4chan, 8kun)", "pol.csv",
           sparse("thread_id,id,timestamp,body,subject,author,country_name,image_file,board,unix_timestamp",
                  {"thread_id": 1, "id": 2, "body": FERRY_FR, "author": "Anonymous", "board": "skar", **STAMP}),
           [{"source": "/skar/", "text": FERRY_FR, "in_reply_to": "1", "day": "2024-04-09"}]),
    Sample("4CAT: posts", "truth.csv",
           sparse("id,thread_id,timestamp,unix_timestamp,body,author,author_display_name,url,likes,reposts,replies",
                  {"id": 3, "thread_id": 3, "body": WELL, "author": "havn", "author_display_name": "Havnevakt", "likes": 3,
                   "url": "https://truthsocial.com/@havn/3", **STAMP}),
           [{**NAME, "kind": "post", "text": WELL, "account": "havn", "likes": 3, "shares": None}]),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_posts_have_their_account_day_and_counts(tmp_path, sample):
    check(tmp_path, sample)


def test_posts_of_another_platform_of_that_kind_name_it(tmp_path):
    truth = {**TOOT, "url": "https://truthsocial.com/@havn/1"}
    check(tmp_path, Sample("Mastodon: posts of its service", "truths.json", json.dumps([truth]), [on("Truth Social")]))
