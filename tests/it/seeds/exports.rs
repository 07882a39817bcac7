//! Exports, wires, feeds and mail in small.

pub(super) const NEXIS: &str = "\n                               1 of 2 DOCUMENTS\n\n                                 Portbury Post\n\n\
    \x20                           January 11, 2010 Monday\n\nFerry stays for another year\n\nBYLINE: Ann Example\n\nLENGTH: 9 words\n\n\
    The council voted to keep the old ferry.\n\nLOAD-DATE: March 5, 2012\n\n                               2 of 2 DOCUMENTS\n\n\
    \x20                                Harbour Echo\n\nHEADLINE: Pier opens late\n\nBODY:\nThe pier opened at noon.\n\nLOAD-DATE: March 6, 2012\n";

pub(super) const FACTIVA: &str = "HD\tFerry stays for another year\nBY\tBy Ann Example\nWC\t355 words\nPD\t9 January 2012\nET\t08:20\n\
    SN\tPortbury Post\nSC\tPORTPO\nLA\tEnglish\nLP\t\nThe council voted on Monday.\nTD\n\nA final vote is due.\nRE\tuk : United Kingdom\n\
    AN\tDocument PORTPO0020120109e81900001\n\n";

pub(super) const PROQUEST: &str = "____________________________________________________________\n\nReport Information from ProQuest\n\
    ____________________________________________________________\n\nDocument 1 of 1\n\nFerry stays for another year\n\nAuthor: Example, Ann\n\n\
    Publication info: Portbury Post ; Portbury [Portbury]08 May 2010: A.2.\n\nhttp://search.proquest.com/docview/251439970?accountid=1\n\n\
    Full text: The council voted on Monday to keep the old ferry running for\nanother year.\n\nSubject: Ferries; Ports & harbours\n\n\
    Publication date: May 8, 2010\n\nProQuest document ID: 251439970\n\n\
    ____________________________________________________________\n";

pub(super) const NITF: &str = "<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf><head><docdata><date.issue norm=\"20191113T060200Z\"/>\
    <doc-id id-string=\"77\"/></docdata></head><body><body.head><hedline><hl1>Ferry stays</hl1></hedline><byline>By Ann Example</byline>\
    <dateline>PORTBURY</dateline></body.head><body.content><p>The council voted.</p><media media-type=\"image\"><media-caption>The quay\
    </media-caption></media></body.content></body></nitf>";

pub(super) const NEWSML: &str = "<?xml version=\"1.0\"?><NewsML Version=\"1.2\"><NewsItem xml:lang=\"en\"><Identification><NewsIdentifier>\
    <PublicIdentifier>urn:77</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><FirstCreated>20191113T060200+0000\
    </FirstCreated><Status FormalName=\"Embargoed\"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Ferry stays</HeadLine></NewsLines>\
    <ContentItem><DataContent><![CDATA[<p>One.</p><p>Two &amp; three.</p>]]></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>";

pub(super) const G2: &str = "<?xml version=\"1.0\"?><newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet><newsItem guid=\"urn:77\" \
    version=\"3\" xml:lang=\"en-GB\"><itemMeta><itemClass qcode=\"ninat:text\"/><firstCreated>2019-11-13T06:02:00Z</firstCreated></itemMeta>\
    <contentMeta><by>Ann Example</by><subject type=\"cpnat:person\" qcode=\"p:1\"/><headline>Ferry stays</headline></contentMeta>\
    <contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html><body><p>The council voted.</p></body></html></inlineXML></contentSet>\
    </newsItem></itemSet></newsMessage>";

pub(super) const NINJS: &str = "{\"uri\": \"http://harborwire.example/77\", \"type\": \"text\", \"versioncreated\": \"2019-11-13T07:02:00Z\", \
    \"pubstatus\": \"usable\", \"headline\": \"Ferry stays\", \"subject\": [{\"code\": \"15000000\"}], \"body_html\": \"<p>The council voted.</p>\", \
    \"associations\": {\"pic\": {\"uri\": \"p\", \"type\": \"picture\", \"description_text\": \"The quay.\"}}}";

pub(super) const ANPA: &[u8] = b"\x16\x16\x01W2870\x1fasian\r\nu i\x13\x11 BC-EX--Ferry 1stLd-Writethru   11-13 0049\r\n\
    \x02^BC-EX--Ferry Stays, 1st Ld-Writethru,46<\r\n^Ferry stays at its quay <\r\n^By ANN EXAMPLE=\r\n\t   PORTBURY (HW) _ The ``old'' ferry \
    stays, the\r\ncouncil said.\r\n \r\n\t   \x03HW-WF-11-13-13 1509GMT<\r\n\x04";

