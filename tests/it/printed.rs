//! Proves the reading of attribution-first texts construct by construct: how lists, labels and
//! footnotes come out of a page dump.

use travaux::model::{Dialect, ReadOptions};
use travaux::project::{Choice, project};
use travaux::{Document, Source};

/// Who speaks, where, and on which side.
fn said(text: &str) -> Vec<String> {
    let options = ReadOptions::default().dialect(Dialect::attribution_first());
    let document = Document::read_with(Source::new("text", text).expect("short"), &options);
    let rows = document.rows().map(|row| {
        format!("{} {} {} {} {}", row.written, row.paragraph, row.kind, row.polarity, row.subject)
    });
    rows.map(|row| row.trim_end().to_owned()).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(said(text), expected, "{text}");
}

#[test]
fn an_article_may_be_named_without_the_word() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. A seal is wax.\n\nQQ.A.2: {Keys}\n\n\
         1. [US propose: A key is brass.]\n\n[CL/PE propose: QQ.B.XX: {Locks}]\n\n\
         As QQ.A.1 says, 3. [JP propose: no lock is sure.]",
        &[
            "US Article QQ.A.2(1) insert for A key is brass.",
            "CL heading:Article QQ.B.XX insert for QQ.B.XX: Locks",
            "PE heading:Article QQ.B.XX insert for QQ.B.XX: Locks",
            "JP Article QQ.B.XX insert for no lock is sure.",
        ],
    );
}

#[test]
fn a_footnote_stands_in_the_article_whose_sentence_ends_with_its_mark() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. A seal is wax.1 Its price is 1,200 or 9.6 crowns.\n\n\
         2. [US propose: A seal is red.]2\n\nArticle QQ.A.2: {Keys}\n\n1. Keys are \u{201c}cut\u{201d}.\n\n\
         1 [CL propose: Bees' wax.]\n2 [PE propose: Or blue.]\n\n- 1 -\n",
        &[
            "US Article QQ.A.1(2) insert for A seal is red.",
            "CL Article QQ.A.1 note 1 insert for Bees' wax.",
            "PE Article QQ.A.1 note 2 insert for Or blue.",
        ],
    );
}

#[test]
fn a_footnote_number_may_have_a_line_of_its_own() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. A seal is wax.1\n\n1\n[CL propose: Bees' wax.]\n\n- 5 -\n\n\
         2. [US propose: Seals are red.]\n\n6\n\n3. [US propose: Or blue.]\n",
        &[
            "CL Article QQ.A.1 note 1 insert for Bees' wax.",
            "US Article QQ.A.1(2) insert for Seals are red.",
            "US Article QQ.A.1(3) insert for Or blue.",
        ],
    );
}

#[test]
fn a_footnote_goes_on_where_the_next_page_begins() {
    let page =
        |body: &str, foot: &str| format!("{body}\n\n1 [JP propose: Wax of bees\n\n- 5 -\n\n{foot}");
    let article = "Article QQ.A.1: {Seals}\n\n1. A seal is wax.1";
    check(
        &page(article, "and of trees.] [PE propose: Or of whales.]\n\n2. [US propose: Red.]\n"),
        &[
            "JP Article QQ.A.1 note 1 insert for Wax of bees and of trees.",
            "PE Article QQ.A.1 note 1 insert for Or of whales.",
            "US Article QQ.A.1(2) insert for Red.",
        ],
    );
    // So it does below the text of that page.
    check(
        "Article QQ.A.1: {Seals}\n\n1. A seal is wax.1\n\n1 [JP propose: Wax of bees\n\n- 5 -\n\n\
         2. [US propose: Red.] It is not2\nblue.\n\nand of trees. [PE propose: Or of whales.]]\n\
         2 [CL propose: Nor green.]\n\n- 6 -\n",
        &[
            "JP Article QQ.A.1 note 1 insert for Wax of bees",
            "US Article QQ.A.1(2) insert for Red.",
            "PE Article QQ.A.1 note 1 insert for Or of whales.",
            "CL Article QQ.A.1 note 2 insert for Nor green.",
        ],
    );
    // Where the text itself was cut, it is the text that goes on.
    check(
        &page(&format!("{article} It is"), "red. [PE propose: Or blue.]\n"),
        &[
            "JP Article QQ.A.1 note 1 insert for Wax of bees",
            "PE Article QQ.A.1(1) insert for Or blue.",
        ],
    );
}

