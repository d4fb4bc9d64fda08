#include "recognition/resolve.hpp"

#include "base/text.hpp"
#include "people/directory.hpp"
#include "people/value.hpp"

#include <algorithm>

namespace koebel::recognition {
namespace {

constexpr std::size_t kCandidates = 50;      // of one spelling
constexpr std::size_t kCandidatesSaid = 20;  // to the page

constexpr auto kByKeysText = "SELECT " + people::kPersonColumns + ", p.key FROM person p" + people::kPersonJoins +
                             " WHERE p.key IN @list($1) AND p.active = 1";
constexpr store::Sql kByKeys{"recognition.people_by_keys", kByKeysText};

struct KeyedPerson {
    people::Person person;
    std::string key;
    static KeyedPerson from(const store::Row& row) {
        return {people::Person::from(row), row.text(people::kPersonColumnCount)};
    }
};

/// Collects everybody a line can mean.
class Gathering {
public:
    explicit Gathering(store::Reader& reader) : reader_(reader) {}

    /// A longer spelling finds only what the shorter one found: two that find nobody end the search.
    void look_for(const std::vector<std::string>& spellings) {
        int misses = 0;
        for (const auto& spelling : spellings) {
            const auto typed = comparable(spelling);  // without marks of direction
            const auto people = people::find_people(reader_, typed, kCandidates);
            const auto teams = people::find_teams(reader_, typed, kCandidates);
            for (const auto& person : people) people_.try_emplace(person.id, person);
            for (const auto& team : teams) teams_.try_emplace(team.id, team);
            misses = people.empty() && teams.empty() ? misses + 1 : 0;
            if (misses == 2) break;
        }
        for (const auto& spelling : spellings) keys_.push_back(folded(spelling));
    }

    ResolvedLine read(std::string_view line) && {
        auto [keyed, values] = reader_.read(store::query<KeyedPerson>(kByKeys, keys_), people::values());
        std::map<PersonId, std::string> keys;
        for (auto& [person, key] : keyed) {
            keys[person.id] = key;
            people_.try_emplace(person.id, person);
        }
        Directory directory;
        for (const auto& [id, person] : people_) {
            directory.people.push_back({id, keys[id], person.name, person.given_name});
        }
        for (const auto& [id, team] : teams_) directory.teams.push_back({id, team.key, team.name});
        for (const auto& value : values) {
            if (!value.retired) directory.values.push_back({value.id, value.key, value.name_nl, value.name_en});
        }
        return {read_shorthand(line, directory), std::move(people_), std::move(teams_)};
    }

private:
    store::Reader& reader_;
    std::map<PersonId, people::Person> people_;
    std::map<TeamId, people::Team> teams_;
    std::vector<std::string> keys_;
};

Error unresolved_error(const ResolvedLine& line, const Unresolved& unresolved) {
    Error error{.code = Code::kFailedPrecondition, .reason = "NAME_AMBIGUOUS"};
    for (const auto& id : unresolved.candidates.people) error.details.push_back(line.people.at(id).name);
    for (const auto& id : unresolved.candidates.teams) error.details.push_back(line.teams.at(id).name);
    if (error.details.size() > kCandidatesSaid) error.details.resize(kCandidatesSaid);
    if (!error.details.empty()) return error;
    error.reason = unresolved.kind == Unresolved::Kind::kValue ? "VALUE_UNKNOWN" : "NAME_UNKNOWN";
    error.details.push_back(unresolved.written);
    return error;
}

}  // namespace

Result<ResolvedLine> resolve(store::Reader& reader, std::string_view line) {
    const auto names = written_names(line);
    if (!names) return std::unexpected(names.error());
    Gathering gathering{reader};
    for (const auto& spellings : *names) gathering.look_for(spellings);
    return std::move(gathering).read(line);
}

v1::ResolveShorthandResponse to_message(const ResolvedLine& line) {
    const auto& said = line.shorthand;
    v1::ResolveShorthandResponse message;
    for (const auto& id : said.people) *message.add_people() = people::card_in_full(line.people.at(id));
    for (const auto& id : said.teams) *message.add_teams() = people::card(line.teams.at(id));
    for (const auto& id : said.values) message.add_value_ids(id.text());
    message.set_credits_each(static_cast<std::uint32_t>(said.credits_each.count()));
    message.set_message(said.message);
    for (const auto& unresolved : said.unresolved) {
        auto* ambiguity = message.add_unresolved();
        ambiguity->set_written(unresolved.written);
        ambiguity->set_start(unresolved.start);
        for (const auto& id : unresolved.candidates.people) {
            if (static_cast<std::size_t>(ambiguity->people_size()) == kCandidatesSaid) break;
            *ambiguity->add_people() = people::card_in_full(line.people.at(id));
        }
        for (const auto& id : unresolved.candidates.teams) {
            if (static_cast<std::size_t>(ambiguity->teams_size()) == kCandidatesSaid) break;
            *ambiguity->add_teams() = people::card(line.teams.at(id));
        }
    }
    return message;
}

Result<GiveRecognition> to_command(const PersonId& giver, const ResolvedLine& line, v1::Visibility visibility) {
    const auto& said = line.shorthand;
    if (!said.unresolved.empty()) return std::unexpected(unresolved_error(line, said.unresolved.front()));
    if (said.teams.size() > 1 || (!said.teams.empty() && !said.people.empty())) {
        return refuse(Code::kInvalidArgument, "SHORTHAND_INVALID", "people, or one team");
    }
    v1::GiveRequest request;
    for (const auto& id : said.people) request.mutable_people()->add_ids(id.text());
    for (const auto& id : said.teams) request.set_team_id(id.text());
    for (const auto& id : said.values) request.add_value_ids(id.text());
    request.set_credits_each(static_cast<std::uint32_t>(said.credits_each.count()));
    request.set_message(said.message);
    request.set_visibility(visibility);
    return to_command(giver, request);
}

}  // namespace koebel::recognition
