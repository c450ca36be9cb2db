import json

import pytest

from tests.unit.ingest.profiles.samples import FERRY, FERRY_FR, WELL, Sample, check, lines, sparse

DAY = {"day": "2024-04-09"}
TIKTOK = {**DAY, "source": "Havnevakt", "account": "havn", "platform": "TikTok", "kind": "video", "text": FERRY}
COUNTS = {"likes": 12, "shares": 3, "comments": 2, "views": 900}
TUBE = {**DAY, "source": "Havn TV", "platform": "YouTube", "kind": "video", "title": "Ferry stays in port"}
SAID = {**DAY, "platform": "YouTube", "kind": "comment", "source": "bo", "text": WELL, "likes": 4}
SNIPPET = {"publishedAt": "2024-04-09T06:15:00Z", "channelId": "UC1", "title": "Ferry stays in port", "description": FERRY,
           "thumbnails": {"default": {"url": "https://i.example/a.jpg"}}, "channelTitle": "Havn TV"}  # fmt: skip
WROTE = {"textDisplay": f"<b>{WELL}</b>", "textOriginal": WELL, "authorDisplayName": "bo", "likeCount": 4,
         "publishedAt": "2024-04-09T06:15:00Z", "updatedAt": "2024-05-09T06:15:00Z", "videoId": "v1"}  # fmt: skip

