#pragma once

#include "base/result.hpp"
#include "media/settings.hpp"
#include "media/shape.hpp"

#include <atomic>
#include <string_view>

namespace koebel::media {

/// Has a child process redraw an image, and blocks until it has, or `settings.worker_time` has passed, or `stopping`.
/// The child sees the image, a pipe, and nothing else of this process: no descriptor, no environment. What it answers
/// is believed only as far as it can be looked at. Refuses with
///   kInvalidArgument  IMAGE_NOT_KNOWN, IMAGE_BROKEN (also when decoding it broke the child), IMAGE_TOO_LARGE
///   kUnavailable      IMAGE_WORKER_GONE: no child could be started, or it was killed or too slow
[[nodiscard]] Result<Picture> redraw_in_child(
    std::string_view image, Shape shape, const Settings& settings, const std::atomic<bool>& stopping
);

}  // namespace koebel::media
