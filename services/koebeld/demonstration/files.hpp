#pragma once

#include <string_view>

namespace koebel::demonstration {

// The files of this folder, embedded at build time. The CSV files are what `koebeld import` takes.

[[nodiscard]] std::string_view nominations_en();
[[nodiscard]] std::string_view nominations_nl();
[[nodiscard]] std::string_view people_en();
[[nodiscard]] std::string_view people_nl();
[[nodiscard]] std::string_view recognitions_en();
[[nodiscard]] std::string_view recognitions_nl();
[[nodiscard]] std::string_view stories_en();
[[nodiscard]] std::string_view stories_nl();
[[nodiscard]] std::string_view teams_en();
[[nodiscard]] std::string_view teams_nl();
[[nodiscard]] std::string_view values_en();
[[nodiscard]] std::string_view values_nl();

/// A picture of folder pictures, as WebP, by its name; empty: there is none of that name.
[[nodiscard]] std::string_view picture(std::string_view name);

}  // namespace koebel::demonstration
