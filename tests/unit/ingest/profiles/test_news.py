import json

import pytest

from tests.unit.ingest.profiles.samples import FERRY, FERRY_FR, WELL, Sample, check, lines, read, sparse, table
from tests.unit.reading import ingest

TITLE = "Ferry stays in port"
LINK = "https://avis.example/2024/ferry"
DAY = {"day": "2024-04-09", "title": TITLE}
AVIS = {**DAY, "source": "Skarholm Avis", "text": FERRY, "url": LINK}
HEADLINE = {**DAY, "text": TITLE, "kind": "headline", "url": LINK}
CELLS = {"title": TITLE, "url": LINK}

GKG_ROW = [
    "20240409061500-1",
    "20240409061500",
    "1",
    "avis.example",
    LINK,
    *[""] * 21,
    f"<PAGE_TITLE>{TITLE}</PAGE_TITLE>",
]
MELTWATER = (
    "Date\tTime\tDocument ID\tURL\tInput Name\tKeywords\tInformation Type\tSource Type\tSource Name\tSource Domain\tAuthor Name\t"
    "Title\tOpening Text\tHit Sentence\tLanguage\tReach"
)
OLD_MELTWATER = (
    "Date\tHeadline\tURL\tOpening Text\tHit Sentence\tSource\tInfluencer\tCountry\tLanguage\tReach\tAVE\tSentiment"
)

