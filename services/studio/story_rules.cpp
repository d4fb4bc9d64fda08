#include "studio/story_rules.hpp"

#include "base/text.hpp"
#include "recognition/command.hpp"
#include "studio/numbers.hpp"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>

namespace koebel::studio {
namespace {

Result<std::vector<Link>> to_links(const v1::StoryPeople& message) {
    if (message.links().empty()) return refuse(Code::kInvalidArgument, "NO_PERSON");
    if (static_cast<std::size_t>(message.links_size()) > kMostPeople) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_PEOPLE");
    }
    std::vector<Link> links;
    for (const auto& one : message.links()) {
        auto deed = to_text(one.deed(), kMostDeed, "DEED_TOO_LONG");
        if (!deed) return std::unexpected(std::move(deed.error()));
        const PersonId person{one.person_id()};
        if (person.empty()) return refuse(Code::kInvalidArgument, "NO_PERSON");
        if (std::ranges::find(links, person, &Link::person) != links.end()) {
            return refuse(Code::kInvalidArgument, "DUPLICATE_PERSON");
        }
        links.push_back({person, *std::move(deed)});
    }
    return links;
}

Result<ChosenPicture> to_picture(const v1::ChosenStoryPicture& message) {
    auto words = recognition::to_alternative_text(message.alternative_text());
    if (!words) return std::unexpected(std::move(words.error()));
    if (message.focus_x() > kFocusEnd || message.focus_y() > kFocusEnd) {
        return refuse(Code::kInvalidArgument, "FOCUS_INVALID");
    }
    ChosenPicture picture{
        .id = recognition::PictureId{message.picture_id()},
        .alternative_text = *std::move(words),
        .focus_x = message.focus_x(),
        .focus_y = message.focus_y(),
        .people_named = message.people_named(),
    };
    std::set<std::string> people{message.person_ids().begin(), message.person_ids().end()};
    for (const auto& person : people) picture.people.emplace_back(person);
    return picture;
}

Result<std::vector<ChosenPicture>> to_pictures(const v1::StoryPictures& message) {
    if (static_cast<std::size_t>(message.pictures_size()) > kMostPictures) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_PICTURES");
    }
    std::vector<ChosenPicture> pictures;
    for (const auto& one : message.pictures()) {
        auto picture = to_picture(one);
        if (!picture) return std::unexpected(std::move(picture.error()));
        if (std::ranges::find(pictures, picture->id, &ChosenPicture::id) != pictures.end()) {
            return refuse(Code::kInvalidArgument, "DUPLICATE_PICTURE");
        }
        pictures.push_back(*std::move(picture));
    }
    return pictures;
}

Result<std::string> to_lines(std::string_view text) {
    auto lines = to_text(text, kMostLines, "LINES_TOO_LONG");
    if (lines && sentences(*lines) > kMostSentences) return refuse(Code::kInvalidArgument, "LINES_TOO_LONG");
    return lines;
}

/// Where sentences end, by Unicode's rules (UAX 29), as byte offsets of `text`.
std::vector<std::size_t> ends_of_sentences(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks{
        icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status)
    };
    if (U_FAILURE(status) || breaks == nullptr) throw std::runtime_error("studio: no rules for sentences");
    const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<int32_t>(text.size())});
    breaks->setText(wide);
    std::vector<std::size_t> ends;
    for (auto at = breaks->first(), next = breaks->next(); next != icu::BreakIterator::DONE;
         at = next, next = breaks->next()) {
        std::string sentence;
        wide.tempSubStringBetween(at, next).toUTF8String(sentence);
        const auto before = ends.empty() ? 0 : ends.back();
        if (trimmed(sentence).empty()) {
            if (!ends.empty()) ends.back() += sentence.size();
            continue;
        }
        ends.push_back(before + sentence.size());
    }
    return ends;
}

}  // namespace

