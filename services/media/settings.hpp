#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace koebel::media {

/// What koebeld's options say. Bounds stand in its option table, and here.
struct Settings {
    std::string data_directory;                     ///< the cache is a folder in it
    std::string worker = "/proc/self/exe";          ///< the program that is run with --image-worker: this one
    std::size_t upload_bytes = 8U << 20U;           ///< of one image; 64 KiB to 32 MiB
    std::size_t workers = 2;                        ///< images at work at once; 1 to 16
    std::size_t waiting = 4;                        ///< and that wait for their turn; more are refused
    std::uint64_t worker_bytes = 512U << 20U;       ///< of address space for each; 384 MiB to 4 GiB
    std::chrono::seconds worker_cpu{5};             ///< of processor time for each; 1 to 60 s
    std::chrono::milliseconds worker_time{10'000};  ///< and by the clock; 1 s to 60 s
    std::uint64_t cache_bytes = 256U << 20U;        ///< of files kept on this node's disk; 1 MiB to 1 TiB
};

}  // namespace koebel::media
