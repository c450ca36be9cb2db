"""What minet writes of platforms that other tools write differently."""

import pytest

from tests.unit.ingest.profiles.samples import FERRY, WELL, Sample, check, sparse

DAY = {"day": "2024-04-09"}
HAVN = {**DAY, "source": "Havnevakt", "text": FERRY}
REDDIT = "https://old.reddit.com/r/skarholm/comments/1a/ferry/"

SAMPLES = [
    Sample("minet: Instagram posts", "instagram.csv",
           sparse("username,full_name,is_verified,id,media_type,shortcode,url,caption,like_count,comment_count,"
                  "taken_at_timestamp,utc_time",
                  {"username": "havn", "full_name": "Havnevakt", "id": 5, "shortcode": "AbC", "caption": FERRY, "like_count": 12,
                   "url": "https://www.instagram.com/p/AbC/", "taken_at_timestamp": 1712643300, "utc_time": "2024-04-09T06:15:00"}),
           [{**HAVN, "account": "havn", "platform": "Instagram", "likes": 12}]),
    Sample("minet: comments on Instagram", "instagram_comments.csv",
           sparse("id,parent_id,text,comment_like_count,child_comment_count,created_at_utc,utc_time,username,user_full_name",
                  {"id": 7, "parent_id": 5, "text": WELL, "comment_like_count": 0, "created_at_utc": 1712643300,
                   "utc_time": "2024-04-09T06:15:00", "username": "bo", "user_full_name": "Bo Lind"}),
           [{**DAY, "source": "Bo Lind", "kind": "comment", "text": WELL, "in_reply_to": "5", "likes": 0}]),
    Sample("minet: TikTok videos", "tiktok.csv",
           sparse("id,description,timestamp,utc_time,author_unique_id,author_nickname,author_signature,music_title,digg_count",
                  {"id": 71, "description": FERRY, "timestamp": 1712643300, "utc_time": "2024-04-09T06:15:00", "digg_count": 12,
                   "author_unique_id": "havn", "author_nickname": "Havnevakt", "author_signature": "All about the harbour"}),
           [{**HAVN, "account": "havn", "likes": 12, "platform": "TikTok"}]),
    Sample("minet: Bluesky posts", "bluesky.csv",
           sparse("cid,did,uri,url,user_did,user_handle,user_display_name,user_created_at,timestamp_utc,local_time,text,"
                  "repost_count,reply_count,like_count",
                  {"cid": "b1", "uri": "at://x/3k1", "url": "https://bsky.app/profile/havn.example/post/3k1", "like_count": 30,
                   "user_handle": "havn.example", "user_display_name": "Havnevakt", "user_created_at": "2023-05-01T00:00:00",
                   "timestamp_utc": 1712643300, "local_time": "2024-04-09T08:15:00", "text": FERRY}),
           [{**HAVN, "account": "havn.example", "platform": "Bluesky", "likes": 30}]),
    Sample("minet: CrowdTangle posts", "crowdtangle.csv",
           sparse("ct_id,id,platform,type,message,date,datetime,updated,post_url,actual_like_count,account_id,account_name,"
                  "account_handle",
                  {"ct_id": "1|2", "id": "9_1", "platform": "Facebook", "message": FERRY, "date": "2024-04-09",
                   "datetime": "2024-04-09 06:15:00", "updated": "2024-06-01 00:00:00", "actual_like_count": 12,
                   "post_url": "https://www.facebook.com/9/posts/1", "account_name": "Havnevakt", "account_handle": "havn"}),
           [{**HAVN, "account": "havn", "platform": "Facebook", "likes": 12}]),
    Sample("minet: comments on Facebook", "facebook_comments.csv",
           sparse("id,fbid,depth,parent_id,author_name,author_url,created_time,text,reactions,replies",
                  {"id": "c1", "fbid": 9, "depth": 0, "author_name": "Bo Lind", "created_time": 1712643300, "text": WELL,
                   "reactions": 3, "replies": 0}),
           [{**DAY, "source": "Bo Lind", "kind": "comment", "platform": "Facebook", "likes": 3, "comments": 0}]),
    Sample("minet: YouTube videos", "youtube_search.csv",
           sparse("video_id,title,published_at,description,channel_id,channel_title,default_language",
                  {"video_id": "v1", "title": "Ferry", "published_at": "2024-04-09T06:15:00Z", "description": FERRY,
                   "channel_title": "Havn TV"}),
           [{**DAY, "source": "Havn TV", "platform": "YouTube", "kind": "video", "text": FERRY}]),
    Sample("minet: Reddit posts", "reddit.csv",
           sparse("title,url,author,author_text,scraped_points,approximated_points,number_comments,published_date,external_link",
                  {"title": "Ferry", "url": REDDIT, "author": "bo", "author_text": FERRY, "scraped_points": "1.2k",
                   "approximated_points": 1200, "number_comments": 4, "published_date": "2024-04-09T06:15:00+00:00"},
                  {"title": "Only a title", "url": REDDIT, "published_date": "2024-04-09T07:15:00+00:00"}),
           [{**DAY, "source": "r/skarholm", "title": "Ferry", "text": FERRY, "likes": 1200, "comments": 4},
            {"kind": "headline", "text": "Only a title"}]),
    Sample("minet: comments on Reddit", "reddit_comments.csv",
           sparse("comment_url,author,id,parent,points,published_date,comment,error",
                  {"comment_url": REDDIT + "c1/", "author": "bo", "id": "c1", "parent": "c0", "points": 3, "comment": WELL,
                   "published_date": "2024-04-09T06:15:00+00:00"}),
           [{**DAY, "source": "r/skarholm", "author": "bo", "kind": "comment", "in_reply_to": "c0"}]),
    Sample("minet: comments of an account on Reddit", "reddit_user.csv",
           sparse("post_title,post_author,post_subreddit,points,published_date,text,comment_url,error",
                  {"post_title": "Ferry", "post_author": "al", "post_subreddit": "r/skarholm", "points": 3, "text": WELL,
                   "published_date": "2024-04-09T06:15:00+00:00", "comment_url": REDDIT + "c1/"}),
           [{**DAY, "source": "r/skarholm", "kind": "comment", "text": WELL, "in_reply_to": None,
             "post_title": "Ferry"}]),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_posts_have_their_account_or_community_and_day(tmp_path, sample):
    check(tmp_path, sample)
