//! The tree: nodes in one flat vector, in the order in which they open.

use super::block::BlockKind;
use super::token::{Token, TokenKind, Tokens};
use crate::Span;

/// What a node is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum NodeKind {
    /// The whole text.
    Root,
    /// A paragraph, a heading, a piece of furniture.
    Block(BlockKind),
    /// The number or name printed at the head of a paragraph, blanks after it included.
    Label,
    /// `[…]`, the marks included.
    Bracket,
    /// `(…)`, the marks included.
    Paren,
    /// `~~…~~`, the marks included; cut in pieces where it crosses a bracket.
    Strike,
    /// One of several texts that a bracket parts by `/`, its signatures included.
    Alternative,
    /// The words that lead to a list by a colon: `oppose:`, `new words:`.
    Direction,
    /// A run of code-like words: a delegation list, if the model finds delegations in it.
    Codes,
}

/// A node's place in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The root of every tree.
    pub const ROOT: NodeId = NodeId(0);

    /// Its number, from 0 in the order in which nodes open.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node as stored: sixteen bytes.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    span: Span,
    /// One past its last descendant.
    after: u32,
    kind: NodeKind,
}

impl Node {
    /// What it is.
    pub fn kind(&self) -> NodeKind {
        self.kind
    }

    /// The bytes it covers, its own marks included.
    pub fn span(&self) -> Span {
        self.span
    }
}

/// Tokens that tile a source and the nodes over them.
///
/// # Complexity
///
/// Five bytes a token, sixteen a node; a real rolling text takes about two thirds of a byte a byte
/// of source.
#[derive(Clone, Debug)]
pub struct Tree {
    tokens: Tokens,
    nodes: Vec<Node>,
}

impl Tree {
    /// A tree with nothing but a root over `tokens`.
    pub(super) fn new(tokens: Tokens, capacity: usize) -> Self {
        let (start, end) = (tokens.start(0), tokens.total());
        let mut nodes = Vec::with_capacity(capacity);
        nodes.push(Node { span: Span::new(start, end), after: 1, kind: NodeKind::Root });
        Tree { tokens, nodes }
    }

    /// Puts the tree of the stretch behind at the end.
    pub(super) fn append(&mut self, next: &Tree) {
        // Of two roots one stays.
        let moved = narrow(self.nodes.len().saturating_sub(1));
        let nodes = next.nodes.iter().skip(1);
        self.nodes.extend(nodes.map(|node| Node { after: node.after + moved, ..*node }));
        self.tokens.append(&next.tokens);
        self.close(0, self.tokens.total());
    }

    pub(super) fn raw(&self) -> &Tokens {
        &self.tokens
    }

    /// Opens a node; [`close`](Tree::close) gives it its end.
    pub(super) fn open(&mut self, kind: NodeKind, start: u32) -> usize {
        self.nodes.push(Node { span: Span::new(start, start), after: 0, kind });
        self.nodes.len() - 1
    }

    pub(super) fn close(&mut self, node: usize, end: u32) {
        let after = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let node = &mut self.nodes[node];
        node.span = Span::new(node.span.start(), end);
        node.after = after;
    }

    /// How many tokens.
    pub fn token_count(&self) -> usize {
        self.tokens.len()
    }

    /// The tokens, in order; together they are the source.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = Token> + '_ {
        (0..self.tokens.len()).map(|at| self.token(at))
    }

    fn token(&self, at: usize) -> Token {
        Token { kind: self.tokens.kind(at), span: self.tokens.span(at) }
    }

    /// The nodes in the order in which they open.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(at, node)| (NodeId(narrow(at)), node))
    }

    /// The node, if the id is of this tree.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index())
    }

    /// The nodes from one to another, and what is inside that.
    pub(crate) fn nodes_between(&self, first: NodeId, last: NodeId) -> &[Node] {
        let after = self.node(last).map_or(0, |node| node.after as usize);
        self.nodes.get(first.index()..after).unwrap_or_default()
    }

    /// The nodes directly inside a node.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        let after = self.node(id).map_or(0, |node| node.after as usize);
        let mut at = id.index() + 1;
        std::iter::from_fn(move || {
            let node = self.nodes.get(at).filter(|_| at < after)?;
            let child = NodeId(narrow(at));
            at = node.after as usize;
            Some((child, node))
        })
    }

    /// The paragraphs, headings and other blocks, in source order.
    pub fn blocks(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.children(NodeId::ROOT)
    }

    /// Goes through a node: each node inside is entered and left, each token between is given.
    ///
    /// A token that a label shares with the text after it is given without the label's bytes.
    ///
    /// # Complexity
    ///
    /// O(log n) to start, then O(1) a step; the stack is on the heap.
    pub fn walk(&self, id: NodeId) -> Walk<'_> {
        let (start, at) = match self.node(id) {
            Some(node) => (node.span.start(), id.index()),
            None => (u32::MAX, self.nodes.len()),
        };
        let token = self.tokens.at_offset(start);
        Walk {
            tree: self,
            token,
            offset: start,
            bound: 0,
            next: at,
            stack: Vec::new(),
            done: false,
        }
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// One step of a [`Walk`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A node begins.
    Enter(NodeId, NodeKind, Span),
    /// A token, or what a label leaves of it.
    Token(TokenKind, Span),
    /// A node ends.
    Leave(NodeId, NodeKind, Span),
}

/// See [`Tree::walk`].
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    tree: &'a Tree,
    token: usize,
    offset: u32,
    /// Before this byte there are but tokens: no node begins or ends.
    bound: u32,
    next: usize,
    stack: Vec<usize>,
    done: bool,
}

impl Walk<'_> {
    /// Leaves out what is still to come of the node entered last.
    pub fn skip_node(&mut self) {
        let Some(&open) = self.stack.last() else { return };
        let node = &self.tree.nodes[open];
        self.next = node.after as usize;
        self.offset = node.span.end();
        self.bound = self.offset;
        let tokens = &self.tree.tokens;
        while self.token < tokens.len() && tokens.end(self.token) <= self.offset {
            self.token += 1;
        }
    }
}

impl Walk<'_> {
    /// A node that begins or ends here.
    fn edge(&mut self) -> Option<Step> {
        let nodes = &self.tree.nodes;
        let mut bound = u32::MAX;
        let mut after = nodes.len();
        if let Some(&open) = self.stack.last() {
            let node = &nodes[open];
            (bound, after) = (node.span.end(), node.after as usize);
            if self.offset >= bound && self.next >= after {
                self.stack.pop();
                self.done = self.stack.is_empty();
                return Some(Step::Leave(NodeId(narrow(open)), node.kind, node.span));
            }
        }
        if let Some(node) = nodes.get(self.next).filter(|_| self.next < after) {
            if node.span.start() <= self.offset {
                let at = self.next;
                self.stack.push(at);
                self.next += 1;
                return Some(Step::Enter(NodeId(narrow(at)), node.kind, node.span));
            }
            bound = bound.min(node.span.start());
        }
        self.bound = bound;
        None
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    #[inline]
    fn next(&mut self) -> Option<Step> {
        if self.done {
            return None;
        }
        if self.offset >= self.bound {
            if let Some(step) = self.edge() {
                return Some(step);
            }
        }
        let tokens = &self.tree.tokens;
        if self.token >= tokens.len() {
            self.done = true;
            return None;
        }
        let full = tokens.end(self.token);
        let (kind, end) = (tokens.kind(self.token), full.min(self.bound));
        let span = Span::new(self.offset, end);
        self.offset = end;
        if end >= full {
            self.token += 1;
        }
        Some(Step::Token(kind, span))
    }
}
