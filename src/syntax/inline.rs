//! Inside a block: pairs the marks, then builds the nodes in one pass.

use super::Parsed;
use super::block::{Block, BlockKind};
use super::strikes::{self, Mark};
use super::token::{TokenKind, Tokens};
use super::tree::{NodeKind, Tree};
use crate::{Diagnostic, DiagnosticKind, Span};

/// How deep strike-through marks may nest before a further opening one counts as a closing one.
///
/// Typists nest them two deep at most; without a bound a strike-through cut by many brackets would
/// make more pieces than the text has bytes.
const STRIKES: usize = 4;

const NONE: u32 = u32::MAX;

/// Builds the tree over the blocks of a text.
pub(super) fn build(text: &str, tokens: Tokens, blocks: &[Block]) -> Parsed {
    let capacity = blocks.len() + tokens.len() * 2 / 5 + 1;
    let mut builder = Builder {
        bytes: text.as_bytes(),
        tree: Tree::new(tokens, capacity),
        diagnostics: Vec::new(),
        partner: Vec::new(),
        options: Vec::new(),
        brackets: Vec::new(),
        strikes: Vec::new(),
        open: Vec::new(),
    };
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        // Furniture that interrupts a paragraph follows it in the list and lies inside it.
        let inner = blocks[at + 1..].iter().take_while(|inner| inner.first < block.last).count();
        builder.block(block, &blocks[at + 1..=at + inner]);
        at += 1 + inner;
    }
    let Builder { mut tree, diagnostics, .. } = builder;
    let end = tree.raw().total();
    tree.close(0, end);
    Parsed { tree, diagnostics }
}

struct Builder<'a> {
    bytes: &'a [u8],
    tree: Tree,
    diagnostics: Vec<Diagnostic>,
    /// For each token of the block, counted from its first: the mark it pairs with.
    partner: Vec<u32>,
    /// For each token of the block: whether it opens a bracket that `/` parts into alternatives,
    /// or is such a `/`.
    options: Vec<bool>,
    brackets: Vec<u32>,
    strikes: Vec<u32>,
    open: Vec<Open>,
}

/// A node that is not closed yet.
#[derive(Clone, Copy)]
struct Open {
    node: usize,
    kind: NodeKind,
    /// The token, counted from the block's first, at which it closes.
    until: u32,
}

