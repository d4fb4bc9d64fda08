#include "people/person.hpp"

namespace koebel::people {

namespace {

constexpr auto kPeopleByIdText =
    "SELECT " + kPersonColumns + " FROM person p" + kPersonJoins + " WHERE p.id IN @list($1)";
constexpr store::Sql kPeopleById{"people.people_by_id", kPeopleByIdText};

constexpr auto kByKeyText = "SELECT " + kPersonColumns + " FROM person p" + kPersonJoins +
                            " WHERE p.key = $1 OR p.id IN (SELECT person_id FROM person_alias WHERE key = $1)";
constexpr store::Sql kByKey{"people.person_by_key", kByKeyText};

v1::ScreenPublicity or_default(v1::ScreenPublicity screens) {
    return screens == v1::SCREEN_PUBLICITY_UNSPECIFIED ? Publicity{}.screens : screens;
}

v1::StagePublicity or_default(v1::StagePublicity stage) {
    return stage == v1::STAGE_PUBLICITY_UNSPECIFIED ? Publicity{}.stage : stage;
}

}  // namespace

v1::Publicity to_message(const Publicity& publicity) {
    v1::Publicity message;
    message.set_feed(publicity.feed);
    message.set_screens(publicity.screens);
    message.set_boards(publicity.boards);
    message.set_photo(publicity.photo);
    message.set_stage(publicity.stage);
    message.set_chosen(publicity.chosen);
    return message;
}

Result<Publicity> to_publicity(const v1::Publicity& message) {
    if (!v1::ScreenPublicity_IsValid(message.screens()) || !v1::StagePublicity_IsValid(message.stage())) {
        return refuse(Code::kInvalidArgument, "PUBLICITY_INVALID");
    }
    return Publicity{
        .feed = message.feed(),
        .screens = or_default(message.screens()),
        .boards = message.boards(),
        .photo = message.photo(),
        .stage = or_default(message.stage()),
        .chosen = true,
    };
}

Person Person::from(const store::Row& row) {
    return Person{
        .id = row.get<PersonId>(0),
        .name = row.text(1),
        .given_name = row.text(2),
        .colour = row.text(3),
        .photo_path = row.text(4),
        .job_title = row.text(5),
        .name_said = row.text(13),
        .active = row.get<bool>(6),
        .publicity =
            {
                .feed = row.get<bool>(7),
                .screens = static_cast<v1::ScreenPublicity>(row.integer(8)),
                .boards = row.get<bool>(9),
                .photo = row.get<bool>(10),
                .stage = static_cast<v1::StagePublicity>(row.integer(11)),
                .chosen = row.get<bool>(12),
            },
    };
}

store::Query<Person> people_by_id(const std::vector<PersonId>& ids) {
    return store::query<Person>(kPeopleById, ids);
}

store::Query<Person> person_by_key(std::string_view key) {
    return store::query<Person>(kByKey, key);
}

v1::PersonCard card_in_full(const Person& person) {
    v1::PersonCard card;
    card.set_id(person.id.text());
    card.set_name(person.name);
    card.set_given_name(person.given_name);
    card.set_colour(person.colour);
    card.set_job_title(person.job_title);
    card.set_name_said(person.name_said);
    if (person.publicity.photo) card.set_photo_path(person.photo_path);
    return card;
}

v1::PersonCard card_for_feed(const Person& person) {
    return person.publicity.feed ? card_in_full(person) : v1::PersonCard{};
}

v1::PersonCard card_for_wall(const Person& person) {
    switch (person.publicity.screens) {
        case v1::SCREEN_PUBLICITY_FULL_NAME: {
            auto card = card_in_full(person);
            card.clear_name_said();
            return card;
        }
        case v1::SCREEN_PUBLICITY_UNSPECIFIED:
        case v1::SCREEN_PUBLICITY_FIRST_NAME: {
            auto card = card_in_full(person);
            card.set_name(person.given_name);
            card.clear_job_title();
            card.clear_name_said();
            return card;
        }
        default:  // not at all; and a number a newer node wrote shows nothing here
            return {};
    }
}

}  // namespace koebel::people
