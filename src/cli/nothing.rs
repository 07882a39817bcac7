//! When little or nothing was found: which part emptied the result, and what would have found something.

use super::page::grouped;
use super::safe;
use super::screen::Palette;
use crate::search::Page;

/// The lines that say so.
pub(super) fn lines(page: &Page, palette: Palette) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(rescue) = &page.rescue {
        let quoted: Vec<String> =
            rescue.empty_parts.iter().map(|part| safe::line(part).into_owned()).collect();
        if !quoted.is_empty() {
            lines.push(format!("nothing in the archive for: {}", quoted.join(" · ")));
        } else if page.total == 0 {
            lines.push("each part finds something, but no clipping has them all".to_owned());
        }
        if !rescue.offers.is_empty() {
            let title = if page.total == 0 { "would find something:" } else { "did you mean:" };
            lines.push(palette.hint(title));
        }
        for offer in &rescue.offers {
            lines.push(format!("{:>8}  {}", grouped(offer.clippings), safe::line(&offer.change)));
        }
        if rescue.is_cut_short {
            lines.push("(not everything was tried: the time for it ran out)".to_owned());
        }
    }
    lines
}
