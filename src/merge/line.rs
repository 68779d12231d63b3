//! Words as a rolling text has to print them: what its reader would take for marks of its own.

use indexmap::IndexSet;

/// Words that are written one after the other, with the blanks between them as they were.
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) spans: &'t [(usize, usize)],
    pub(super) out: String,
    /// Where the last word ended.
    pub(super) end: usize,
    /// It is an addition, in whose words a stroke parts options.
    pub(super) is_added: bool,
}

impl Line<'_> {
    pub(super) fn at(&self, word: u32) -> usize {
        self.spans.get(word as usize).map_or(self.text.len(), |span| span.0)
    }

    pub(super) fn word(&mut self, word: u32) {
        let Some((start, end)) = self.spans.get(word as usize) else { return };
        let blank = self.text.get(self.end..*start).unwrap_or_default();
        let shown = self.text.get(*start..*end).unwrap_or_default();
        if self.is_added && shown == "/" {
            let behind = self.text.get(*end..).unwrap_or_default();
            if !blank.is_empty() || self.out.ends_with(']') || behind.starts_with(' ') {
                self.end = *end;
                return;
            }
        }
        if !(self.out.ends_with(' ') && blank.starts_with(' ')) {
            self.out.push_str(blank);
        }
        self.out.push_str(shown);
        self.end = *end;
    }

    /// The blank before a word.
    pub(super) fn open(&mut self, word: u32) {
        let start = self.at(word);
        let blank = self.text.get(self.end..start).unwrap_or_default();
        if !self.out.ends_with(' ') {
            self.out.push_str(blank);
        }
        self.end = start;
    }

    pub(super) fn note(&mut self, word: u32, note: &str) {
        if self.is_added && self.out.ends_with('/') {
            self.out.pop();
        }
        if !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
        self.out.push_str(note);
        if word == 0 {
            self.out.push(' ');
        }
    }
}

/// A text without the brackets that have no other half in it: in brackets of our own they would end
/// those.
pub(super) fn balanced(text: &str) -> String {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut stray: IndexSet<usize> = IndexSet::new();
    for (at, mark) in text.char_indices() {
        match mark {
            '[' | '(' => open.push((mark, at)),
            ']' | ')' => {
                let half = if mark == ']' { '[' } else { '(' };
                if open.last().is_some_and(|(mark, _)| *mark == half) {
                    open.pop();
                } else {
                    stray.insert(at);
                }
            }
            _ => {}
        }
    }
    stray.extend(open.into_iter().map(|(_, at)| at));
    text.char_indices().filter(|(at, _)| !stray.contains(at)).map(|(_, mark)| mark).collect()
}

/// A change that is told in words: `~old~`, `~old~ new`, or the new words alone.
pub(super) fn told(text: &str) -> String {
    let old = text.strip_prefix('~').and_then(|rest| rest.split_once('~'));
    match old.map(|(old, new)| (balanced(old), balanced(new.trim()))) {
        Some((old, new)) if new.is_empty() => format!("delete \"{old}\""),
        Some((old, new)) => format!("replace \"{old}\" with \"{new}\""),
        None if text.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("delete ")) => {
            balanced(text)
        }
        None => format!("replace with \"{}\"", balanced(text)),
    }
}

/// An addition without the strokes that its reader would take to part options.
pub(super) fn unparted(text: &str) -> String {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let parts = |at: usize| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let behind = text.get(at + 1..).and_then(|tail| tail.chars().next());
        blank(before) || blank(behind)
    };
    text.char_indices().filter(|(at, c)| *c != '/' || !parts(*at)).map(|(_, c)| c).collect()
}
