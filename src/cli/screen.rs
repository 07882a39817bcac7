//! Where output goes: data to stdout, everything else to stderr.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::args::{Colour, Layout};
use super::page::wrapped;

/// Lines are at most this wide, however wide the terminal is.
const WIDEST: usize = 100;

/// Lines are at least this wide, however narrow the terminal is.
const NARROWEST: usize = 40;

/// The width where there is no terminal to ask.
const UNKNOWN_WIDTH: usize = 80;

/// The way to stdout and what is known of what it is.
pub(super) struct Screen {
    /// Data.
    pub out: BufWriter<AutoStream<Stdout>>,
    /// Whether a person reads what goes to stdout.
    pub is_terminal: bool,
    /// Columns to fill.
    pub width: usize,
    /// Columns to fill on stderr, where a person reads it.
    aside_width: Option<usize>,
    /// How things are told apart on stdout.
    pub palette: Palette,
    /// How things are told apart on stderr.
    pub aside_palette: Palette,
}

impl Screen {
    /// Looks at what stdout and stderr are.
    pub(super) fn open(colour: Colour, layout: Layout) -> Self {
        let global = match colour {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        global.write_global();
        let stdout = io::stdout();
        let is_terminal = match layout {
            Layout::Auto => stdout.is_terminal(),
            Layout::Page => true,
            Layout::Lines => false,
        };
        let colours = |choice: ColorChoice| Palette { colour: choice != ColorChoice::Never };
        let palette = colours(AutoStream::choice(&stdout));
        let aside_palette = colours(AutoStream::choice(&io::stderr()));
        let bounded = |(width, _): (terminal_size::Width, terminal_size::Height)| {
            usize::from(width.0).clamp(NARROWEST, WIDEST)
        };
        let width = terminal_size::terminal_size_of(&stdout).map_or(UNKNOWN_WIDTH, bounded);
        let aside_width = match is_terminal {
            true => Some(width),
            false => terminal_size::terminal_size_of(io::stderr()).map(bounded),
        };
        let out = BufWriter::with_capacity(1 << 16, AutoStream::auto(stdout));
        Self { out, is_terminal, width, aside_width, palette, aside_palette }
    }

    /// Writes a text that ends with a line feed, or nothing, to stdout.
    pub(super) fn print(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Writes a line of cells to stdout, made safe.
    pub(super) fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) -> io::Result<()> {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.out.write_all(b"\t")?;
            }
            self.out.write_all(super::safe::cell(cell).as_bytes())?;
        }
        self.out.write_all(b"\n")
    }

    /// Writes a line to stderr, on a terminal broken to its width. Nobody listening there is no
    /// reason to stop.
    pub(super) fn aside(&mut self, line: &str) {
        let _ = self.out.flush();
        let mut err = AutoStream::auto(io::stderr());
        let Some(width) = self.aside_width else {
            let _ = writeln!(err, "{line}");
            return;
        };
        for line in line.split('\n') {
            let indent = &line[..line.len() - line.trim_start().len()];
            for part in wrapped(line.trim_start(), indent, &format!("{indent}  "), width) {
                let _ = writeln!(err, "{part}");
            }
        }
    }

    /// Writes a line for the person: to stdout on a terminal, else to stderr, so that data stay
    /// data.
    pub(super) fn tell(&mut self, line: &str) -> io::Result<()> {
        if self.is_terminal {
            writeln!(self.out, "{line}")
        } else {
            self.aside(line);
            Ok(())
        }
    }

    /// The palette of wherever [`Screen::tell`] writes.
    pub(super) fn told_palette(&self) -> Palette {
        if self.is_terminal { self.palette } else { self.aside_palette }
    }
}

/// How things are told apart: with colours, or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Palette {
    /// Whether escape sequences may be written.
    pub colour: bool,
}

impl Palette {
    /// What was searched for. Without colours it stands in brackets; [`super::marks`] sees to that.
    pub(super) fn mark(self, text: &str) -> String {
        self.paint(Style::new().bold().fg_color(Some(AnsiColor::Red.into())), text)
    }

    /// Headlines and headings.
    pub(super) fn strong(self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    /// What is there to be found when wanted: ids, paths, hints.
    pub(super) fn faint(self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    /// What went wrong.
    pub(super) fn grave(self, text: &str) -> String {
        self.paint(Style::new().bold().fg_color(Some(AnsiColor::Red.into())), text)
    }

    /// What to do about it.
    pub(super) fn hint(self, text: &str) -> String {
        self.paint(Style::new().fg_color(Some(AnsiColor::Cyan.into())), text)
    }

    fn paint(self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}
