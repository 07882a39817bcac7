//! What is compared with: a plain tantivy index, as any program would make it in an afternoon.

use std::path::Path;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions, Value,
};
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream,
    Tokenizer,
};
use tantivy::{Index, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::Done;
use crate::reuters::Record;

/// Memory of its writer, in bytes.
const WRITER_BYTES: usize = 200 << 20;

/// Longer words are left out, as in tantivy's own `en_stem`.
const LONGEST_WORD_BYTES: usize = 40;

/// How words are made ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// Lower case and nothing else.
    AsPrinted,
    /// Lower case and the English stemmer.
    Stemmed,
}

impl Words {
    fn name(self) -> &'static str {
        match self {
            Self::AsPrinted => "default",
            Self::Stemmed => "stemmed",
        }
    }
}

/// The least that a search engine needs: one text field of title and body, and what is shown or
/// filtered by.
struct Fields {
    text: Field,
    title: Field,
    body: Field,
    topic: Field,
    place: Field,
    id: Field,
    date: Field,
}

fn schema(words: Words) -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = TextFieldIndexing::default()
        .set_tokenizer(words.name())
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(text);
    let fields = Fields {
        text: builder.add_text_field("text", text),
        title: builder.add_text_field("title", STORED),
        body: builder.add_text_field("body", STORED),
        topic: builder.add_text_field("topic", STRING | FAST),
        place: builder.add_text_field("place", STRING | FAST),
        id: builder.add_u64_field("id", FAST | STORED),
        date: builder.add_u64_field("date", FAST | INDEXED),
    };
    (builder.build(), fields)
}

fn stemmed() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST_WORD_BYTES))
        .filter(LowerCaser)
        .filter(EnglishStems)
        .build()
}

/// Indexes records in `dir` with one thread.
pub(crate) fn index(dir: &Path, records: &[Record], words: Words) -> Done {
    std::fs::create_dir_all(dir)?;
    let (schema, fields) = schema(words);
    let index = Index::create_in_dir(dir, schema)?;
    index.tokenizers().register(Words::Stemmed.name(), stemmed());
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, WRITER_BYTES)?;
    for record in records {
        let mut document = TantivyDocument::new();
        document.add_text(fields.text, format!("{}\n{}", record.title, record.body));
        document.add_text(fields.title, &record.title);
        document.add_text(fields.body, &record.body);
        record.topics.iter().for_each(|topic| document.add_text(fields.topic, topic));
        record.places.iter().for_each(|place| document.add_text(fields.place, place));
        document.add_u64(fields.id, record.id);
        document.add_u64(fields.date, record.date.replace('-', "").parse()?);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// A plain index, open.
pub(crate) struct Plain {
    searcher: Searcher,
    fields: Fields,
    analyzer: TextAnalyzer,
}

impl Plain {
    /// Opens the index in `dir`.
    pub(crate) fn open(dir: &Path, words: Words) -> Done<Self> {
        let index = Index::open_in_dir(dir)?;
        let reader: tantivy::IndexReader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let analyzer = match words {
            Words::AsPrinted => index.tokenizers().get("default").ok_or("no default tokenizer")?,
            Words::Stemmed => stemmed(),
        };
        Ok(Self { searcher: reader.searcher(), fields: schema(words).1, analyzer })
    }

    /// The ids and titles of the best `limit` by BM25, all words in each or any.
    pub(crate) fn list(
        &mut self,
        text: &str,
        every: Occur,
        limit: usize,
    ) -> Done<Vec<(u64, String)>> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut stream = self.analyzer.token_stream(text);
        while let Some(token) = stream.next() {
            let term = Term::from_field_text(self.fields.text, &token.text);
            clauses.push((every, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
        }
        let top = TopDocs::with_limit(limit).order_by_score();
        let mut list = Vec::new();
        for (_, address) in self.searcher.search(&BooleanQuery::new(clauses), &top)? {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let id = document.get_first(self.fields.id).and_then(|value| value.as_u64());
            let title = document.get_first(self.fields.title).and_then(|value| value.as_str());
            list.push((id.unwrap_or(0), title.unwrap_or("").to_owned()));
        }
        Ok(list)
    }
}

/// The English stemmer as a filter: tantivy's own stands behind a feature of it that we do not use.
#[derive(Clone)]
struct EnglishStems;

impl TokenFilter for EnglishStems {
    type Tokenizer<T: Tokenizer> = Stemming<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> Stemming<T> {
        Stemming(inner)
    }
}

#[derive(Clone)]
struct Stemming<T>(T);

impl<T: Tokenizer> Tokenizer for Stemming<T> {
    type TokenStream<'a> = Stems<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        let stemmer = frostem::Stemmer::new(frostem::Algorithm::English);
        Stems { inner: self.0.token_stream(text), stemmer }
    }
}

struct Stems<T> {
    inner: T,
    stemmer: frostem::Stemmer,
}

impl<T: TokenStream> TokenStream for Stems<T> {
    fn advance(&mut self) -> bool {
        if !self.inner.advance() {
            return false;
        }
        let stem = self.stemmer.stem(&self.inner.token().text).into_owned();
        self.inner.token_mut().text = stem;
        true
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}
