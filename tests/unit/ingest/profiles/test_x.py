import json

import pytest

from tests.unit.ingest.profiles.samples import FERRY, FERRY_FR, Sample, check, lines, sparse

V1 = {
    "created_at": "Tue Apr 09 08:15:00 +0000 2024", "id": 17, "id_str": "17", "full_text": FERRY, "lang": "en",
    "user": {"id_str": "5", "screen_name": "havnevakt", "name": "Havnevakt"}, "retweet_count": 4, "favorite_count": 9,
    "in_reply_to_status_id_str": None, "entities": {"urls": []}, "source": "<a href='https://x.example'>App</a>",
}  # fmt: skip
V1_REPOST = {
    **V1, "id": 18, "id_str": "18", "full_text": f"RT @havnevakt: {FERRY[:60]}…",
    "user": {"id_str": "6", "screen_name": "bo", "name": "Bo"}, "retweeted_status": V1,
}  # fmt: skip
V2 = {
    "id": "21", "author_id": "5", "text": FERRY, "created_at": "2024-04-09T08:15:00.000Z", "lang": "en",
    "public_metrics": {"retweet_count": 1, "reply_count": 0, "like_count": 3, "quote_count": 0, "impression_count": 70},
}  # fmt: skip
V2_REPOST = {
    "id": "22", "author_id": "6", "text": f"RT @havnevakt: {FERRY[:50]}…", "created_at": "2024-04-10T08:15:00.000Z",
    "referenced_tweets": [{"type": "retweeted", "id": "21"}],
}  # fmt: skip
V2_PAGE = {
    "data": [V2, V2_REPOST],
    "includes": {
        "users": [{"id": "5", "username": "havnevakt", "name": "Havnevakt"},
                  {"id": "6", "username": "bo", "name": "Bo"}],
        "tweets": [V2],
    },
    "meta": {"result_count": 2, "newest_id": "22"},
}  # fmt: skip
WEB = {
    "nav_index": "1_0_0", "item_id": "31", "timestamp_collected": 1712700000000, "source_platform": "twitter.com",
    "source_url": "https://x.com/search", "user_agent": "Mozilla",
    "data": {
        "__typename": "Tweet", "rest_id": "31", "views": {"count": "812"},
        "core": {"user_results": {"result": {"legacy": {"screen_name": "havnevakt", "name": "Havnevakt"}}}},
        "legacy": {"full_text": FERRY, "created_at": "Tue Apr 09 08:15:00 +0000 2024", "lang": "en", "id_str": "31",
                   "retweet_count": 4, "favorite_count": 9, "reply_count": 2, "entities": {}},
    },
}  # fmt: skip
HAVN = {"source": "Havnevakt", "account": "havnevakt", "platform": "X", "kind": "post", "day": "2024-04-09"}
BO = {"source": "Bo", "account": "bo", "text": FERRY}

