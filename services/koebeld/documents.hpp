#pragma once

#include "gateway/server.hpp"
#include "media/shelf.hpp"
#include "recognition/atom.hpp"

namespace koebel {

/// Media as the gateway knows them. The shelf outlives it.
[[nodiscard]] gateway::FindMedium media_of(media::Shelf& shelf);

/// The feed for feed readers as the gateway knows it; outlived by the feed.
[[nodiscard]] gateway::MakeAtom atom_of(recognition::AtomFeed& feed);

}  // namespace koebel
