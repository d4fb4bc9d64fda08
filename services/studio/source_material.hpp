#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"
#include "studio/making.hpp"

#include <koebel/v1/nomination.pb.h>

#include <optional>
#include <string>
#include <vector>

namespace koebel::studio {

/// What nominations and recognitions bring along for a story.
struct Material {
    std::optional<v1::NominationKind> kind;
    ValueId value;
    std::vector<std::string> words;  ///< of each source
    std::vector<PersonId> people;    ///< each once, in the order of the sources

    /// All words, as a text to begin with.
    [[nodiscard]] std::string text() const;
};

/// Refuses with
///   kNotFound            NOMINATION_NOT_FOUND, RECOGNITION_NOT_FOUND
///   kFailedPrecondition  NOMINATION_HELD, OF_ANOTHER_SHOW, SOURCE_TOLD, RECOGNITION_NOT_FOR_EVERYONE, ABOUT_YOURSELF
[[nodiscard]] Result<Material> read_material(
    store::Transaction& tx, const rpc::Caller& caller, const show::ShowId& show, const Sources& sources
);

/// The words of a nomination, guided and own, as paragraphs.
[[nodiscard]] std::string paragraphs(const story::Words& words);

}  // namespace koebel::studio
