#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"
#include "story/nomination.hpp"
#include "studio/coverage.hpp"
#include "studio/told.hpp"

#include <koebel/v1/rundown.pb.h>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace koebel::studio {

/// Something a draft can tell: a story that is in no rundown yet, or a nomination that is in no story.
struct Option {
    StoryId story = {};
    story::NominationId nomination = {};
    v1::NominationKind kind = v1::NOMINATION_KIND_UNSPECIFIED;
    std::string value = {};
    std::vector<PersonId> people = {};
    std::string team = {};  ///< nominated as a whole
};

/// What is known of everybody an option is about, and of the shows before.
struct Background {
    ToldBefore before;
    std::map<PersonId, Groups> groups;
    std::map<PersonId, Seen> seen;
    std::set<PersonId> told;  ///< in any show
};

/// What a rundown tells so far.
struct SoFar {
    std::set<std::string> values;
    std::set<std::string> teams;
    std::set<v1::NominationKind> kinds;
    std::set<PersonId> people;

    void add(const Option& option, const Background& background);
};

/// Why it should be told: what has not been. Pure.
[[nodiscard]] std::set<v1::ProposalReason> reasons_for(
    const Option& option, const Background& background, const SoFar& so_far
);

/// An option with why it was chosen.
struct Proposal {
    Option option;
    std::set<v1::ProposalReason> reasons;
};

/// Up to so many, one after another: each time the one that tells most of what has not been told by then, the first of
/// equal ones. Never one for which there is no reason. No credits, no counts of thanks: PRODUCT.md, rule 4. Pure.
[[nodiscard]] std::vector<Proposal> choose(
    std::vector<Option> options, const Background& background, SoFar so_far, std::size_t count
);

/// A job of Store::write; RundownService says what it refuses.
[[nodiscard]] Result<v1::DraftRundownResponse> draft_rundown(
    store::Transaction& tx, const rpc::Caller& caller, const show::ShowId& show
);

}  // namespace koebel::studio
