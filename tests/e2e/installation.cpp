#include "e2e/installation.hpp"

#include <limits>

namespace koebel::e2e {

namespace {

constexpr store::Sql kRecognition{"test.recognition", "SELECT state FROM recognition WHERE id = $1"};

}  // namespace

Installation::Installation() : koebeld_(data_.path()) {
    koebeld_.start();
    (void)koebeld_.command({"demo"});
}

std::vector<Identity> Installation::sign_in_people(std::size_t count, const std::vector<std::size_t>& offsets) {
    std::vector<Identity> people;
    for (const auto& key : test::demonstration_people(count)) {
        people.push_back(sign_in(server(), koebeld_.command({"sign-in-link", key})));
    }
    for (std::size_t i = 0; i < people.size(); ++i) {
        for (const auto offset : offsets)
            people[i].colleagues.push_back(people[(i + offset) % people.size()].person_id);
    }
    return people;
}

LogByTopic Installation::log() {
    return by_topic(store().read_now([](store::Reader& reader) {
        return store::log_after(reader, 0, std::numeric_limits<std::int32_t>::max());
    }));
}

std::int64_t Installation::state_of(const std::string& recognition) {
    return store().read_now([&](store::Reader& reader) { return reader.row<std::int64_t>(kRecognition, recognition); }
    ).value_or(-1);
}

store::Store& Installation::store() {
    if (!store_) store_ = store::Store::open({.data_directory = data_.path().string()}, clock_, ids_);
    return *store_;
}

}  // namespace koebel::e2e
