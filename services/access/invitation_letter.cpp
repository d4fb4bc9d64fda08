#include "access/invitation_letter.hpp"

#include <string_view>
#include <utility>

namespace koebel::access {

namespace {

constexpr std::chrono::hours kDay{24};

bool is_polish_few(std::int64_t n) {
    return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14);
}

/// "14 dagen", "5 uur".
std::string how_long(std::string_view language, std::chrono::hours lifetime) {
    const bool in_days = lifetime >= 2 * kDay;
    const auto n = in_days ? lifetime / kDay : std::max<std::int64_t>(lifetime.count(), 1);
    const auto number = std::to_string(n) + " ";
    if (language == "nl") return number + (in_days ? "dagen" : "uur");
    if (language == "pl") {
        if (in_days) return number + "dni";
        return number + (n == 1 ? "godzinę" : is_polish_few(n) ? "godziny" : "godzin");
    }
    return number + (in_days ? "days" : n == 1 ? "hour" : "hours");
}

}  // namespace

mail::Letter invitation_letter(std::string to, const InvitationWords& words) {
    const auto& [language, name, organisation, url, lifetime] = words;
    const auto time = how_long(language, lifetime);
    if (language == "nl") {
        return {
            .to = std::move(to),
            .subject = "Kom erbij: zo bedanken we elkaar bij " + organisation,
            .text =
                "Hoi " + name + ",\n\nBij " + organisation +
                " bedanken we elkaar met Koebel. Met deze link kom je binnen; daarna kies je zelf een wachtwoord:\n\n" +
                url + "\n\nDe link werkt één keer, en nog " + time +
                ". Hij is alleen voor jou: stuur hem niet door.\n\nTot zo!\n",
        };
    }
    if (language == "pl") {
        return {
            .to = std::move(to),
            .subject = "Dołącz: tak dziękujemy sobie w " + organisation,
            .text = "Cześć " + name + ",\n\nw " + organisation +
                    " dziękujemy sobie przez Koebel. Ten link prowadzi do środka; hasło wybierasz potem:\n\n" + url +
                    "\n\nLink działa jeden raz, jeszcze przez " + time +
                    ". Jest tylko dla Ciebie: nie przesyłaj go dalej.\n\nDo zobaczenia!\n",
        };
    }
    return {
        .to = std::move(to),
        .subject = "Join in: how we thank each other at " + organisation,
        .text =
            "Hi " + name + ",\n\nAt " + organisation +
            " we thank each other with Koebel. This link lets you in; after that you choose a password yourself:\n\n" +
            url + "\n\nThe link works once, for another " + time +
            ". It is for you alone: do not pass it on.\n\nSee you there!\n",
    };
}

}  // namespace koebel::access
