//! Temporary.
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let doc = travaux::Document::open(path).unwrap();
    let mut out = csv::Writer::from_writer(std::io::stdout());
    for row in doc.rows() { out.serialize(row).unwrap(); }
}
