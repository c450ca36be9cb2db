"""Tables and answers whose form differs from what their tools usually write."""

import json

import pytest

from filrouge.ingest.profiles.videos import _own_words
from tests.unit.ingest.profiles.samples import FERRY, FERRY_FR, WELL, Sample, check, sparse
from tests.unit.reading import ingest

DAY = {"day": "2024-04-09"}
TITLE = "Ferry stays in port"
LINK = "https://avis.example/2024/ferry"
AVIS = {**DAY, "title": TITLE, "source": "Skarholm Avis", "text": FERRY, "url": LINK}
SAID = {**DAY, "source": "Havnevakt", "kind": "comment", "platform": "Facebook", "text": FERRY}
PAGE = {"title": TITLE, "hostname": "avis.example", "date": "2024-04-09", "fingerprint": "ab", "text": FERRY}
NEWSPAPER = {
    "url": LINK,
    "title": TITLE,
    "authors": [],
    "publish_date": "2024-04-09T06:15:00",
    "meta_site_name": "Skarholm Avis",
    "source_url": "https://avis.example",
    "canonical_link": LINK,
    "text": FERRY,
}
WEIGHTED = (
    "Total Interactions (weighted  —  Likes 1x Shares 1x Comments 1x Love 1x Wow 1x Haha 1x Sad 1x Angry 1x Care 1x )"
)


def comment(number: str, text: str, **more: object) -> dict[str, object]:
    wrote = {"textDisplay": text, "textOriginal": text, "authorDisplayName": "@havn", "likeCount": 2}
    return {
        "kind": "youtube#comment",
        "id": number,
        "snippet": {**wrote, "publishedAt": "2024-04-09T06:15:00Z", **more},
    }