#[test]
fn who_speaks_inside_a_bracket_speaks_in_the_paragraph_where_it_stands() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. [US/JP propose: A seal is wax.\n\n2. A key is [CL] brass.]\n",
        &[
            "US Article QQ.A.1(1) insert for A seal is wax. A key is brass.",
            "JP Article QQ.A.1(1) insert for A seal is wax. A key is brass.",
            "CL Article QQ.A.1(2) insert comment A seal is wax. A key is brass.",
        ],
    );
}

#[test]
fn a_verb_may_stand_behind_the_colon() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. [US/AU: propose; JP: oppose: Wax.] [CL: support]\n",
        &[
            "US Article QQ.A.1(1) insert for Wax.",
            "AU Article QQ.A.1(1) insert for Wax.",
            "JP Article QQ.A.1(1) insert against Wax.",
            "CL Article QQ.A.1(1) insert for support",
        ],
    );
}

#[test]
fn a_verb_may_be_parted_by_the_end_of_a_line() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals [US/CL pro-\npose; JP op-\nposes: of wax].\n",
        &[
            "US Article QQ.A.1(1) insert for of wax",
            "CL Article QQ.A.1(1) insert for of wax",
            "JP Article QQ.A.1(1) insert against of wax",
        ],
    );
}

#[test]
fn codes_in_a_bracket_of_their_own_are_of_the_list() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals [US/[JP]/CL propose; PE/[MX] oppose: of wax] [CL/[MX propose: and \
         lead].\n",
        &[
            "US Article QQ.A.1(1) insert for of wax",
            "JP Article QQ.A.1(1) insert for of wax",
            "CL Article QQ.A.1(1) insert for of wax",
            "PE Article QQ.A.1(1) insert against of wax",
            "MX Article QQ.A.1(1) insert against of wax",
            "CL Article QQ.A.1(1) insert for and lead",
            "MX Article QQ.A.1(1) insert for and lead",
        ],
    );
}

#[test]
fn a_list_may_stand_behind_a_label_or_a_word_for_it() {
    check(
        "Article QQ.A.1: {Seals}\n\n[1. AU/NZ: Seals are wax.] [ALT JP propose: Seals are lead.]\n\n\
         [2. PE propose; US oppose: Keys are brass.] [12US/CL propose: Locks are iron.]\n",
        &[
            "AU Article QQ.A.1(1) insert for Seals are wax.",
            "NZ Article QQ.A.1(1) insert for Seals are wax.",
            "JP Article QQ.A.1(1) insert for Seals are lead.",
            "PE Article QQ.A.1(2) insert for Keys are brass.",
            "US Article QQ.A.1(2) insert against Keys are brass.",
            "US Article QQ.A.1(2) insert for Locks are iron.",
            "CL Article QQ.A.1(2) insert for Locks are iron.",
        ],
    );
}

#[test]
fn a_bracket_may_hold_two_lists_with_words_of_their_own() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals [CL/JP propose: keep].\n\n2. [US/CL propose: wax; JP propose: lead] seals [US/CL propose: \
         last / JP propose: stay].\n",
        &[
            "CL Article QQ.A.1(1) insert for keep",
            "JP Article QQ.A.1(1) insert for keep",
            "US Article QQ.A.1(2) insert for wax",
            "CL Article QQ.A.1(2) insert for wax",
            "JP Article QQ.A.1(2) insert for lead",
            "US Article QQ.A.1(2) insert for last",
            "CL Article QQ.A.1(2) insert for last",
            "JP Article QQ.A.1(2) insert for stay",
        ],
    );
}

