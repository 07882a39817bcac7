//! Whose address it is: names of well-known news sites, and the site's own name for all others.

/// News sites by their domain, with the name their paper prints.
const SITES: &[(&str, &str)] = &[
    ("abc.net.au", "ABC News (Australia)"),
    ("aljazeera.com", "Al Jazeera"),
    ("apnews.com", "Associated Press"),
    ("asahi.com", "Asahi Shimbun"),
    ("bbc.co.uk", "BBC News"),
    ("bbc.com", "BBC News"),
    ("bloomberg.com", "Bloomberg"),
    ("cbc.ca", "CBC News"),
    ("channelnewsasia.com", "CNA"),
    ("chosun.com", "Chosun Ilbo"),
    ("cnn.com", "CNN"),
    ("corriere.it", "Corriere della Sera"),
    ("donga.com", "Dong-A Ilbo"),
    ("dw.com", "Deutsche Welle"),
    ("economist.com", "The Economist"),
    ("elmundo.es", "El Mundo"),
    ("elpais.com", "El País"),
    ("faz.net", "Frankfurter Allgemeine Zeitung"),
    ("folha.uol.com.br", "Folha de S.Paulo"),
    ("ft.com", "Financial Times"),
    ("hani.co.kr", "Hankyoreh"),
    ("independent.co.uk", "The Independent"),
    ("irishtimes.com", "The Irish Times"),
    ("japantimes.co.jp", "The Japan Times"),
    ("joongang.co.kr", "JoongAng Ilbo"),
    ("khan.co.kr", "Kyunghyang Shinmun"),
    ("koreaherald.com", "The Korea Herald"),
    ("koreatimes.co.kr", "Korea Times"),
    ("latimes.com", "Los Angeles Times"),
    ("lefigaro.fr", "Le Figaro"),
    ("lemonde.fr", "Le Monde"),
    ("liberation.fr", "Libération"),
    ("mainichi.jp", "Mainichi Shimbun"),
    ("nbcnews.com", "NBC News"),
    ("nhk.or.jp", "NHK"),
    ("nikkei.com", "Nikkei"),
    ("npr.org", "NPR"),
    ("nytimes.com", "The New York Times"),
    ("nzz.ch", "Neue Zürcher Zeitung"),
    ("repubblica.it", "la Repubblica"),
    ("reuters.com", "Reuters"),
    ("scmp.com", "South China Morning Post"),
    ("smh.com.au", "The Sydney Morning Herald"),
    ("spiegel.de", "Der Spiegel"),
    ("straitstimes.com", "The Straits Times"),
    ("sueddeutsche.de", "Süddeutsche Zeitung"),
    ("telegraph.co.uk", "The Telegraph"),
    ("theguardian.com", "The Guardian"),
    ("thehindu.com", "The Hindu"),
    ("thetimes.co.uk", "The Times"),
    ("timesofindia.indiatimes.com", "The Times of India"),
    ("usatoday.com", "USA Today"),
    ("vnexpress.net", "VnExpress"),
    ("washingtonpost.com", "The Washington Post"),
    ("wikinews.org", "Wikinews"),
    ("wsj.com", "The Wall Street Journal"),
    ("xinhuanet.com", "Xinhua"),
    ("yna.co.kr", "Yonhap News Agency"),
    ("yomiuri.co.jp", "Yomiuri Shimbun"),
    ("zeit.de", "Die Zeit"),
];

/// Sites that show what others printed.
const OTHERS: &[&str] = &[
    "archive.is",
    "archive.org",
    "archive.ph",
    "archive.today",
    "bing.com",
    "bit.ly",
    "blogspot.com",
    "daum.net",
    "facebook.com",
    "flipboard.com",
    "google.com",
    "googleusercontent.com",
    "instagram.com",
    "linkedin.com",
    "medium.com",
    "msn.com",
    "naver.com",
    "newsbreak.com",
    "reddit.com",
    "substack.com",
    "t.co",
    "t.me",
    "tinyurl.com",
    "tumblr.com",
    "twitter.com",
    "weibo.com",
    "wordpress.com",
    "x.com",
    "yahoo.co.jp",
    "yahoo.com",
    "youtu.be",
    "youtube.com",
];

/// Second steps of domains that belong to a country and not to a site: `co.kr`, `com.au`.
const SHARED: &[&str] = &["ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"];

/// Who prints under `host`, which is in lower case and without `www.`; nothing where the site shows
/// what others printed, or the host is a number.
pub(super) fn outlet(host: &str) -> Option<String> {
    if OTHERS.iter().any(|domain| is_under(host, domain)) {
        return None;
    }
    let known = SITES.iter().find(|(domain, _)| is_under(host, domain)).map(|(_, name)| *name);
    known.or_else(|| own_name(host)).map(str::to_owned)
}

/// Whether the site is one of well-known name, or one that shows what others printed: an archive has
/// nothing to learn of it.
pub(super) fn is_known(host: &str) -> bool {
    let sites = SITES.iter().map(|(domain, _)| domain);
    sites.chain(OTHERS).any(|domain| is_under(host, domain))
}

fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|above| above.is_empty() || above.ends_with('.'))
}

/// The name a site was registered under: `portburypost.co.uk` of `news.portburypost.co.uk`.
fn own_name(host: &str) -> Option<&str> {
    let steps: Vec<&str> = host.split('.').collect();
    let [.., second, top] = steps.as_slice() else { return None };
    let is_site = top.starts_with(char::is_alphabetic) && steps.iter().all(|step| !step.is_empty());
    let shared = top.len() == 2 && SHARED.contains(second);
    let wanted = if shared { 3 } else { 2 };
    if !is_site || steps.len() < wanted {
        return None;
    }
    let dropped: usize = steps[..steps.len() - wanted].iter().map(|step| step.len() + 1).sum();
    host.get(dropped..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_named_as_it_was_registered() {
        for (host, name) in [
            ("theguardian.com", Some("The Guardian")),
            ("amp.theguardian.com", Some("The Guardian")),
            ("nottheguardian.com", Some("nottheguardian.com")),
            ("news.portburypost.co.uk", Some("portburypost.co.uk")),
            ("portburypost.example", Some("portburypost.example")),
            ("co.kr", None),
            ("127.0.0.1", None),
            ("web.archive.org", None),
            ("a..b", None),
        ] {
            assert_eq!(outlet(host).as_deref(), name, "{host}");
        }
    }

    #[test]
    fn the_tables_are_sorted_and_share_no_site() {
        assert!(SITES.is_sorted() && OTHERS.is_sorted());
        assert!(SITES.iter().all(|(domain, _)| !OTHERS.contains(domain)));
    }
}
