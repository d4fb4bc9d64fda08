// The worker as a program of its own, as koebeld is one with --image-worker.
#include "media/worker/image_worker.hpp"

#include <cstdlib>
#include <string_view>

int main(int count, char** arguments) {
    const std::span<const char* const> all{arguments, static_cast<std::size_t>(count)};
    if (all.size() < 2 || std::string_view{all[1]} != "--image-worker") return EXIT_FAILURE;
    return koebel::media::work_on_image(all.subspan(2));
}