SAMPLES = [
    Sample("TikTok: videos of its Research API", "research.json",
           json.dumps({"data": {"cursor": 1, "has_more": False, "videos": [
               {"id": 71, "username": "havn", "create_time": 1712643300, "video_description": FERRY, "region_code": "NO",
                "share_count": 3, "view_count": 900, "like_count": 12, "comment_count": 2, "music_id": 1}]}, "error": {}}),
           [{**TIKTOK, **COUNTS, "source": "havn", "url": "https://www.tiktok.com/@havn/video/71"}]),
    Sample("TikTok: videos of its Research API", "research.csv",
           sparse("video_id,author_name,view_count,region_code,create_time,video_description,hashtag_names,video_url",
                  {"video_id": 71, "author_name": "havn", "create_time": "2024-04-09 06:15:00", "video_description": FERRY,
                   "view_count": 900}),
           [{**TIKTOK, "source": "havn", "views": 900}]),
    Sample("TikTok: videos as its pages load them (Zeeschuimer)", "tiktok.ndjson",
           lines({"item_id": "71", "source_platform": "tiktok.com", "source_url": "https://www.tiktok.com/tag/x", "data": {
               "id": "71", "desc": FERRY, "createTime": 1712643300, "author": {"uniqueId": "havn", "nickname": "Havnevakt"},
               "stats": {"diggCount": 12, "shareCount": 3, "commentCount": 2, "playCount": 900}, "music": {"title": "x"}}}),
           [{**TIKTOK, **COUNTS}]),
    Sample("4CAT: TikTok videos", "tiktok4cat.csv",
           sparse("collected_from_url,id,thread_id,author,author_full,body,timestamp,unix_timestamp,tiktok_url,likes,comments,"
                  "shares,plays,hashtags",
                  {"id": 71, "thread_id": 71, "author": "havn", "author_full": "Havnevakt", "body": FERRY, "likes": 12,
                   "timestamp": "2024-04-09 06:15:00", "comments": 2, "shares": 3, "plays": 900}),
           [{**TIKTOK, **COUNTS}]),
    Sample("minet: TikTok videos", "minet_tiktok.csv",
           sparse("query,id,description,create_time,author_id,author_unique_id,author_nickname,digg_count,share_count,"
                  "comment_count,play_count",
                  {"id": 71, "description": FERRY, "create_time": "2024-04-09T06:15:00", "author_unique_id": "havn",
                   "author_nickname": "Havnevakt", "digg_count": 12, "share_count": 3, "comment_count": 2, "play_count": 900}),
           [{**TIKTOK, **COUNTS}]),
    Sample("YouTube Data Tools: videos", "videolist.tab",
           sparse("position\tchannelId\tchannelTitle\tvideoId\tpublishedAt\tpublishedAtSQL\tvideoTitle\tvideoDescription\ttags"
                  "\tviewCount\tlikeCount\tdislikeCount\tfavoriteCount\tcommentCount",
                  {"channelId": "UC1", "channelTitle": "Havn TV", "videoId": "v1", "publishedAt": "2024-04-09T06:15:00Z",
                   "videoTitle": "Ferry stays in port", "videoDescription": FERRY, "viewCount": 900, "likeCount": 12},
                  {"channelId": "UC1", "channelTitle": "Havn TV", "videoId": "v2", "publishedAt": "2024-04-09T07:15:00Z",
                   "videoTitle": "Only a title"}, sign="\t"),
           [{**TUBE, "text": FERRY, "views": 900, "likes": 12, "comments": None, "url": "https://www.youtube.com/watch?v=v1"},
            {"kind": "headline", "text": "Only a title"}]),
    Sample("YouTube Data Tools: comments", "comments.csv",
           sparse("id,replyCount,likeCount,publishedAt,authorName,text,authorChannelId,authorChannelUrl,isReply,isReplyTo",
                  {"id": "c1", "likeCount": 4, "publishedAt": "2024-04-09 06:15:00", "authorName": "bo", "text": WELL,
                   "authorChannelId": "UC2", "isReply": 1, "isReplyTo": "c0"}),
           [{**SAID, "in_reply_to": "c0"}]),
    Sample("minet: comments on YouTube", "minet_comments.csv",
           sparse("video_id,comment_id,author_name,author_channel_id,text,like_count,published_at,reply_count,parent_comment_id",
                  {"video_id": "v1", "comment_id": "c1", "author_name": "bo", "text": WELL, "like_count": 4,
                   "published_at": "2024-04-09T06:15:00Z"}),
           [{**SAID, "in_reply_to": "v1"}]),
    Sample("minet: YouTube videos", "minet_videos.csv",
           sparse("query,video_id,title,channel_id,channel_title,published_at,description,view_count,like_count,comment_count",
                  {"video_id": "v1", "title": "Ferry stays in port", "channel_title": "Havn TV", "description": FERRY_FR,
                   "published_at": "2024-04-09T06:15:00Z", "view_count": 900}),
           [{**TUBE, "text": FERRY_FR, "views": 900}]),
    Sample("YouTube: videos of its service", "search.json",
           json.dumps({"kind": "youtube#searchListResponse", "items": [
               {"kind": "youtube#searchResult", "id": {"kind": "youtube#video", "videoId": "v1"}, "snippet": SNIPPET}]}),
           [{**TUBE, "text": FERRY, "url": "https://www.youtube.com/watch?v=v1"}]),
    Sample("YouTube: videos of its service", "videos.json",
           json.dumps({"items": [{"id": "v1", "snippet": SNIPPET, "statistics": {"viewCount": "900", "likeCount": "12"}}]}),
           [{**TUBE, "text": FERRY, "views": 900, "likes": 12}]),
    Sample("YouTube: comments of its service", "threads.json",
           json.dumps({"items": [{"id": "c1", "snippet": {"videoId": "v1", "totalReplyCount": 1, "topLevelComment": {
               "kind": "youtube#comment", "id": "c1", "snippet": WROTE}}}]}),
           [{**SAID, "in_reply_to": "v1", "comments": 1}]),
    Sample("YouTube: replies of its service", "replies.json",
           json.dumps({"items": [{"kind": "youtube#comment", "id": "c1.1", "snippet": {**WROTE, "parentId": "c1"}}]}),
           [{**SAID, "in_reply_to": "c1"}]),
    Sample("yt-dlp: what is said of videos", "v1.info.json",
           json.dumps({"id": "v1", "title": "Ferry stays in port", "description": FERRY, "uploader": "Havn TV",
                       "upload_date": "20240409", "webpage_url": "https://www.youtube.com/watch?v=v1", "view_count": 900,
                       "extractor_key": "Youtube", "formats": [{"url": "x", "format": "a"}], "tags": []}),
           [{**DAY, "source": "Havn TV", "text": FERRY, "views": 900, "kind": "video"}]),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_videos_and_comments_have_their_channel_day_and_counts(tmp_path, sample):
    check(tmp_path, sample)
