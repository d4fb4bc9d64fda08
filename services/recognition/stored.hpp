#pragma once

#include "base/credits.hpp"
#include "base/id.hpp"
#include "base/static_text.hpp"
#include "base/time.hpp"
#include "people/mentions.hpp"
#include "people/person.hpp"
#include "people/team.hpp"
#include "recognition/rules.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/recognition.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace koebel::recognition {

/// A picture on a recognition.
struct StoredPicture {
    std::string path;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::string alternative_text;
};

/// A recognition with all that its projections need, before anything is left out for anyone. Never
/// leaves this room's code and the screen's; what leaves the process is a projection.
struct Stored {
    RecognitionId id;
    std::uint64_t position = 0;
    people::Person giver;
    std::vector<people::Person> recipients;  ///< those named, in the giver's order; none for a team
    std::optional<people::Team> team;        ///< thanked as a whole
    std::vector<people::Team> direct_teams;  ///< the recipients' at that moment, by name
    std::uint32_t thanked = 0;               ///< how many people it is said to
    std::vector<PersonId> unnamed;           ///< who got it quietly among others: see quiet_rule.hpp
    std::string message;
    std::string customer_moment;
    std::vector<people::MentionedPerson> mentions;  ///< whom the words may name, by place
    std::vector<ValueId> values;                    ///< the first leads
    Credits credits_each;
    v1::Visibility visibility = v1::VISIBILITY_ONLY_US;
    Instant given_at;
    std::optional<Instant> edited_at;
    std::vector<people::Person> added;  ///< who else made it possible, in the order they were added
    State state = State::kLiving;
    bool viewer_takes_part = false;  ///< the reader of the page gave it or is thanked
    std::string language;            ///< the organisation's
    std::optional<StoredPicture> picture = {};
};

/// A row of table recognition with kStoredColumns: Stored without its people, teams and values.
struct StoredRow {
    RecognitionId id;
    std::uint64_t position = 0;
    PersonId giver;
    TeamId team;  ///< empty: people are thanked
    std::string message;
    std::string customer_moment;
    v1::Visibility visibility = v1::VISIBILITY_ONLY_US;
    Credits credits_each;
    Instant given_at;
    State state = State::kLiving;
    std::uint32_t thanked = 0;
    bool viewer_takes_part = false;
    std::optional<Instant> edited_at;

    static StoredRow from(const store::Row& row);
};

/// The columns of StoredRow::from on the alias `r`; `$1` is the viewer's person id (empty: nobody).
inline constexpr auto kStoredColumns = static_text(
    "r.id, r.position, r.giver_id, r.team_id, r.message, r.customer_moment, r.visibility, r.credits_each, "
    "r.given_at, r.state, "
    "(SELECT COUNT(*) FROM recognition_recipient thanked WHERE thanked.recognition_id = r.id), "
    "CASE WHEN r.giver_id = $1 OR EXISTS (SELECT 1 FROM recognition_recipient own WHERE own.recognition_id = r.id "
    "AND own.person_id = $1) THEN 1 ELSE 0 END, r.edited_at"
);
inline constexpr std::size_t kStoredColumnCount = 13;

/// Reads what belongs to the rows, in their order: two round trips, whatever their number.
[[nodiscard]] std::vector<Stored> complete(store::Reader& reader, std::vector<StoredRow> rows);
[[nodiscard]] Stored complete_one(store::Reader& reader, StoredRow row);

}  // namespace koebel::recognition
