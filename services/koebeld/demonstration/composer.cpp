#include "koebeld/demonstration/composer.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace koebel::demonstration {
namespace {

constexpr std::size_t kRounds = 5;

/// What people give: mostly a little, sometimes nothing, rarely much.
constexpr std::array<std::int64_t, 20> kCredits{0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 15, 15, 20, 25, 50};

constexpr std::array<std::string_view, 6> kSlots{"klant", "plaats", "onderdeel", "dag", "n", "m"};

std::string capitalised(std::string text) {
    // The lists start with plain Latin letters.
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 32);
    return text;
}

}  // namespace

Composer::Composer(const Words& words, Roster roster, std::uint64_t seed)
    : words_(words), roster_(std::move(roster)), random_(seed) {
    if (roster_.members.size() < 40) throw std::invalid_argument("demonstration: too few people to thank each other");
    // Whoever comes first thanks more often (pick_giver): that should not be the alphabet's doing.
    shuffle(roster_.members);
    shuffle_deck();
}

recognition::GiveRecognition Composer::next() {
    if (drawn_ == deck_.size()) shuffle_deck();
    const auto& phrase = *deck_[drawn_++];
    choose_slots();

    recognition::GiveRecognition made{.giver = pick_giver(members_of(phrase.givers)).id, .team = {}};
    std::string given_name;
    if (phrase.people == 0) {
        auto teams = std::vector<TeamId>{};
        for (const auto& member : members_of(phrase.recipients)) {
            const auto& team = roster_.teams.at(member->team);
            if (std::ranges::find(teams, team) == teams.end()) teams.push_back(team);
        }
        made.team = teams.at(pick(teams.size()));
    } else {
        auto among = members_of(phrase.recipients);
        std::erase_if(among, [&](const Member* member) { return member->id == made.giver; });
        prefer_untold(among, phrase);
        for (std::size_t i = 0; i < phrase.people && !among.empty(); ++i) {
            const auto chosen = among.begin() + static_cast<std::ptrdiff_t>(pick(among.size()));
            if (given_name.empty()) given_name = (*chosen)->given_name;
            made.people.push_back((*chosen)->id);
            told_.emplace(&phrase, (*chosen)->id);
            among.erase(chosen);
        }
    }

    made.message = filled(phrase.words, given_name);
    if (!phrase.is_short() && code_points(made.message) < 200 && pick(3) == 0) {
        made.message += " " + words_.tails()[pick(words_.tails().size())];
    }
    made.customer_moment = filled(phrase.customer_moment, given_name);
    for (const auto& key : phrase.values) made.values.push_back(roster_.values.at(key));
    made.credits_each = Credits{kCredits.at(pick(phrase.people > 1 ? 10 : kCredits.size()))};

    const auto seen_by = pick(20);
    if (seen_by == 0) made.visibility = v1::VISIBILITY_ONLY_US;
    if (seen_by == 1) made.visibility = v1::VISIBILITY_TEAM;
    return made;
}

std::vector<const Member*> Composer::members_of(std::string_view pattern) const {
    std::vector<const Member*> found;
    for (const auto& member : roster_.members) {
        if (matches(pattern, member.team)) found.push_back(&member);
    }
    return found;
}

void Composer::prefer_untold(std::vector<const Member*>& among, const Phrase& phrase) const {
    auto untold = among;
    std::erase_if(untold, [&](const Member* member) { return told_.contains({&phrase, member->id}); });
    if (untold.size() >= phrase.people) among = std::move(untold);
}

const Member& Composer::pick_giver(const std::vector<const Member*>& among) {
    // Some thank often, many now and then: the lower of two picks is the likelier one.
    return *among.at(std::min(pick(among.size()), pick(among.size())));
}

void Composer::choose_slots() {
    slots_.clear();
    for (const auto slot : kSlots) {
        const auto& list = words_.list(slot);
        slots_.emplace(slot, list[pick(list.size())]);
    }
}

std::string Composer::filled(std::string_view text, std::string_view given_name) {
    std::string out;
    while (true) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) return out;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) throw std::invalid_argument("demonstration: a slot is not closed");
        std::string name{text.substr(open + 1, close - open - 1)};
        const bool capital = name.front() >= 'A' && name.front() <= 'Z';
        if (capital) name.front() = static_cast<char>(name.front() + 32);
        if (name == "name") {
            out += given_name;
        } else {
            const auto& value = slots_.at(name);
            out += capital ? capitalised(value) : value;
        }
        text.remove_prefix(close + 1);
    }
}

void Composer::shuffle_deck() {
    // Each round is shuffled by itself, so that the same phrase does not come twice in a row; what always reads the
    // same stands in one round only.
    std::array<std::vector<const Phrase*>, kRounds> rounds;
    for (const auto& phrase : words_.phrases()) {
        if (!phrase.has_slots()) {
            rounds.at(pick(kRounds)).push_back(&phrase);
            continue;
        }
        for (auto& round : rounds) round.push_back(&phrase);
    }
    deck_.clear();
    drawn_ = 0;
    for (auto& round : rounds) {
        shuffle(round);
        deck_.insert(deck_.end(), round.begin(), round.end());
    }
}

}  // namespace koebel::demonstration
