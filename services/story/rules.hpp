#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "recognition/command.hpp"
#include "show/show.hpp"
#include "story/settings.hpp"
#include "story/words.hpp"

#include <koebel/v1/nomination.pb.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace koebel::story {

// Who may nominate whom for what. Pure.

inline constexpr std::size_t kMostNominees = 20;
inline constexpr std::size_t kMostRecognitions = 10;
inline constexpr std::size_t kMostWitnesses = 10;
inline constexpr std::size_t kMostPictures = 4;

/// A nomination somebody wants to make, of the right shape.
struct Nominating {
    PersonId nominator;
    show::ShowId show;
    std::vector<PersonId> people;  ///< none: a team
    TeamId team;
    Words words;
    std::vector<RecognitionId> recognitions;
    std::vector<PersonId> witnesses;
    std::vector<recognition::ChosenPicture> pictures = {};

    /// All that is written: its words, and those of its pictures.
    [[nodiscard]] std::vector<std::string> texts() const;

    /// Refuses with kInvalidArgument what Nominate lists, but SELF_NOMINATION.
    static Result<Nominating> from_message(const PersonId& nominator, const v1::NominateRequest& request);
};

/// A recognition that somebody points to.
struct Pointed {
    RecognitionId id;
    bool for_everyone = false;
};

/// What a decision depends on, read in the transaction that will write it.
struct NominatingState {
    std::optional<show::Show> show;
    std::vector<PersonId> active_people;  ///< of nominees and witnesses, those who exist and are active
    bool team_exists = false;
    std::vector<PersonId> team_members;  ///< active, of the team nominated: they are nominees
    bool value_can_be_said = false;
    std::vector<Pointed> recognitions;      ///< of those pointed to, what the nominator may see
    std::vector<std::string> names_others;  ///< as written: see naming.hpp
    std::size_t pictures_found = 0;         ///< of those chosen, the nominator's that are used nowhere yet
    std::int64_t made_before = 0;           ///< by the same person for the same show
};

/// Decides a nomination. Refuses with what Nominate lists but the shape.
[[nodiscard]] Result<void> decide(const Nominating& nominating, const NominatingState& state, const Settings& settings);

/// Whether a lesson, or a complaint, names somebody who is not nominated. Refuses with kFailedPrecondition
/// NAMES_ANOTHER (details: the names).
[[nodiscard]] Result<void> may_name(v1::NominationKind kind, const std::vector<std::string>& others);

/// Whether these may be asked if they saw it too: `asked` were before. Refuses with
///   kInvalidArgument  DUPLICATE_WITNESS, TOO_MANY_WITNESSES, WITNESS_IS_NOMINEE, SELF_WITNESS
[[nodiscard]] Result<void> may_ask(
    const std::vector<PersonId>& witnesses,
    const PersonId& nominator,
    const std::vector<PersonId>& nominees,
    const std::vector<PersonId>& asked
);

}  // namespace koebel::story