SAMPLES = [
    Sample("Media Cloud: stories", "mc.csv",
           sparse("id,indexed_date,language,media_name,media_url,publish_date,title,url",
                  {"id": "a1", "indexed_date": "2024-05-02 03:00:00", "media_name": "avis.example", "media_url": "avis.example",
                   "publish_date": "2024-04-09", **CELLS}),
           [{**HEADLINE, "source": "avis.example"}]),
    Sample("Media Cloud: stories", "mc_old.csv",
           sparse("stories_id,publish_date,title,url,language,ap_syndicated,themes,media_id,media_name,media_url",
                  {"stories_id": 1, "publish_date": "2024-04-09 06:15:00", "media_name": "Skarholm Avis", **CELLS,
                   "media_url": "https://avis.example/"}),
           [{**HEADLINE, "source": "Skarholm Avis"}]),
    Sample("Media Cloud: stories", "mc.jsonl",
           lines({"id": "a1", "media_name": "Skarholm Avis", "media_url": "avis.example", "publish_date": "2024-04-09",
                  "indexed_date": "2024-05-02T03:00:00", "text": FERRY, "language": "en", **CELLS}),
           [{**AVIS, "kind": "article"}]),
    Sample("Media Cloud: stories", "mc_topic.csv",
           sparse("stories_id,title,url,publish_date,media_id,media_name,media_inlink_count,facebook_share_count,language",
                  {"stories_id": 1, **CELLS, "publish_date": "2024-04-09 06:15:00", "media_name": "Skarholm Avis",
                   "media_inlink_count": 3, "facebook_share_count": 12}),
           [{**HEADLINE, "source": "Skarholm Avis", "shares": 12}]),
    Sample("news-please: articles", "newsplease.csv",
           sparse("date_modify,date_download,source_domain,url,title,maintext,date_publish,authors,language",
                  {"date_modify": "2024-05-01 00:00:00", "date_download": "2024-06-01 00:00:00", "source_domain": "avis.example",
                   **CELLS, "maintext": FERRY, "date_publish": "2024-04-09 06:15:00", "authors": "['Ada Lind', \"Bo O'Ry\"]"}),
           [{**AVIS, "source": "avis.example", "author": "Ada Lind; Bo O'Ry"}]),
    Sample("Fundus: articles", "fundus.json",
           json.dumps([{"title": TITLE, "authors": ["Ada Lind"], "publishing_date": "2024-04-09 06:15:00+00:00", "topics": [],
                        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [FERRY]}]},
                        "html": {"responded_url": LINK, "crawl_date": "2024-06-01", "source_info": {"publisher": "Skarholm Avis"}}}]),
           [{**AVIS, "author": "Ada Lind", "kind": "article"}]),
    Sample("Trove: newspaper articles of its service", "trove.json",
           json.dumps({"query": "ferry", "category": [{"code": "newspaper", "records": {"n": 1, "total": 1, "article": [
               {"id": "7", "url": "https://api.trove.example/7", "heading": TITLE, "category": "Article", "page": "4",
                "title": {"id": "13", "title": "Skarholm Avis"}, "date": "2024-04-09", "troveUrl": LINK,
                "articleText": f"<p><span>  {FERRY}</span></p>"}]}}]}),
           [{**AVIS, "kind": "article", "doc_id": "7"}]),
    Sample("Talkwalker: results", "talkwalker.csv",
           sparse("published;url;title;content;source_type;domain_url;extra_source_attributes.name;lang",
                  {"published": "2024-04-09 06:15:00", **CELLS, "content": FERRY, "source_type": "ONLINENEWS", "lang": "en",
                   "domain_url": "http://avis.example/", "extra_source_attributes.name": "Skarholm Avis"}, sign=";"),
           [AVIS]),
    Sample("GDELT: articles of its service", "artlist.json",
           json.dumps({"articles": [{"url": LINK, "url_mobile": "", "title": TITLE, "seendate": "20240409T061500Z",
                                     "socialimage": "", "domain": "avis.example", "language": "English", "sourcecountry": "N"}]}),
           [{**HEADLINE, "source": "avis.example", "language": "en"}]),
    Sample("GDELT: articles of its service", "gdeltdoc.csv",
           sparse(",url,url_mobile,title,seendate,socialimage,domain,language,sourcecountry",
                  {"": 0, **CELLS, "seendate": "20240409T061500Z", "domain": "avis.example", "language": "English"}),
           [{**HEADLINE, "source": "avis.example"}]),
    Sample("GDELT: list of articles", "artlist.csv",
           sparse("URL,MobileURL,Date,Title", {"URL": LINK, "Date": "2024-04-09 06:15:00", "Title": TITLE}),
           [{**HEADLINE, "source": "avis.example"}]),
    Sample("GDELT: Article List", "gal.json", lines({"date": "2024-04-09T06:15:00Z", **CELLS, "domain": "avis.example",
                                                     "outletName": "Skarholm Avis", "desc": FERRY, "lang": "en"}),
           [{**AVIS, "kind": "article"}]),
    Sample("GDELT: Global Knowledge Graph", "20240409061500.gkg.csv",
           table("\t".join(GKG_ROW), ["20240410061500-2", "20240410061500", *GKG_ROW[2:]], sign="\t"),
           [{**HEADLINE, "source": "avis.example"}, {"day": "2024-04-10"}]),
    Sample("GDELT: Global Knowledge Graph", "bigquery.csv",
           sparse("GKGRECORDID,DATE,SourceCommonName,DocumentIdentifier,V2Tone,Extras",
                  {"GKGRECORDID": "20240409061500-1", "DATE": "20240409061500", "SourceCommonName": "avis.example",
                   "DocumentIdentifier": LINK, "Extras": f"<PAGE_LINKS>x</PAGE_LINKS><PAGE_TITLE>{TITLE}</PAGE_TITLE>"}),
           [{**HEADLINE, "source": "avis.example"}]),
    Sample("Meltwater: mentions", "meltwater.tsv",
           sparse(MELTWATER, {"Date": "09-Apr-2024", "Time": "06:15 AM", "URL": LINK, "Source Name": "Skarholm Avis", "Title": TITLE,
                              "Opening Text": FERRY, "Hit Sentence": "the ferry", "Reach": "12000"}, sign="\t"),
           [{**AVIS, "views": 12000}]),
    Sample("Meltwater: mentions", "meltwater_old.tsv",
           sparse(OLD_MELTWATER, {"Date": "09-Apr-2024 01:25PM", "Headline": TITLE, "URL": LINK, "Hit Sentence": FERRY,
                                  "Source": "Skarholm Avis", "Reach": "12,000", "Country": "Norway"}, sign="\t"),
           [{**AVIS, "views": 12000}]),
    Sample("Brandwatch: mentions", "brandwatch.csv",
           "Report:,Bulk Mentions Download\nBrand:,Ferry\nFrom:,Tue Apr 09 00:00:00 UTC 2024\nLabel:,\n\n"
           + sparse("Query Id,Query Name,Date,Title,Snippet,Url,Domain,Sentiment,Page Type,Language,Author,Full Text,Impressions",
                    {"Query Id": 1, "Query Name": "Ferry", "Date": "2024-04-09 06:15:00.0", "Title": TITLE, "Snippet": "The ferry …",
                     "Url": LINK, "Domain": "avis.example", "Language": "en", "Full Text": FERRY, "Impressions": 0}),
           [{**AVIS, "source": "avis.example", "views": 0}]),
    Sample("Talkwalker: results", "talkwalker.csv",
           sparse("url;indexed;search_indexed;published;title;content;root_url;domain_url;lang;reach;extra_source_attributes.name",
                  {**CELLS, "indexed": "2024-06-01 01:00", "search_indexed": "2024-06-01 01:00", "published": "2024-04-09 06:15",
                   "content": FERRY, "domain_url": "http://avis.example/", "lang": "en", "reach": 90,
                   "extra_source_attributes.name": "Skarholm Avis"}, sign=";"),
           [{**AVIS, "views": 90}]),
    Sample("NewsAPI: articles", "everything.json",
           json.dumps({"status": "ok", "totalResults": 1, "articles": [
               {"source": {"id": None, "name": "Skarholm Avis"}, "author": "N", **CELLS, "description": "The ferry",
                "urlToImage": None, "publishedAt": "2024-04-09T06:15:00Z", "content": f"{FERRY}… [+811 chars]"}]}),
           [{**AVIS, "text": f"{FERRY}…", "kind": "article",
             "warnings": ["its text was cut short by the service it comes from"]}]),
    Sample("GNews: articles", "gnews.json",
           json.dumps({"totalArticles": 1, "articles": [
               {**CELLS, "description": "The ferry", "content": f"{FERRY}... [2345 chars]", "image": "https://i.example/i.jpg",
                "publishedAt": "2024-04-09T06:15:00Z", "source": {"name": "Skarholm Avis", "url": "https://avis.example"}}]}),
           [{**AVIS, "text": f"{FERRY}..."}]),
    Sample("NewsData.io: articles", "newsdata.json",
           json.dumps({"status": "success", "results": [
               {"article_id": "a1", "title": TITLE, "link": LINK, "creator": ["N"], "description": FERRY, "language": "english",
                "content": "ONLY AVAILABLE IN PAID PLANS", "pubDate": "2024-04-09 06:15:00", "source_id": "avis",
                "source_name": "Skarholm Avis", "country": ["norway"]}]}),
           [{**AVIS, "language": "en"}]),
    Sample("The Guardian: articles of its service", "guardian.json",
           json.dumps({"response": {"status": "ok", "results": [
               {"id": "w/1", "type": "article", "sectionName": "World", "webPublicationDate": "2024-04-09T06:15:00Z",
                "webTitle": TITLE, "webUrl": LINK, "fields": {"bodyText": FERRY, "trailText": "x", "headline": TITLE}}]}}),
           [{**AVIS, "source": "The Guardian"}]),
    Sample("The New York Times: articles of its service", "nyt.json",
           json.dumps({"status": "OK", "response": {"docs": [
               {"abstract": "x", "web_url": LINK, "snippet": "x", "lead_paragraph": FERRY, "source": "The New York Times",
                "headline": {"main": TITLE, "kicker": None}, "pub_date": "2024-04-09T06:15:00+0000", "_id": "nyt://1",
                "byline": {"original": "By N"}, "multimedia": [{"caption": "a", "url": "b"}]}], "meta": {"hits": 1}}}),
           [{**AVIS, "source": "The New York Times", "author": "N"}]),
    Sample("Event Registry: articles", "er.json",
           json.dumps({"articles": {"page": 1, "results": [
               {"uri": "8", "lang": "eng", "isDuplicate": False, "date": "2024-04-09", "time": "06:15:00", "dataType": "news",
                "dateTime": "2024-04-09T06:15:00Z", "dateTimePub": "2024-04-09T06:10:00Z", **CELLS, "body": FERRY,
                "source": {"uri": "avis.example", "dataType": "news", "title": "Skarholm Avis"},
                "authors": [{"uri": "n@avis", "name": "N"}]}]}}),
           [{**AVIS, "language": "en", "author": "N"}]),
    Sample("Google Fact Check: claims", "claims.json",
           json.dumps({"claims": [{"text": FERRY, "claimant": "A mayor", "claimDate": "2024-04-01T00:00:00Z", "claimReview": [
               {"publisher": {"name": "Skarholm Avis", "site": "avis.example"}, "url": LINK, "title": TITLE,
                "reviewDate": "2024-04-09T00:00:00Z", "textualRating": "False", "languageCode": "en"}]}]}),
           [{**AVIS, "author": "A mayor"}]),
    Sample("minet: texts of pages", "extract.csv",
           sparse("url,resolved_url,http_status,datetime_utc,mimetype,encoding,canonical_url,title,description,content,author,"
                  "date,sitename",
                  {"url": LINK, "http_status": 200, "datetime_utc": "2025-09-01T10:00:00", "title": TITLE, "content": FERRY,
                   "date": "2024-04-09", "sitename": "Skarholm Avis"}),
           [AVIS]),
    Sample("GarganText: corpus", "gargantext.csv",
           sparse("title\tsource\tpublication_year\tpublication_month\tpublication_day\tabstract\tauthors",
                  {"title": TITLE, "source": "Skarholm Avis", "publication_year": 2024, "publication_month": 4,
                   "publication_day": 9, "abstract": FERRY}, sign="\t"),
           [{**DAY, "source": "Skarholm Avis", "text": FERRY}]),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_articles_have_their_outlet_day_and_title(tmp_path, sample):
    check(tmp_path, sample)


