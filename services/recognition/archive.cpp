#include "recognition/archive.hpp"

#include "base/timestamp.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "people/took_part.hpp"
#include "recognition/projection.hpp"
#include "recognition/stored.hpp"
#include "store/paging.hpp"

namespace koebel::recognition {
namespace {

constexpr std::size_t kPage = 100;

constexpr auto kArchiveText = "SELECT " + kStoredColumns + " FROM recognition r WHERE r.position < $2 AND " +
                              people::took_part("$1") + " ORDER BY r.position DESC LIMIT $3";
constexpr store::Sql kArchive{"recognition.archive", kArchiveText};

v1::Recognition without_portraits(v1::Recognition recognition) {
    recognition.mutable_giver()->clear_photo_path();
    for (auto& card : *recognition.mutable_recipients()) card.clear_photo_path();
    for (auto& card : *recognition.mutable_added()) card.clear_photo_path();
    if (recognition.has_picture()) recognition.mutable_picture()->clear_path();
    return recognition;
}

}  // namespace

v1::OpenArchiveResponse archive_page(store::Reader& reader, const access::ArchiveCode& code, std::uint64_t before) {
    auto [organisations, values, people, rows] = reader.read(
        people::organisation(),
        people::values(),
        people::people_by_id({code.person}),
        store::query<StoredRow>(kArchive, code.person, store::below(before), kPage + 1)
    );
    v1::OpenArchiveResponse response;
    if (!people.empty()) {
        *response.mutable_person() = people::card_in_full(people.front());
        response.mutable_person()->clear_photo_path();
    }
    if (!organisations.empty()) {
        response.set_organisation_name(organisations.front().name);
        response.set_time_zone(organisations.front().zone.name());
    }
    for (const auto& value : values) {
        *response.add_values() = people::to_message(value);
        response.mutable_values()->rbegin()->clear_picture_path();
    }
    response.set_more(store::cut(rows, kPage));
    for (const auto& recognition : complete(reader, std::move(rows))) {
        *response.add_recognitions() = without_portraits(for_participants(recognition));
    }
    *response.mutable_expires_at() = to_timestamp(code.expires_at);
    if (code.opened_at) *response.mutable_opened_before() = to_timestamp(*code.opened_at);
    return response;
}

}  // namespace koebel::recognition
