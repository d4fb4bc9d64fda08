#pragma once

#include "koebeld/demonstration/roster.hpp"
#include "koebeld/demonstration/words.hpp"
#include "recognition/command.hpp"

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <utility>
#include <vector>

namespace koebel::demonstration {

/// Makes recognitions that people of the demonstration could have written. The same seed makes the same ones. Not
/// thread-safe.
class Composer {
public:
    Composer(const Words& words, Roster roster, std::uint64_t seed);

    /// The next one. A phrase without slots comes once in `round()` calls, the others a few times, far apart.
    [[nodiscard]] recognition::GiveRecognition next();

    /// How many come before a phrase without slots comes again.
    [[nodiscard]] std::size_t round() const { return deck_.size(); }

    /// A number below `bound`, from the same source.
    [[nodiscard]] std::size_t pick(std::size_t bound) { return random_() % bound; }

private:
    [[nodiscard]] std::vector<const Member*> members_of(std::string_view pattern) const;
    [[nodiscard]] const Member& pick_giver(const std::vector<const Member*>& among);
    /// Nobody hears the same phrase twice while somebody there has not heard it.
    void prefer_untold(std::vector<const Member*>& among, const Phrase& phrase) const;
    [[nodiscard]] std::string filled(std::string_view text, std::string_view given_name);
    void choose_slots();
    /// std::shuffle differs between libraries; this does not.
    template <class T>
    void shuffle(std::vector<T>& things) {
        for (std::size_t i = things.size(); i > 1; --i) std::swap(things[i - 1], things[pick(i)]);
    }
    void shuffle_deck();

    const Words& words_;
    Roster roster_;
    std::mt19937_64 random_;
    std::vector<const Phrase*> deck_;
    std::size_t drawn_ = 0;
    std::set<std::pair<const Phrase*, PersonId>> told_;
    std::map<std::string, std::string, std::less<>> slots_;  // of the phrase at hand: the same customer throughout
};

}  // namespace koebel::demonstration