pub(super) const IPTC7901: &[u8] = b"\x01exa062 4 pl 211 ccccb   hwa 061\r\n\r\nFerry/council/\r\n\x02Ferry stays at its quay =\r\n\n   \
    Portbury (hwa) - The council voted on Wednesday to keep the old\r\nferry for another year.\r\n\x03131137 GMT Nov 13 \r\n\x7f\n\x7f\x04";

pub(super) const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
    <title>Harborwire</title><link>https://harborwire.example/</link><item><title>Ferry stays</title><link>/a</link><pubDate>Wed, 13 Nov 2019 \
    06:02:00 GMT</pubDate><category>Ports</category><description>In short</description><content:encoded><![CDATA[<p>The council voted.</p>]]>\
    </content:encoded></item><item/></channel></rss>";

pub(super) const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harborwire</title><entry><id>urn:1</id><title type=\"html\">Ferry \
    &amp;amp; pier</title><updated>2019-11-13T06:02:00Z</updated><author><name>Ann Example</name></author><content type=\"xhtml\"><div>The council \
    voted.</div></content></entry></feed>";

pub(super) const WXR: &str = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
    <wp:wxr_version>1.2</wp:wxr_version><item><title>Ferry stays</title><wp:post_date>2019-11-13 06:02:00</wp:post_date><wp:status>draft</wp:status>\
    <wp:post_type>post</wp:post_type><content:encoded><![CDATA[The council voted.\n\nNobody spoke.]]></content:encoded></item></channel></rss>";

pub(super) const JSON_FEED: &str = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Harborwire\", \"items\": [{\"id\": \"1\", \
    \"title\": \"Ferry stays\", \"content_html\": \"<p>The council voted.</p>\", \"date_published\": \"2019-11-13T06:02:00Z\"}, {\"id\": 2}]}";

pub(super) const ENEX: &str = "<?xml version=\"1.0\"?><!DOCTYPE en-export SYSTEM \"x\"><en-export><note><title>Ferry stays</title><content>\
    <![CDATA[<?xml version=\"1.0\"?><en-note><div>The council voted.</div><en-media hash=\"a\"/></en-note>]]></content><created>20191113T060200Z\
    </created><tag>sea</tag><note-attributes><source-url>https://harborwire.example/a</source-url></note-attributes><resource><data \
    encoding=\"base64\">aGVsbG8=</data></resource></note></en-export>";

pub(super) const MAIL: &str = "From: Harborwire <news@harborwire.example>\r\nTo: a@post.example\r\nSubject: =?utf-8?B?RmVycnkgc3RheXM=?=\r\n\
    Date: Wed, 13 Nov 2019 06:02:00 +0000\r\nMessage-ID: <1@harborwire.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe council voted on Monday.\r\n\r\n-- \r\nHarborwire\r\n--b\r\nContent-Type: text/html\r\n\
    Content-Disposition: attachment; filename=a.html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGgxPlBpZXI8L2gxPjxwPlRoZSBwaWVyIG9wZW5lZCBhdCBub29uLjwvcD4=\r\n\
    --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Inner\r\nFrom: b@x.example\r\n\r\nInner words of it.\r\n--b--\r\n";

pub(super) const MBOX: &str = "From a@x.example Wed Nov 13 06:02:00 2019\nFrom: a@x.example\nSubject: Ferry\nDate: Wed, 13 Nov 2019 06:02:00 +0000\n\
    Message-ID: <1@x>\n\nThe council voted.\n>From the quay.\n\nFrom b@x.example Wed Nov 13 07:02:00 2019\nFrom: b@x.example\nSubject: Pier\n\n\
    1. Pier opens\nPortbury Post, 13 Nov 2019\nThe pier opened at noon.\n\n2. Ferry stays\nThe ferry stays at its quay.\n";

pub(super) const CSV: &str = "title,body,date,author,url\n\"Ferry, stays\",\"The council \"\"voted\"\".\nNobody spoke.\",2019-11-13,Ann Example,\
    https://harborwire.example/a\nPier,The pier opened.,13/11/2019,,\n";

