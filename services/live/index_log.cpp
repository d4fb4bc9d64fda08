#include "live/index_log.hpp"

#include "base/log.hpp"

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <optional>
#include <tuple>

namespace koebel::live {
namespace {

namespace json = boost::json;

constexpr std::size_t kRows = 1'000;

constexpr store::Sql kOldest{"live.oldest_entry", "SELECT min(position) FROM log"};
constexpr store::Sql kUpdates{
    "live.index_updates",
    "SELECT position, index_updates FROM log WHERE position > $1 AND index_updates <> '' ORDER BY position LIMIT $2",
};

bool is_update(const json::value& value) {
    if (!value.is_array()) return false;
    const auto& fields = value.get_array();
    return fields.size() == 3 && fields[0].is_string() && fields[1].is_string() && !fields[1].get_string().empty() &&
           (fields[2].is_null() || fields[2].is_string());
}

}  // namespace

bool parse_index_updates(std::uint64_t position, std::string_view text, std::vector<IndexUpdate>& updates) {
    json::monotonic_resource memory;
    boost::system::error_code ec;
    const auto parsed = json::parse(json::string_view{text.data(), text.size()}, ec, &memory);
    if (ec || !parsed.is_array() || !std::ranges::all_of(parsed.get_array(), is_update)) return false;
    for (const auto& value : parsed.get_array()) {
        const auto& fields = value.get_array();
        auto& update = updates.emplace_back();
        update.position = position;
        update.board = fields[0].get_string().c_str();
        update.member = fields[1].get_string().c_str();
        if (fields[2].is_string()) update.score = fields[2].get_string().c_str();
    }
    return true;
}

IndexPage index_after(store::Reader& reader, std::uint64_t after, std::size_t limit) {
    const auto [oldest, rows] = reader.read(
        store::query<std::optional<std::uint64_t>>(kOldest),
        store::query<std::tuple<std::uint64_t, std::string>>(kUpdates, after, kRows)
    );
    IndexPage page{.head = store::log_head(reader), .after = after, .covered = after};
    page.has_gap = oldest.at(0).value_or(1) > after + 1 && page.head.position > after;
    for (const auto& [position, text] : rows) {
        if (!page.updates.empty() && page.updates.size() >= limit) return page;
        if (!parse_index_updates(position, text, page.updates)) {
            log("live").error("the index updates at position {} are malformed", position);
            page.is_damaged = true;
        }
        page.covered = position;
    }
    if (rows.size() < kRows) page.covered = std::max(page.head.position, after);
    return page;
}

}  // namespace koebel::live
