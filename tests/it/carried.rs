//! Proves what becomes of wishes about the order of paragraphs, and of words that moved with them.

use travaux::Document;
use travaux::merge::{AnnotatedCopy, Fate, Merged, OrphanReason, Rebased, rebase};

/// What became of each wish, by its words, and the text with what is left.
fn carried(old: &str, new: &str) -> (Vec<(String, Fate)>, String) {
    let read = |text: &str| AnnotatedCopy::of(&Document::read(text).expect("short"));
    let merged = Merged::from(read(old));
    let Rebased { fates, merged: now, .. } = rebase(&merged, &read(new));
    let wish =
        |(at, fate): (usize, &Fate)| (merged.wording(u32::try_from(at).expect("few")), *fate);
    let text = now.to_rolling_text().expect("short").text;
    (fates.iter().enumerate().map(wish).collect(), text)
}

fn fates(old: &str, new: &str) -> Vec<Fate> {
    carried(old, new).0.into_iter().map(|(_, fate)| fate).collect()
}

const TIDE: &str = "We sail at dawn with the spring tide, all boats together.";
const NIGHT: &str = "We row home before night falls on the river.";
const SHADE: &str = "We rest in the shade of old trees until autumn.";

#[test]
fn a_move_that_came_true_is_satisfied() {
    for (wish, new) in [
        ("move this before OP1", [SHADE, TIDE, NIGHT]),
        ("move this after OP1", [TIDE, SHADE, NIGHT]),
        ("move this to OP1", [SHADE, TIDE, NIGHT]),
        ("move this to OP2", [TIDE, SHADE, NIGHT]),
    ] {
        let old = format!("1. {TIDE}\n\n2. {NIGHT}\n\n3. {SHADE}\n({wish}: KEN)\n");
        let [one, two, three] = new;
        let new = format!("1. {one}\n\n2. {two}\n\n3. {three}\n");
        let (fates, text) = carried(&old, &new);
        assert_eq!(fates.first().map(|(_, fate)| *fate), Some(Fate::Satisfied), "{wish}");
        assert_eq!(text, new);
    }
}

#[test]
fn a_paragraph_that_others_left_has_not_moved() {
    let old = format!("1. {TIDE}\n\n2. {NIGHT}\n\n3. {SHADE}\n(move this to OP2: KEN)\n");
    let (fates, text) = carried(&old, &format!("1. {NIGHT}\n\n2. {SHADE}\n"));
    assert_eq!(fates, [("OP3 -> OP2".to_owned(), Fate::Surviving)]);
    // The note names the paragraphs by the numbers that they have now.
    assert_eq!(text, format!("1. {NIGHT}\n\n2. {SHADE}\n(move this to OP1: KEN)\n"));
    let before = old.replace("to OP2", "before OP2");
    let (fates, text) = carried(&before, &format!("1. {NIGHT}\n\n2. {SHADE}\n"));
    assert_eq!(fates, [("OP3 -> before OP2".to_owned(), Fate::Surviving)]);
    assert!(text.ends_with("(move this before OP1: KEN)\n"), "{text}");
}

#[test]
fn paragraphs_that_were_merged_carry_their_wishes() {
    let old = format!(
        "1. {TIDE}\n\n2. We row [slowly: FRA] home before night falls on the river.\n(merge with OP1: KEN)\n(delete this para: DEU)\n"
    );
    let (fates, text) = carried(&old, &format!("1. {TIDE} {NIGHT}\n"));
    let fate = |words: &str| fates.iter().find(|(own, _)| own == words).map(|(_, fate)| *fate);
    assert_eq!(fate("OP2 + OP1"), Some(Fate::Satisfied));
    assert_eq!(fate("slowly"), Some(Fate::Surviving));
    assert_eq!(fate(""), Some(Fate::Orphaned(OrphanReason::ParagraphMerged)));
    assert_eq!(
        text,
        format!("1. {TIDE} We row [slowly: FRA] home before night falls on the river.\n")
    );
}

#[test]
fn a_paragraph_that_was_divided_keeps_its_wishes_in_both_pieces() {
    let old = "1. We sail [now: ESP] at dawn with the spring tide, all boats together. We row [slowly: FRA] home before ~~night~~ [KEN] falls on the river in autumn.\n(divide the paragraph: DEU)\n";
    let new = format!("1. {TIDE}\n\n2. We row home before night falls on the river in autumn.\n");
    let (fates, text) = carried(old, &new);
    let left: Vec<_> = fates.iter().filter(|(_, fate)| *fate == Fate::Surviving).collect();
    assert_eq!((fates.len(), left.len()), (4, 3), "{fates:?}");
    assert_eq!(
        text,
        "1. We sail [now: ESP] at dawn with the spring tide, all boats together.\n\n2. We row [slowly: FRA] home before [~~night~~: KEN] falls on the river in autumn.\n"
    );
}

#[test]
fn a_paragraph_that_another_replaced() {
    let old = format!(
        "1. {TIDE}\n\n2. {NIGHT}\n(replace OP2 with this new OP2 ALT: FRA)\n\nOP2 ALT Every captain keeps a lamp lit at the mast; [FRA]\n"
    );
    let new = format!("1. {TIDE}\n\n2. Every captain keeps a lamp lit at the mast;\n");
    assert_eq!(fates(&old, &new), [Fate::Satisfied, Fate::Satisfied]);
    assert_eq!(
        fates(&old, &format!("1. {TIDE}\n")),
        [Fate::Orphaned(OrphanReason::ParagraphGone), Fate::Surviving]
    );
}

