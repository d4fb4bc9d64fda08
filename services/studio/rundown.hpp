#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"
#include "studio/segment_rules.hpp"

#include <koebel/v1/rundown.pb.h>

#include <cstdint>
#include <set>
#include <string>

namespace koebel::studio {

// Jobs of Store::write; RundownService says what they refuse.

/// A segment somebody wants saved.
struct Saving {
    show::ShowId show;
    SegmentId id;  ///< empty: a new one
    std::uint32_t version = 0;
    SegmentPlan plan;
    SegmentId before;  ///< where a new one stands; empty: at the end
};

[[nodiscard]] Result<v1::SaveSegmentResponse> save_segment(
    store::Transaction& tx, const rpc::Caller& caller, const Saving& saving
);

[[nodiscard]] Result<v1::MoveSegmentResponse> move_segment(
    store::Transaction& tx, const rpc::Caller& caller, const SegmentId& id, const SegmentId& before
);

[[nodiscard]] Result<v1::RemoveSegmentResponse> remove_segment(
    store::Transaction& tx, const rpc::Caller& caller, const SegmentId& id, std::uint32_t version
);

[[nodiscard]] Result<v1::CopyRundownResponse> copy_rundown(
    store::Transaction& tx, const rpc::Caller& caller, const show::ShowId& from, const show::ShowId& to
);

/// Adds a segment whose plan was checked, before another one or at the end. `host`: of an opener; may be empty.
SegmentId insert_segment(
    store::Transaction& tx,
    const show::ShowId& show,
    const SegmentPlan& plan,
    const PersonId& host,
    const std::set<v1::ProposalReason>& reasons,
    const SegmentId& before = {}
);

/// It goes, with what is asked about it.
void forget_segment(store::Transaction& tx, const SegmentId& id);

}  // namespace koebel::studio
