#include "studio/writers.hpp"

#include "access/rights.hpp"
#include "studio/telling.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

namespace koebel::studio {
namespace {

/// Who did not say so again closed it, or their computer.
constexpr std::chrono::minutes kWriting{1};

constexpr store::Sql kWritersOf{
    "studio.writers_of",
    "SELECT person_id, field FROM story_writer WHERE story_id = $1 AND until > $2 AND person_id <> $3 ORDER BY "
    "person_id"
};
constexpr store::Sql kWriterField{
    "studio.writer_field", "SELECT field FROM story_writer WHERE story_id = $1 AND person_id = $2 AND until > $3"
};
constexpr store::Sql kSayWriting{
    "studio.say_writing",
    "INSERT INTO story_writer (story_id, person_id, field, until) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (story_id, person_id) DO UPDATE SET field = excluded.field, until = excluded.until"
};
constexpr store::Sql kStopWriting{
    "studio.stop_writing", "DELETE FROM story_writer WHERE story_id = $1 AND person_id = $2"
};

}  // namespace

std::vector<v1::StoryWriter> writers_of(store::Reader& reader, const StoryId& id, const PersonId& but) {
    const auto rows = reader.rows<std::tuple<PersonId, int>>(kWritersOf, id, reader.now(), but);
    std::vector<PersonId> ids;
    ids.reserve(rows.size());
    for (const auto& [person, field] : rows) ids.push_back(person);
    const auto [people] = reader.read(people::people_by_id(ids));
    std::vector<v1::StoryWriter> writers;
    writers.reserve(rows.size());
    for (const auto& [person, field] : rows) {
        auto& writer = writers.emplace_back();
        const auto who = std::ranges::find(people, person, &people::Person::id);
        if (who != people.end()) *writer.mutable_person() = people::card_in_full(*who);
        if (v1::StoryField_IsValid(field)) writer.set_field(static_cast<v1::StoryField>(field));
    }
    return writers;
}

Result<v1::WriteStoryResponse> say_writing(
    store::Transaction& tx, const rpc::Caller& caller, const v1::WriteStoryRequest& request
) {
    const StoryId id{request.story_id()};
    const auto [rights, rows, fields] = tx.read(
        access::rights_query(caller),
        story_for(caller.person, id),
        store::query<int>(kWriterField, id, caller.person, tx.now())
    );
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (rows.empty()) return refuse(Code::kNotFound, "STORY_NOT_FOUND");
    const auto field = v1::StoryField_IsValid(request.field()) ? static_cast<int>(request.field()) : 0;
    const bool was_there = !fields.empty();
    if (request.done()) {
        tx.run(kStopWriting, id, caller.person);
    } else {
        tx.run(kSayWriting, id, caller.person, field, tx.now() + kWriting);
    }
    const bool is_news = request.done() ? was_there : (!was_there || fields.front() != field);
    // Alone nobody needs to hear of it.
    if (is_news && !writers_of(tx, id, caller.person).empty()) tell_story(tx, rows.front().show, id);
    return v1::WriteStoryResponse{};
}

}  // namespace koebel::studio
