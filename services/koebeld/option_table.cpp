#include "koebeld/option_table.hpp"

#include "koebeld/option_rows.hpp"

#include <iterator>
#include <utility>

namespace koebel {

std::vector<OptionRow> option_rows(Settings& d) {
    auto rows = node_option_rows(d);
    for (auto more : {access_option_rows, product_option_rows}) std::ranges::move(more(d), std::back_inserter(rows));
    return rows;
}

std::span<const OptionSpec> option_table() {
    static const auto table = [] {
        Settings defaults;  // the rooms' own
        std::vector<OptionSpec> specs;
        for (auto& row : option_rows(defaults)) specs.push_back(std::move(row.spec));
        return specs;
    }();
    return table;
}

}  // namespace koebel
