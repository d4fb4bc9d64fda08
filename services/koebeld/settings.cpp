#include "koebeld/settings.hpp"

#include "koebeld/build.hpp"
#include "koebeld/option_table.hpp"

#include <stdexcept>

namespace koebel {

Settings to_settings(const Options& options) {
    Settings settings;
    for (const auto& row : option_rows(settings)) row.set(options);
    if (settings.data_directory.empty()) throw std::invalid_argument("data.directory names no folder");

    // What more than one room is told.
    settings.store.data_directory = settings.data_directory;
    settings.recognition.log_kept = settings.store.log_kept;
    settings.access.take_back = settings.recognition.take_back;
    settings.access.public_url = settings.http.public_url;
    settings.access.build = kBuild;
    settings.screen.public_url = settings.http.public_url;
    return settings;
}

}  // namespace koebel