#[test]
fn a_bracket_behind_another_may_open_the_next_paragraph() {
    check(
        "Article QQ.A.1: {Seals}\n\n[US propose: 1. Seals are wax.] [CL/PE propose: 2. Keys are \
         brass [JP propose: or tin].] [MX propose: 4 (a) days]\n\n[MX propose: 3 (a) Locks are iron.\n\n\
         (b) [JP propose: Bolts are steel.]]\n",
        &[
            "US Article QQ.A.1(1) insert for Seals are wax.",
            "CL Article QQ.A.1(2) insert for Keys are brass or tin.",
            "PE Article QQ.A.1(2) insert for Keys are brass or tin.",
            "JP Article QQ.A.1(2) insert for or tin",
            "MX Article QQ.A.1(2) insert for 4 (a) days",
            "MX Article QQ.A.1(3) insert for Locks are iron. Bolts are steel.",
            "JP Article QQ.A.1(3)(b) insert for Bolts are steel.",
        ],
    );
}

#[test]
fn what_people_think_is_a_remark_and_the_author_of_a_proposal_no_speaker() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals [US/JP propose: of wax].\n\n2. Keys. [CL supports the US \
         proposal.] [CL supports US proposal.] [PE to reflect further.] [MX to provide text.]\n\n\
         [Negotiators' Note: JP proposal pending; CL opposes US proposal.]\n",
        &[
            "US Article QQ.A.1(1) insert for of wax",
            "JP Article QQ.A.1(1) insert for of wax",
            "CL Article QQ.A.1(2) comment for CL supports the US proposal",
            "CL Article QQ.A.1(2) comment for CL supports US proposal",
            "PE Article QQ.A.1(2) comment comment PE to reflect further",
            "MX Article QQ.A.1(2) comment comment MX to provide text",
            "JP Article QQ.A.1(2) comment comment JP proposal pending",
            "CL Article QQ.A.1(2) comment against CL opposes US proposal",
        ],
    );
}

#[test]
fn words_that_are_only_considered_are_not_agreed() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals [US/JP considering: of wax] [CL considering; PE oppose: \
         are red].\n",
        &[
            "US Article QQ.A.1(1) insert reserve of wax",
            "JP Article QQ.A.1(1) insert reserve of wax",
            "CL Article QQ.A.1(1) delete reserve ~are red~",
            "PE Article QQ.A.1(1) delete for ~are red~",
        ],
    );
}

#[test]
fn a_bracket_may_close_before_its_words() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. [CL/NZ propose; US oppose]: Seals are wax.\n\n\
         2. [US/JP propose] Keys are brass.\n",
        &[
            "CL Article QQ.A.1(1) insert for Seals are wax.",
            "NZ Article QQ.A.1(1) insert for Seals are wax.",
            "US Article QQ.A.1(1) insert against Seals are wax.",
            "US Article QQ.A.1(2) insert for Keys are brass.",
            "JP Article QQ.A.1(2) insert for Keys are brass.",
        ],
    );
}

#[test]
fn a_name_before_a_bracket_in_a_footnote_signs_its_words() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals are wax.1 [US/CA propose: Red.]\n\n\
         1 CA: [Wax is of bees].  US: not clear.\n\n- 1 -\n",
        &[
            "US Article QQ.A.1(1) insert for Red.",
            "CA Article QQ.A.1(1) insert for Red.",
            "CA Article QQ.A.1 note 1 insert for Wax is of bees",
            "US Article QQ.A.1 note 1 comment comment US: not clear",
        ],
    );
}

#[test]
fn lists_of_a_bracket_are_parted_in_many_ways() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals [US propose – JP oppose: of wax] [US propose. JP oppose: \
         are] [US propose; remaining Parties oppose: red] [US/JP Option 1: or blue] [CL text: or not].\n",
        &[
            "US Article QQ.A.1(1) insert for of wax",
            "JP Article QQ.A.1(1) insert against of wax",
            "US Article QQ.A.1(1) insert for are",
            "JP Article QQ.A.1(1) insert against are",
            "US Article QQ.A.1(1) insert for red",
            "US Article QQ.A.1(1) insert for or blue",
            "JP Article QQ.A.1(1) insert for or blue",
            "CL Article QQ.A.1(1) insert for or not",
        ],
    );
}

