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
        let linkages = [
            ("average", Linkage::Average),
            ("complete", Linkage::Complete),
            ("single", Linkage::Single),
        ];
        let linkage = args.one_of("linkage", "a linkage", &linkages)?;
        let silence = args.silence()?;
        let day = args.own("day").map(|day| {
            day.parse().map_err(|()| {
                Stop::Misuse(format!("`{day}` as a day, expected one such as 2020-02-28"))
            })
        });
        let normalisations = [
            ("none", Normalisation::None),
            ("average", Normalisation::Average),
            ("jaccard", Normalisation::Jaccard),
            ("cosine", Normalisation::Cosine),
        ];
        let normalisation = args.one_of("normalisation", "a normalisation", &normalisations)?;
        let groups = args.own("groups").map(named);
        let at_least_one = |name: &str| match args.number(name)? {
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
            top: args.number("top")?.unwrap_or(12),
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