pub(super) const RIS: &str = "TY  - NEWS\nTI  - Ferry stays\nAU  - Example, Ann\nT2  - Portbury Post\nDA  - 2019/11/13/\nAB  - The council voted.\n\
    KW  - sea\nER  - \n\nTY  - NEWS\nTI  - Pier\nER  - \n";

pub(super) const BIBTEX: &str = "@article{ferry, title = {Ferry {stays} in {\\\"O}land}, author = \"Ann Example\", journal = {Portbury Post}, year = 2019,\n\
    month = nov, abstract = {The council voted.}}\n@misc{pier, title = {Pier}}\n";

pub(super) const BOOKMARKS: &str = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n<DT><H3>Ports</H3>\n<DL><p>\n\
    <DT><A HREF=\"https://harborwire.example/a\" ADD_DATE=\"1573624920\" TAGS=\"sea\">Ferry stays</A>\n</DL><p>\n</DL><p>\n";

pub(super) const NEXIS_UNI: &str = "Documents (1)\n\nFerry stays for another year\nPortbury Post\nMay 1, 2010 Monday\n\nCopyright 2010 Portbury Press\n\
    Section:\u{A0}NEWS\nLength: 9 words\nByline: Ann Example\nBody\n\nThe council voted to keep the old ferry.\nGraphic\n\nThe quay\n\
    Classification\nSubject: FERRIES (90%); PORTS (75%)\nLoad-Date: May 2, 2010\nEnd of Document\n";

pub(super) const NEXIS_HTML: &str = "<html><body><p class=\"c1\">1 of 1 DOCUMENTS</p><div class=\"c0\"><p class=\"c1\"><span>Portbury Post</span></p></div>\
    <p>January 11, 2010 Monday</p><p class=\"c6\"><b>Ferry stays for another year</b></p><p><b>BYLINE:</b> Ann Example</p><p><b>LENGTH:</b> 9 words</p>\
    <p>The council voted to keep the old ferry.</p><p><b>LOAD-DATE:</b> March 5, 2012</p></body></html>";

pub(super) const FACTIVA_HTML: &str = "<html><title>Factiva</title><body><div class=\"article enArticle\"><table><tr><td class=index><b>HD</b></td><td>Ferry \
    stays</td></tr><tr><td><b>WC</b></td><td>9 words</td></tr><tr><td><b>PD</b></td><td>9 May 2010</td></tr><tr><td><b>SN</b></td><td>Portbury Post</td></tr>\
    <tr><td><b>LP</b></td><td><p class=\"articleParagraph enarticleParagraph\">The council voted.</p></td></tr><tr><td><b>AN</b></td><td>Document \
    POST000020100509e659</td></tr></table></div><div class=\"article x\"><div>Pier opens</div><div>9 words</div><div>9 May 2010</div><div>Portbury Post</div>\
    <p class=\"articleParagraph\">The pier opened.</p><p>Document POST000020100509e660</p></div></body></html>";

pub(super) const FACTIVA_XML: &str = "<?xml version='1.0'?><ppsArticleResponse><ppsarticleResultSet count='2'><article><accessionNo>POST000020100509e659\
    </accessionNo><headline><paragraph><hlt>Ferry</hlt> stays &amp; sails</paragraph></headline><leadParagraph><paragraph>The council voted.</paragraph>\
    </leadParagraph><publicationDate><date>2010-05-09</date></publicationDate><sourceName>Portbury Post</sourceName><region code='x'><name>Y</name></region>\
    </article></ppsarticleResultSet></ppsArticleResponse>";

pub(super) const PROQUEST_HTML: &str = "<html><body><a name=\"DocID_1\"></a><p>Ferry stays<p><strong>Author: </strong>Example, Ann<p><strong>Publication \
    info: </strong>Portbury Post ; Portbury 08 May 2010: A.2.<p><strong>Full text: </strong><p>The council voted.<p><strong>ProQuest document ID: </strong>\
    251439970<p><a href=\"https://search.proquest.com/docview/251439970\">link</a></body></html>";

pub(super) const PROQUEST_MAIL: &str = "From: a@proquest.example\nTo: b@post.example\nSubject: documents\nMIME-Version: 1.0\nContent-Type: text/html\n\n\
    <a name=\"DocID_1\"></a><p>Ferry stays<p><strong>Author: </strong>Example, Ann<p><strong>Full text: </strong>The council voted.\
    <p><strong>ProQuest document ID: </strong>251439970";
