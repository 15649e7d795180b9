//! Printing a pattern so that every engine reads it alike.

use std::fmt::Write as _;

use super::Node;
use super::ranges::{negate, successor};

/// A pattern in its canonical form, with `end` for the end of the text.
pub(super) fn print(root: &Node, end: &str) -> String {
    let mut out = String::new();
    write(root, end, &mut out);
    out
}

fn write(node: &Node, end: &str, out: &mut String) {
    match node {
        Node::Start => out.push('^'),
        Node::End => out.push_str(end),
        Node::Class(ranges) => print_class(ranges, out),
        Node::Concat(nodes) => {
            for node in nodes {
                print_grouped(node, matches!(node, Node::Alternate(_)), end, out);
            }
        }
        Node::Alternate(nodes) => {
            for (at, node) in nodes.iter().enumerate() {
                if at > 0 {
                    out.push('|');
                }
                write(node, end, out);
            }
        }
        Node::Repeat { node, min, max } => {
            print_grouped(node, !matches!(**node, Node::Class(_)), end, out);
            match (min, max) {
                (0, None) => out.push('*'),
                (1, None) => out.push('+'),
                (0, Some(1)) => out.push('?'),
                (min, Some(max)) if min == max => _ = write!(out, "{{{min}}}"),
                (min, Some(max)) => _ = write!(out, "{{{min},{max}}}"),
                (min, None) => _ = write!(out, "{{{min},}}"),
            }
        }
    }
}

fn print_grouped(node: &Node, group: bool, end: &str, out: &mut String) {
    if group {
        out.push_str("(?:");
        write(node, end, out);
        out.push(')');
    } else {
        write(node, end, out);
    }
}

fn print_class(ranges: &[(char, char)], out: &mut String) {
    if let &[(c, same)] = ranges
        && c == same
    {
        if ".+*?()|[]{}^$\\".contains(c) {
            out.push('\\');
            out.push(c);
        } else {
            print_plain(c, out);
        }
        return;
    }
    // The shorter of the class and its complement reads best: `[^"]`.
    let complement = negate(ranges);
    let negated = ranges.last().is_some_and(|&(_, to)| to == char::MAX) && !complement.is_empty();
    let shown = if negated { &complement } else { ranges };
    out.push_str(if negated { "[^" } else { "[" });
    for &(from, to) in shown {
        print_in_class(from, out);
        if from != to {
            if successor(from) != Some(to) {
                out.push('-');
            }
            print_in_class(to, out);
        }
    }
    out.push(']');
}

fn print_in_class(c: char, out: &mut String) {
    if "\\]^-[".contains(c) {
        out.push('\\');
        out.push(c);
    } else {
        print_plain(c, out);
    }
}

/// A character as itself where that is visible ASCII, else as an escape every engine has, else
/// (above U+00FF, where the escapes differ) as itself.
fn print_plain(c: char, out: &mut String) {
    match u32::from(c) {
        0x20..=0x7e | 0x100.. => out.push(c),
        code => _ = write!(out, "\\x{code:02x}"),
    }
}
