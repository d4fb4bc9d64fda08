#include "recognition/atom.hpp"

#include "people/organisation.hpp"
#include "people/value.hpp"
#include "recognition/pages.hpp"

#include <google/protobuf/util/time_util.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace koebel::recognition {
namespace {

using google::protobuf::util::TimeUtil;

constexpr std::chrono::seconds kFresh{10};
constexpr std::size_t kEntries = 50;

/// Text for XML 1.0. What it has no words for is left out.
std::string escaped(std::string_view text) {
    std::string xml;
    xml.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto rest = text.substr(i);
        if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {  // U+FFFE, U+FFFF
            i += 2;
            continue;
        }
        const char c = text[i];
        switch (c) {
            case '&':
                xml += "&amp;";
                break;
            case '<':
                xml += "&lt;";
                break;
            case '>':
                xml += "&gt;";
                break;
            case '"':
                xml += "&quot;";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t' || c == '\r') xml += c;
        }
    }
    return xml;
}

std::string element(std::string_view name, std::string_view text) {
    return "<" + std::string{name} + ">" + escaped(text) + "</" + std::string{name} + ">";
}

/// What stands around names, in a language of the organisation.
struct Phrases {
    std::string_view colleague;
    std::string_view from;
};

Phrases phrases_of(std::string_view language) {
    if (language == "en") return {.colleague = "a colleague", .from = ", thanked by "};
    if (language == "pl") return {.colleague = "ktoś z nas", .from = " – podziękowania od: "};
    return {.colleague = "een collega", .from = ", bedankt door "};
}

std::string name_of(const v1::PersonCard& card, const Phrases& phrases) {
    return card.name().empty() ? std::string{phrases.colleague} : card.name();
}

std::string title_of(const v1::Recognition& recognition, const Phrases& phrases) {
    std::string title = recognition.team().name();
    for (const auto& card : recognition.recipients()) {
        if (!title.empty()) title += ", ";
        title += name_of(card, phrases);
    }
    return title.append(phrases.from).append(name_of(recognition.giver(), phrases));
}

const google::protobuf::Timestamp& updated_at(const v1::Recognition& recognition) {
    return recognition.has_edited_at() ? recognition.edited_at() : recognition.given_at();
}

std::string entry_of(
    const v1::Recognition& recognition,
    const std::vector<people::Value>& values,
    const Phrases& phrases,
    const std::string& public_url
) {
    auto text = recognition.message();
    if (!recognition.customer_moment().empty()) text += "\n\n" + recognition.customer_moment();
    std::string xml = "<entry>" + element("id", "urn:uuid:" + recognition.id()) +
                      element("title", title_of(recognition, phrases)) +
                      element("published", TimeUtil::ToString(recognition.given_at())) +
                      element("updated", TimeUtil::ToString(updated_at(recognition))) + "<author>" +
                      element("name", name_of(recognition.giver(), phrases)) + "</author>";
    xml += "<link rel=\"alternate\" href=\"" + escaped(public_url + "/#r/" + recognition.id()) + "\"/>";
    for (const auto& id : recognition.value_ids()) {
        const auto value = std::ranges::find(values, ValueId{id}, &people::Value::id);
        if (value != values.end()) xml += "<category term=\"" + escaped(value->key) + "\"/>";
    }
    return xml + "<content type=\"text\">" + escaped(text) + "</content></entry>\n";
}

std::string document(store::Reader& reader, const std::string& public_url) {
    const auto [organisations, values] = reader.read(people::organisation(), people::values());
    const auto page = list_feed(reader, PersonId{}, {.size = kEntries});
    const auto language = organisations.empty() ? std::string{"nl"} : organisations.front().language;
    const auto phrases = phrases_of(language);
    google::protobuf::Timestamp updated;
    std::string entries;
    for (const auto& recognition : page.recognitions()) {
        if (updated < updated_at(recognition)) updated = updated_at(recognition);
        entries += entry_of(recognition, values, phrases, public_url);
    }
    const auto self = public_url + "/feed.atom";
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
           escaped(language) + "\">" + element("id", self) +
           element("title", organisations.empty() ? "Koebel" : organisations.front().name) +
           element("updated", TimeUtil::ToString(updated)) + "<link rel=\"self\" href=\"" + escaped(self) + "\"/>" +
           "<link rel=\"alternate\" href=\"" + escaped(public_url + "/") + "\"/>\n" + entries + "</feed>\n";
}

}  // namespace

AtomFeed::AtomFeed(store::Store& store, const Clock& clock, std::string public_url)
    : store_(store), clock_(clock), public_url_(public_url.substr(0, public_url.find_last_not_of('/') + 1)) {}

void AtomFeed::apply(const store::LogEntry& entry) {
    if (entry.redacts.empty()) return;
    const std::lock_guard lock{mutex_};
    last_ = {};
    ++forgotten_;
}

boost::asio::awaitable<AtomFeed::Document> AtomFeed::read() {
    std::uint64_t forgotten = 0;
    {
        const std::lock_guard lock{mutex_};
        const auto age = clock_.now() - read_at_;
        if (last_.bytes && age >= age.zero() && age < kFresh) co_return last_;
        forgotten = forgotten_;
    }
    const auto asked_at = clock_.now();
    auto reading = store_.read([url = public_url_](store::Reader& reader) { return document(reader, url); });
    auto text = co_await std::move(reading);
    Document made{
        .hash = fmt::format("{:016x}", std::hash<std::string>{}(text)),
        .bytes = std::make_shared<const std::string>(std::move(text))
    };
    const std::lock_guard lock{mutex_};
    if (forgotten != forgotten_) co_return made;  // somebody took words back meanwhile
    last_ = made;
    read_at_ = asked_at;
    co_return made;
}

}  // namespace koebel::recognition
