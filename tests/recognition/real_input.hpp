#pragma once

#include "base/credits.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace koebel::recognition {

/// A line somebody could have typed, and what it means. Everything named by key.
struct RealLine {
    std::string text;
    std::string refusal;               ///< the reason; empty: it can be given
    std::vector<std::string> details;  ///< of the refusal
    std::vector<std::string> people;
    std::vector<std::string> teams;
    std::vector<std::string> values;
    Credits credits;
    std::string message;
};

/// A name of the organisation the lines are read against.
struct RealName {
    std::string key;
    std::string name;
    std::string given_name;  ///< of a person
    std::string name_en;     ///< of a value
};

/// tests/real_input/recognitions.json.
struct RealInput {
    std::vector<RealName> people;
    std::vector<RealName> teams;
    std::vector<RealName> values;
    std::vector<RealLine> lines;
};

inline RealInput read_real_input() {
    std::ifstream file{KOEBEL_REAL_INPUT};
    if (!file) throw std::runtime_error("tests/real_input/recognitions.json is missing");
    const auto document = boost::json::parse(std::string{std::istreambuf_iterator<char>{file}, {}}).as_object();
    const auto text = [](const boost::json::object& object, std::string_view key) {
        const auto* value = object.if_contains(key);
        return value == nullptr ? std::string{} : std::string{value->as_string()};
    };
    const auto texts = [](const boost::json::object& object, std::string_view key) {
        std::vector<std::string> all;
        if (const auto* value = object.if_contains(key)) {
            for (const auto& one : value->as_array()) all.emplace_back(one.as_string());
        }
        return all;
    };

    RealInput input;
    const auto names = [&](std::string_view list, std::string_view name, std::vector<RealName>& all) {
        for (const auto& one : document.at(list).as_array()) {
            const auto& object = one.as_object();
            all.push_back({text(object, "key"), text(object, name), text(object, "given_name"), text(object, "name_en")}
            );
        }
    };
    names("people", "name", input.people);
    names("teams", "name", input.teams);
    names("values", "name_nl", input.values);
    for (const auto& one : document.at("recognitions").as_array()) {
        const auto& object = one.as_object();
        const auto* credits = object.if_contains("credits");
        input.lines.push_back({
            .text = text(object, "text"),
            .refusal = text(object, "refusal"),
            .details = texts(object, "details"),
            .people = texts(object, "people"),
            .teams = texts(object, "teams"),
            .values = texts(object, "values"),
            .credits = Credits{credits == nullptr ? 0 : credits->as_int64()},
            .message = text(object, "message"),
        });
    }
    return input;
}

}  // namespace koebel::recognition
