//! What is asked for on the command line.

use travaux::analysis::{Linkage, Normalisation, Silence};
use travaux::model::{Day, DelegationCode, Groups};

use super::common::{self, Args, Stop};

pub(super) struct Asked {
    pub(super) clusters: Option<usize>,
    pub(super) least: usize,
    pub(super) linkage: Linkage,
    pub(super) silence: Silence,
    pub(super) agreed: bool,
    pub(super) day: Option<Day>,
    pub(super) normalisation: Normalisation,
    pub(super) groups: Vec<DelegationCode>,
    pub(super) times: usize,
    pub(super) top: usize,
}

impl Asked {
    pub(super) fn new(args: &Args) -> Result<Self, Stop> {
        let number = |name: &str| {
            args.own(name)
                .map(|text| {
                    let wrong = || Stop::Misuse(format!("`{text}` as a number for --{name}"));
                    text.parse::<usize>().map_err(|_| wrong())
                })
                .transpose()
        };
        let linkage = match args.own("linkage") {
            None | Some("average") => Linkage::Average,
            Some("complete") => Linkage::Complete,
            Some("single") => Linkage::Single,
            Some(other) => {
                return Err(Stop::Misuse(format!(
                    "`{other}` as a linkage, expected average, complete or single"
                )));
            }
        };
        let silence = match args.own("silence") {
            None | Some("missing") => Silence::Missing,
            Some("assent") => Silence::Assent,
            Some("abstain") => Silence::Abstain,
            Some(other) => {
                return Err(Stop::Misuse(format!(
                    "`{other}` as silence, expected missing, assent or abstain"
                )));
            }
        };
        let day = args.own("day").map(|day| {
            day.parse().map_err(|()| {
                Stop::Misuse(format!("`{day}` as a day, expected one such as 2020-02-28"))
            })
        });
        let normalisation = match args.own("normalisation") {
            None | Some("none") => Normalisation::None,
            Some("average") => Normalisation::Average,
            Some("jaccard") => Normalisation::Jaccard,
            Some("cosine") => Normalisation::Cosine,
            Some(other) => {
                return Err(Stop::Misuse(format!(
                    "`{other}` as a normalisation, expected none, average, jaccard or cosine"
                )));
            }
        };
        let groups = args.own("groups").map(named);
        let at_least_one = |name: &str| match number(name)? {
            Some(0) => Err(Stop::Misuse(format!("`0` for --{name}, expected 1 or more"))),
            some => Ok(some),
        };
        for (flag, needs) in [("with", "delegation"), ("normalisation", "networks")] {
            let has =
                if needs == "delegation" { args.delegation.is_some() } else { args.has(needs) };
            if args.has(flag) && !has {
                return Err(Stop::Misuse(format!(
                    "--{flag} stands beside --{needs}, which is missing"
                )));
            }
        }
        // Statements are what is said: no count of silence bears on them.
        for (mode, what) in [("networks", "the networks are"), ("with", "what both say is")] {
            for (flag, why) in
                [("silence", "silence is none"), ("agreed", "what is agreed is none")]
            {
                let neutral = flag == "silence" && silence == Silence::Missing;
                if args.has(mode) && args.has(flag) && !neutral {
                    return Err(Stop::Misuse(format!(
                        "--{flag} beside --{mode}: {what} of statements, and {why}"
                    )));
                }
            }
        }
        if args.has("tree") && args.has("networks") {
            return Err(Stop::Misuse("--tree or --networks, not both at once".to_owned()));
        }
        Ok(Asked {
            clusters: at_least_one("clusters")?,
            least: at_least_one("least")?.unwrap_or(3),
            normalisation,
            groups: groups.transpose()?.unwrap_or_default(),
            times: at_least_one("times")?.unwrap_or(3),
            linkage,
            silence,
            agreed: args.has("agreed"),
            day: day.transpose()?,
            top: number("top")?.unwrap_or(12),
        })
    }
}

/// The groups of a list, each once.
fn named(groups: &str) -> Result<Vec<DelegationCode>, Stop> {
    let known = Groups::standard().codes();
    let mut named: Vec<DelegationCode> = Vec::new();
    for written in groups.split(',').map(str::trim) {
        let code = common::resolve(written)?;
        // Namibia's code is that of a group as well.
        let code = if written == "NAM" { written.parse().ok() } else { Some(code) };
        let code = code.filter(|code| known.contains(code)).ok_or_else(|| {
            let known: Vec<String> = known.iter().map(ToString::to_string).collect();
            Stop::Misuse(format!(
                "`{written}` is no group that is known; known are {}",
                known.join(" ")
            ))
        })?;
        if !named.contains(&code) {
            named.push(code);
        }
    }
    Ok(named)
}
