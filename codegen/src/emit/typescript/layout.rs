//! Expressions and how they are laid out: as the formatter (Prettier, 100 columns) would do it.

use super::text::{Doc, WIDTH};

/// An expression.
#[derive(Clone)]
pub(super) enum Expr {
    /// Something that is never broken over lines.
    Text(String),
    /// A call of a function or, with `on`, of a method.
    Call {
        /// What the method is called on.
        on: Option<Box<Expr>>,
        /// The function's or method's name.
        name: String,
        /// The arguments.
        args: Vec<Expr>,
    },
    /// An array.
    Array(Vec<Expr>),
    /// An object, on one line if it fits.
    Object(Vec<(String, Expr)>),
    /// An object that is never on one line, unless it is empty.
    Members(Vec<Member>),
}

/// A documented member of an object.
#[derive(Clone)]
pub(super) struct Member {
    /// The comment before it, indented by two.
    pub(super) doc: String,
    /// The name as written in the literal.
    pub(super) name: String,
    /// The return type of the getter that the member has to be, so that it may refer to what is
    /// declared later.
    pub(super) getter: Option<String>,
    /// The value.
    pub(super) value: Expr,
}

impl Member {
    /// A plain member.
    pub(super) fn plain(name: String, value: Expr) -> Self {
        Self { doc: String::new(), name, getter: None, value }
    }

    /// The member with a comment before it.
    pub(super) fn documented(self, doc: &Doc) -> Self {
        Self { doc: doc.print(2), ..self }
    }
}

impl Expr {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A call of a function.
    pub(super) fn call(name: impl Into<String>, args: Vec<Self>) -> Self {
        Self::Call { on: None, name: name.into(), args }
    }

    /// A call of a method on this.
    pub(super) fn then(self, name: &str, args: Vec<Self>) -> Self {
        Self::Call { on: Some(Box::new(self)), name: name.to_owned(), args }
    }

    /// The expression where `column` characters stand before it on a line indented by `indent`, and
    /// `after` characters follow it.
    pub(super) fn print(&self, indent: usize, column: usize, after: usize) -> String {
        if let Some(flat) = self.flat()
            && column + width(&flat) + after <= WIDTH
        {
            return flat;
        }
        match self {
            Self::Text(text) => text.clone(),
            Self::Call { on, name, args } => print_call(on.as_deref(), name, args, [indent, column, after]),
            Self::Array(items) => {
                format!("[{}]", lines(indent, items.iter().map(|item| (String::new(), item))))
            }
            Self::Object(members) => {
                let named = members.iter().map(|(name, value)| (format!("{name}: "), value));
                format!("{{{}}}", lines(indent, named))
            }
            Self::Members(members) => print_members(members, indent),
        }
    }

    /// The expression on one line; `None` if it must not be.
    fn flat(&self) -> Option<String> {
        let join = |parts: Vec<String>| parts.join(", ");
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Call { on, name, args } => {
                let args: Option<Vec<String>> = args.iter().map(Self::flat).collect();
                let on = match on {
                    Some(on) => on.flat()? + ".",
                    None => String::new(),
                };
                Some(format!("{on}{name}({})", join(args?)))
            }
            Self::Array(items) => {
                let items: Option<Vec<String>> = items.iter().map(Self::flat).collect();
                Some(format!("[{}]", join(items?)))
            }
            Self::Object(members) if members.is_empty() => Some("{}".to_owned()),
            Self::Object(members) => {
                let member = |(name, value): &(String, Self)| Some(format!("{name}: {}", value.flat()?));
                let members: Option<Vec<String>> = members.iter().map(member).collect();
                Some(format!("{{ {} }}", join(members?)))
            }
            Self::Members(members) if members.is_empty() => Some("{}".to_owned()),
            Self::Members(_) => None,
        }
    }

    /// Whether the expression, as the last argument, opens on the line of the call.
    const fn hugs(&self) -> bool {
        matches!(self, Self::Array(_) | Self::Object(_) | Self::Members(_))
    }
}

