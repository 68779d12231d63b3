//! Temporary.
fn main() {
    let text = std::fs::read_to_string("/work/shared/corpus/kyoto-6227-20.md").unwrap();
    let big = text.repeat(50_000_000 / text.len() + 1);
    for _ in 0..3 {
        let s = travaux::Source::new("x", big.as_str()).unwrap();
        let t = std::time::Instant::now();
        let p = travaux::syntax::parse(&s);
        let a = t.elapsed().as_secs_f64();
        println!("tree {:.0} MB/s  tokens {} nodes {}", big.len() as f64/1e6/a, p.tree().token_count(), p.tree().nodes().len());
        let t = std::time::Instant::now();
        let d = travaux::model::Document::read_with(s, &Default::default());
        let a = t.elapsed().as_secs_f64();
        println!("model {:.0} MB/s st {} pr {} para {}", big.len() as f64/1e6/a, d.statements().len(), d.proposals().len(), d.paragraphs().len());
        let t = std::time::Instant::now();
        let n = pulldown_cmark::Parser::new_ext(&big, pulldown_cmark::Options::empty()).into_offset_iter().count();
        println!("cmark {:.0} MB/s {}", big.len() as f64/1e6/t.elapsed().as_secs_f64(), n);
    }
}