SAMPLES = [
    Sample("NodeXL: posts on X", "nodexl.csv",
           sparse("Vertex 1,Vertex 2,Relationship,Relationship Date (UTC),Tweet,Tweet Date (UTC),Imported ID,In-Reply-To"
                  " Tweet ID,Favorite Count,Retweet Count",
                  {"Vertex 1": "havn", "Vertex 2": "bo", "Relationship": "Replies to", "Tweet": FERRY,
                   "Tweet Date (UTC)": "2024-04-09 06:15:00", "Imported ID": "17", "In-Reply-To Tweet ID": "16",
                   "Favorite Count": "4", "Retweet Count": "3"}),
           [{**DAY, "source": "havn", "account": "havn", "in_reply_to": "16", "likes": 4, "shares": 3, "text": FERRY}]),
    Sample("", "tiktok_comments.json",
           json.dumps([{"cid": "c1", "text": FERRY, "create_time": 1712643300, "digg_count": 3, "aweme_id": "v",
                        "reply_comment_total": 0,
                        "user": {"uid": "9", "unique_id": "havn", "nickname": "Havnevakt"}}]),
           [{**DAY, "source": "Havnevakt", "account": "havn", "likes": 3, "text": FERRY}]),
    Sample("", "hafen.csv",
           sparse("Überschrift;Veröffentlicht am;Medium;Volltext;Reichweite",
                  {"Überschrift": TITLE, "Veröffentlicht am": "09.04.2024", "Medium": "Hafenpost", "Volltext": WELL,
                   "Reichweite": "1.234,5"}, sign=";"),
           [{**DAY, "source": "Hafenpost", "title": TITLE, "text": WELL}]),
    Sample("", "drupal.json",
           json.dumps({"jsonapi": {"version": "1.0"}, "data": [
               {"type": "node--article", "id": "u1", "attributes": {
                   "title": TITLE, "created": "2024-04-09T06:15:00+00:00", "changed": "2024-05-05T00:00:00+00:00",
                   "body": {"value": f"<p>{FERRY}</p>", "format": "html", "processed": FERRY, "summary": ""}}}]}),
           [{**DAY, "title": TITLE, "text": FERRY}]),
    Sample("", "drupal_rest.json",
           json.dumps([{"nid": [{"value": 1}], "title": [{"value": TITLE}], "created": [{"value": "2024-04-09T06:15:00",
                        "format": "Y-m-d"}], "body": [{"value": f"<p>{FERRY}</p>", "format": "html"}]}]),
           [{**DAY, "title": TITLE, "text": FERRY}]),
    Sample("SerpApi: news found by Google", "news.json",
           json.dumps({"search_parameters": {"engine": "google_news", "q": "ferry"}, "news_results": [
               {"position": 1, "title": TITLE, "link": LINK, "source": {"name": "Skarholm Avis", "icon": "i"},
                "date": "04/09/2024, 09:03 AM, +0000 UTC", "snippet": FERRY}]}),
           [AVIS]),
    Sample("Bing: news found", "bing.json",
           json.dumps({"_type": "News", "totalEstimatedMatches": 1, "value": [
               {"name": TITLE, "url": LINK, "description": FERRY, "provider": [{"name": "Skarholm Avis"}],
                "datePublished": "2024-04-09T09:03:00.0000000Z"}]}),
           [AVIS]),
    Sample("NewsCatcher: articles", "catcher.json",
           json.dumps({"status": "ok", "articles": [
               {"title": TITLE, "author": "Ida Brandt", "published_date": "2024-04-09 09:03:00", "link": LINK,
                "clean_url": "avis.example", "excerpt": FERRY[:40], "summary": FERRY,
                "media": "https://pictures.example/a.jpg", "_score": 12.3, "_id": "a"}]}),
           [{**AVIS, "source": "avis.example"}]),
    Sample("Swissdox: articles", "swissdox.tsv",
           sparse("id\tpubtime\tmedium_code\tmedium_name\tlanguage\thead\tarticle_link\tcontent",
                  {"id": "1", "pubtime": "2024-04-09 12:00:00+02", "medium_name": "Skarholm Avis", "head": TITLE,
                   "content": f"<tx><p>{FERRY}</p></tx>", "language": "en"}, sign="\t"),
           [{**DAY, "title": TITLE, "source": "Skarholm Avis", "text": FERRY}]),
    Sample("YouTube: comments in the copy of an account", "comments.csv",
           sparse("Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Post ID,Video ID,Comment Text",
                  {"Comment ID": "Ug1", "Channel ID": "UC1", "Comment Create Timestamp": "2024-04-09T06:15:00+00:00",
                   "Video ID": "v", "Comment Text": json.dumps({"text": FERRY[:20]}) + "," + json.dumps(
                       {"text": FERRY[20:]})},
                  {"Comment ID": "Ug2", "Channel ID": "UC1", "Comment Create Timestamp": "2024-04-09T06:16:00+00:00",
                   "Video ID": "v", "Comment Text": json.dumps({"takeoutSegments": [{"text": WELL}]})}),
           [{**DAY, "platform": "YouTube", "kind": "comment", "text": FERRY}, {"text": WELL}]),
    Sample("Apify: Instagram posts", "instagram.json",
           json.dumps([{"id": "31", "type": "Image", "shortCode": "C4", "caption": FERRY, "commentsCount": 2,
                        "url": "https://www.instagram.com/p/C4/", "likesCount": 10, "ownerFullName": "Havnevakt",
                        "ownerUsername": "havn", "timestamp": "2024-04-09T06:15:00.000Z"}]),
           [{**DAY, "source": "Havnevakt", "account": "havn", "platform": "Instagram", "likes": 10}]),
    Sample("", "weibo.csv",
           sparse("id,bid,user_id,用户昵称,微博正文,转发数,评论数,点赞数,发布时间",
                  {"id": "48", "用户昵称": "港口", "微博正文": "渡轮停在港内，等待检查新锚链。", "转发数": "3",
                   "评论数": "1", "点赞数": "9", "发布时间": "2024-04-09 09:03"}),
           [{**DAY, "source": "港口", "shares": 3, "comments": 1, "likes": 9}]),
    Sample("", "tags.csv",
           sparse("id_str,from_user,text,created_at,in_reply_to_status_id_str,user_lang",
                  {"id_str": "17", "from_user": "havn", "text": FERRY, "created_at": "Tue Apr 09 06:15:00 +0000 2024"}),
           [{**DAY, "source": "havn", "account": "havn", "text": FERRY}]),
    Sample("", "oscar.jsonl",
           json.dumps({"content": FERRY, "metadata": {"identification": {"label": "en", "prob": 0.9}},
                       "warc_headers": {"warc-date": "2022-11-28T06:38:49Z", "warc-type": "conversion",
                                        "warc-target-uri": "https://avis.example/2024/04/09/ferry"}}) + "\n",
           [{**DAY, "source": "avis.example", "text": FERRY}]),
    Sample("CrowdTangle: Facebook posts", "one_long_name.csv",
           sparse(f"Page Name,User Name,Page Created,Post Created,Type,Likes,URL,Message,Link Text,{WEIGHTED}",
                  {"Page Name": "Havnevakt", "Page Created": "2012-01-03", "Post Created": "2024-04-09 06:15:00 CET",
                   "Message": FERRY, WEIGHTED: "1,204"}),
           [{**DAY, "source": "Havnevakt", "text": FERRY}]),
    Sample("4CAT: Reddit posts and comments", "titled.csv",
           sparse("id,thread_id,title,body,author,subreddit,timestamp,score,parent",
                  {"id": "a", "title": TITLE, "body": FERRY, "author": "bo", "subreddit": "skarholm",
                   "timestamp": "2024-04-09 06:15:00"}),
           [{**DAY, "source": "r/skarholm", "title": TITLE}]),
    Sample("minet: comments on Facebook", "minet_comments.csv",
           sparse("post_id,id,user_id,user_handle,user_label,text,html,formatted_date,date,reactions,replies,in_reply_to",
                  {"post_id": 9, "id": 1, "user_label": "Havnevakt", "user_handle": "havn", "text": FERRY,
                   "html": f"<p>{FERRY}</p>", "formatted_date": "9 avril", "date": "2024-04-09T06:15:00", "reactions": 3}),
           [{**SAID, "account": "havn", "likes": 3, "in_reply_to": "9"}]),
    Sample("4CAT: Facebook posts", "facebook4cat.csv",
           sparse("id,url,body,timestamp,author,author_name,image_url,is_in_group,group_name,unix_timestamp",
                  {"id": 9, "url": "https://www.facebook.com/havn/posts/9", "body": FERRY, "timestamp": "2024-04-09 06:15:00",
                   "author": "havn", "author_name": "Havnevakt", "is_in_group": "no"}),
           [{**DAY, "source": "Havnevakt", "account": "havn", "platform": "Facebook", "kind": "post"}]),
    Sample("Facepager: Facebook posts", "facepager.csv",
           sparse("path;id;parent_id;level;object_id;query_status;query_time;from.name;created_time;message;shares.count",
                  {"path": "havn", "id": 2, "parent_id": 1, "object_id": "9_1", "query_status": "fetched (200)",
                   "query_time": "2024-06-01 10:00:00", "from.name": "Havnevakt", "created_time": "2024-04-09T06:15:00+0000",
                   "message": FERRY, "shares.count": 4}, sign=";"),
           [{**DAY, "source": "Havnevakt", "doc_id": "9_1", "in_reply_to": None, "shares": 4,
             "url": "https://www.facebook.com/9_1"}]),
    Sample("4CAT: Instagram posts", "instagram4cat.csv",
           sparse("id,thread_id,parent_id,body,author,author_fullname,timestamp,type,url,num_likes,num_comments,unix_timestamp",
                  {"id": "AbC", "thread_id": "AbC", "parent_id": "AbC", "body": FERRY, "author": "havn",
                   "timestamp": "2024-04-09 06:15:00", "author_fullname": "Havnevakt", "num_likes": 3},
                  {"id": "c1", "thread_id": "AbC", "parent_id": "AbC", "body": WELL, "author": "bo",
                   "timestamp": "2024-04-09 07:15:00"}),
           [{**DAY, "source": "Havnevakt", "in_reply_to": None}, {"in_reply_to": "AbC"}]),
    Sample("ExportComments: comments", "exported.csv",
           sparse(";Name;Profile ID;Date;Likes;Stars;Comment;(view source)",
                  {"": 1, "Name": "Havnevakt", "Date": "2024-04-09 06:15:00", "Likes": 2, "Comment": FERRY}, sign=";"),
           [{**DAY, "source": "Havnevakt", "kind": "comment", "likes": 2}]),
    Sample("Netvizz: comments on Facebook", "netvizz.tab",
           sparse("post_id\tpost_by\tpost_text\tpost_published\tcomment_id\tcomment_by\tcomment_message\tcomment_published",
                  {"post_id": "9_1", "post_by": "page", "post_text": WELL, "post_published": "2024-01-01T10:00:00+0000",
                   "comment_id": "9_2", "comment_by": "Havnevakt", "comment_message": FERRY,
                   "comment_published": "2024-04-09T06:15:00+0000"}, sign="\t"),
           [{**SAID, "in_reply_to": "9_1"}]),
    Sample("", "by_script.csv",
           sparse("comment_id,post_id,author,message,created_time",
                  {"comment_id": 2, "author": "Havnevakt", "message": FERRY, "created_time": "2024-04-09T06:15:00+0000"}),
           [{**DAY, "source": "Havnevakt", "text": FERRY}]),
    Sample("Facebook: comments in the copy of an account", "own.json",
           json.dumps({"comments_v2": [{"timestamp": 1712643300, "title": "Havnevakt commented on a post.",
                                        "data": [{"comment": {"timestamp": 1712643300, "comment": FERRY,
                                                              "author": "Havnevakt"}}]}]}),
           [{**SAID, "title": None}]),
    Sample("Reddit: posts", "kaggle.csv",
           sparse("title,score,id,subreddit,url,num_comments,body,created",
                  {"title": TITLE, "id": "a", "subreddit": "skarholm", "num_comments": 1, "body": FERRY,
                   "created": 1712643300.0}),
           [{**DAY, "source": "r/skarholm", "title": TITLE, "text": FERRY}]),
    Sample("", "joined.csv",
           sparse("newsSource,headlineText,publishDate,articleBody,pageUrl",
                  {"newsSource": "Skarholm Avis", "headlineText": TITLE, "publishDate": "2024-04-09", "articleBody": FERRY,
                   "pageUrl": LINK}),
           [AVIS]),
    Sample("NewsAPI: articles", "frame.csv",
           sparse(",source,author,title,description,url,urlToImage,publishedAt,content",
                  {"source": "{'id': None, 'name': 'Skarholm Avis'}", "title": TITLE, "url": LINK, "content": FERRY,
                   "publishedAt": "2024-04-09T06:15:00Z"}),
           [AVIS]),
    Sample("NewsAPI: articles", "removed.json",
           json.dumps({"status": "ok", "articles": [
               {"source": {"id": None, "name": "Skarholm Avis"}, "title": TITLE, "url": LINK, "urlToImage": None,
                "publishedAt": "2024-04-09T06:15:00Z", "description": FERRY, "content": None},
               {"source": {"id": None, "name": "[Removed]"}, "title": "[Removed]", "url": "https://removed.example",
                "urlToImage": None, "publishedAt": "1970-01-01T00:00:00Z", "content": "[Removed]"}]}),
           [AVIS], n_rejected=1),
    Sample("trafilatura: texts of pages", "pages.json",
           json.dumps({**PAGE, "raw_text": FERRY, "source": LINK, "source-hostname": "Skarholm Avis", "comments": ""}), [AVIS]),
    Sample("trafilatura: texts of pages", "pages.csv",
           sparse("url\tid\tfingerprint\thostname\ttitle\timage\tdate\ttext\tcomments\tlicense\tpagetype",
                  {**PAGE, "url": LINK, "id": "null", "license": "null"}, sign="\t"),
           [{**AVIS, "source": "avis.example"}]),
    Sample("newspaper: articles", "newspaper.json", json.dumps([NEWSPAPER]), [AVIS]),
    Sample("newspaper: articles", "newspaper_unnamed.json", json.dumps([{**NEWSPAPER, "meta_site_name": ""}]),
           [{**AVIS, "source": "avis.example"}]),
    Sample("YouTube: comments of its service", "answered.json",
           json.dumps({"items": [{"id": "c1", "snippet": {"videoId": "v1", "totalReplyCount": 1,
                                                          "topLevelComment": comment("c1", FERRY)},
                                  "replies": {"comments": [comment("c1.1", WELL, parentId="c1")]}}]}),
           [{**DAY, "source": "@havn", "text": FERRY}, {**DAY, "source": "@havn", "text": WELL, "in_reply_to": "c1"}]),
    Sample("Facebook: posts of its service", "answered_post.json",
           json.dumps({"data": [{"id": "1_2", "message": FERRY, "created_time": "2024-04-09T06:15:00+0000",
                                 "from": {"name": "Havnevakt", "id": "1"}, "comments": {"data": [
                                     {"id": "2_3", "message": FERRY_FR, "created_time": "2024-04-09T07:15:00+0000",
                                      "from": {"name": "Bo", "id": "4"}}]}}]}),
           [{**DAY, "source": "Havnevakt", "text": FERRY}, {**DAY, "source": "Bo", "text": FERRY_FR}]),
    Sample("Reddit: posts", "thread.json",
           json.dumps({"kind": "Listing", "data": {"children": [
               {"kind": "t3", "data": {"subreddit": "skarholm", "author": "bo", "title": TITLE, "selftext": FERRY,
                                       "created_utc": 1712643300.0, "name": "t3_a", "num_comments": 2}},
               {"kind": "t1", "data": {"subreddit": "skarholm", "author": "ada", "body": FERRY_FR, "name": "t1_b",
                                       "created_utc": 1712643300.0, "parent_id": "t3_a", "replies": {
                                           "kind": "Listing", "data": {"children": [{"kind": "t1", "data": {
                                               "subreddit": "skarholm", "author": "bo", "body": WELL, "name": "t1_c",
                                               "created_utc": 1712643300.0, "parent_id": "t1_b"}}]}}}}]}}),
           [{**DAY, "title": TITLE, "kind": "post"}, {**DAY, "text": FERRY_FR, "in_reply_to": "t3_a", "kind": "comment"},
            {**DAY, "text": WELL, "in_reply_to": "t1_b", "kind": "comment", "source": "r/skarholm"}]),
    Sample("", "crane.md",
           f'+++\ntitle = "{TITLE}"\ndate = 2024-04-09T06:15:00Z\nsource = "Skarholm Avis"\nurl = "{LINK}"\n+++\n{FERRY}', [AVIS]),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_documents_have_their_source_day_and_text(tmp_path, sample):
    check(tmp_path, sample)


def test_a_comment_of_an_account_whose_pieces_are_of_another_form_is_read_as_it_stands():
    odd = [json.dumps(one) for one in ({"takeoutSegments": 5}, {"text": None}, "x", 5)]
    for cell in (*odd, "a, b", "[" * 5000, ""):
        assert _own_words({"Comment Text": cell}) == {}
    for whole in ({"takeoutSegments": 5, "text": WELL}, {"takeoutSegments": [None, {"text": WELL}]}):
        assert _own_words({"Comment Text": json.dumps(whole)}) == {"said": WELL}


def test_what_an_account_liked_and_says_of_itself_is_none_of_its_posts(tmp_path):
    liked = {"like": {"tweetId": "9", "fullText": FERRY, "expandedUrl": "https://x.com/i/web/status/9"}}
    itself = {"profile": {"description": {"bio": WELL, "website": ""}, "avatarMediaUrl": "https://img.example/a.jpg"}}
    post = {
        "tweet": {"id_str": "1", "full_text": FERRY_FR, "created_at": "Tue Apr 09 06:15:00 +0000 2024", "entities": {}}
    }
    for name, one in (("like", liked), ("profile", itself)):
        (tmp_path / f"{name}.js").write_text(f"window.YTD.{name}.part0 = {json.dumps([one])}", "utf-8")
    (tmp_path / "tweets.js").write_text(f"window.YTD.tweets.part0 = {json.dumps([post])}", "utf-8")
    found = ingest([tmp_path])
    assert found.texts["text"].to_pylist() == [FERRY_FR]
    assert found.report.n_rejected == 2


def test_a_column_that_is_no_text_here_goes_by_another_name_beside_the_texts(tmp_path):
    post = {"id": "2", "text": f"RT @havn: {FERRY[:40]}…", "created_at": "2024-04-09T06:15:00.000Z", "author_id": "5"}
    whole = {"id": "1", "text": FERRY, "author_id": "6", "created_at": "2024-04-08T06:15:00.000Z"}
    page = {
        "data": [{**post, "referenced_tweets": [{"type": "retweeted", "id": "1"}]}],
        "includes": {"tweets": [whole]},
    }
    (tmp_path / "posts.json").write_text(json.dumps(page), "utf-8")
    found = ingest([tmp_path])
    assert found.texts["text"].to_pylist() == [FERRY]
    assert "text" not in found.documents.column_names
    assert found.documents["input_text"].to_pylist() == [post["text"]]