SAMPLES = [
    Sample(
        "X: posts of its service, version 1.1", "tweets.jsonl", lines(V1, V1_REPOST),
        [{**HAVN, "text": FERRY, "shares": 4, "likes": 9, "repost_of": None, "views": None,
          "url": "https://x.com/havnevakt/status/17"}, {**BO, "repost_of": "17"}],
    ),
    Sample(
        "X: posts of its service, version 1.1", "search.json",
        json.dumps({"statuses": [V1], "search_metadata": {"n": 1}}),
        [{**HAVN, "text": FERRY}],
    ),
    Sample(
        "X: posts of its service, version 2", "page.json", json.dumps(V2_PAGE),
        [{**HAVN, "text": FERRY, "shares": 1, "likes": 3, "comments": 0, "views": 70}, {**BO, "repost_of": "21"}],
    ),
    Sample(
        "X: posts of its service, version 2", "pages.jsonl", lines(V2_PAGE),
        [{**HAVN, "text": FERRY}, {**BO, "repost_of": "21", "day": "2024-04-10"}],
    ),
    Sample(
        "X: archive of an account", "data/tweets.js",
        "window.YTD.tweets.part0 = " + json.dumps([
            {"tweet": {name: value for name, value in V1.items() if name != "user"}},
            {"tweet": {"id_str": "19", "created_at": "Wed Apr 10 08:15:00 +0000 2024", "entities": {}, "lang": "fr",
                       "full_text": f"RT @brygga: {FERRY_FR}"}},
        ], indent=1),
        [{"day": "2024-04-09", "text": FERRY, "source": "x.com", "likes": 9}, {"repost_of": "@brygga"}],
    ),
    Sample(
        "X: archive of an account", "data/tweet.js",
        "window.YTD.tweet.part0 = " + json.dumps([{name: value for name, value in V1.items() if name != "user"}]),
        [{"day": "2024-04-09", "text": FERRY, "platform": "X"}],
    ),
    Sample(
        "X: posts as its pages load them (Zeeschuimer)", "zeeschuimer.ndjson", lines(WEB, WEB | {"item_id": "32"}),
        [{**HAVN, "text": FERRY, "likes": 9, "comments": 2, "views": 812}],
    ),
    Sample(
        "4CAT: posts on X", "twitterv2.csv",
        sparse(
            "id,thread_id,timestamp,unix_timestamp,link,subject,body,author,author_fullname,author_id,source,"
            "language_guess,possibly_sensitive,retweet_count,reply_count,like_count,quote_count,is_retweet",
            {"id": 41, "thread_id": 41, "timestamp": "2024-04-09 08:15:00", "unix_timestamp": 1712650500, "body": FERRY,
             "link": "https://twitter.com/havnevakt/status/41", "author": "havnevakt", "author_fullname": "Havnevakt",
             "source": "Twitter for iPhone", "language_guess": "en", "retweet_count": 4, "like_count": 9},
        ),
        [{**HAVN, "text": FERRY, "shares": 4, "likes": 9, "comments": None, "language": "en"}],
    ),
    Sample("DMI-TCAT: posts on X", "tcat.csv",
        sparse("id,time,created_at,from_user_name,text,filter_level,retweet_count,favorite_count,lang,in_reply_to_status_id,"
               "from_user_realname,from_user_description,from_user_created_at",
               {"id": "9", "time": 1712643300, "created_at": "2024-04-09 06:15:00", "from_user_name": "havn", "text": FERRY,
                "retweet_count": 1, "lang": "en", "from_user_realname": "Havnevakt", "from_user_description": "All about it",
                "from_user_created_at": "2017-02-04 19:04:48"}),
        [{"day": "2024-04-09", "source": "Havnevakt", "account": "havn", "platform": "X", "text": FERRY, "shares": 1}]),
    Sample(
        "minet: posts on X", "scraped.csv",
        sparse(
            "query,id,timestamp_utc,local_time,user_screen_name,text,possibly_sensitive,retweet_count,like_count,reply_count,"
            "impression_count,lang,to_username,to_tweetid,source_name,source_url,user_name,retweeted_id,quoted_id",
            {"query": "ferry", "id": 51, "timestamp_utc": 1712650500, "local_time": "2024-04-09T10:15:00",
             "user_screen_name": "havnevakt", "text": FERRY, "like_count": 9, "user_name": "Havnevakt",
             "source_name": "Twitter Web App", "source_url": "https://mobile.twitter.com"},
        ),
        [{**HAVN, "text": FERRY, "likes": 9, "shares": None}],
    ),
    Sample(
        "X: posts as twarc 1 tables have them", "twarc1.csv",
        sparse(
            "id,tweet_url,created_at,parsed_created_at,user_screen_name,text,tweet_type,hashtags,retweet_count,user_name,source",
            {"id": 61, "tweet_url": "https://twitter.com/havnevakt/status/61", "text": FERRY, "user_name": "Havnevakt",
             "created_at": "Tue Apr 09 08:15:00 +0000 2024", "parsed_created_at": "2024-04-09 08:15:00+00:00",
             "user_screen_name": "havnevakt", "retweet_count": 4},
        ),
        [{**HAVN, "text": FERRY, "shares": 4}],
    ),
    Sample(
        "Twint: posts on X", "twint.csv",
        sparse(
            "id,conversation_id,created_at,date,time,timezone,user_id,username,name,place,tweet,language,replies_count,"
            "retweets_count,likes_count,hashtags,link,retweet,source",
            {"id": 71, "created_at": "2024-04-09 08:15:00 UTC", "date": "2024-04-09", "time": "08:15:00",
             "username": "havnevakt", "name": "Havnevakt", "tweet": FERRY, "language": "en", "replies_count": 2,
             "retweets_count": 4, "likes_count": 9, "link": "https://twitter.com/havnevakt/status/71"},
        ),
        [{**HAVN, "text": FERRY, "shares": 4, "likes": 9, "comments": 2}],
    ),
    Sample(
        "snscrape: posts on X", "snscrape.jsonl",
        lines({"_type": "snscrape.modules.twitter.Tweet", "url": "https://twitter.com/havnevakt/status/81", "id": 81,
               "date": "2024-04-09T08:15:00+00:00", "rawContent": FERRY, "renderedContent": FERRY, "replyCount": 2,
               "user": {"_type": "User", "username": "havnevakt", "displayname": "Havnevakt"}, "retweetCount": 4,
               "likeCount": 9, "lang": "en", "retweetedTweet": None, "sourceLabel": "Twitter Web App"}),
        [{**HAVN, "text": FERRY, "shares": 4, "likes": 9, "comments": 2}],
    ),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_posts_on_x_have_their_account_day_and_counts(tmp_path, sample):
    check(tmp_path, sample)
