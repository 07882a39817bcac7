//! Exports, wires, feeds, mail and lists in small.

pub(super) const NEXIS: &str = "\n                               1 of 2 DOCUMENTS\n\n                                 Portbury Post\n\n\
    \x20                           January 11, 2010 Monday\n\nFerry stays for another year\n\nBYLINE: Ann Example\n\nLENGTH: 9 words\n\n\
    The council voted to keep the quayzz1 ferry.\n\nLOAD-DATE: March 5, 2012\n\n                               2 of 2 DOCUMENTS\n\n\
    \x20                                Harbour Echo\n\nHEADLINE: Pier opens late\n\nBODY:\nThe pier opened at noon quayzz2.\n\nLOAD-DATE: March 6, 2012\n";

pub(super) const FACTIVA: &str = "HD\tFerry stays for another year\nBY\tBy Ann Example\nWC\t355 words\nPD\t9 January 2012\nET\t08:20\n\
    SN\tPortbury Post\nSC\tPORTPO\nLA\tEnglish\nLP\t\nThe council voted on Monday quayzz1.\nTD\n\nA final vote is due.\nRE\tuk : United Kingdom\n\
    AN\tDocument PORTPO0020120109e81900001\n\n";

pub(super) const PROQUEST: &str = "____________________________________________________________\n\nReport Information from ProQuest\n\
    ____________________________________________________________\n\nDocument 1 of 1\n\nFerry stays for another year\n\nAuthor: Example, Ann\n\n\
    Publication info: Portbury Post ; Portbury [Portbury]08 May 2010: A.2.\n\nhttp://search.proquest.com/docview/251439970?accountid=1\n\n\
    Full text: The council voted on Monday to keep the quayzz1 ferry running for\nanother year.\n\nSubject: Ferries; Ports & harbours\n\n\
    Publication date: May 8, 2010\n\nProQuest document ID: 251439970\n\n\
    ____________________________________________________________\n";

pub(super) const NITF: &str = "<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf><head><docdata><date.issue norm=\"20191113T060200Z\"/>\
    <doc-id id-string=\"77\"/></docdata></head><body><body.head><hedline><hl1>Ferry stays</hl1></hedline><byline>By Ann Example</byline>\
    <dateline>PORTBURY</dateline></body.head><body.content><p>The council voted quayzz1.</p><media media-type=\"image\"><media-caption>The quay\
    </media-caption></media></body.content></body></nitf>";

pub(super) const NEWSML: &str = "<?xml version=\"1.0\"?><NewsML Version=\"1.2\"><NewsItem xml:lang=\"en\"><Identification><NewsIdentifier>\
    <PublicIdentifier>urn:77</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><FirstCreated>20191113T060200+0000\
    </FirstCreated><Status FormalName=\"Embargoed\"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Ferry stays</HeadLine></NewsLines>\
    <ContentItem><DataContent><![CDATA[<p>One quayzz1.</p><p>Two &amp; three.</p>]]></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>";

pub(super) const G2: &str = "<?xml version=\"1.0\"?><newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet><newsItem guid=\"urn:77\" \
    version=\"3\" xml:lang=\"en-GB\"><itemMeta><itemClass qcode=\"ninat:text\"/><firstCreated>2019-11-13T06:02:00Z</firstCreated></itemMeta>\
    <contentMeta><by>Ann Example</by><subject type=\"cpnat:person\" qcode=\"p:1\"/><headline>Ferry stays</headline></contentMeta>\
    <contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html><body><p>The council voted quayzz1.</p></body></html></inlineXML></contentSet>\
    </newsItem></itemSet></newsMessage>";

pub(super) const NINJS: &str = "{\"uri\": \"http://harborwire.example/77\", \"type\": \"text\", \"versioncreated\": \"2019-11-13T07:02:00Z\", \
    \"pubstatus\": \"usable\", \"headline\": \"Ferry stays\", \"subject\": [{\"code\": \"15000000\"}], \"body_html\": \"<p>The council voted quayzz1.</p>\", \
    \"associations\": {\"pic\": {\"uri\": \"p\", \"type\": \"picture\", \"description_text\": \"The quay.\"}}}";

