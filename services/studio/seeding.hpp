#pragma once

#include "media/shape.hpp"
#include "show/show.hpp"
#include "store/transaction.hpp"
#include "studio/story_rules.hpp"

#include <koebel/v1/nomination.pb.h>

#include <optional>
#include <string>
#include <vector>

namespace koebel::studio {

/// A demonstration's story: as it is to stand, told to nobody.
struct SeedStory {
    show::ShowId show;
    v1::NominationKind kind = v1::NOMINATION_KIND_UNSPECIFIED;
    ValueId value;
    std::string title;
    std::string text;
    std::string lines;
    std::vector<Link> people;
    std::optional<media::Picture> picture = {};  ///< nobody is in it
    std::string alternative_text = {};
    PersonId by;
};

/// It is there; of a show that was aired it is in the rundown, and everybody in it had said yes.
void seed_story(store::Transaction& tx, const SeedStory& seed);

}  // namespace koebel::studio