def test_an_export_in_utf_16_is_read_as_another(tmp_path):
    sample = next(sample for sample in SAMPLES if sample.file == "meltwater.tsv")
    (tmp_path / "export.csv").write_text(sample.content.replace(FERRY, f"{FERRY} {FERRY_FR}"), "utf-16")
    found = ingest([tmp_path])
    assert found.report.files[0].profile == "Meltwater: mentions"
    assert found.documents["source"].to_pylist() == ["Skarholm Avis"]


def test_links_of_titles_are_listed_once(tmp_path):
    header = "URL,MobileURL,Date,Title"
    row = {"URL": LINK, "Date": "2024-04-09 06:15:00", "Title": TITLE}
    other = {**row, "URL": "https://bladet.example/b", "Title": "Well is open"}
    found = read(tmp_path, Sample("", "list.csv", sparse(header, row, {**row, "Title": f"{TITLE}!"}, other), []))
    assert (found.folder / "links.txt").read_text("utf-8").split() == [LINK, "https://bladet.example/b"]
    assert "of 3 documents only the title is known; links.txt lists 2 links" in found.report.notes[0]
    texts = read(tmp_path, Sample("", "texts.csv", table("title,text,url", ["a", WELL, LINK]), []))
    assert not (texts.folder / "links.txt").exists()