pub(super) const ANPA: &[u8] = b"\x16\x16\x01W2870\x1fasian\r\nu i\x13\x11 BC-EX--Ferry 1stLd-Writethru   11-13 0049\r\n\
    \x02^BC-EX--Ferry Stays, 1st Ld-Writethru,46<\r\n^Ferry stays at its quay <\r\n^By ANN EXAMPLE=\r\n\t   PORTBURY (HW) _ The ``quayzz1'' ferry \
    stays, the\r\ncouncil said.\r\n \r\n\t   \x03HW-WF-11-13-13 1509GMT<\r\n\x04";

pub(super) const IPTC7901: &[u8] = b"\x01exa062 4 pl 211 ccccb   hwa 061\r\n\r\nFerry/council/\r\n\x02Ferry stays at its quay =\r\n\n   \
    Portbury (hwa) - The council voted on Wednesday to keep the quayzz1\r\nferry for another year.\r\n\x03131137 GMT Nov 13 \r\n\x7f\n\x7f\x04";

pub(super) const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
    <title>Harborwire</title><link>https://harborwire.example/</link><item><title>Ferry stays</title><link>/a</link><pubDate>Wed, 13 Nov 2019 \
    06:02:00 GMT</pubDate><category>Ports</category><description>In short</description><content:encoded><![CDATA[<p>The council voted quayzz1.</p>]]>\
    </content:encoded></item><item/></channel></rss>";

pub(super) const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harborwire</title><entry><id>urn:1</id><title type=\"html\">Ferry \
    &amp;amp; pier</title><updated>2019-11-13T06:02:00Z</updated><author><name>Ann Example</name></author><content type=\"xhtml\"><div>The council \
    voted quayzz1.</div></content></entry></feed>";

pub(super) const WXR: &str = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
    <wp:wxr_version>1.2</wp:wxr_version><item><title>Ferry stays</title><wp:post_date>2019-11-13 06:02:00</wp:post_date><wp:status>draft</wp:status>\
    <wp:post_type>post</wp:post_type><content:encoded><![CDATA[The council voted quayzz1.\n\nNobody spoke.]]></content:encoded></item></channel></rss>";

pub(super) const JSON_FEED: &str = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Harborwire\", \"items\": [{\"id\": \"1\", \
    \"title\": \"Ferry stays\", \"content_html\": \"<p>The council voted quayzz1.</p>\", \"date_published\": \"2019-11-13T06:02:00Z\"}, {\"id\": 2}]}";

pub(super) const ENEX: &str = "<?xml version=\"1.0\"?><!DOCTYPE en-export SYSTEM \"x\"><en-export><note><title>Ferry stays</title><content>\
    <![CDATA[<?xml version=\"1.0\"?><en-note><div>The council voted quayzz1.</div><en-media hash=\"a\"/></en-note>]]></content><created>20191113T060200Z\
    </created><tag>sea</tag><note-attributes><source-url>https://harborwire.example/a</source-url></note-attributes><resource><data \
    encoding=\"base64\">aGVsbG8=</data></resource></note></en-export>";

pub(super) const MAIL: &str = "From: Harborwire <news@harborwire.example>\r\nTo: a@post.example\r\nSubject: =?utf-8?B?RmVycnkgc3RheXM=?=\r\n\
    Date: Wed, 13 Nov 2019 06:02:00 +0000\r\nMessage-ID: <1@harborwire.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe council voted on Monday quayzz1.\r\n\r\n-- \r\nHarborwire\r\n--b\r\nContent-Type: text/html\r\n\
    Content-Disposition: attachment; filename=a.html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<h1>Pier opens</h1><p>The pier opened at=20noon quayzz2, and the harbour board of the town was glad of it.</p><p>Nobody spoke against it, the council said.</p>\r\n\
    --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Inner\r\nFrom: b@x.example\r\n\r\nInner words quayzz3.\r\n--b--\r\n";

