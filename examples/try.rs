//! try
use morgue::{archive::Snapshot, ingest, query, search};
use std::path::PathBuf;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let dir = PathBuf::from(&a[2]);
    if a[1] == "ingest" {
        let now = chrono::Local::now();
        let o = ingest::Options {
            exclude: vec![],
            dry_run: false,
            prune: false,
            checksum: false,
            map: vec![],
            threads: 2,
            lore: Default::default(),
            now: now.naive_local(),
            now_seconds: now.timestamp(),
            stop: Default::default(),
        };
        let t = std::time::Instant::now();
        let tally = ingest::ingest(
            &dir,
            &a[3..].iter().map(PathBuf::from).collect::<Vec<_>>(),
            &o,
            &|_| {},
        )
        .unwrap();
        println!(
            "{tally:#?} {} {} {:?}",
            tally.files.adds_up(),
            tally.clippings.adds_up(),
            t.elapsed()
        );
    } else if a[1] == "dump" {
        let s = Snapshot::open(&dir).unwrap();
        let (schema_field, _) = (s.fields().record, 0);
        for ad in s.documents().take(3) {
            let d: tantivy::TantivyDocument = s.searcher().doc(ad).unwrap();
            use tantivy::schema::Value;
            if let Some(b) = d.get_first(schema_field).and_then(|v| v.as_bytes()) {
                println!("{}\n", String::from_utf8_lossy(b));
            }
        }
    } else {
        let t = std::time::Instant::now();
        let s = Snapshot::open(&dir).unwrap();
        let t1 = t.elapsed();
        let mut se = search::Searcher::new(&s).unwrap();
        let t2 = t.elapsed();
        let p = query::parse(&a[3], chrono::Local::now().date_naive());
        println!("{:?} {:?}", p.query, p.problems);
        let page = se
            .page(&search::Request {
                query: p.query,
                sort: search::Sort::Default,
                limit: 10,
                after: None,
                facets: vec![
                    morgue::clipping::Dimension::Region,
                    morgue::clipping::Dimension::Category,
                ],
                timeline: true,
                show: search::Show::Snippet,
            })
            .unwrap();
        let t3 = t.elapsed();
        println!("total {} read as {} {:?} {:?} {:?}", page.total, page.read_as, t1, t2, t3);
        for h in page.hits.iter().chain(&page.partial) {
            println!(
                "{:.3} {} {:?} {} m={} {:?}",
                h.score,
                h.short_id,
                h.clipping.published.as_ref().map(|p| p.value.iso()),
                h.clipping.headline.value,
                h.matches,
                h.snippets[0]
            );
        }
        for f in &page.facets {
            println!("{:?}", f.values.iter().take(5).collect::<Vec<_>>());
        }
        println!("{:?}", page.rescue);
    }
}
