//! The default source of message ids: random digits in whatever shape the envelope asks for.

use countersign_model::format::Format;
use countersign_model::regex::Node;
use countersign_model::resolved::{Resolved, Role};
use countersign_model::shape::CheckKind;

use super::text;

/// Random digits that make an id unique enough.
const ENOUGH: u32 = 16;
/// Random digits where the schema leaves the length open.
const USUAL: u32 = 32;

/// A Go expression that makes an id; `None` if the schema's shape is beyond guessing.
pub(super) fn default(catalog: &Resolved) -> Option<String> {
    let id = catalog.envelope.field(Role::Id)?;
    let Some(ty) = id.ty.and_then(|ty| catalog.ty(ty)) else { return Some("randomUUID()".to_owned()) };
    let mut pieces = None;
    let (mut least, mut most) = (0, u64::MAX);
    for check in &ty.checks {
        match &check.kind {
            CheckKind::MinLength(length) => least = *length,
            CheckKind::MaxLength(length) => most = *length,
            CheckKind::Format(Format::Uuid) if ty.checks.len() == 1 => {
                return Some("randomUUID()".to_owned());
            }
            CheckKind::Pattern(regex) if pieces.is_none() => pieces = Some(pieces_of(regex.root())?),
            _ => return None,
        }
    }
    let pieces = match pieces {
        Some(pieces) => pieces,
        None if most >= 36 && least <= 36 => return Some("randomUUID()".to_owned()),
        None => return None,
    };
    let length: u64 = pieces.iter().map(Piece::length).sum();
    let digits: u32 = pieces.iter().map(Piece::digits).sum();
    let fits = (least..=most).contains(&length) && digits >= ENOUGH;
    fits.then(|| pieces.iter().map(Piece::expression).collect::<Vec<String>>().join(" + "))
}

enum Piece {
    Literal(String),
    Digits(u32),
}

impl Piece {
    fn length(&self) -> u64 {
        match self {
            Self::Literal(text) => text.chars().count() as u64,
            Self::Digits(count) => u64::from(*count),
        }
    }

    fn digits(&self) -> u32 {
        match self {
            Self::Literal(_) => 0,
            Self::Digits(count) => *count,
        }
    }

    fn expression(&self) -> String {
        match self {
            Self::Literal(literal) => text::string(literal),
            Self::Digits(count) => format!("randomHex({count})"),
        }
    }
}

/// A text that a pattern matches, with random digits where it admits all of them.
fn pieces_of(node: &Node) -> Option<Vec<Piece>> {
    let nodes = match node {
        Node::Concat(nodes) => nodes.as_slice(),
        Node::Class(_) | Node::Start | Node::End | Node::Alternate(_) | Node::Repeat { .. } => {
            std::slice::from_ref(node)
        }
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for node in nodes {
        match node {
            Node::Start | Node::End => {}
            Node::Class(ranges) => match ranges.as_slice() {
                &[(c, same)] if c == same => match pieces.last_mut() {
                    Some(Piece::Literal(text)) => text.push(c),
                    _ => pieces.push(Piece::Literal(c.to_string())),
                },
                _ => return None,
            },
            // What may be left out is left out.
            Node::Repeat { min: 0, node, .. } if !is_digits(node) => {}
            Node::Repeat { node, min, max } if is_digits(node) => {
                let count = USUAL.clamp(*min, max.unwrap_or(USUAL.max(*min)));
                // Digits come in pairs, one byte each.
                pieces.push(Piece::Digits(if count % 2 == 0 {
                    count
                } else {
                    count.checked_sub(1).filter(|even| even >= min)?
                }));
            }
            Node::Repeat { .. } | Node::Alternate(_) | Node::Concat(_) => return None,
        }
    }
    Some(pieces)
}

/// Whether a node is a class that admits every small hexadecimal digit.
fn is_digits(node: &Node) -> bool {
    let Node::Class(ranges) = node else { return false };
    ('0'..='9').chain('a'..='f').all(|c| ranges.iter().any(|&(from, to)| (from..=to).contains(&c)))
}