pub(super) const MBOX: &str = "From a@x.example Wed Nov 13 06:02:00 2019\nFrom: a@x.example\nSubject: Ferry\nDate: Wed, 13 Nov 2019 06:02:00 +0000\n\
    Message-ID: <1@x>\n\nThe council voted quayzz1.\n>From the quay.\n\nFrom b@x.example Wed Nov 13 07:02:00 2019\nFrom: b@x.example\nSubject: Pier\n\n\
    1. Pier opens\nPortbury Post, 13 Nov 2019\n\nThe pier opened at noon quayzz2 after a delay of four years, and the first boats came in from\nOldport \
    before dusk, with the band of the fire brigade playing on the quay for all of the guests.\n\n2. Ferry stays\nHarbour Echo, 12 Nov 2019\n\nThe ferry stays at its quay quayzz3 for another year, although the repairs of it will cost more\nthan \
    the new pier, the mayor said after the meeting of the council at the town hall.\n";

pub(super) const CSV: &str = "title,body,date,author,url\n\"Ferry, stays\",\"The council \"\"voted\"\" quayzz1.\nNobody spoke.\",2019-11-13,Ann Example,\
    https://harborwire.example/a\nPier,The pier quayzz2 opened.,13/11/2019,,\n";

pub(super) const RIS: &str = "TY  - NEWS\nTI  - Ferry stays\nAU  - Example, Ann\nT2  - Portbury Post\nDA  - 2019/11/13/\nAB  - The council voted quayzz1.\n\
    KW  - sea\nER  - \n\nTY  - NEWS\nTI  - Pier quayzz2\nER  - \n";

pub(super) const BIBTEX: &str = "@article{ferry, title = {Ferry {stays} in {\\\"O}land}, author = \"Ann Example\", journal = {Portbury Post}, year = 2019,\n\
    month = nov, abstract = {The council voted quayzz1.}}\n@misc{pier, title = {Pier quayzz2}}\n";

pub(super) const BOOKMARKS: &str = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n<DT><H3>Ports</H3>\n<DL><p>\n\
    <DT><A HREF=\"https://harborwire.example/a\" ADD_DATE=\"1573624920\" TAGS=\"sea\">Ferry quayzz1 stays</A>\n</DL><p>\n</DL><p>\n";

pub(super) const NEXIS_PAGE: &str = "<HTML><BODY><P>Download Request: Selected Items: 1-2</P><!-- Hide XML section from browser\n<DOC NUMBER=1>\n\
    <DOCFULL> --><P>1 of 2 DOCUMENTS</P><P>Hafen-Bote</P><P>27. Februar 2012 Montag</P><P>F&auml;hre bleibt</P><P>AUTOR: Anna Beispiel</P>\
    <P>L&Auml;NGE: 12 W&ouml;rter</P><P>Der Rat hat quayzz1 entschieden.</P><P>SPRACHE: GERMAN; DEUTSCH</P><P>2 of 2 DOCUMENTS</P>\
    <P>Hafen-Bote</P><P>28. Februar 2012</P><P>Mole er&ouml;ffnet</P><P>L&Auml;NGE: 3 W&ouml;rter</P><P>Gestern quayzz2.</P></BODY></HTML>";

pub(super) const FACTIVA_PAGE: &str = "<html><head><title>Factiva</title></head><body><div class=\"article enArticle\"><table><tr><td class=\"index\">\
    <b>HD</b></td><td>Ferry stays</td></tr><tr><td class=\"index\"><b>PD</b></td><td>9 January 2012</td></tr><tr><td class=\"index\"><b>TD</b></td>\
    <td><p class=\"articleParagraph\">It stays quayzz1.</p></td></tr><tr><td class=\"index\"><b>AN</b></td><td>Document PORTPO0020120109e81900002\
    </td></tr></table></div></body></html>";

