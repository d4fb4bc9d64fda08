#include "koebeld/doctor/report.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <sstream>
#include <string_view>

namespace koebel::doctor {
namespace {

std::string_view word_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::kOk:
            return "ok";
        case Verdict::kWarning:
            return "warning";
        case Verdict::kProblem:
            return "problem";
    }
    return {};
}

}  // namespace

std::string as_text(const Findings& findings) {
    constexpr std::size_t kVerdictWidth = 9;
    constexpr std::size_t kCheckWidth = 13;
    std::ostringstream text;
    const auto padded = [](std::string_view word, std::size_t width) {
        std::string out{word};
        out.resize(std::max(width, out.size()), ' ');
        return out;
    };
    for (const auto& one : findings) {
        text << padded(word_of(one.verdict), kVerdictWidth) << padded(one.check, kCheckWidth) << one.what << "\n";
        if (!one.remedy.empty()) text << std::string(kVerdictWidth + kCheckWidth, ' ') << "-> " << one.remedy << "\n";
    }
    return text.str();
}

std::string as_json(const Findings& findings) {
    boost::json::array all;
    for (const auto& one : findings) {
        all.push_back(boost::json::object{
            {"check", std::string{one.check}},
            {"verdict", std::string{word_of(one.verdict)}},
            {"what", one.what},
            {"remedy", one.remedy}
        });
    }
    return boost::json::serialize(boost::json::object{{"healthy", !has_problem(findings)}, {"findings", std::move(all)}}
           ) +
           "\n";
}

}  // namespace koebel::doctor
