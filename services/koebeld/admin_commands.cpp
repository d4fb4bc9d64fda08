#include "koebeld/admin_commands.hpp"

#include "access/secret.hpp"
#include "access/set_up.hpp"
#include "access/sign_in_links.hpp"
#include "koebeld/demonstration/demonstration.hpp"
#include "koebeld/first_start.hpp"
#include "leaderboard/standings.hpp"
#include "people/import.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "screen/repository.hpp"
#include "screen/screen.hpp"
#include "store/continuity.hpp"

#include <sstream>

namespace koebel {
namespace {

constexpr std::chrono::hours kLinkLifetime{24};

std::string argument(
    const std::map<std::string, std::string>& arguments, std::string_view name, std::string fallback = {}
) {
    const auto found = arguments.find(std::string{name});
    if (found == arguments.end()) return fallback;
    return found->second;
}

/// A link's token stands in the fragment, which browsers never send.
std::string link(const std::string& public_url, std::string_view page, const std::string& token) {
    return public_url + std::string{page} + "#" + token;
}

std::string describe(const v1::ImportResponse& report) {
    std::ostringstream text;
    if (report.problems_size() > 0) {
        text << "Nothing was imported. " << report.problems_size() << " wrong lines:\n";
        for (const auto& problem : report.problems()) {
            text << "  line " << problem.line() << (problem.column().empty() ? "" : ", ") << problem.column() << ": "
                 << problem.reason() << "\n";
        }
    } else {
        text << "Imported: " << report.created() << " new, " << report.changed() << " changed, " << report.unchanged()
             << " unchanged.\n";
    }
    return text.str();
}

Result<v1::ImportRequest::Kind> to_kind(const std::string& word) {
    if (word == "people") return v1::ImportRequest::KIND_PEOPLE;
    if (word == "teams") return v1::ImportRequest::KIND_TEAMS;
    if (word == "values") return v1::ImportRequest::KIND_VALUES;
    return refuse(Code::kInvalidArgument, "KIND_UNKNOWN", "people, teams or values");
}

}  // namespace

const std::map<std::string, AdminCommands::Command, std::less<>> AdminCommands::kCommands{
    {"admin-link", &AdminCommands::admin_link},
    {"demo", &AdminCommands::demo},
    {"demonstration-link", &AdminCommands::demonstration_link},
    {"found", &AdminCommands::found},
    {"import", &AdminCommands::import},
    {"rebuild-boards", &AdminCommands::rebuild_boards},
    {"screen-add", &AdminCommands::screen_add},
    {"setup-link", &AdminCommands::setup_link},
    {"sign-in-link", &AdminCommands::sign_in_link},
    {"verify", &AdminCommands::verify},
};

AdminCommands::AdminCommands(
    store::Store& store, const Settings& settings, std::function<void()> demonstration_filled, BoardTools boards
)
    : store_(store),
      settings_(settings),
      demonstration_filled_(std::move(demonstration_filled)),
      boards_(std::move(boards)) {}

AdminCommands::Done AdminCommands::carry_out(AdminCommand command) const {
    const auto known = kCommands.find(command.name);
    if (known == kCommands.end()) co_return refuse(Code::kUnimplemented, "COMMAND_UNKNOWN", command.name);
    co_return co_await (this->*known->second)(command.arguments);
}

AdminCommands::Done AdminCommands::found(const Arguments& arguments) const {
    const people::NewOrganisation organisation{
        .name = argument(arguments, "name"),
        .time_zone = argument(arguments, "time_zone", "Europe/Amsterdam"),
        .language = argument(arguments, "language", "nl"),
    };
    auto job = [organisation](store::Transaction& tx) { return people::found(tx, organisation); };
    const auto founded = co_await store_.write("koebeld.found", job);
    if (!founded) co_return std::unexpected(founded.error());
    if (!*founded) co_return refuse(Code::kFailedPrecondition, "ORGANISATION_EXISTS", "there is one already");
    co_return "Founded. Next: koebeld setup-link and go on in a browser; or koebeld import values, teams and people, then koebeld admin-link.\n";
}

AdminCommands::Done AdminCommands::demo(const Arguments& arguments) const {
    const auto language = argument(arguments, "language", "nl");
    auto job = [language, settings = settings_.recognition](store::Transaction& tx) {
        return demonstration::fill(tx, language, settings);
    };
    const auto filled = co_await store_.write("koebeld.demo", job);
    if (!filled) co_return std::unexpected(filled.error());
    demonstration_filled_();
    std::ostringstream text;
    text << "Zwaluw Thuistechniek: " << filled->people << " people, " << filled->teams << " teams, "
         << filled->recognitions << " recognitions.\n";
    co_return text.str();
}

AdminCommands::Done AdminCommands::sign_in_link(const Arguments& arguments) const {
    const auto key = argument(arguments, "person");
    auto job = [key](store::Transaction& tx) -> Result<std::string> {
        const auto person = std::get<0>(tx.read(people::person_by_key(key)));
        if (person.empty()) return refuse(Code::kNotFound, "PERSON_NOT_FOUND", key);
        return access::create_sign_in_link(tx, person.front().id, kLinkLifetime);
    };
    const auto token = co_await store_.write("koebeld.sign_in_link", job);
    if (!token) co_return std::unexpected(token.error());
    co_return link(settings_.http.public_url, "/enter", *token) + "\n";
}

AdminCommands::Done AdminCommands::admin_link(const Arguments&) const {
    auto job = [](store::Transaction& tx) { return access::create_admin_link(tx, kLinkLifetime); };
    const auto token = co_await store_.write("koebeld.admin_link", job);
    if (!token) co_return std::unexpected(token.error());
    co_return link(settings_.http.public_url, "/enter", *token) + "\n";
}

AdminCommands::Done AdminCommands::demonstration_link(const Arguments&) const {
    auto job = [](store::Transaction& tx) { return access::create_demonstration_link(tx); };
    const auto token = co_await store_.write("koebeld.demonstration_link", job);
    if (!token) co_return std::unexpected(token.error());
    co_return link(settings_.http.public_url, "/demo", *token) + "\n";
}

AdminCommands::Done AdminCommands::setup_link(const Arguments&) const {
    auto job = [settings = settings_.access](store::Transaction& tx) { return access::make_set_up_link(tx, settings); };
    const auto token = co_await store_.write("koebeld.set_up_link", job);
    if (!token && token.error().reason == "SET_UP_DONE") {
        co_return refuse(Code::kFailedPrecondition, "SET_UP_DONE", "somebody administers here: koebeld admin-link");
    }
    if (!token) co_return std::unexpected(token.error());
    co_return set_up_address(settings_.http.public_url, *token) + "\n";
}

AdminCommands::Done AdminCommands::screen_add(const Arguments& arguments) const {
    const auto wanted = screen::checked({.name = argument(arguments, "name"), .place = argument(arguments, "place")});
    if (!wanted) co_return std::unexpected(wanted.error());
    const auto token = access::new_secret();
    auto job = [wanted = *wanted, token](store::Transaction& tx) { return screen::add(tx, wanted, token, PersonId{}); };
    const auto added = co_await store_.write("koebeld.screen_add", job);
    if (!added) co_return std::unexpected(added.error());
    co_return screen::address_of(settings_.http.public_url, token) + "\n";
}

AdminCommands::Done AdminCommands::import(const Arguments& arguments) const {
    const auto kind = to_kind(argument(arguments, "kind"));
    if (!kind) co_return std::unexpected(kind.error());
    auto job = [kind = *kind, csv = argument(arguments, "csv")](store::Transaction& tx) {
        return people::import(tx, kind, csv, false, leaderboard::review);
    };
    const auto report = co_await store_.write("koebeld.import", job);
    if (!report) co_return std::unexpected(report.error());
    if (report->problems_size() > 0) co_return refuse(Code::kInvalidArgument, "CSV_INVALID", describe(*report));
    co_return describe(*report);
}

AdminCommands::Done AdminCommands::verify(const Arguments&) const {
    struct Log {
        std::uint64_t length = 0;
        std::optional<std::string> gap;
    };
    auto look = [](store::Reader& reader) {
        return Log{.length = store::log_length(reader), .gap = store::find_gap(reader)};
    };
    const auto log = co_await store_.read(look);
    if (log.gap) co_return refuse(Code::kDataLoss, "LOG_DAMAGED", *log.gap);
    std::ostringstream text;
    text << "The log is whole: " << log.length << " entries.\n";
    if (boards_.wrong_standing) {
        auto looking = boards_.wrong_standing();  // named: g++ 12
        const auto standing = co_await std::move(looking);
        if (standing) co_return refuse(Code::kDataLoss, "STANDINGS_WRONG", *standing);
        text << "Standings are what the recognitions make them.\n";
    }
    if (boards_.relay == nullptr) {
        text << "There is no Redis.\n";
        co_return text.str();
    }
    const auto compared = co_await boards_.relay->compare();
    if (!compared) co_return std::unexpected(compared.error());
    if (*compared) co_return refuse(Code::kDataLoss, "REDIS_DIFFERS", **compared);
    text << "The boards in Redis equal SQL's.\n";
    co_return text.str();
}

AdminCommands::Done AdminCommands::rebuild_boards(const Arguments&) const {
    if (boards_.relay == nullptr) {
        co_return refuse(Code::kFailedPrecondition, "REDIS_MISSING", "boards are answered from SQL here");
    }
    const auto report = co_await boards_.relay->rebuild();
    if (!report) co_return std::unexpected(report.error());
    std::ostringstream text;
    text << report->boards << " boards with " << report->members << " places were built anew from SQL, up to position "
         << report->applied << " of the log.\n";
    co_return text.str();
}

}  // namespace koebel
