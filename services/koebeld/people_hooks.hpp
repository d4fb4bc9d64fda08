#pragma once

#include "conversation/settings.hpp"
#include "people/hooks.hpp"
#include "recognition/repository.hpp"
#include "recognition/settings.hpp"
#include "screen/settings.hpp"

namespace koebel {

/// What other rooms do when somebody comes, changes, goes or is merged, in the job in which it happens: people knows
/// none of them. `recognitions` outlives what is returned.
[[nodiscard]] people::Hooks people_hooks(
    const recognition::Repository& recognitions,
    const recognition::Settings& settings,
    const conversation::Settings& around,
    const screen::Settings& screens
);

}  // namespace koebel