pub(super) const FACTIVA_XML: &str = "<?xml version='1.0'?><PPSResponse><ppsArticleResponse xmlns='http://x'><ppsarticleResultSet count=\"1\"><ppsarticle>\
    <article><accessionNo>PORTPO0020120109e81900003</accessionNo><headline><paragraph>Ferry stays</paragraph></headline><leadParagraph><paragraph>The council \
    voted quayzz1.</paragraph></leadParagraph><publicationDate><date>2012-01-09</date></publicationDate><sourceName>Portbury Post</sourceName></article>\
    </ppsarticle></ppsarticleResultSet></ppsArticleResponse></PPSResponse>";

/// The paragraphs of Factiva's text, as a document holds them.
pub(super) const FACTIVA_LINES: [&str; 9] = [
    "Ferry stays for another year",
    "By Ann Example",
    "355 words",
    "9 January 2012",
    "Portbury Post",
    "PORTPO",
    "(c) 2012 Portbury Press",
    "The council voted quayzz1.",
    "Document PORTPO0020120109e81900004",
];

pub(super) const PROQUEST_PAGE: &str = "<div><a name=\"DocID_MSTAR_251439970\"></a><p>Ferry stays</p><p><strong>Author:  </strong>Example, Ann</p>\
    <p><strong>Full text: </strong><text><html><body><p>The council voted quayzz1.</p></body></html></text></p><p><strong>Publication title: </strong>\
    Portbury Post</p><p><strong>Publication date: </strong>May 8, 2010</p><p><strong>ProQuest document ID: </strong>251439970</p></div>\
    <div><a name=\"DocID_MSTAR_251439971\"></a><p>Pier opens</p><p><strong>Full text: </strong>Noon quayzz2.</p><p><strong>ProQuest document \
    ID: </strong>251439971</p></div>";

pub(super) const RDF: &str = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"https://harborwire.example/\"><title>Harborwire</title></channel>\
    <item rdf:about=\"https://harborwire.example/r\"><title>Ferry stays</title><link>https://harborwire.example/r</link><description>The council \
    voted quayzz1.</description><dc:date>2019-11-13T06:02:00Z</dc:date></item></rdf:RDF>";

pub(super) const NINJS_SECOND: &str = "{\"uri\": \"http://harborwire.example/78\", \"standard\": {\"name\": \"ninjs\", \"version\": \"2.0\"}, \"type\": \"text\", \
    \"versioncreated\": \"2021-11-13T07:02:00Z\", \"headlines\": [{\"role\": \"main\", \"value\": \"Ferry stays\"}], \
    \"bodies\": [{\"contenttype\": \"text/plain\", \"value\": \"The council voted quayzz1.\"}]}";

pub(super) const NINJS_THIRD: &str = "[{\"uri\": \"urn:79\", \"standard\": {\"name\": \"ninjs\"}, \"versionCreated\": \"2023-10-08T02:34:03+02:00\", \
    \"headlines\": [{\"role\": \"main\", \"value\": \"Ferry stays\"}], \"bodies\": [{\"contentType\": \"text/html\", \"value\": \"<p>The council \
    voted quayzz1.</p>\"}]}]";

pub(super) const DIGEST: &str = "From: Clipdesk <desk@harborwire.example>\nTo: a@post.example\nSubject: Ports today\nDate: Wed, 13 Nov 2019 06:02:00 +0000\n\
    Message-ID: <9@harborwire.example>\n\n1. Pier opens\nPortbury Post, 13 Nov 2019\n\nThe pier opened at noon quayzz1 after a delay of four years, and the first boats came in from\nOldport \
    before dusk, with the band of the fire brigade playing on the quay for all of the guests.\n\n2. Ferry stays\nHarbour Echo, 12 Nov 2019\n\nThe ferry stays at its quay quayzz2 for another year, although the repairs of it will cost more\nthan \
    the new pier, the mayor said after the meeting of the council at the town hall.\n";

/// The head of a message from ProQuest, above its documents.
pub(super) const PROQUEST_HEAD: &str = "From: donotreply@proquest.example\nTo: a@post.example\nSubject: ProQuest documents\nMIME-Version: 1.0\nContent-Type: text/html\n\n";