Result<Edit> Edit::from_message(const v1::EditStoryRequest& request) {
    Edit edit;
    const auto keep = []<class T>(Result<T> made, std::optional<T>& into) -> Result<void> {
        if (!made) return std::unexpected(std::move(made.error()));
        into = *std::move(made);
        return {};
    };
    if (request.has_title()) {
        if (auto kept = keep(to_title(request.title()), edit.title); !kept) return std::unexpected(kept.error());
    }
    if (request.has_text()) {
        auto text = to_text(request.text(), kMostText, "TEXT_TOO_LONG");
        if (auto kept = keep(std::move(text), edit.text); !kept) return std::unexpected(kept.error());
    }
    if (request.has_lines()) {
        if (auto kept = keep(to_lines(request.lines()), edit.lines); !kept) return std::unexpected(kept.error());
    }
    if (request.has_kind()) {
        if (request.kind() == v1::NOMINATION_KIND_UNSPECIFIED || !v1::NominationKind_IsValid(request.kind())) {
            return refuse(Code::kInvalidArgument, "NOMINATION_KIND_INVALID");
        }
        edit.kind = request.kind();
    }
    if (request.has_value_id()) edit.value = ValueId{request.value_id()};
    if (request.has_people()) {
        if (auto kept = keep(to_links(request.people()), edit.people); !kept) return std::unexpected(kept.error());
    }
    if (request.has_pictures()) {
        if (auto kept = keep(to_pictures(request.pictures()), edit.pictures); !kept) {
            return std::unexpected(kept.error());
        }
    }
    if (edit.fields().empty()) return refuse(Code::kInvalidArgument, "NOTHING_CHANGED");
    return edit;
}

std::set<v1::StoryField> Edit::fields() const {
    std::set<v1::StoryField> fields;
    if (title) fields.insert(v1::STORY_FIELD_TITLE);
    if (text) fields.insert(v1::STORY_FIELD_TEXT);
    if (lines) fields.insert(v1::STORY_FIELD_LINES);
    if (kind) fields.insert(v1::STORY_FIELD_KIND);
    if (value) fields.insert(v1::STORY_FIELD_VALUE);
    if (people) fields.insert(v1::STORY_FIELD_PEOPLE);
    if (pictures) fields.insert(v1::STORY_FIELD_PICTURES);
    return fields;
}

Result<std::string> to_title(std::string_view text) {
    auto title = to_text(text, kMostTitle, "TITLE_TOO_LONG");
    if (title && title->empty()) return refuse(Code::kInvalidArgument, "TITLE_REQUIRED");
    return title;
}

Result<std::string> to_text(std::string_view text, std::size_t most, std::string_view too_long) {
    if (!is_clean_text(text)) return refuse(Code::kInvalidArgument, "TEXT_INVALID");
    std::string kept{trimmed(text)};
    if (code_points(kept) > most) return refuse(Code::kInvalidArgument, too_long);
    return kept;
}

std::size_t sentences(std::string_view text) {
    return ends_of_sentences(text).size();
}

std::string first_sentences(std::string_view text, std::size_t count, std::size_t most) {
    std::string_view fits;
    const auto ends = ends_of_sentences(text);
    for (std::size_t i = 0; i < std::min(count, ends.size()); ++i) {
        const auto so_far = trimmed(text.substr(0, ends[i]));
        if (code_points(so_far) > most) break;
        fits = so_far;
    }
    return std::string{fits};
}

std::string to_text(const std::set<v1::StoryField>& fields) {
    return numbers_to_text(fields);
}

std::set<v1::StoryField> fields_from(std::string_view text) {
    return numbers_from<v1::StoryField>(text, v1::StoryField_IsValid);
}

std::vector<std::string> changed_by_both(
    const std::set<v1::StoryField>& wanted, const std::vector<std::set<v1::StoryField>>& since
) {
    std::vector<std::string> both;
    for (const auto field : wanted) {
        const bool is_changed =
            std::ranges::any_of(since, [&](const auto& changed) { return changed.contains(field); });
        if (is_changed) both.push_back(v1::StoryField_Name(field));
    }
    return both;
}

}  // namespace koebel::studio