#[test]
fn sentences_follow_each_other_unless_they_begin_alike() {
    let sets = |text: &str| -> Vec<bool> {
        let options = ReadOptions::default().dialect(Dialect::attribution_first());
        let document = Document::read_with(Source::new("text", text).expect("short"), &options);
        document.proposals().iter().map(|wish| wish.alternatives().is_some()).collect()
    };
    let article = "Article QQ.A.1: {Seals}\n\n1. ";
    let follow = "[US propose: Seals are wax.] [CL propose: Keys are brass.]\n";
    let rivals = "[US propose: Seals are wax.] [CL propose:\nSeals are lead.]\n";
    let words = "Seals [US propose: are] [CL propose: may be] wax.\n";
    assert_eq!(sets(&format!("{article}{follow}")), [false, false]);
    assert_eq!(sets(&format!("{article}{rivals}")), [true, true]);
    assert_eq!(sets(&format!("{article}{words}")), [true, true]);
}

#[test]
fn codes_may_have_full_stops_and_stand_beside_parentheses() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals [U.S./JP propose; N.Z. oppose: of wax] [US (and JP) propose: \
         or tin] [US/JP(ad ref)/CA propose; PE (tbc) oppose: or iron] [US/(JP) propose: or zinc] \
         [US propose; JP (considering): or lead] [CL (which is in parentheses): or gold].\n",
        &[
            "U.S. Article QQ.A.1(1) insert for of wax",
            "JP Article QQ.A.1(1) insert for of wax",
            "N.Z. Article QQ.A.1(1) insert against of wax",
            "US Article QQ.A.1(1) insert for or tin",
            "JP Article QQ.A.1(1) insert for or tin",
            "US Article QQ.A.1(1) insert for or iron",
            "JP Article QQ.A.1(1) insert for or iron",
            "CA Article QQ.A.1(1) insert for or iron",
            "PE Article QQ.A.1(1) insert against or iron",
            "US Article QQ.A.1(1) insert for or zinc",
            "JP Article QQ.A.1(1) insert for or zinc",
            "US Article QQ.A.1(1) insert for or lead",
            "JP Article QQ.A.1(1) insert reserve or lead",
        ],
    );
}

#[test]
fn the_title_of_a_text_may_name_its_authors() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals.\n\n[Alternative text by CL: Wax.]\n\n[CL alternative text: \
         Lead.]\n\n[Alt. proposal by CL/NZ: Iron.]\n\n[Option 2 (CL/NZ): Steel.]\n\n[Option 3 (JP \
         propose): Tin.]\n\n[Text proposed by JP: Zinc.]\n\n[Text (as agreed): Brass.]\n",
        &[
            "CL Article QQ.A.1(1) insert for Wax.",
            "CL Article QQ.A.1(1) insert for Lead.",
            "CL Article QQ.A.1(1) insert for Iron.",
            "NZ Article QQ.A.1(1) insert for Iron.",
            "CL Article QQ.A.1(1) insert for Steel.",
            "NZ Article QQ.A.1(1) insert for Steel.",
            "JP Article QQ.A.1(1) insert for Tin.",
            "JP Article QQ.A.1(1) insert for Zinc.",
        ],
    );
}

#[test]
fn a_position_may_have_a_line_of_its_own() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals [US/JP/CL/PE propose: of wax] are red.\nUS/JP: considering.\n\n\
         CL/PE: reserve\n\n2. Keys.\n\nCL: still reserves its position on this paragraph.\n\n\
         3. The parties are\nUS: considering that they wrote this text, nobody is sure.\n",
        &[
            "US Article QQ.A.1(1) insert for of wax",
            "JP Article QQ.A.1(1) insert for of wax",
            "CL Article QQ.A.1(1) insert for of wax",
            "PE Article QQ.A.1(1) insert for of wax",
            "US Article QQ.A.1(1) delete-paragraph reserve",
            "JP Article QQ.A.1(1) delete-paragraph reserve",
            "CL Article QQ.A.1(1) delete-paragraph reserve",
            "PE Article QQ.A.1(1) delete-paragraph reserve",
            "CL Article QQ.A.1(2) delete-paragraph reserve",
        ],
    );
}

