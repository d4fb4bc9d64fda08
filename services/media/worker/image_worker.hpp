#pragma once

#include <span>

namespace koebel::media {

/// The whole life of an image worker: reads an image from its standard input, redraws it, writes the answer to its
/// standard output, and ends. The arguments are the shape's word, bytes of address space, seconds of processor time.
///
/// The answer is a line, and behind it the bytes: the line is a content type, or the reason of a refusal and nothing
/// more. Whoever reads it believes none of it unseen: what decoded a stranger's bytes may be the stranger's.
[[nodiscard]] int work_on_image(std::span<const char* const> arguments);

}  // namespace koebel::media
