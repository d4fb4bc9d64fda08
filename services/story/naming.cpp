#include "story/naming.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace koebel::story {

NamedIn::NamedIn(std::vector<std::string> texts) : texts_(std::move(texts)) {
    names_.reserve(texts_.size());
    for (const auto& text : texts_) names_.emplace_back(text);
}

store::Query<people::KnownName> NamedIn::query() const {
    std::vector<const people::NamesInWords*> all;
    all.reserve(names_.size());
    for (const auto& one : names_) all.push_back(&one);
    return people::names_in(all);
}

std::vector<std::string> NamedIn::others(
    const std::vector<people::KnownName>& known, const std::vector<people::Person>& allowed
) const {
    std::set<std::string> written;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
        // By place: whether somebody allowed may be meant there.
        std::map<std::size_t, std::pair<std::size_t, bool>> places;
        for (const auto& mention : names_[i].find(people::Field::kMessage, known, allowed)) {
            auto& [length, is_allowed] = places[mention.start];
            length = mention.length;
            is_allowed |= std::ranges::find(allowed, mention.person, &people::Person::id) != allowed.end();
        }
        for (const auto& [start, place] : places) {
            if (!place.second) written.insert(texts_[i].substr(start, place.first));
        }
    }
    return {written.begin(), written.end()};
}

std::vector<PersonId> may_be_named_in(const NominationRow& row, const std::vector<PersonId>& nominees) {
    const bool is_teams_lesson = row.words.kind == v1::NOMINATION_KIND_LESSON_LEARNT && !row.team.empty();
    auto people = is_teams_lesson ? std::vector<PersonId>{} : nominees;
    people.push_back(row.nominator);
    return people;
}

}  // namespace koebel::story
