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
[[nodiscard]] std::string_view teams_en();
[[nodiscard]] std::string_view teams_nl();
[[nodiscard]] std::string_view values_en();
[[nodiscard]] std::string_view values_nl();

}  // namespace koebel::demonstration
