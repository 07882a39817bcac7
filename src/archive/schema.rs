//! The fields of the index. `docs/design/index.md` says what each is for.

use std::sync::OnceLock;

use tantivy::Index;
use tantivy::schema::{
    BytesOptions, FAST, FacetOptions, Field, INDEXED, IndexRecordOption, NumericOptions, STORED,
    Schema, TextFieldIndexing, TextOptions,
};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, IndexSortByField, Order};

use super::lines::LineTokenizer;
use super::zones::ZONES;
use crate::clipping::Dimension;

const LINES: &str = "lines";

/// The store is compressed in blocks of this many bytes: a page of hits decodes ten of them.
const STORE_BLOCK_BYTES: usize = 16_384;

/// The name of the column the index is sorted by.
pub(super) const FROM: &str = "from";

/// Names by which every version finds what a rebuild reads: they are those of the first version.
pub(super) const ID_HIGH: &str = "id_high";
pub(super) const KIND: &str = "kind";
pub(super) const RECORD: &str = "record";
pub(super) const STATE: &str = "state";

/// The name of the column with an id's low bits; format 3 brought it.
pub(super) const ID_LOW: &str = "id_low";

/// The names of the columns with a story and with a thread, high bits, then low ones.
pub(super) const STORY: [&str; 2] = ["story_high", "story_low"];
pub(super) const THREAD: [&str; 2] = ["thread_high", "thread_low"];

/// The name of the column with groups that turned out to be others.
pub(super) const ALIASES: &str = "alias";

/// The value of the field `kind` on documents that say so.
pub(super) const ALIAS: &str = "alias";

/// Handles of the fields.
#[derive(Clone, Debug)]
pub struct Fields {
    /// The id, whole, as one term.
    pub id: Field,
    /// The id's high bits, to break ties.
    pub id_high: Field,
    /// The id's low bits: both columns together are the id.
    pub id_low: Field,
    /// A hash of root and path for each origin.
    pub file: Field,
    /// States of the files whose last clipping this is.
    pub state: Field,
    /// `ledger` on documents that are no clippings; on others what is known of them: `byline`,
    /// `url`, `dated:day`.
    pub kind: Field,
    /// Exact forms with positions.
    pub words: Field,
    /// Normal forms with frequencies.
    pub rank: Field,
    /// Normal forms of the headline.
    pub headline: Field,
    /// Exact forms of the furniture.
    pub raw: Field,
    /// Exact forms of the byline.
    pub byline: Field,
    /// Exact forms of the dateline.
    pub dateline: Field,
    /// Exact forms of the address.
    pub url: Field,
    /// How labels are spelled, each spelling one term.
    pub label: Field,
    /// The folded paths of the origins, each one term.
    pub path: Field,
    /// What the clipping proves by itself, each fact one term or two.
    pub fact: Field,
    /// First second of the date.
    pub from: Field,
    /// Last second of the date.
    pub to: Field,
    /// When the clipping entered the archive.
    pub added: Field,
    /// Words in the clipping.
    pub word_count: Field,
    /// Where its zones begin.
    pub zones: Field,
    /// The story's id where it is not the clipping's own.
    pub story_high: Field,
    /// Its low bits.
    pub story_low: Field,
    /// The thread's id where it is not the story's.
    pub thread_high: Field,
    /// Its low bits.
    pub thread_low: Field,
    /// What copies of it are looked up by.
    pub band: Field,
    /// A group that turned out to be another.
    pub alias: Field,
    /// The stored record.
    pub record: Field,
    facets: [Field; Dimension::ALL.len()],
}

impl Fields {
    /// The facet field of a dimension.
    pub fn facet(&self, dimension: Dimension) -> Field {
        let place = Dimension::ALL.iter().position(|other| *other == dimension);
        self.facets[place.expect("every dimension is in ALL")]
    }

    /// The schema and its handles, those of an index this version made.
    pub(super) fn schema() -> &'static (Schema, Self) {
        static SCHEMA: OnceLock<(Schema, Fields)> = OnceLock::new();
        SCHEMA.get_or_init(Self::build)
    }

    fn build() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let number = |flags| NumericOptions::from(flags);
        let fields = Self {
            id: builder.add_text_field("id", text("raw", IndexRecordOption::Basic, false)),
            id_high: builder.add_u64_field(ID_HIGH, FAST),
            id_low: builder.add_u64_field(ID_LOW, FAST),
            file: builder.add_u64_field("file", number(INDEXED)),
            state: builder.add_bytes_field(STATE, BytesOptions::from(FAST)),
            kind: builder.add_text_field(KIND, text("raw", IndexRecordOption::Basic, false)),
            words: builder.add_text_field("words", text(LINES, POSITIONS, false)),
            rank: builder.add_text_field("rank", text(LINES, IndexRecordOption::WithFreqs, true)),
            headline: builder
                .add_text_field("headline", text(LINES, IndexRecordOption::WithFreqs, true)),
            raw: builder.add_text_field("raw", text(LINES, POSITIONS, false)),
            byline: builder.add_text_field("byline", text(LINES, POSITIONS, false)),
            dateline: builder.add_text_field("dateline", text(LINES, POSITIONS, false)),
            url: builder.add_text_field("url", text(LINES, POSITIONS, false)),
            label: builder.add_text_field("label", text("raw", IndexRecordOption::Basic, false)),
            path: builder.add_text_field("path", text("raw", IndexRecordOption::Basic, false)),
            fact: builder.add_text_field("fact", text("raw", IndexRecordOption::Basic, false)),
            from: builder.add_i64_field(FROM, FAST),
            to: builder.add_i64_field("to", FAST),
            added: builder.add_i64_field("added", FAST),
            word_count: builder.add_u64_field("word_count", FAST),
            zones: builder.add_u64_field(ZONES, FAST),
            story_high: builder.add_u64_field(STORY[0], number(INDEXED) | FAST),
            story_low: builder.add_u64_field(STORY[1], FAST),
            thread_high: builder.add_u64_field(THREAD[0], number(INDEXED) | FAST),
            thread_low: builder.add_u64_field(THREAD[1], FAST),
            band: builder.add_u64_field("band", number(INDEXED)),
            alias: builder.add_bytes_field(ALIASES, BytesOptions::from(FAST)),
            record: builder.add_bytes_field(RECORD, BytesOptions::from(STORED)),
            facets: Dimension::ALL.map(|dimension| {
                builder.add_facet_field(dimension.name(), FacetOptions::default())
            }),
        };
        (builder.build(), fields)
    }

    /// How the index is laid out: newest first, records in zstd blocks.
    pub(super) fn settings() -> IndexSettings {
        IndexSettings {
            sort_by_field: Some(IndexSortByField { field: FROM.to_owned(), order: Order::Desc }),
            docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
            docstore_blocksize: STORE_BLOCK_BYTES,
            ..IndexSettings::default()
        }
    }

    /// Tells the engine how our fields are split; the engine does not keep that.
    pub(super) fn register(index: &Index) {
        index.tokenizers().register(LINES, LineTokenizer::default());
    }
}

const POSITIONS: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

fn text(tokenizer: &str, record: IndexRecordOption, norms: bool) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(record)
            .set_fieldnorms(norms),
    )
}
