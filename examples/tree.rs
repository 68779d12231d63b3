//! Temporary.
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let s = travaux::Source::open(path).unwrap();
    let p = travaux::syntax::parse(&s);
    for (id, n) in p.tree().nodes() { println!("{} {:?} {:?}", id.index(), n.kind(), s.slice(n.span())); }
    for d in p.diagnostics() { println!("{}", d.excerpt(&s)); }
}
