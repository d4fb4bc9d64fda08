#pragma once

#include "base/zone.hpp"
#include "leaderboard/board.hpp"
#include "leaderboard/rules.hpp"

#include <koebel/v1/recognition.pb.h>

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace koebel::leaderboard {

/// What boards must be, computed anew from the list of everything that was ever said: slow, and too simple to be wrong
/// in the same way.
class Model {
public:
    struct Said {
        std::string id;
        PersonId giver;
        std::vector<PersonId> people;  ///< none: a team as a whole
        std::set<PersonId> thanked;    ///< whom it was said to, a team's members among them
        std::vector<ValueId> values;
        std::set<TeamId> teams;  ///< it touches
        Instant at;
        Periods periods;
        bool for_everyone = true;
        bool living = true;
    };
    struct Someone {
        bool on_boards = true;
        bool chosen = false;  ///< said so themselves
        bool active = true;
        bool merged = false;
        bool leads = false;
        std::vector<TeamId> teams;
    };
    /// One row of the truth.
    struct Row {
        std::int64_t units = 0;
        std::int64_t reached = 0;
        bool present = false;

        friend bool operator==(const Row&, const Row&) = default;
    };
    using Members = std::map<std::string, Row>;
    using Boards = std::map<BoardName, Members>;

    /// Two become one: what was said is told of who stays.
    void merge(const PersonId& stays, const PersonId& goes);

    /// Every board with everybody who has units on it.
    [[nodiscard]] Boards boards() const;

    /// Who is shown on a board, in order, with competition ranks.
    struct Shown {
        std::string member;
        std::int64_t units = 0;
        std::uint32_t rank = 0;

        friend bool operator==(const Shown&, const Shown&) = default;
    };
    [[nodiscard]] static std::vector<Shown> in_order(const Members& members);

    /// The board of teams: id, rank, score.
    struct Team {
        std::string id;
        std::uint32_t rank = 0;
        double score = 0;
    };
    [[nodiscard]] std::vector<Team> teams(const Period& period, double weight) const;

    /// How many active people each team has now.
    [[nodiscard]] std::map<TeamId, std::int64_t> heads() const;

    std::vector<Said> said;
    std::map<PersonId, Someone> people;
    bool leaders = false;                                   ///< whether they are on boards
    std::map<Period, Instant> opened;                       ///< and when the period began by the zone of that moment
    std::map<Period, std::map<TeamId, std::int64_t>> then;  ///< heads when it was opened

private:
    [[nodiscard]] bool is_present(const PersonId& person) const;
};

}  // namespace koebel::leaderboard