#[test]
fn new_words_that_stood_behind_the_old_ones() {
    let old = "1. We hold ~~two~~ three [KEN] or three boats on the river;\n";
    assert_eq!(fates(old, "1. We hold three boats on the river;\n"), [Fate::Satisfied]);
}

/// Found by the law that any text carried to itself keeps all that is said in it.
#[test]
fn a_text_without_a_word_is_carried_to_itself() {
    let (fates, _) = carried("[FRA", "[FRA");
    assert!(fates.iter().all(|(_, fate)| *fate == Fate::Surviving), "{fates:?}");
}

#[test]
fn words_that_came_before_a_comma_instead_of_behind_it() {
    let old = "1. We sail in May 2027, with bread [and, at sea, with nets: FRA], to the [cold: KEN] cold north;\n";
    let new = "1. We sail in May 2027, some years late, with bread and, at sea, with nets, to the cold cold north;\n";
    assert_eq!(fates(old, new), [Fate::Satisfied, Fate::Satisfied]);
    let old =
        "1. We sail in May 2027, some years late [ITA; reservation: NLD], with thanks to all;\n";
    let new = "1. We sail in May 2027, some years late, with thanks to all;\n";
    assert_eq!(fates(old, new), [Fate::Satisfied]);
    let behind = "1. We sail in May 2027, [some years late,: ITA] with thanks to all;\n";
    assert_eq!(fates(behind, new), [Fate::Satisfied]);
}

#[test]
fn what_is_still_proposed_repeats_no_heading() {
    let new_part = "\n\nOP1 ALT Every captain keeps a lamp lit at the mast; [FRA]\n\n";
    let old = format!(
        "Draft declaration of May\n\n1. {TIDE}{new_part}2. {NIGHT}{}3. {SHADE}\n",
        new_part.replace("lamp", "candle of wax")
    );
    let new = format!("Revised draft of June\n\n1. {TIDE}\n\n2. {NIGHT}\n\n3. {SHADE}\n");
    let (_, text) = carried(&old, &new);
    assert_eq!(text.matches("Draft declaration of May").count(), 0, "{text}");
    assert_eq!(text.matches("Revised draft of June").count(), 1, "{text}");
}

#[test]
fn a_deletion_that_ends_like_the_words_before_it() {
    for (old, new) in [
        (
            "1. States parties [~~and other parties~~: DEU; oppose: KEN] shall report each year.\n",
            "1. States parties shall report each year.\n",
        ),
        (
            "1. We tend the lights of [~~of~~: KEN] the harbour.\n",
            "1. We tend the lights of the harbour.\n",
        ),
        (
            "1. We sail on and on and on [~~and on~~: FRA] until a night falls.\n",
            "1. We sail on and on and on until the night falls.\n",
        ),
    ] {
        let (fates, text) = carried(old, new);
        assert!(fates.iter().all(|(_, fate)| *fate == Fate::Satisfied), "{fates:?}");
        assert_eq!(text, new);
    }
    // Added words that begin like those around them.
    let old = "1. We sail on and on [and on and on: FRA] until night falls.\n";
    let new = "1. We sail on and on and on and on until night falls.\n";
    assert_eq!(fates(old, new), [Fate::Satisfied]);
    // As much is gone, but other words.
    let old = "1. States parties [~~and other parties~~: DEU] shall report each year.\n";
    assert_eq!(fates(old, "1. Parties and other parties shall report.\n"), [Fate::Surviving]);
}

#[test]
fn a_text_that_stops_where_it_was_asked_to_stop() {
    let old = "1. We keep the harbour open, (stop here: FRA) even to those who are late.\n";
    assert_eq!(fates(old, "1. We keep the harbour open.\n"), [Fate::Satisfied]);
    assert_eq!(fates(old, "1. We keep the harbour open, even to all.\n"), [Fate::Surviving]);
    assert_eq!(fates(old, old), [Fate::Surviving]);
    let nothing = "1. We keep the harbour open (stop here: FRA).\n";
    assert_eq!(fates(nothing, "1. We keep the harbour open.\n"), [Fate::Surviving]);
}

#[test]
fn an_alternative_that_took_the_place_of_its_paragraph() {
    let old = format!(
        "1. {TIDE}\n\n2. {NIGHT}\n\n2 ALT. We row home slowly before night falls on the wide river. [FRA; oppose: KEN]\n"
    );
    let new = format!("1. {TIDE}\n\n2. We row home slowly before night falls on the wide river.\n");
    let (fates, text) = carried(&old, &new);
    assert!(fates.iter().all(|(_, fate)| *fate == Fate::Satisfied), "{fates:?}");
    assert_eq!(text, new);
    // Where the text did not change, it is asked for as before.
    assert!(carried(&old, &old).0.iter().all(|(_, fate)| *fate == Fate::Surviving));
}

#[test]
fn an_addition_at_the_end_of_a_paragraph_that_others_joined() {
    let old = "1. We keep the lights of the old harbour [each night: FRA].\n\n2. We clear the roads of the valley after every storm [at dawn: KEN].\n";
    let new = "1. We keep the lights of the old harbour and we clear the roads of the valley after every storm.\n";
    let (_, text) = carried(old, new);
    assert_eq!(
        text,
        "1. We keep the lights of the old harbour [each night: FRA] and we clear the roads of the valley after every storm [at dawn: KEN].\n"
    );
}
