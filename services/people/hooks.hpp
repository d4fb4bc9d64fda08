#pragma once

#include "people/merge.hpp"
#include "people/person.hpp"
#include "people/publicity.hpp"
#include "people/roles.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/merge.pb.h>

#include <functional>
#include <string>
#include <string_view>

namespace koebel::people {

/// What people needs of the rooms above it, handed over by koebeld. Called on the writer's thread, in
/// the transaction of the change; what they capture outlives the store.
struct Hooks {
    /// Whether the caller may, by SQL. Required: access::authorise.
    std::function<Result<void>(store::Transaction&, const rpc::Caller&, rpc::Roles)> authorise;

    /// See PublicityChanged.
    PublicityChanged publicity_changed;

    /// Who may do what changed for these, by call or by import.
    RolesChanged roles_changed;

    /// Someone left: sessions end (access::end_sessions_of), and whatever else follows.
    std::function<void(store::Transaction&, const Person&)> deactivated;

    /// Someone who left is back.
    std::function<void(store::Transaction&, const PersonId&)> reactivated;

    /// What they hold of who goes in a merge, as numbers: fills in what people does not know.
    std::function<void(store::Reader&, const Merge&, v1::PreviewMergeResponse&)> count_merge;

    /// Two people became one: what they hold of who goes is theirs who stays. Who goes was deactivated before.
    std::function<void(store::Transaction&, const Merge&)> merged;

    /// A team is no more: nobody belongs to it any longer.
    std::function<void(store::Transaction&, const TeamId&)> team_removed;

    /// The organisation or its values changed; open pages of people were told.
    std::function<void(store::Transaction&)> organisation_changed;

    /// For the audit trail (access::record): what the caller did, to whom if to somebody, and a word more.
    std::function<void(store::Transaction&, const rpc::Caller&, std::string_view, const PersonId&, std::string_view)>
        record;

    /// Records, where there is a trail.
    void note(
        store::Transaction& tx,
        const rpc::Caller& caller,
        std::string_view what,
        const PersonId& about = {},
        std::string_view more = {}
    ) const {
        if (record) record(tx, caller, what, about, more);
    }
};

/// What koebeld's options say.
struct Settings {
    std::string public_url = "http://localhost:8080";  ///< the one source for links
};

/// The organisation or its values changed: tells open pages, then whoever else must react.
void tell_organisation_changed(store::Transaction& tx, const Hooks& hooks, const Settings& settings);

/// Somebody's roles changed: the trail says which they are now, then whoever else must react.
void tell_roles_changed(
    store::Transaction& tx, const rpc::Caller& by, const std::vector<PersonId>& people, const Hooks& hooks
);

}  // namespace koebel::people
