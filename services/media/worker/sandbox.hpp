#pragma once

#include <cstdint>

namespace koebel::media {

/// Takes from this process what decoding an image does not need. Throws std::system_error where that cannot be done:
/// then nothing is decoded.
///
/// Memory, processor time, files, new privileges and core files are limited; it ends with its parent; it has no network
/// where the kernel lets a process leave it.
void give_up_what_is_not_needed(std::uint64_t address_space, std::uint64_t processor_seconds);

/// From here on the kernel ends the process for every call but those of memory, of reading and writing what is open,
/// and of ending.
void allow_memory_and_pipes_only();

}  // namespace koebel::media
