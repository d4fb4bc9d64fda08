#include "people/features.hpp"

#include "people/person.hpp"

#include <chrono>
#include <tuple>

namespace koebel::people {

namespace {

constexpr std::int64_t kMostChanges = 200;

constexpr store::Sql kNote{
    "people.note_switch",
    "INSERT INTO feature_change (id, at, by_person_id, feature, state, leaders) VALUES ($1, $2, $3, $4, $5, $6)"
};
constexpr store::Sql kPrivate{
    "people.switch_private_recognitions",
    "UPDATE organisation SET private_recognitions = $1 WHERE id = 1 AND private_recognitions <> $1"
};
constexpr store::Sql kNow{
    "people.features_now", "SELECT boards_shown, private_recognitions FROM organisation WHERE id = 1"
};
constexpr auto kChangesText = "SELECT " + kPersonColumns +
                              ", f.at, f.feature, f.state, f.leaders FROM feature_change f"
                              " JOIN person p ON p.id = f.by_person_id" +
                              kPersonJoins + " ORDER BY f.at DESC, f.id DESC LIMIT $1";
constexpr store::Sql kChanges{"people.feature_changes", kChangesText};

struct Change {
    Person by;
    Instant at;
    FeatureSwitch what;

    static Change from(const store::Row& row) {
        return {
            .by = Person::from(row),
            .at = row.get<Instant>(kPersonColumnCount),
            .what =
                {.feature = static_cast<v1::Feature>(row.integer(kPersonColumnCount + 1)),
                 .state = row.integer(kPersonColumnCount + 2),
                 .leaders = row.get<bool>(kPersonColumnCount + 3)},
        };
    }
};

bool is_on(v1::Feature feature, std::int64_t state) {
    return feature == v1::FEATURE_BOARDS ? state != v1::BOARDS_SHOWN_OFF : state != 0;
}

v1::FeatureChange to_message(const Change& change) {
    v1::FeatureChange message;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(change.at);
    message.mutable_at()->set_seconds(seconds.time_since_epoch().count());
    *message.mutable_by() = card_for_feed(change.by);
    message.set_feature(change.what.feature);
    message.set_on(is_on(change.what.feature, change.what.state));
    if (change.what.feature == v1::FEATURE_BOARDS) {
        message.set_boards_shown(static_cast<v1::BoardsShown>(change.what.state));
        message.set_boards_leaders(change.what.leaders);
    }
    return message;
}

}  // namespace

void note_switch(store::Transaction& tx, const PersonId& by, const FeatureSwitch& what) {
    tx.run(kNote, tx.new_id(), tx.now(), by, static_cast<std::int64_t>(what.feature), what.state, what.leaders);
}

bool switch_private_recognitions(store::Transaction& tx, const PersonId& by, bool on) {
    if (tx.change(kPrivate, on) == 0) return false;
    note_switch(tx, by, {.feature = v1::FEATURE_PRIVATE_RECOGNITIONS, .state = on ? 1 : 0});
    return true;
}

v1::ListFeatureChangesResponse list_feature_changes(store::Reader& reader) {
    using Now = std::tuple<std::int64_t, bool>;
    const auto [now, changes] = reader.read(store::query<Now>(kNow), store::query<Change>(kChanges, kMostChanges));
    v1::ListFeatureChangesResponse response;
    const auto add = [&](v1::Feature feature, std::int64_t state) {
        auto* one = response.add_features();
        one->set_feature(feature);
        one->set_on(is_on(feature, state));
    };
    if (!now.empty()) {
        add(v1::FEATURE_BOARDS, std::get<0>(now.front()));
        add(v1::FEATURE_PRIVATE_RECOGNITIONS, std::get<1>(now.front()) ? 1 : 0);
    }
    for (const auto& change : changes) *response.add_changes() = to_message(change);
    return response;
}

}  // namespace koebel::people