impl Builder<'_> {
    #[inline]
    fn kind(&self, at: usize) -> TokenKind {
        self.tree.raw().kind(at)
    }

    #[inline]
    fn start(&self, at: usize) -> u32 {
        self.tree.raw().start(at)
    }

    #[inline]
    fn end(&self, at: usize) -> u32 {
        self.tree.raw().end(at)
    }

    fn block(&mut self, block: &Block, inner: &[Block]) {
        let mut start = self.start(block.first);
        if start == 0 && self.bytes.starts_with("\u{feff}".as_bytes()) {
            start = 3.min(self.end(block.first));
        }
        let end = self.end(block.last - 1);
        let node = self.tree.open(NodeKind::Block(block.kind), start);
        if matches!(block.kind, BlockKind::Furniture(_)) {
            self.tree.close(node, end);
            return;
        }
        if block.joined > 0 {
            let span = Span::new(block.joined, block.joined);
            self.diagnostics.push(Diagnostic::new(DiagnosticKind::ParagraphJoined, span));
        }
        let mut first = block.first;
        let mut text = start;
        if let Some(label) = block.label {
            let label_node = self.tree.open(NodeKind::Label, label.start());
            self.tree.close(label_node, label.end());
            text = label.end();
            while first < block.last && self.end(first) <= text {
                first += 1;
            }
        }
        self.pair(first, block.last, inner);
        self.emit(first, block.last, text, inner);
        self.tree.close(node, end);
    }

    /// Finds each mark's partner; what finds none leaves a diagnostic, one a kind and block.
    fn pair(&mut self, first: usize, last: usize, inner: &[Block]) {
        self.partner.clear();
        self.partner.resize(last - first, NONE);
        self.options.clear();
        self.options.resize(last - first, false);
        self.brackets.clear();
        self.strikes.clear();
        let mut squares = 0u32;
        let mut parens = 0u32;
        let mut unclosed = Lost::default();
        let mut unopened = Lost::default();
        let mut marks: Vec<u32> = Vec::new();
        let mut odd = false;
        let mut holes = inner.iter().peekable();
        let mut at = first;
        while at < last {
            if let Some(hole) = holes.next_if(|hole| hole.first <= at) {
                at = hole.last.max(at);
                continue;
            }
            let place = narrow(at - first);
            match self.kind(at) {
                TokenKind::OpenSquare => {
                    squares += 1;
                    self.brackets.push(place);
                }
                TokenKind::OpenParen => {
                    parens += 1;
                    self.brackets.push(place);
                }
                kind @ (TokenKind::CloseSquare | TokenKind::CloseParen) => {
                    let opener = if kind == TokenKind::CloseSquare {
                        TokenKind::OpenSquare
                    } else {
                        TokenKind::OpenParen
                    };
                    let known = if opener == TokenKind::OpenSquare { squares } else { parens };
                    let mut found = None;
                    if known > 0 {
                        while let Some(open) = self.brackets.pop() {
                            let of = self.kind(first + open as usize);
                            if of == TokenKind::OpenSquare {
                                squares -= 1;
                            } else {
                                parens -= 1;
                            }
                            if of == opener {
                                found = Some(open);
                                break;
                            }
                            unclosed.add(self.span(first + open as usize));
                        }
                    } else if !self.enumerates(at) {
                        // A bracket closed by the wrong mark, `[words: A)`.
                        found = self.brackets.pop();
                        if let Some(open) = found {
                            if opener == TokenKind::OpenSquare {
                                parens -= 1;
                            } else {
                                squares -= 1;
                            }
                            let odd =
                                Diagnostic::new(DiagnosticKind::BracketMismatched, self.span(at));
                            self.diagnostics
                                .push(odd.with_auxiliary(self.span(first + open as usize)));
                        }
                    }
                    match found {
                        Some(open) => self.join(open, place),
                        None if self.enumerates(at) => {}
                        None => unopened.add(self.span(at)),
                    }
                }
                TokenKind::Strike => {
                    marks.push(place);
                    odd |= !self.pair_strike(first, at, last);
                }
                TokenKind::Slash => {
                    if let Some(&open) = self.brackets.last() {
                        if self.follows_code(first, at) {
                            self.options[open as usize] = true;
                            self.options[place as usize] = true;
                        }
                    }
                }
                _ => {}
            }
            at += 1;
        }
        for nth in 0..self.brackets.len() {
            unclosed.add(self.span(first + self.brackets[nth] as usize));
        }
        let mut unstruck = Lost::default();
        if odd || !self.strikes.is_empty() {
            self.pair_anew(first, last, &marks);
            for place in marks.iter().filter(|place| self.partner[**place as usize] == NONE) {
                unstruck.add(self.span(first + *place as usize));
            }
        }
        unclosed.report(&mut self.diagnostics, |count| DiagnosticKind::BracketUnclosed { count });
        unopened.report(&mut self.diagnostics, |count| DiagnosticKind::BracketUnopened { count });
        unstruck.report(&mut self.diagnostics, |count| DiagnosticKind::StrikeUnclosed { count });
    }

    fn span(&self, at: usize) -> Span {
        self.tree.raw().span(at)
    }

    fn join(&mut self, open: u32, close: u32) {
        self.partner[open as usize] = close;
        self.partner[close as usize] = open;
    }

    /// A `~~` opens after a blank, closes before one, and otherwise does what is due.
    fn pair_strike(&mut self, first: usize, at: usize, last: usize) -> bool {
        let span = self.span(at);
        let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
        let before = at > first && !blank(self.bytes.get((span.start() as usize).wrapping_sub(1)));
        let after = at + 1 < last && !blank(self.bytes.get(span.end() as usize));
        let opens = if before == after {
            self.strikes.is_empty()
        } else {
            after && self.strikes.len() < STRIKES
        };
        let place = narrow(at - first);
        if opens {
            self.strikes.push(place);
            return true;
        }
        match self.strikes.pop() {
            Some(open) => {
                self.join(open, place);
                true
            }
            None => false,
        }
    }

    /// Pairs the strike-throughs of a block in which the blanks beside some tell nothing, or lie.
    fn pair_anew(&mut self, first: usize, last: usize, places: &[u32]) {
        let byte = |at: Option<u32>| at.and_then(|at| self.bytes.get(at as usize)).copied();
        let mark = |place: &u32| {
            let at = first + *place as usize;
            let span = self.span(at);
            Mark {
                before: byte(span.start().checked_sub(1).filter(|_| at > first)),
                after: byte(Some(span.end()).filter(|_| at + 1 < last)),
            }
        };
        let marks: Vec<Mark> = places.iter().map(mark).collect();
        let (pairs, count) = strikes::pairs(&marks);
        for place in places {
            self.partner[*place as usize] = NONE;
        }
        for (open, close) in pairs {
            self.join(places[open], places[close]);
        }
        if let Some(place) = places.first().filter(|_| count > 0) {
            let span = self.span(first + *place as usize);
            self.diagnostics.push(Diagnostic::new(DiagnosticKind::StrikeSpaced { count }, span));
        }
    }

    /// `a)` or `1)` numbers an item and closes nothing.
    fn enumerates(&self, at: usize) -> bool {
        let end = self.start(at) as usize;
        let mut before = self.bytes.get(..end).unwrap_or_default().iter().rev();
        before.next().is_some_and(u8::is_ascii_alphanumeric)
            && before.next().is_none_or(u8::is_ascii_whitespace)
    }

    /// Whether a `/` comes straight after a code: then it parts alternatives, not `and/or`.
    fn follows_code(&self, first: usize, at: usize) -> bool {
        let mut before = at;
        while before > first {
            before -= 1;
            match self.kind(before) {
                TokenKind::Codes => return true,
                TokenKind::Text if self.is_blank(before) => {}
                TokenKind::CloseParen | TokenKind::Semicolon | TokenKind::Strike => {}
                _ => return false,
            }
        }
        false
    }

    fn is_blank(&self, at: usize) -> bool {
        let span = self.span(at);
        self.bytes.get(span.range()).is_some_and(|text| text.trim_ascii().is_empty())
    }

    /// Builds the nodes, now that every mark knows its partner.
    fn emit(&mut self, first: usize, last: usize, text: u32, inner: &[Block]) {
        self.open.clear();
        let mut holes = inner.iter().peekable();
        let mut at = first;
        while at < last {
            if let Some(hole) = holes.next_if(|hole| hole.first <= at) {
                let node = self.tree.open(NodeKind::Block(hole.kind), self.start(hole.first));
                self.tree.close(node, self.end(hole.last - 1));
                at = hole.last;
                continue;
            }
            let place = narrow(at - first);
            let partner = self.partner[place as usize];
            match self.kind(at) {
                TokenKind::OpenSquare if partner != NONE => {
                    self.bracket(at, partner, NodeKind::Bracket);
                    if self.options[place as usize] {
                        let node = self.tree.open(NodeKind::Alternative, self.end(at));
                        let until = partner;
                        self.open.push(Open { node, kind: NodeKind::Alternative, until });
                    }
                }
                TokenKind::OpenParen if partner != NONE => {
                    self.bracket(at, partner, NodeKind::Paren);
                }
                TokenKind::CloseSquare | TokenKind::CloseParen if partner != NONE => {
                    self.close_bracket(at, place);
                }
                TokenKind::Strike if partner != NONE && partner > place => {
                    let node = self.tree.open(NodeKind::Strike, self.start(at));
                    self.open.push(Open { node, kind: NodeKind::Strike, until: partner });
                }
                TokenKind::Strike if partner != NONE => {
                    let end = self.end(at);
                    if let Some(open) = self.pop_open(|open| open.until == place) {
                        self.tree.close(open.node, end);
                    }
                }
                TokenKind::Slash if self.options[place as usize] => self.next_option(at),
                TokenKind::Codes => self.codes(first, at, text),
                _ => {}
            }
            at += 1;
        }
    }

    /// Takes the innermost open node, if it fits.
    fn pop_open(&mut self, fits: impl Fn(&Open) -> bool) -> Option<Open> {
        self.open.last().copied().filter(fits).inspect(|_| {
            self.open.pop();
        })
    }

    /// Opens a bracket; a strike-through that ends inside it is cut in two.
    fn bracket(&mut self, at: usize, until: u32, kind: NodeKind) {
        let start = self.start(at);
        let mut cut = Vec::new();
        while let Some(open) =
            self.pop_open(|open| open.kind == NodeKind::Strike && open.until < until)
        {
            self.tree.close(open.node, start);
            cut.push(open);
        }
        let node = self.tree.open(kind, start);
        self.open.push(Open { node, kind, until });
        let end = self.end(at);
        self.reopen(cut, end, start);
    }

    /// Closes a bracket; a strike-through that goes on behind it is cut in two.
    fn close_bracket(&mut self, at: usize, place: u32) {
        let start = self.start(at);
        let end = self.end(at);
        let mut cut = Vec::new();
        while let Some(open) = self.open.pop() {
            if open.until == place && open.kind != NodeKind::Alternative {
                self.tree.close(open.node, end);
                break;
            }
            self.tree.close(open.node, start);
            if open.kind == NodeKind::Strike && open.until > place {
                cut.push(open);
            }
        }
        self.reopen(cut, end, start);
    }

    fn reopen(&mut self, cut: Vec<Open>, from: u32, place: u32) {
        if !cut.is_empty() {
            let span = Span::new(place, place + 1);
            self.diagnostics.push(Diagnostic::new(DiagnosticKind::StrikeCrossesBracket, span));
        }
        for open in cut.into_iter().rev() {
            let node = self.tree.open(NodeKind::Strike, from);
            self.open.push(Open { node, ..open });
        }
    }

    fn next_option(&mut self, at: usize) {
        let (start, end) = (self.start(at), self.end(at));
        // A strike-through across the `/` keeps the two in one piece.
        if let Some(open) = self.pop_open(|open| open.kind == NodeKind::Alternative) {
            self.tree.close(open.node, start);
            let node = self.tree.open(NodeKind::Alternative, end);
            self.open.push(Open { node, ..open });
        }
    }

    /// A run of codes, and the words that a colon parts from it.
    fn codes(&mut self, first: usize, at: usize, text: u32) {
        let mut colon = at;
        while colon > first && self.kind(colon - 1) == TokenKind::Text && self.is_blank(colon - 1) {
            colon -= 1;
        }
        if colon > first + 1
            && self.kind(colon - 1) == TokenKind::Colon
            && self.kind(colon - 2) == TokenKind::Text
        {
            let start = self.start(colon - 2).max(text);
            let until = self.end(colon - 1);
            if start < until {
                let node = self.tree.open(NodeKind::Direction, start);
                self.tree.close(node, until);
            }
        }
        // `OP1 ALT FRA`: the label takes the first word of the run.
        let (start, end) = (self.start(at).max(text), self.end(at));
        let node = self.tree.open(NodeKind::Codes, start);
        self.tree.close(node, end);
    }
}

/// Marks without a partner: how many, and the first.
#[derive(Default)]
struct Lost {
    count: u32,
    first: Option<Span>,
}

impl Lost {
    fn add(&mut self, span: Span) {
        self.count = self.count.saturating_add(1);
        let earlier = self.first.is_none_or(|first| span < first);
        if earlier {
            self.first = Some(span);
        }
    }

    fn report(&self, into: &mut Vec<Diagnostic>, kind: impl FnOnce(u32) -> DiagnosticKind) {
        if let Some(span) = self.first {
            into.push(Diagnostic::new(kind(self.count), span));
        }
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