#[test]
fn what_is_to_go_may_be_named_or_quoted() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals [VN propose: of wax [US: delete]] are red. [VN: delete paragraph \
         1] [PE proposes deletion of paragraph 1]\n\n2. Keys. [VN: delete paragraph 7] [VN: delete \
         \u{201c}Keys\u{201d}] [CL: delete records of] [VN proposes deletion of: brass] [JP seeks deletion \
         of: tin]\n",
        &[
            "VN Article QQ.A.1(1) insert for of wax",
            "US Article QQ.A.1(1) insert against of wax",
            "VN Article QQ.A.1(1) delete-paragraph for",
            "PE Article QQ.A.1(1) delete-paragraph for",
            "VN Article QQ.A.1(2) delete for ~paragraph 7~",
            "VN Article QQ.A.1(2) delete for ~\u{201c}Keys\u{201d}~",
            "CL Article QQ.A.1(2) insert for delete records of",
            "VN Article QQ.A.1(2) delete for ~brass~",
            "JP Article QQ.A.1(2) delete for ~tin~",
        ],
    );
}

#[test]
fn words_may_be_asked_to_give_way_to_others() {
    let text = "Article QQ.A.1: {Seals}\n\n1. Each Party shall seal. [CL propose to replace shall with \
                should] [CL: replace \"Each Party\" by \"Parties\"] [PE: replace lamps with lights] [US/JP \
                propose replacing \u{201c}wax\u{201d} with \u{201c}lead\u{201d}] It ends.\n";
    check(
        text,
        &[
            "CL Article QQ.A.1(1) replace for ~shall~ should",
            "CL Article QQ.A.1(1) replace for ~Each Party~ Parties",
            "PE Article QQ.A.1(1) insert for replace lamps with lights",
            "US Article QQ.A.1(1) replace for ~wax~ lead",
            "JP Article QQ.A.1(1) replace for ~wax~ lead",
        ],
    );
    let options = ReadOptions::default().dialect(Dialect::attribution_first());
    let document = Document::read_with(Source::new("text", text).expect("short"), &options);
    // Where in the text that would be is not said: it stays as it is.
    for choice in [Choice::Nothing, Choice::All] {
        let projected = project(&document, &choice);
        let text = projected.paragraphs().last().map(|last| last.text().to_owned());
        let ends = text.is_some_and(|text| text.starts_with("Each Party shall seal. "));
        assert!(ends, "{choice:?}");
    }
}

#[test]
fn paragraphs_may_be_numbered_without_a_full_stop() {
    check(
        "Article QQ.A.1: {Seals}\n\n1 Each Party shall seal1 [US propose: all] letters.\n\n2 Each Party shall \
         [JP propose: not] break seals.2\n(a) [US propose: nor wax]\n\n3 [PE propose: Seals are red.]\n\n\
         1 [MX propose: With wax.]\n2 Negotiators' Note: CL opposes.\n\n- 4 -\n\n4 [PE propose: Seals are \
         blue.]\n\nArticle QQ.A.2: {Keys}\n\n1. Keys are brass [PE propose: or tin] not3\nmore than 2 \
         [CL propose: years].\n3 CL supports this.\n\n- 5 -\n",
        &[
            "US Article QQ.A.1(1) insert for all",
            "JP Article QQ.A.1(2) insert for not",
            "US Article QQ.A.1(2)(a) insert for nor wax",
            "PE Article QQ.A.1(3) insert for Seals are red.",
            "MX Article QQ.A.1 note 1 insert for With wax.",
            "CL Article QQ.A.1 note 2 comment against CL opposes",
            "PE Article QQ.A.1(4) insert for Seals are blue.",
            "PE Article QQ.A.2(1) insert for or tin",
            "CL Article QQ.A.2(1) insert for years",
            "CL Article QQ.A.2 note 3 comment for CL supports this",
        ],
    );
}

#[test]
fn a_list_of_a_footnote_may_go_on_over_the_page() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. Seals are red.2\n\n2 Some are not. [VN/\n\n- 4 -\n\nCL propose: \
         Or blue.]\n",
        &[
            "VN Article QQ.A.1 note 2 insert for Or blue.",
            "CL Article QQ.A.1 note 2 insert for Or blue.",
        ],
    );
}

#[test]
fn who_speaks_of_a_whole_paragraph_speaks_of_one_wish() {
    let text = "Article QQ.A.1: {Seals}\n\n1. Seals are red. [US/JP oppose] [CL support]\n\n2. Keys. [CL \
                oppose]\n";
    let options = ReadOptions::default().dialect(Dialect::attribution_first());
    let document = Document::read_with(Source::new("text", text).expect("short"), &options);
    assert_eq!(document.proposals().len(), 2);
}
