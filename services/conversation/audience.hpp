#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/recognition.pb.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace koebel::conversation {

/// Who sees what is said around a recognition: who sees it.
struct Audience {
    RecognitionId recognition;
    PersonId giver;
    v1::Visibility visibility = v1::VISIBILITY_ONLY_US;
    bool hidden = false;              ///< by a curator
    bool off_feed = false;            ///< taken off by who is thanked
    bool off_screens = false;         ///< the same
    bool whole_team = false;          ///< a team was thanked, not people
    std::vector<PersonId> told = {};  ///< who is thanked and sees it, in the giver's order
    std::vector<TeamId> teams = {};   ///< the recipients' direct ones at that moment

    /// From columns of AudienceQueries::row; without people and teams.
    static Audience from(const store::Row& row);

    /// Whether the person gave it or is thanked.
    [[nodiscard]] bool has(const PersonId& person) const;

    /// Whether people and authors appear in full on topics of persons.
    [[nodiscard]] bool is_private() const { return visibility != v1::VISIBILITY_EVERYONE || hidden; }

    /// The topics of pages that have it, in the order they are written: as recognition::announce, but for the members
    /// of a team that was thanked as a whole, who hear it on the team's; of what is off the feed or hidden those of
    /// giver and people thanked.
    [[nodiscard]] std::vector<std::string> pages() const;

    /// The topics of screens that show it, without the lobby.
    [[nodiscard]] std::vector<std::string> screens() const;

    /// Both.
    [[nodiscard]] std::vector<std::string> all() const;
};

/// What an audience is read with, in the round trip of the rest that a rule needs.
struct AudienceQueries {
    /// Nobody's who may not see it.
    AudienceQueries(const PersonId& viewer, const RecognitionId& recognition);
    /// The same where it was decided already who may.
    explicit AudienceQueries(const RecognitionId& recognition);

    store::Query<Audience> row;
    store::Query<PersonId> told;
    store::Query<TeamId> teams;
};

/// None: it is not there, or not for the viewer.
[[nodiscard]] std::optional<Audience> to_audience(
    std::vector<Audience> rows, std::vector<PersonId> told, std::vector<TeamId> teams
);

/// The audiences of several, where it was decided already who may: three queries, one round trip.
[[nodiscard]] std::map<RecognitionId, Audience> audiences_of(
    store::Reader& reader, const std::vector<RecognitionId>& recognitions
);

/// Those of the people who see the recognition.
[[nodiscard]] std::vector<PersonId> who_see(
    store::Reader& reader, const RecognitionId& recognition, const std::vector<PersonId>& people
);

}  // namespace koebel::conversation