fn print_call(on: Option<&Expr>, name: &str, args: &[Expr], [indent, column, after]: [usize; 3]) -> String {
    if let Some(Expr::Call { on: None, name: first, args: first_args }) = on
        && let Some((object, method)) = first.split_once('.')
    {
        // A chain of methods is broken at its dots.
        let pad = " ".repeat(indent + 2);
        let link = |method: &str, args: &[Expr], after: usize| {
            let call = print_call(None, method, args, [indent + 2, indent + 3, after]);
            format!("\n{pad}.{call}")
        };
        return format!("{object}{}{}", link(method, first_args, 0), link(name, args, after));
    }
    let head = match on {
        Some(on) => format!("{}.{name}(", on.print(indent, column, name.len() + 2)),
        None => format!("{name}("),
    };
    let column = match head.rsplit_once('\n') {
        Some((_, last)) => width(last),
        None => column + width(&head),
    };
    let Some((last, first)) = args.split_last() else { return format!("{head})") };
    if let Some(flat) = args.iter().map(Expr::flat).collect::<Option<Vec<_>>>().map(|args| args.join(", "))
        && column + width(&flat) + 1 + after <= WIDTH
    {
        return format!("{head}{flat})");
    }
    if let Some(first) = first.iter().map(Expr::flat).collect::<Option<Vec<_>>>()
        && last.hugs()
    {
        let before: String = first.iter().map(|arg| format!("{arg}, ")).collect();
        let printed = last.print(indent, column + width(&before), 1 + after);
        return format!("{head}{before}{printed})");
    }
    format!("{head}{})", lines(indent, args.iter().map(|arg| (String::new(), arg))))
}

/// Each part on a line of its own, between line feeds, with its prefix before it.
fn lines<'a>(indent: usize, parts: impl Iterator<Item = (String, &'a Expr)>) -> String {
    let pad = " ".repeat(indent + 2);
    let body: String = parts
        .map(|(prefix, part)| {
            let printed = part.print(indent + 2, indent + 2 + width(&prefix), 1);
            format!("{pad}{prefix}{printed},\n")
        })
        .collect();
    format!("\n{body}{}", " ".repeat(indent))
}

fn print_members(members: &[Member], indent: usize) -> String {
    let pad = " ".repeat(indent + 2);
    let mut out = String::from("{\n");
    for Member { doc, name, getter, value } in members {
        out.extend(doc.lines().map(|line| format!("{}{line}\n", " ".repeat(indent))));
        let written = match getter {
            Some(ty) => {
                let value = value.print(indent + 4, indent + 11, 1);
                format!("{pad}get {name}(): {ty} {{\n{pad}  return {value};\n{pad}}},\n")
            }
            None => {
                let value = value.print(indent + 2, indent + 4 + width(name), 1);
                format!("{pad}{name}: {value},\n")
            }
        };
        out.push_str(&written);
    }
    out + &" ".repeat(indent) + "}"
}

fn width(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(name: &str, args: &[&str]) -> Expr {
        Expr::call(name, args.iter().map(|arg| Expr::text(*arg)).collect())
    }

    #[test]
    fn what_fits_stays_on_its_line() {
        let checked = call("z.string", &[]).then("check", vec![call("minLength", &["1"])]);
        assert_eq!(checked.print(0, 10, 1), "z.string().check(minLength(1))");
    }

    #[test]
    fn chains_break_at_their_dots() {
        let checked = call("z.string", &[]).then("check", vec![call("minLength", &["1"])]);
        assert_eq!(checked.print(0, 90, 1), "z\n  .string()\n  .check(minLength(1))");
    }

    #[test]
    fn the_last_argument_opens_on_the_line_of_the_call() {
        let members = Expr::Members(vec![Member::plain("a".to_owned(), Expr::text("b"))]);
        assert_eq!(Expr::call("z.object", vec![members]).print(0, 0, 1), "z.object({\n  a: b,\n})");
        let list = Expr::Array(vec![Expr::text("A"), Expr::text("B")]);
        let union = Expr::call("z.union", vec![Expr::text("\"kind\""), list]);
        assert_eq!(union.print(0, 80, 1), "z.union(\"kind\", [\n  A,\n  B,\n])");
    }
}
