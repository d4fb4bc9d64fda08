#pragma once

#include "base/id.hpp"
#include "base/static_text.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/common.pb.h>
#include <koebel/v1/people.pb.h>

#include <string>
#include <vector>

namespace koebel::people {

/// How a person is shown, per channel. A new one holds what is so until the person has chosen.
struct Publicity {
    bool feed = true;
    v1::ScreenPublicity screens = v1::SCREEN_PUBLICITY_FIRST_NAME;
    bool boards = false;
    bool photo = false;
    v1::StagePublicity stage = v1::STAGE_PUBLICITY_ASK_ME_FIRST;
    bool chosen = false;

    friend bool operator==(const Publicity&, const Publicity&) = default;
};

[[nodiscard]] v1::Publicity to_message(const Publicity& publicity);

/// What a person chose. What is unspecified becomes the default.
/// Refuses with kInvalidArgument PUBLICITY_INVALID what the contract does not know.
[[nodiscard]] Result<Publicity> to_publicity(const v1::Publicity& message);

/// Someone in the organisation.
struct Person {
    PersonId id;
    std::string name;
    std::string given_name;
    std::string colour;  ///< of the main team
    std::string photo_path;
    std::string job_title;
    std::string name_said;  ///< how the name is said, in the person's own words; may be empty
    bool active = true;
    Publicity publicity;

    /// From columns as in kPersonColumns.
    static Person from(const store::Row& row);
};

/// The columns of Person::from on the alias `p`, with the joins they need. For statements elsewhere:
/// `"SELECT " + people::kPersonColumns + " FROM person p" + people::kPersonJoins + " WHERE …"`.
inline constexpr auto kPersonColumns = static_text(
    "p.id, p.name, p.given_name, COALESCE(main_team.colour, 'meadow'), p.photo_path, p.job_title, p.active, "
    "p.publicity_feed, p.publicity_screens, p.publicity_boards, p.publicity_photo, p.publicity_stage, "
    "p.publicity_chosen, p.name_said"
);
inline constexpr std::size_t kPersonColumnCount = 14;
inline constexpr auto kPersonJoins = static_text(
    " LEFT JOIN membership main_membership ON main_membership.person_id = p.id AND main_membership.ordinal = 0"
    " LEFT JOIN team main_team ON main_team.id = main_membership.team_id"
);

/// Those who exist, in no order, inactive ones included.
[[nodiscard]] store::Query<Person> people_by_id(const std::vector<PersonId>& ids);

/// The person with that key, as in the imported file, or to whom it leads since a merge; or none.
[[nodiscard]] store::Query<Person> person_by_key(std::string_view key);

// A photo is on a card only if the person wants one shown, whatever the channel.

/// The whole name: for the person's own page and for pickers.
[[nodiscard]] v1::PersonCard card_in_full(const Person& person);

/// As the feed may show it: empty for someone who is not in the feed.
[[nodiscard]] v1::PersonCard card_for_feed(const Person& person);

/// As office screens may show it: empty, the first name, or whole. Never how it is said.
[[nodiscard]] v1::PersonCard card_for_wall(const Person& person);

}  // namespace koebel::people
