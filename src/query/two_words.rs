//! Two words beside each other: the phrases and windows that are asked for most, told from the
//! positions of the words alone.

use super::spans::is_in_one_stretch;
use super::{Expr, Match, Order, Reach};

/// Two different leaves and how they stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwoWords {
    /// The leaf named first.
    pub first: usize,
    /// The leaf named second.
    pub second: usize,
    stand: Stand,
}

/// How the second word stands to the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// So far behind it; the whole covers `length` positions.
    Behind { distance: u32, length: u32 },
    /// At most so far from it.
    Near { distance: u32, order: Order },
}

impl TwoWords {
    /// What `expr` asks of two words, where it asks for nothing else.
    pub fn of(expr: &Expr) -> Option<Self> {
        let (first, second, stand) = match expr {
            Expr::Sequence { parts, length } => match parts.as_slice() {
                [(0, first), (distance, second)] => {
                    (*first, *second, Stand::Behind { distance: *distance, length: *length })
                }
                _ => return None,
            },
            Expr::Near { left, window, right } => match (&**left, window.reach, &**right) {
                (Expr::Leaf(first), Reach::Within(distance), Expr::Leaf(second)) => {
                    (*first, *second, Stand::Near { distance, order: window.order })
                }
                _ => return None,
            },
            _ => return None,
        };
        (first != second).then_some(Self { first, second, stand })
    }

    /// Whether words at these positions stand so, in one stretch of a clipping. The positions
    /// ascend; `zones` is asked only where two are near enough.
    pub fn hold(
        &self,
        firsts: &[u32],
        seconds: &[u32],
        mut zones: impl FnMut() -> [Option<u32>; 4],
    ) -> bool {
        let mut starts = None;
        let mut is_whole = |span| is_in_one_stretch(starts.get_or_insert_with(&mut zones), span);
        match self.stand {
            Stand::Behind { distance, length } => any_behind(firsts, distance, seconds, |start| {
                is_whole(Match { first: start, last: start + length - 1 })
            }),
            Stand::Near { distance, order } => any_near(firsts, distance, order, seconds, is_whole),
        }
    }
}

/// Whether some position of `seconds` stands `distance` behind one of `firsts` that `fits`.
fn any_behind(
    firsts: &[u32],
    distance: u32,
    seconds: &[u32],
    mut fits: impl FnMut(u32) -> bool,
) -> bool {
    let (mut at, mut from) = (0, 0);
    while let (Some(start), Some(other)) = (firsts.get(at), seconds.get(from)) {
        let wanted = start + distance;
        if wanted == *other && fits(*start) {
            return true;
        }
        at += usize::from(wanted <= *other);
        from += usize::from(wanted >= *other);
    }
    false
}

/// Whether the hull of two positions that are near enough `fits`.
fn any_near(
    firsts: &[u32],
    distance: u32,
    order: Order,
    seconds: &[u32],
    mut fits: impl FnMut(Match) -> bool,
) -> bool {
    let mut from = 0;
    firsts.iter().any(|one| {
        let (least, most) = match order {
            Order::Either => (one.saturating_sub(distance), one.saturating_add(distance)),
            Order::AsNamed => (one + 1, one.saturating_add(distance)),
        };
        while seconds.get(from).is_some_and(|other| *other < least) {
            from += 1;
        }
        seconds[from..].iter().take_while(|other| **other <= most).any(|other| {
            one != other && fits(Match { first: *one.min(other), last: *one.max(other) })
        })
    })
}
