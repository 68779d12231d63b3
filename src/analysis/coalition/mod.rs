//! Who acts together: clusters with their tree, communities, blocs, what sets them apart, and what
//! bridges them.

mod blocs;
mod community;
mod dendrogram;
mod network;
mod traits;

pub use blocs::{Bloc, BlocOptions, Blocs, blocs, blocs_of, blocs_with};
pub use community::{Communities, communities, communities_of, communities_with};
pub use dendrogram::{
    Clusters, Dendrogram, DendrogramOptions, Join, Linkage, dendrogram, dendrogram_with,
};
pub use network::{
    Discourse, DiscourseOptions, Duplicates, NetworkTie, Normalisation, discourse, discourse_with,
};
pub use traits::{
    Characteristic, CharacteristicOptions, Characteristics, GroupConsensus, GroupConsensusOptions,
    GroupsConsensus, characteristics, characteristics_with, group_consensus, group_consensus_with,
};
