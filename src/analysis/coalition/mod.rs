//! Who acts together: clusters with their tree, communities, what sets them apart, and what bridges
//! them.

mod community;
mod dendrogram;
mod network;
mod traits;

pub use community::{Communities, communities, communities_of};
pub use dendrogram::{Clusters, Dendrogram, Join, Linkage, dendrogram, dendrogram_with};
pub use network::{
    Discourse, DiscourseOptions, Duplicates, NetworkTie, Normalisation, discourse, discourse_with,
};
pub use traits::{Characteristic, GroupConsensus, characteristics, group_consensus};