pub(super) const TSV: &str = "headline\ttext\tdate\nFerry stays\tThe council voted quayzz1.\t2019-11-13\nPier opens\tThe pier opened at noon quayzz2.\t\n";

pub(super) const POCKET: &str = "<!DOCTYPE html>\n<html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul><li><a \
    href=\"https://post.example/p\" time_added=\"1573624920\" tags=\"sea\">Ferry quayzz1 stays</a></li></ul></body></html>";

pub(super) const INSTAPAPER: &str = "URL,Title,Selection,Folder,Timestamp\nhttps://post.example/i,Ferry quayzz1 stays,,Unread,1573624920\n";

pub(super) const WALLABAG: &str = "[{\"is_archived\": 0, \"is_starred\": 0, \"id\": 77, \"title\": \"Ferry stays\", \"url\": \"https://post.example/w\", \
    \"content\": \"<p>The council voted quayzz1.</p>\", \"created_at\": \"2020-01-02T03:04:05+0000\", \"domain_name\": \"post.example\"}]";

pub(super) const KARAKEEP: &str = "{\"bookmarks\": [{\"createdAt\": 1573624920, \"title\": \"Ferry quayzz1 stays\", \"tags\": [\"sea\"], \"content\": \
    {\"type\": \"link\", \"url\": \"https://post.example/k\"}, \"note\": null}]}";

pub(super) const OMNIVORE: &str = "[{\"id\": \"o-1\", \"slug\": \"ferry\", \"title\": \"Ferry quayzz1 stays\", \"description\": \"The council voted.\", \
    \"author\": \"Ann Example\", \"url\": \"https://post.example/o\", \"state\": \"Active\", \"labels\": [\"sea\"], \"savedAt\": \
    \"2020-01-02T03:04:05.000Z\", \"publishedAt\": \"2019-11-13T06:02:00.000Z\"}]";

pub(super) const NEXIS_UNI: &str = "Documents (1)\n\nFerry stays for another year\nPortbury Post\nMay 1, 2010 Monday\n\nCopyright 2010 Portbury Press\n\
    Section:\u{A0}NEWS\nLength: 9 words\nByline: Ann Example\nBody\n\nThe council voted to keep the old quayzz1 ferry.\nGraphic\n\nThe quay\n\
    Classification\nSubject: FERRIES (90%); PORTS (75%)\nLoad-Date: May 2, 2010\nEnd of Document\n";

pub(super) const CHROME: &str = "{\"checksum\": \"f3\", \"roots\": {\"bookmark_bar\": {\"children\": [{\"date_added\": \"13118850929335823\", \"id\": \"6\", \
    \"name\": \"Ferry quayzz1 stays\", \"type\": \"url\", \"url\": \"https://harborwire.example/b\"}], \"name\": \"Bar\", \"type\": \"folder\"}}, \
    \"version\": 1}";

pub(super) const ZOTERO: &str = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:z=\"http://www.zotero.org/namespaces/export#\" \
    xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:bib=\"http://purl.org/net/biblio#\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
    <bib:Article rdf:about=\"https://harborwire.example/z\"><z:itemType>newspaperArticle</z:itemType><dc:title>Ferry stays</dc:title>\
    <dcterms:abstract>The council kept the quayzz1 ferry.</dcterms:abstract><dc:date>2019-11-13</dc:date></bib:Article></rdf:RDF>";

pub(super) const ROWS: &str = "<html><body><h1>Results</h1><table border=1><tr><th>日付</th><th>面名</th><th>見出し</th><th>本文</th></tr>\n\
    <tr><td>1985年1月1日 朝刊<td>社会<td>連絡船 存続へ<td>町議会は quayzz1 を決めた。<br><br>反対はなかった。</tr>\
    <tr><td>1985年1月2日 夕刊</td><td>１面</td><td>桟橋が完成 quayzz2</td><td></td></tr></table></body></html>";
